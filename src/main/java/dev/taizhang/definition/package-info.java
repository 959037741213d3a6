/**
 * The vocabulary of the ledger: datasets and their columns, reference data, settings, failures. The ground floor: imports
 * nothing of ours, and every stage speaks in its words.
 */
package dev.taizhang.definition;
