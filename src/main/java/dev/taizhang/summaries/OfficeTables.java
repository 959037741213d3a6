package dev.taizhang.summaries;

import com.typesafe.config.Config;
import dev.taizhang.cube.Measures;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.definition.TableChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The summary tables of an office, sorted by name. Reading and checking them is slow, so a run or command does it once.
 *
 * @param known all tables: the built-in ones and those that the configuration defines
 * @param published the tables that a run publishes
 */
public record OfficeTables(List<SummaryTable> known, List<SummaryTable> published) {
    /**
     * Reads the tables of a configuration.
     *
     * @throws dev.taizhang.definition.Failure if its files contain mistakes; it lists all of them with file and line
     */
    public static OfficeTables of(Configuration configuration) {
        List<SummaryTable> known = new ArrayList<>(SummaryTable.BUILT_IN.get());
        Mistakes mistakes = new Mistakes();
        known.addAll(RollUpFiles.of(files(configuration, mistakes), known, mistakes));
        known.addAll(
                SqlTables.of(configuration.queries(), configuration.references().keySet(), known, mistakes));
        mistakes.requireNone();
        known.sort(Comparator.comparing(SummaryTable::name));
        TableChoice choice = configuration.settings().tables();
        OfficeTables office = new OfficeTables(
                List.copyOf(known),
                known.stream()
                        .filter(table -> choice.includes(table.name(), SummaryTable.ALWAYS))
                        .toList());
        choice.check(office.names(), SummaryTable.ALWAYS);
        return office;
    }

    private static List<ConfigurationFile> files(Configuration configuration, Mistakes mistakes) {
        Path folder = configuration.folder().resolve("tables");
        List<ConfigurationFile> files = new ArrayList<>();
        for (Map.Entry<String, Config> file : configuration.tables().entrySet()) {
            files.add(ConfigurationFile.of(
                    file.getValue(), folder.resolve(file.getKey() + ".conf").toString(), Measures.FILE, mistakes));
        }
        return files;
    }

    /** Returns the tables without some columns; those that these columns identify are left out. */
    public OfficeTables without(Set<String> columns) {
        return new OfficeTables(without(known, columns), without(published, columns));
    }

    private static List<SummaryTable> without(List<SummaryTable> tables, Set<String> columns) {
        return tables.stream().flatMap(table -> table.without(columns).stream()).toList();
    }

    /** Returns the names of all tables. */
    public Set<String> names() {
        return known.stream().map(SummaryTable::name).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the table of a Chinese title. */
    public Optional<SummaryTable> titled(String title) {
        return known.stream().filter(table -> table.title().zh().equals(title)).findFirst();
    }

    /** Returns all tables that are roll-ups. */
    public List<RollUpTable> rollUps() {
        return known.stream()
                .filter(RollUpTable.class::isInstance)
                .map(RollUpTable.class::cast)
                .toList();
    }
}
