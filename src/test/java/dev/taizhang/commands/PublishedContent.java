package dev.taizhang.commands;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a run has published into a warehouse on this machine, for comparing it with another warehouse. */
public final class PublishedContent {
    /** Their rows have the time of their run. */
    private static final Set<String> TIMED = Set.of("ledger.deliveries", "ledger.withdrawals");

    private PublishedContent() {}

    /** The number of rows and the digests of every table that the release names. */
    public static SortedMap<String, String> digests(Path warehouse) {
        Release release = Warehouse.at(warehouse.toString(), HadoopConfiguration.read())
                .current()
                .orElseThrow();
        SortedMap<String, String> digests = new TreeMap<>();
        release.tables()
                .forEach((table, version) -> digests.put(
                        table,
                        version.rows() + " " + version.digests() + " "
                                + (TIMED.contains(table) ? "" : version.content())));
        digests.put("configuration", release.configurationHash());
        return digests;
    }

    /** Every CSV and every brief below {@code exports}, by its name; a brief without the hash of its release. */
    public static SortedMap<String, String> exports(Path warehouse) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(warehouse.resolve("exports"))) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(csv|md)"))
                    .toList()) {
                texts.put(
                        warehouse.relativize(file).toString(),
                        Files.readString(file).replaceAll("发布 \\d.*SHA-256 [0-9a-f]{64}.*", ""));
            }
        }
        return texts;
    }

    /** The page without the time of its run and the hash of its release, which the times of all commits are in. */
    public static String page(Path warehouse) throws IOException {
        return Files.readString(warehouse.resolve("report/index.html"))
                .replaceAll("[0-9a-f]{64}", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", "");
    }
}
