package dev.taizhang.copies;

import dev.taizhang.cube.Members;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.OpenRejections;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private final ReleaseRows rows;
    private final List<DimensionTable> stars;
    private final CopySettings own;
    private final DisplayUnit unit;
    private final TableWalk tables = new TableWalk();
    private final List<Copy> others = new ArrayList<>();
    private final List<CopySums> sums = new ArrayList<>();

    /** One copy of a release. */
    private record Copy(String name, Writing writing) {}

    /** Writes a copy. */
    private interface Writing {
        void write() throws IOException;
    }

    /**
     * Lists the copies of a release: those of its date, those of the newest date if it has that date, and those with every
     * date if the release is current.
     */
    public Copies(
            Settings settings,
            Map<String, ReferenceTable> references,
            ReleaseRows all,
            OpenRejections returns,
            Lineage lineage) {
        this.own = CopySettings.of(settings);
        this.rows = all.without(own.leftOut());
        this.stars = DimensionTable.all(new Members(settings, references), rows);
        Warehouse warehouse = rows.warehouse();
        Release release = rows.release();
        this.unit = new DisplayUnit(settings, references.get("units"));
        tables.add("exports", new CsvExports(own, rows));
        tables.add("workbook", new MeetingWorkbook(settings, references, rows));
        add("returns", () -> new ReturnWorkbooks(rows).write(returns));
        add("brief.md", () -> Brief.of(settings, references, rows).write(warehouse, release));
        boolean isCurrent = isCurrent(warehouse, release);
        if (isCurrent) {
            for (FileCopy copy : FileCopy.values()) {
                if (own.files().contains(copy)) {
                    switch (copy) {
                        case SQLITE -> tables.add(copy.file(), new SqliteMart(unit, warehouse, stars));
                        case PARQUET -> tables.add(copy.file(), new ParquetExports(warehouse, release));
                        case DELTA -> add(copy.file(), new DeltaClones(rows)::write);
                    }
                } else {
                    // An earlier release would be taken for this one.
                    add(copy.file(), () -> warehouse.files().delete(warehouse.path(copy.place()), true));
                }
            }
            add("dictionary", Contract.of(rows, stars)::write);
        }
        if (release.asOfDate().equals(release.publishedDates().last())) {
            add("report", new Page(settings, references, rows, lineage)::write);
            add("metrics", new Metrics(rows)::write);
        }
        own.mart()
                .filter(mart -> isCurrent)
                .ifPresent(mart -> add("mart", new PostgresMart(mart, stars, unit, rows)::write));
        add(CopySums.FILE, () -> {
            for (CopySums folder : sums) {
                folder.complete();
            }
        });
        own.readersGroup()
                .map(ReaderRights::new)
                .ifPresent(rights -> add("readers_group", () -> rights.grant(warehouse, "exports", "report")));
    }

    /** Whether the release is current. Copies with every date would only be set back by an earlier release. */
    private static boolean isCurrent(Warehouse warehouse, Release release) {
        return warehouse.current().stream().anyMatch(current -> current.number() == release.number());
    }

    private void add(String name, Writing writing) {
        others.add(new Copy(name, writing));
    }

    /** Returns what differs from the release, without writing anything. */
    public List<Defect> differing() {
        return new CopyScan(rows, own, stars, unit).defects();
    }

    /** Writes all copies. Returns the copies that could not be written, each with the reason. */
    public Optional<String> write() {
        List<String> behind = new ArrayList<>();
        try {
            for (String folder : CopyScan.folders(rows.release().asOfDate())) {
                sums.add(CopySums.begin(rows.warehouse(), folder));
            }
        } catch (IOException stuck) {
            behind.add(behind(CopySums.FILE, stuck));
        }
        long start = System.nanoTime();
        tables.write(stars, rows).forEach((name, stuck) -> behind.add(behind(name, stuck)));
        seconds("tables", start);
        for (Copy copy : others) {
            long begin = System.nanoTime();
            Progress progress = Progress.begin(copy.name());
            try (progress) {
                copy.writing().write();
                seconds(copy.name(), begin);
            } catch (IOException | RuntimeException stuck) {
                behind.add(behind(copy.name(), stuck));
            }
        }
        return behind.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", behind));
    }

    private static void seconds(String copy, long start) {
        SECONDS.info("{}", String.format(Locale.ROOT, "%-16s %6.2f s", copy, (System.nanoTime() - start) / 1e9));
    }

    private static String behind(String copy, Throwable stuck) {
        LOG.warn("副本 {} 未更新。 The copy {} was not updated.", copy, copy, stuck);
        return copy + ": " + stuck.getMessage();
    }
}
