/** Answers questions about a release: finds it, resolves the names of its tables, and keeps queries within bounds. */
package dev.taizhang.query;
