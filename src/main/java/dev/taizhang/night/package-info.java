/**
 * The run: {@link dev.taizhang.night.NightlyJob} reads in the order of the data flow. Around it are its session,
 * record, log and notification.
 */
package dev.taizhang.night;
