package dev.taizhang.terminal;

/** The form of a printed report: a text for people, or JSON for programs. */
public enum ReportFormat {
    table,
    json
}
