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
        SortedMap<String, Release.TableVersion> before = new TreeMap<>();
        for (int table = 0; table < tables; table++) {
            before.put("summaries.one_of_the_tables_" + table, Release.TableVersion.EMPTY);
        }
        String previous = "";
        int number = 0;
        for (int wanted : nights) {
            for (number++; number <= wanted; number++) {
                Release release = next(number, before, previous);
                Publication.release(written, release, release.runId());
                previous = release.hash();
                before = release.tables();
            }
            number = wanted;
            rows.add(row(folder, wanted, written));
        }
        return rows;
    }

    private static Release next(int number, SortedMap<String, Release.TableVersion> before, String previous) {
        LocalDate date = FIRST.plusDays(number);
        Instant now = date.atStartOfDay().toInstant(ZoneOffset.UTC);
        SortedMap<String, Release.TableVersion> tables = new TreeMap<>();
        before.forEach((name, version) -> {
            SortedMap<String, String> digests = new TreeMap<>(version.digests());
            digests.put(date.toString(), Hashes.of(name + date));
            String log = Hashes.of(name + number);
            tables.put(
                    name,
                    new Release.TableVersion(
                            number, number, number * 10L, number * 4000L, digests, "000001-1", null, log, log));
        });
        return new Release(
                number,
                String.format(Locale.ROOT, "%06d-1", number),
                date,
                now,
                now,
                "bench",
                Hashes.of("configuration"),
                new Release.Ingested(0, 0, 0, 0, 0),
                new TreeMap<>(),
                tables,
                previous,
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
