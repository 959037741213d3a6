package dev.taizhang.sample;

import java.util.Optional;

/** The form in which an office sends a file. */
enum FileForm {
    /** A workbook with a title row above the header. */
    WORKBOOK(" ", ".xlsx"),
    /** A GB18030 text with a header row and no title, from an older system. */
    CSV("_", ".csv"),
    /** Columns of a type each, from a system that knows amounts and dates. */
    PARQUET("_", ".parquet"),
    /** A JSON object a line, from a system that is not sure what a number is. */
    JSON_LINES("_", ".jsonl");

    private final String separator;
    private final String ending;

    FileForm(String separator, String ending) {
        this.separator = separator;
        this.ending = ending;
    }

    /** The name of a file: the parts stand apart by spaces, in those of systems by underscores. */
    String fileName(String... parts) {
        return String.join(separator, parts) + ending;
    }

    /** The title, where there is room for one. */
    Optional<String> title(String title) {
        return this == WORKBOOK ? Optional.of(title + "（合成数据，仅供演示）") : Optional.empty();
    }
}
