/**
 * The sixth stage: one file per table. A table says its name, what one row is, and its measures; query, exports, comments and
 * tests follow from it. A class that implements {@link dev.taizhang.summaries.SummaryTable} and is announced as a service is a
 * table of every release; nothing else has to be changed.
 */
package dev.taizhang.summaries;
