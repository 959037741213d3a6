/** What users start: one class a command, and the nightly job that reads like the way of the data. */
package dev.taizhang.commands;
