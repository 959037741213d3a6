package dev.taizhang.copies;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Progress;
import dev.taizhang.ledger.OpenRejections;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything that is derived from a release for readers and other tools. A copy that fails affects neither the other
 * copies nor the release.
 */
public final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    /** Logs to the run's own log and not to the terminal. */
    private static final Logger SECONDS = LoggerFactory.getLogger("taizhang.copies");

    private final List<Copy> all = new ArrayList<>();

    /** One copy of a release. */
    private record Copy(String name, Writing writing) {}

    /** Writes a copy. */
    private interface Writing {
        void write() throws IOException;
    }

    /**
     * Lists the copies of a release: all of them for the newest release, and only those specific to the date for a
     * release of an earlier date.
     */
    public Copies(Configuration configuration, ReleaseRows rows, OpenRejections returns) {
        Warehouse warehouse = rows.warehouse();
        Release release = rows.release();
        add("exports", new CsvExports(configuration, rows)::write);
        add("returns", () -> new ReturnWorkbooks(rows).write(returns));
        add("brief.md", () -> new Brief(configuration, release.asOfDate(), rows.held()).write(warehouse));
        add("workbook", new MeetingWorkbook(configuration, rows)::write);
        if (release.asOfDate().equals(release.publishedDates().last())) {
            add("report", new Page(configuration, rows)::write);
            add("taizhang.sqlite", new SqliteMart(configuration, rows)::write);
            add("parquet", new ParquetExports(configuration, rows)::write);
            add("metrics", new Metrics(rows)::write);
        }
        configuration
                .settings()
                .mart()
                .filter(mart -> isStanding(warehouse, release))
                .ifPresent(mart -> add("mart", new PostgresMart(mart, configuration, rows)::write));
        configuration
                .settings()
                .readersGroup()
                .map(ReaderRights::new)
                .ifPresent(rights -> add("readers_group", () -> {
                    rights.grant(warehouse, "exports");
                    rights.grant(warehouse, "report");
                }));
    }

    /** Whether the release is current. The mart holds every date, so an earlier release would only set it back. */
    private static boolean isStanding(Warehouse warehouse, Release release) {
        return warehouse.current().stream().anyMatch(standing -> standing.number() == release.number());
    }

    private void add(String name, Writing writing) {
        all.add(new Copy(name, writing));
    }

    /** Writes all copies. Returns the copies that could not be written, each with the reason. */
    public Optional<String> write() {
        List<String> behind = new ArrayList<>();
        for (Copy copy : all) {
            long start = System.nanoTime();
            Progress progress = Progress.begin(copy.name());
            try (progress) {
                copy.writing().write();
                SECONDS.info(
                        "{}",
                        String.format(Locale.ROOT, "%-16s %6.2f s", copy.name(), (System.nanoTime() - start) / 1e9));
            } catch (IOException | RuntimeException stuck) {
                LOG.warn("The copy {} is behind", copy.name(), stuck);
                behind.add(copy.name() + ": " + stuck.getMessage());
            }
        }
        return behind.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", behind));
    }
}
