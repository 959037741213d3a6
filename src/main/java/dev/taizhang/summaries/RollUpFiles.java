package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import com.google.common.collect.Sets;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.ledger.Retention;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roll-ups, as defined in files: the built-in ones in {@code tables/roll-ups.conf}, an office's own under {@code
 * conf/tables}. Every mistake is a failure that names file, line and key.
 */
final class RollUpFiles {
    /** The names of tables that only copies have. */
    private static final String OF_COPIES = "dim_.*|release|loaded";

    private static final Set<String> TABLE =
            Sets.union(TableHead.KEYS, Set.of("fact", "by", "measures", "each_project_once"));

    private static final Supplier<List<SummaryTable>> BUILT_IN = Suppliers.memoize(
            () -> tables(ConfigurationFile.builtIn("tables/roll-ups.conf", Measures.FILE), Measures.builtIn()));

    private RollUpFiles() {}

    /** Returns the built-in roll-ups. */
    static List<SummaryTable> builtIn() {
        return BUILT_IN.get();
    }

    /**
     * Returns the roll-ups of an office, in the order of their files and of their positions within these.
     *
     * @param files the opened files under {@code conf/tables}
     * @param others the tables whose names are already in use
     * @param mistakes collects mistakes, each with its file, line and key
     */
    static List<SummaryTable> of(List<ConfigurationFile> files, List<SummaryTable> others, Mistakes mistakes) {
        // A table may show measures defined in any file.
        Measures measures = Measures.builtIn().with(files, mistakes);
        List<SummaryTable> tables = new ArrayList<>();
        if (!mistakes.isEmpty()) {
            // Tables of unusable measures would only repeat the mistakes of those measures.
            return tables;
        }
        for (ConfigurationFile file : files) {
            for (ConfigurationFile entry : file.objects("tables", TABLE)) {
                mistakes.reading(() -> {
                            SummaryTable table = table(entry, file, measures);
                            requireUnused(entry, table, Stream.concat(others.stream(), tables.stream()));
                            return table;
                        })
                        .ifPresent(tables::add);
            }
        }
        return List.copyOf(tables);
    }

    private static List<SummaryTable> tables(ConfigurationFile file, Measures measures) {
        return file.objects("tables", TABLE).stream()
                .map(entry -> table(entry, file, measures))
                .toList();
    }

    /** Refuses a table whose name or Chinese title is already used by another table that copies have. */
    static void requireUnused(ConfigurationFile entry, SummaryTable table, Stream<SummaryTable> others) {
        boolean used = Stream.concat(others.map(SummaryTable::definition), WarehouseTables.COPIED.stream())
                .anyMatch(other -> other.shortName().equals(table.name())
                        || other.title().zh().equals(table.title().zh()));
        if (used || table.name().matches(OF_COPIES)) {
            throw entry.nameInUse(table.name() + " / " + table.title().zh());
        }
    }

    private static SummaryTable table(ConfigurationFile entry, ConfigurationFile file, Measures measures) {
        List<Fact> facts = Measures.facts(entry, file);
        if (facts.size() != 1) {
            throw TableMessages.severalFacts(entry);
        }
        Fact fact = facts.get(0);
        List<Dimension> dimensions = entry.words("by").stream()
                .map(word -> dimension(entry, fact, word))
                .toList();
        List<Measure> shown = entry.words("measures").stream()
                .map(word -> measures.named(fact, word)
                        .orElseThrow(() -> entry.unknownWord("measures", word, measures.names(fact))))
                .toList();
        if (dimensions.isEmpty() || shown.isEmpty()) {
            throw entry.missing(dimensions.isEmpty() ? "by" : "measures");
        }
        Bilingual sentence = entry.has("sentence") ? entry.bilingual("sentence") : TableMessages.oneRowPer(dimensions);
        boolean once = entry.isTrue("each_project_once");
        RollUp rollUp = once ? RollUp.ofEachProjectOnce(fact, dimensions, shown) : new RollUp(fact, dimensions, shown);
        List<String> grain = rollUp.grain().subList(1, rollUp.grain().size());
        // Counting each project once by many dimensions yields nearly as many rows as there are projects.
        Retention retention = once ? Retention.NEWEST_AND_MONTH_ENDS : Retention.EVERY_DATE;
        return new RollUpTable(TableHead.read(entry, sentence, grain, rollUp.schema(), retention), rollUp);
    }

    static Dimension dimension(ConfigurationFile entry, Fact fact, String word) {
        return fact.dimension(word)
                .orElseThrow(() -> entry.unknownWord(
                        "by",
                        word,
                        fact.dimensions().stream().map(Dimension::name).collect(Collectors.toSet())));
    }
}
