package dev.taizhang.copies;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The copies in files that have everything published with every date, which an office may do without. */
public enum FileCopy {
    SQLITE("exports/latest/taizhang.sqlite", "SQLite"),
    PARQUET("exports/latest/parquet", "Parquet"),
    DELTA("published", "Delta");

    private final String place;
    private final String title;

    FileCopy(String place, String title) {
        this.place = place;
        this.title = title;
    }

    /** Returns the name of its format. */
    String title() {
        return title;
    }

    /** Returns the file or folder within a warehouse. */
    public String place() {
        return place;
    }

    /** Returns the name of the file or folder, by which messages name the copy. */
    String file() {
        return place.substring(place.lastIndexOf('/') + 1);
    }

    /** Returns the word of the setting. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Set<String> words() {
        return Arrays.stream(values()).map(FileCopy::word).collect(Collectors.toSet());
    }
}
