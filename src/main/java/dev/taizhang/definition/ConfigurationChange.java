package dev.taizhang.definition;

import com.google.common.collect.Sets;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.apache.commons.collections4.sequence.CommandVisitor;
import org.apache.commons.collections4.sequence.SequencesComparator;

/**
 * A file that differs between two configurations.
 *
 * @param name its name, such as {@code reference/districts.csv}
 * @param before its SHA-256 in the one; empty if it is not there
 * @param after its SHA-256 in the other; empty if it is not there
 * @param lines the lines that differ, in their order
 */
public record ConfigurationChange(String name, Optional<String> before, Optional<String> after, List<Line> lines) {
    /**
     * A line that only one of the files has.
     *
     * @param number its number in that file
     * @param added whether it is in the other configuration, and not in the one
     */
    public record Line(int number, boolean added, String text) {}

    /** Returns the files that differ, in the order of their names. */
    public static List<ConfigurationChange> between(ConfigurationFiles one, ConfigurationFiles other) {
        SortedMap<String, String> before = one.hashes();
        SortedMap<String, String> after = other.hashes();
        return new TreeSet<>(Sets.union(before.keySet(), after.keySet()))
                .stream()
                        .map(name -> new ConfigurationChange(
                                name,
                                Optional.ofNullable(before.get(name)),
                                Optional.ofNullable(after.get(name)),
                                lines(text(one, name), text(other, name))))
                        .filter(change -> !change.before.equals(change.after))
                        .toList();
    }

    private static List<String> text(ConfigurationFiles files, String name) {
        return files.has(name)
                ? new String(files.kept(name), StandardCharsets.UTF_8).lines().toList()
                : List.of();
    }

    /** Compares two texts; of lines that replace others, those that are gone come first. */
    private static List<Line> lines(List<String> before, List<String> after) {
        List<Line> lines = new ArrayList<>();
        List<Line> inserted = new ArrayList<>();
        new SequencesComparator<>(before, after).getScript().visit(new CommandVisitor<String>() {
            private int removed;
            private int added;

            @Override
            public void visitKeepCommand(String line) {
                lines.addAll(inserted);
                inserted.clear();
                removed++;
                added++;
            }

            @Override
            public void visitDeleteCommand(String line) {
                removed++;
                lines.add(new Line(removed, false, line));
            }

            @Override
            public void visitInsertCommand(String line) {
                added++;
                inserted.add(new Line(added, true, line));
            }
        });
        lines.addAll(inserted);
        return List.copyOf(lines);
    }
}
