package dev.taizhang.sample;

import java.util.Optional;

/** The form in which an office sends a file. */
enum FileForm {
    /** A workbook with a title row above the header. */
    WORKBOOK(" ", ".xlsx"),
    /** A GB18030 text with a header row and no title, from an older system. */
    CSV("_", ".csv"),
    /** Typed columns, from a system that has types for amounts and dates. */
    PARQUET("_", ".parquet"),
    /** One JSON object per line, from a system that writes numbers inconsistently. */
    JSON_LINES("_", ".jsonl");

    private final String separator;
    private final String ending;

    FileForm(String separator, String ending) {
        this.separator = separator;
        this.ending = ending;
    }

    /** Returns the name of a file. Its parts are separated by spaces, or by underscores in files of systems. */
    String fileName(String... parts) {
        return String.join(separator, parts) + ending;
    }

    /** Returns the title if the form has one. */
    Optional<String> title(String title) {
        return this == WORKBOOK ? Optional.of(title + "（合成数据，仅供演示）") : Optional.empty();
    }
}
