package dev.taizhang.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Markdown page of which people keep everything but the sections between {@code <!-- name -->} and {@code <!-- /name -->},
 * which a program writes.
 */
public final class Page {
    private Page() {}

    /** Whether the page has a section of this name. */
    static boolean has(String page, String section) {
        return page.contains("<!-- " + section + " -->\n");
    }

    /** The page with another text in one section. */
    public static String with(String page, String section, String text) {
        Matcher place = Pattern.compile("(<!-- " + section + " -->\n).*(<!-- /" + section + " -->)", Pattern.DOTALL)
                .matcher(page);
        if (!place.find()) {
            throw new IllegalStateException("The page has no section \"" + section + "\": put <!-- " + section
                    + " --> and <!-- /" + section + " --> on lines of their own where it is to stand.");
        }
        return page.substring(0, place.end(1)) + text + page.substring(place.start(2));
    }

    /** A table; the first row is its header. */
    public static String table(List<List<String>> rows) {
        return rows.stream()
                .map(row -> "| " + String.join(" | ", row) + " |\n")
                .collect(Collectors.joining())
                .replaceFirst("\n", "\n|" + "---|".repeat(rows.get(0).size()) + "\n");
    }
}
