/**
 * The fifth stage: dimensions and measures, each defined once, and the one pass over a fact that computes them for every
 * table that asks.
 */
package dev.taizhang.cube;
