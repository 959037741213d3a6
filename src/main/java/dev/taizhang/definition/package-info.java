/**
 * The vocabulary of the program: datasets and their columns, reference data, settings, failures. It imports no other
 * package of the program, and all stages use it.
 */
package dev.taizhang.definition;
