/**
 * The fifth stage: dimensions and measures, each defined once, and the single pass over a fact that computes them for
 * all tables.
 */
package dev.taizhang.cube;
