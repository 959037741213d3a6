package dev.taizhang.definition;

import java.util.List;
import java.util.Set;

/**
 * Which summary tables are published, as {@code tables} of {@code taizhang.conf} says.
 *
 * @param only the tables that are; empty if all are but those that {@code without} names
 * @param without the tables that are not
 * @param file where it says so, for whoever finds that there is no such table; null if it does not
 */
public record TableChoice(Set<String> only, Set<String> without, ConfigurationFile file) {
    /** Publishes every table. */
    public static final TableChoice EVERY_TABLE = new TableChoice(Set.of(), Set.of(), null);

    static TableChoice read(ConfigurationFile settings) {
        if (!settings.has("tables")) {
            return EVERY_TABLE;
        }
        ConfigurationFile file = settings.object("tables", Set.of("only", "without"));
        if (file.has("only") == file.has("without")) {
            throw settings.wrong("tables", new Bilingual("须有 only 或 without 之一。", "it needs either only or without."));
        }
        return new TableChoice(Set.copyOf(file.words("only")), Set.copyOf(file.words("without")), file);
    }

    /**
     * Whether a table is published.
     *
     * @param always the tables that no choice leaves out
     */
    public boolean includes(String table, Set<String> always) {
        return always.contains(table) || (only.isEmpty() ? !without.contains(table) : only.contains(table));
    }

    /**
     * Refuses names of tables that do not exist, and the leaving out of one that cannot be.
     *
     * @throws Failure with file, line and key
     */
    public void check(Set<String> known, Set<String> always) {
        for (String key : List.of("only", "without")) {
            if (file != null) {
                file.knownWords(key, known);
            }
        }
        without.stream().filter(always::contains).findFirst().ifPresent(table -> {
            throw file.wrong("without", new Bilingual("“" + table + "”不能去掉。", "\"" + table + "\" cannot be left out."));
        });
    }
}
