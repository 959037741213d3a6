package dev.taizhang.definition;

/** The form of the lines of {@code run.log}. */
public enum LogFormat {
    /** Plain lines for people, with the stack of an exception on lines of its own. */
    TEXT,
    /** One JSON object a line, for programs that collect logs. */
    JSON
}
