package dev.taizhang.definition;

import java.util.List;
import java.util.Set;

/**
 * The choice of the summary tables that are published, as {@code tables} in {@code taizhang.conf} makes it.
 *
 * @param only the published tables; empty if all tables except those in {@code without} are published
 * @param without the tables that are not published
 * @param file the place of the choice, for messages about tables that do not exist; null without a choice
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
            throw settings.wrong("tables", ConfigurationMessages.neitherOnlyNorWithout());
        }
        return new TableChoice(Set.copyOf(file.words("only")), Set.copyOf(file.words("without")), file);
    }

    /**
     * Returns whether a table is published.
     *
     * @param always the tables that are always published
     */
    public boolean includes(String table, Set<String> always) {
        return always.contains(table) || (only.isEmpty() ? !without.contains(table) : only.contains(table));
    }

    /**
     * Refuses names of tables that do not exist, and leaving out a table that is always published.
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
            throw file.wrong("without", ConfigurationMessages.tableAlwaysPublished(table));
        });
    }
}
