package dev.taizhang.definition;

import com.google.common.collect.Sets;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

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
     * @throws Failure if it contains mistakes; the message names file and key of each
     */
    public static Configuration read(Path folder) {
        return requiring(mistakes -> read(folder, mistakes));
    }

    /**
     * Reads a folder as far as it is right. A key of {@code taizhang.conf} with a mistake has its built-in value; other
     * entries and files with mistakes are left out.
     *
     * @throws Failure if there is no such folder
     */
    public static Configuration read(Path folder, Mistakes mistakes) {
        if (!Files.isDirectory(folder)) {
            throw ConfigurationMessages.folderMissing(folder);
        }
        return of(folder, ConfigurationFiles.in(folder), mistakes);
    }

    /**
     * Interprets the files of a configuration.
     *
     * @param folder where they are, or as they are called in messages
     * @throws Failure if they contain mistakes; the message names file and key of each
     */
    public static Configuration of(Path folder, ConfigurationFiles files) {
        return requiring(mistakes -> of(folder, files, mistakes));
    }

    private static Configuration requiring(Function<Mistakes, Configuration> read) {
        Mistakes mistakes = new Mistakes();
        Configuration configuration = read.apply(mistakes);
        mistakes.requireNone();
        return configuration;
    }

    private static Configuration of(Path folder, ConfigurationFiles files, Mistakes mistakes) {
        Map<String, ReferenceTable> references = references(folder, files, mistakes);
        Config own = files.has(Settings.FILE)
                ? mistakes.reading(() -> parsed(folder, files, Settings.FILE)).orElseGet(ConfigFactory::empty)
                : ConfigFactory.empty();
        Settings settings =
                Settings.read(own, folder.resolve(Settings.FILE).toString(), references.get("units"), mistakes);
        return new Configuration(
                folder,
                settings,
                references,
                exchange(folder, files, settings.currency(), mistakes),
                due(folder, files, references.get("districts"), mistakes),
                all(folder, files, "feeds", mistakes),
                all(folder, files, "rules", mistakes),
                all(folder, files, "tables", mistakes),
                queries(folder, files, mistakes),
                files);
    }

    /** Returns the SHA-256 of the list of its files, which a release records. */
    public String hash() {
        return files.hash();
    }

    public ReferenceTable reference(String name) {
        return references.get(name);
    }

    private static Map<String, ReferenceTable> references(Path folder, ConfigurationFiles files, Mistakes mistakes) {
        Set<String> known = Sets.union(Set.copyOf(REFERENCES), Set.of(ExchangeRates.NAME));
        for (String name : files.names("reference", ".csv")) {
            if (!known.contains(name)) {
                mistakes.add(ConfigurationFile.unknown(
                        name, folder.resolve("reference").toString(), known));
            }
        }
        Map<String, ReferenceTable> tables = new LinkedHashMap<>();
        for (String name : REFERENCES) {
            String file = ConfigurationFiles.reference(name);
            Optional<ReferenceTable> own = files.has(file)
                    ? mistakes.reading(() -> ReferenceTable.read(
                            name, csv(folder, files, file), folder.resolve(file).toString(), mistakes))
                    : Optional.empty();
            tables.put(name, own.orElseGet(() -> ReferenceTable.builtIn(name)));
        }
        return tables;
    }

    private static String csv(Path folder, ConfigurationFiles files, String file) {
        return ReferenceTable.text(
                files.contents().get(file), folder.resolve(file).toString());
    }

    private static ExchangeRates exchange(
            Path folder, ConfigurationFiles files, Currency portfolio, Mistakes mistakes) {
        String file = ConfigurationFiles.reference(ExchangeRates.NAME);
        Optional<ExchangeRates> own = files.has(file)
                ? mistakes.reading(() -> ExchangeRates.read(
                        csv(folder, files, file), folder.resolve(file).toString(), portfolio, mistakes))
                : Optional.empty();
        return own.orElseGet(() -> new ExchangeRates(portfolio, List.of()));
    }

    private static List<DueDelivery> due(
            Path folder, ConfigurationFiles files, ReferenceTable districts, Mistakes mistakes) {
        Optional<List<DueDelivery>> own = files.has(DueDelivery.FILE)
                ? mistakes.reading(() -> DueDelivery.read(
                        resolved(folder, files, DueDelivery.FILE),
                        folder.resolve(DueDelivery.FILE).toString(),
                        districts,
                        mistakes))
                : Optional.empty();
        return own.orElseGet(List::of);
    }

    private static Map<String, Config> all(Path folder, ConfigurationFiles files, String below, Mistakes mistakes) {
        Map<String, Config> all = new LinkedHashMap<>();
        for (String name : files.names(below, ".conf")) {
            mistakes.reading(() -> resolved(folder, files, below + "/" + name + ".conf"))
                    .ifPresent(file -> all.put(name, file));
        }
        return all;
    }

    private static List<HeadedSql> queries(Path folder, ConfigurationFiles files, Mistakes mistakes) {
        return files.names("tables", ".sql").stream()
                .map(name -> "tables/" + name + ".sql")
                .flatMap(file ->
                        mistakes
                                .reading(() -> HeadedSql.of(
                                        files.text(file), folder.resolve(file).toString()))
                                .stream())
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
