/** The commands that users start, one class each, and the nightly job, which reads in the order of the data flow. */
package dev.taizhang.commands;
