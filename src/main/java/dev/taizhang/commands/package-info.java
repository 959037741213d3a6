/** The commands that users start, one class each. */
package dev.taizhang.commands;
