/**
 * The third stage: Delta tables with everything ever delivered, append-only, and the chain of releases. A table's rows are
 * those of the version that the standing release names, or that this run has committed since.
 */
package dev.taizhang.ledger;
