/**
 * The seventh stage: all tables of a run become visible in one step, the commit to {@code ledger.runs} that names the version
 * of each.
 */
package dev.taizhang.publication;
