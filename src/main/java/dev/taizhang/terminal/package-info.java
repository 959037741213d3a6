/** What is printed to the terminal: tables, the summary of a run, its plan, and the problems of files. */
package dev.taizhang.terminal;
