/**
 * The fourth stage: what is true as of a date, one row per thing, nothing summed. The latest word on each key up to the date,
 * with the sender's words matched to the reference tables of today.
 */
package dev.taizhang.facts;
