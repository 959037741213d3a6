package dev.taizhang.definition;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A list of files with the SHA-256 of each, in the form that {@code sha256sum -c} reads. */
public final class HashList {
    private static final String SEPARATOR = "  ";

    /** Sixty-four digits and the separator are before the name. */
    private static final int NAME = 64 + SEPARATOR.length();

    private HashList() {}

    /** Returns the text of a list of hashes by name. */
    public static String text(SortedMap<String, String> hashes) {
        return hashes.entrySet().stream()
                .map(file -> file.getValue() + SEPARATOR + file.getKey() + "\n")
                .collect(Collectors.joining());
    }

    /** Returns the hashes by name. A line that is too short, in a damaged list, is a hash without a name. */
    public static SortedMap<String, String> read(String text) {
        SortedMap<String, String> hashes = new TreeMap<>();
        text.lines().forEach(line -> {
            int name = Math.min(NAME, line.length());
            hashes.put(line.substring(name), line.substring(0, name).strip());
        });
        return hashes;
    }
}
