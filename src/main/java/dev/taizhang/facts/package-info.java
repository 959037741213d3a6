/**
 * The fourth stage: the state of each thing as of a date, one row per thing, nothing summed. It is the latest record on
 * each key up to the date, with names from senders matched to the current reference tables.
 */
package dev.taizhang.facts;
