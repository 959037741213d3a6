package dev.taizhang.definition;

import com.google.common.collect.Sets;
import com.typesafe.config.Config;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A configuration folder on top of the built-in defaults. {@code taizhang.conf} is merged with the default; a reference
 * file replaces the built-in one of its name; feeds and rules are never inherited.
 *
 * @param folder the folder that it was read from
 * @param settings the settings of {@code taizhang.conf}
 * @param references the reference tables by name
 * @param exchange the exchange rates of {@code reference/exchange_rates.csv}
 * @param due the monthly deliveries that {@code senders.conf} lists; empty without that file
 * @param feeds the parsed feed files by name (without ending), in name order
 * @param rules the parsed files of rules by name (without ending), in name order
 * @param tables the parsed files of the office's own measures and roll-ups by name (without ending), in name order
 * @param queries the office's own tables that are defined by a query, in name order
 * @param files all files, including the built-in ones, as a release keeps them
 */
public record Configuration(
        Path folder,
        Settings settings,
        Map<String, ReferenceTable> references,
        ExchangeRates exchange,
        List<DueDelivery> due,
        Map<String, Config> feeds,
        Map<String, Config> rules,
        Map<String, Config> tables,
        List<HeadedSql> queries,
        ConfigurationFiles files) {
    /** The reference tables that the code relies on; an office supplies its own districts and clusters. */
    static final List<String> REFERENCES = List.of(
            "districts",
            "clusters",
            "statuses",
            "natures",
            "levels",
            "ownerships",
            "size_bands",
            "metrics",
            "sectors",
            "industry_groups",
            "dimensions",
            "source_regions",
            "factors",
            "approval_steps",
            "units");

    /**
     * Reads a folder.
     *
     * @throws Failure if it contains a mistake; the message names file and key
     */
    public static Configuration read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw ConfigurationMessages.folderMissing(folder);
        }
        return of(folder, ConfigurationFiles.in(folder));
    }

    /**
     * Interprets the files of a configuration.
     *
     * @param folder where they are, or as they are called in messages
     * @throws Failure if they contain a mistake; the message names file and key
     */
    public static Configuration of(Path folder, ConfigurationFiles files) {
        Config defaults = Settings.defaults();
        String own = folder.resolve(Settings.FILE).toString();
        Config merged =
                files.has(Settings.FILE) ? parsed(folder, files, Settings.FILE).withFallback(defaults) : defaults;
        Map<String, ReferenceTable> references = references(folder, files);
        Settings settings = Settings.read(ConfigurationFile.resolved(merged, own), own, references.get("units"));
        return new Configuration(
                folder,
                settings,
                references,
                exchange(folder, files, settings.currency()),
                due(folder, files, references.get("districts")),
                all(folder, files, "feeds"),
                all(folder, files, "rules"),
                all(folder, files, "tables"),
                queries(folder, files),
                files);
    }

    /** Returns the SHA-256 of the list of its files, which a release records. */
    public String hash() {
        return files.hash();
    }

    public ReferenceTable reference(String name) {
        return references.get(name);
    }

    private static Map<String, ReferenceTable> references(Path folder, ConfigurationFiles files) {
        Set<String> known = Sets.union(Set.copyOf(REFERENCES), Set.of(ExchangeRates.NAME));
        for (String name : files.names("reference", ".csv")) {
            if (!known.contains(name)) {
                throw ConfigurationFile.unknown(
                        name, folder.resolve("reference").toString(), known);
            }
        }
        Map<String, ReferenceTable> tables = new LinkedHashMap<>();
        for (String name : REFERENCES) {
            String file = ConfigurationFiles.reference(name);
            tables.put(
                    name,
                    files.has(file)
                            ? ReferenceTable.read(
                                    name,
                                    new StringReader(csv(folder, files, file)),
                                    folder.resolve(file).toString())
                            : ReferenceTable.builtIn(name));
        }
        return tables;
    }

    private static String csv(Path folder, ConfigurationFiles files, String file) {
        return ReferenceTable.text(
                files.contents().get(file), folder.resolve(file).toString());
    }

    private static ExchangeRates exchange(Path folder, ConfigurationFiles files, Currency portfolio) {
        String file = ConfigurationFiles.reference(ExchangeRates.NAME);
        return files.has(file)
                ? ExchangeRates.read(
                        new StringReader(csv(folder, files, file)),
                        folder.resolve(file).toString(),
                        portfolio)
                : new ExchangeRates(portfolio, List.of());
    }

    private static List<DueDelivery> due(Path folder, ConfigurationFiles files, ReferenceTable districts) {
        return files.has(DueDelivery.FILE)
                ? DueDelivery.read(
                        resolved(folder, files, DueDelivery.FILE),
                        folder.resolve(DueDelivery.FILE).toString(),
                        districts)
                : List.of();
    }

    private static Map<String, Config> all(Path folder, ConfigurationFiles files, String below) {
        Map<String, Config> all = new LinkedHashMap<>();
        files.names(below, ".conf")
                .forEach(name -> all.put(name, resolved(folder, files, below + "/" + name + ".conf")));
        return all;
    }

    private static List<HeadedSql> queries(Path folder, ConfigurationFiles files) {
        return files.names("tables", ".sql").stream()
                .map(name -> "tables/" + name + ".sql")
                .map(file -> HeadedSql.of(files.text(file), folder.resolve(file).toString()))
                .toList();
    }

    private static Config resolved(Path folder, ConfigurationFiles files, String file) {
        return ConfigurationFile.resolved(
                parsed(folder, files, file), folder.resolve(file).toString());
    }

    private static Config parsed(Path folder, ConfigurationFiles files, String file) {
        return ConfigurationFile.parsed(files.text(file), folder.resolve(file).toString());
    }
}
