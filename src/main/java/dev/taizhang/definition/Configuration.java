package dev.taizhang.definition;

import com.google.common.collect.Sets;
import com.typesafe.config.Config;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Currency;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
 * @param hash SHA-256 over all files, including the built-in ones; a release records it
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
        String hash) {
    /** The reference tables that the code relies on; an office supplies its own districts and clusters. */
    private static final List<String> REFERENCES = List.of(
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
        MessageDigest digest = Hashes.sha256();
        Config defaults = Settings.defaults();
        digest.update(Settings.builtInText().getBytes(StandardCharsets.UTF_8));
        Path own = folder.resolve("taizhang.conf");
        Config merged = Files.exists(own) ? parse(own, digest).withFallback(defaults) : defaults;
        Map<String, ReferenceTable> references = references(folder.resolve("reference"), digest);
        Settings settings = Settings.read(
                ConfigurationFile.resolved(merged, own.toString()), own.toString(), references.get("units"));
        return new Configuration(
                folder,
                settings,
                references,
                exchange(folder.resolve("reference"), settings.currency(), digest),
                due(folder.resolve("senders.conf"), references.get("districts"), digest),
                files(folder.resolve("feeds"), digest),
                files(folder.resolve("rules"), digest),
                files(folder.resolve("tables"), digest),
                queries(folder.resolve("tables"), digest),
                HexFormat.of().formatHex(digest.digest()));
    }

    public ReferenceTable reference(String name) {
        return references.get(name);
    }

    private static Map<String, ReferenceTable> references(Path folder, MessageDigest digest) {
        Map<String, ReferenceTable> tables = new LinkedHashMap<>();
        for (String name : names(folder, ".csv")) {
            Set<String> known = Sets.union(Set.copyOf(REFERENCES), Set.of(ExchangeRates.NAME));
            if (!known.contains(name)) {
                throw ConfigurationFile.unknown(name, folder.toString(), known);
            }
        }
        for (String name : REFERENCES) {
            Path own = folder.resolve(name + ".csv");
            if (Files.exists(own)) {
                digest.update(bytes(own));
                tables.put(name, ReferenceTable.read(name, own));
            } else {
                digest.update(ReferenceTable.builtInText(name).getBytes(StandardCharsets.UTF_8));
                tables.put(name, ReferenceTable.builtIn(name));
            }
        }
        return tables;
    }

    private static ExchangeRates exchange(Path folder, Currency portfolio, MessageDigest digest) {
        Path file = folder.resolve(ExchangeRates.NAME + ".csv");
        if (!Files.exists(file)) {
            return new ExchangeRates(portfolio, List.of());
        }
        digest.update(bytes(file));
        return ExchangeRates.read(new StringReader(ReferenceTable.text(file)), file.toString(), portfolio);
    }

    private static List<DueDelivery> due(Path file, ReferenceTable districts, MessageDigest digest) {
        return Files.exists(file)
                ? DueDelivery.read(
                        ConfigurationFile.resolved(parse(file, digest), file.toString()), file.toString(), districts)
                : List.of();
    }

    private static Map<String, Config> files(Path folder, MessageDigest digest) {
        Map<String, Config> files = new LinkedHashMap<>();
        for (String name : names(folder, ".conf")) {
            Path file = folder.resolve(name + ".conf");
            files.put(name, ConfigurationFile.resolved(parse(file, digest), file.toString()));
        }
        return files;
    }

    private static List<HeadedSql> queries(Path folder, MessageDigest digest) {
        return names(folder, ".sql").stream()
                .map(name -> folder.resolve(name + ".sql"))
                .map(file -> {
                    byte[] bytes = bytes(file);
                    digest.update(bytes);
                    return HeadedSql.of(new String(bytes, StandardCharsets.UTF_8), file.toString());
                })
                .toList();
    }

    /**
     * Returns the names of the files with an ending, without the ending and sorted; empty if the folder does not exist.
     */
    private static List<String> names(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Config parse(Path file, MessageDigest digest) {
        byte[] bytes = bytes(file);
        digest.update(bytes);
        return ConfigurationFile.parsed(new String(bytes, StandardCharsets.UTF_8), file.toString());
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw ConfigurationMessages.fileUnreadable(file);
        }
    }
}
