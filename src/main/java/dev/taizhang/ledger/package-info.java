/**
 * The third stage: append-only Delta tables with everything ever delivered, and the chain of releases. The rows of a
 * table are those of the version that the current release names, or that this run has committed since.
 */
package dev.taizhang.ledger;
