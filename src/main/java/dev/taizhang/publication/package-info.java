/**
 * The seventh stage: publishes all tables of a run in one step, the commit to {@code ledger.runs} that names the
 * version of each table.
 */
package dev.taizhang.publication;
