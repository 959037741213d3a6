/**
 * The sixth stage: one file per table. A file gives a table's name, the meaning of one row, and its measures; query,
 * exports, comments and tests are derived from it. A class that implements {@link dev.taizhang.summaries.SummaryTable}
 * and is registered as a service adds a table to every release, without any other change.
 */
package dev.taizhang.summaries;
