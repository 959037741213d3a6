/**
 * The fifth stage: dimensions and measures, each defined once, and the passes over a fact that compute them for all
 * tables together.
 */
package dev.taizhang.cube;
