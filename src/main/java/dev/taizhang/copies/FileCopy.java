package dev.taizhang.copies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The copies in files that have everything published with every date, which an office may do without. */
public enum FileCopy {
    SQLITE("taizhang.sqlite", "SQLite"),
    PARQUET("parquet", "Parquet");

    private final String name;
    private final String title;

    FileCopy(String name, String title) {
        this.name = name;
        this.title = title;
    }

    /** Returns the name of its format. */
    String title() {
        return title;
    }

    /** Returns the file or folder within a warehouse. */
    public String place() {
        return "exports/latest/" + name;
    }

    /** Returns the name of the file or folder, by which messages name the copy. */
    String file() {
        return name;
    }

    /** Returns the word of the setting. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<String> words() {
        return Arrays.stream(values()).map(FileCopy::word).collect(Collectors.toSet());
    }
}
