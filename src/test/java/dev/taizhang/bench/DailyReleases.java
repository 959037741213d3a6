package dev.taizhang.bench;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Hashes;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The list of releases alone, with one each night that adds its date to every table, as the shipped configuration publishes them:
 * what it takes on the disk and in memory, and how long it takes to read.
 */
final class DailyReleases {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);

    private DailyReleases() {}

    /**
     * Writes so many releases, and returns a line for each of some numbers of them.
     *
     * @param folder an empty one
     * @param tables how many tables keep every date
     */
    static List<List<String>> rows(Path folder, int tables, List<Integer> nights) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("releases", "MiB", "the newest read, CPU s", "all read, CPU s", "heap of all, MiB"));
        Warehouse written = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        written.prepare();
        SortedMap<String, Release.TableVersion> versions = new TreeMap<>();
        for (int table = 0; table < tables; table++) {
            versions.put("summaries.one_of_the_tables_" + table, Release.TableVersion.EMPTY);
        }
        Optional<Release> current = Optional.empty();
        for (int wanted : nights) {
            for (long number = 1 + current.map(Release::number).orElse(0L); number <= wanted; number++) {
                Release release = next(current, number, versions);
                current = Optional.of(Publication.release(written, release, release.runId()));
            }
            rows.add(row(folder, wanted, written));
        }
        return rows;
    }

    private static Release next(
            Optional<Release> current, long number, SortedMap<String, Release.TableVersion> versions) {
        LocalDate date = FIRST.plusDays(number);
        Instant now = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        versions.replaceAll((name, version) -> {
            String log = Hashes.of(name + number);
            return new Release.TableVersion(
                    number,
                    number,
                    number * 10,
                    number * 4000,
                    version.digests().plus(date.toString(), Hashes.of(name + date)),
                    "000001-1",
                    null,
                    log,
                    log);
        });
        return Release.next(
                current,
                String.format(Locale.ROOT, "%06d-1", number),
                date,
                now,
                now,
                "bench",
                Hashes.of("configuration"),
                new Release.Ingested(0, 0, 0, 0, 0),
                new TreeMap<>(),
                new TreeMap<>(versions),
                Optional.empty());
    }

    private static List<String> row(Path folder, int releases, Warehouse written) {
        ThreadClock clock = new ThreadClock("self");
        // One that has read nothing yet.
        Warehouse warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        double start = clock.read().cpuSeconds();
        warehouse.current();
        double newest = clock.read().cpuSeconds();
        long heap = heap();
        double again = clock.read().cpuSeconds();
        List<Release> all = warehouse.releases();
        double end = clock.read().cpuSeconds();
        long more = heap() - heap;
        if (all.size() != releases) {
            throw new IllegalStateException(all.size() + " releases instead of " + releases);
        }
        return List.of(
                Integer.toString(releases),
                String.format(Locale.ROOT, "%.1f", bytes(written) / 1024.0 / 1024.0),
                String.format(Locale.ROOT, "%.2f", newest - start),
                String.format(Locale.ROOT, "%.1f", end - again),
                Long.toString(more >> 20));
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long bytes(Warehouse warehouse) {
        try {
            return warehouse
                    .files()
                    .getContentSummary(warehouse.path("ledger/runs"))
                    .getLength();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
