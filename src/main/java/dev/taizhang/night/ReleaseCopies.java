package dev.taizhang.night;

import dev.taizhang.copies.Copies;
import dev.taizhang.copies.ExportedDates;
import dev.taizhang.copies.ReleaseRows;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** The copies of releases, as a run or {@code jobs/publish} writes them. */
public final class ReleaseCopies {
    private final Supplier<SparkSession> spark;
    private final RunDefinitions definitions;
    private final Warehouse warehouse;
    private final String runId;
    private final StageTimer stages;

    ReleaseCopies(
            Supplier<SparkSession> spark,
            RunDefinitions definitions,
            Warehouse warehouse,
            String runId,
            StageTimer stages) {
        this.spark = spark;
        this.definitions = definitions;
        this.warehouse = warehouse;
        this.runId = runId;
        this.stages = stages;
    }

    /** A release whose copies were written, and which of them could not be, each with the reason. */
    public record Copied(Release release, Optional<String> behind) {}

    /** Writes the copies of a release. Returns those that could not be written, each with the reason. */
    Optional<String> of(ReleaseRows rows, Ledger ledger) {
        return stages.run(
                "copies",
                () -> new Copies(
                                definitions.configuration().settings(),
                                definitions.configuration().references(),
                                rows,
                                ledger.returns(),
                                definitions.lineage())
                        .write(),
                failed -> failed.orElse("exports/" + rows.release().asOfDate()));
    }

    /**
     * Writes the copies of the current release again, and before them those of the newest date if it is another one, and
     * those of dates that still show a release which a restoration has set aside. The exports of dates that no standing
     * release has are deleted.
     */
    List<Copied> again(Release current) {
        return again(current, Set.of());
    }

    /** Writes the same copies, and those of some dates. */
    List<Copied> again(Release current, Set<LocalDate> dates) {
        SortedMap<LocalDate, Release> wanted = new TreeMap<>();
        ExportedDates.setAside(warehouse).forEach((date, standing) -> {
            standing.ifPresent(release -> wanted.put(date, release));
            if (standing.isEmpty()) {
                ExportedDates.delete(warehouse, date);
            }
        });
        Set<LocalDate> also = new TreeSet<>(dates);
        also.add(current.publishedDates().last());
        also.forEach(date -> warehouse.standing().stream()
                .filter(release -> release.asOfDate().equals(date))
                .findFirst()
                .ifPresent(release -> wanted.put(date, release)));
        wanted.remove(current.asOfDate());
        return Stream.concat(wanted.values().stream(), Stream.of(current))
                .map(release -> new Copied(release, ofEarlier(release, current)))
                .toList();
    }

    /** Returns the copies that could not be written, each with the reason. */
    static Optional<String> behind(List<Copied> copied) {
        String all = copied.stream().flatMap(copy -> copy.behind().stream()).collect(Collectors.joining("; "));
        return all.isEmpty() ? Optional.empty() : Optional.of(all);
    }

    /**
     * Completes the copies of a restoration that was killed: exports that still show a release which it has set aside.
     *
     * @param before the release before the current one
     */
    Optional<String> afterRestoration(Release before, Release current) {
        return before.restores().isPresent()
                        && !ExportedDates.setAside(warehouse).isEmpty()
                ? behind(again(current))
                : Optional.empty();
    }

    /** Returns how the copies differ from the current release, without writing anything. */
    List<Defect> differing(Release current) {
        Tables tables = new Tables(spark, warehouse, runId);
        tables.openReadOnly(definitions.opened(), Optional.of(current));
        return new Copies(
                        definitions.configuration().settings(),
                        definitions.configuration().references(),
                        new ReleaseRows(spark, warehouse, current, definitions.tables(), Map.of()),
                        definitions.ledger(tables).returns(),
                        definitions.lineage())
                .differing();
    }

    private Optional<String> ofEarlier(Release release, Release current) {
        Tables tables = new Tables(spark, warehouse, runId);
        tables.openReadOnly(definitions.opened(), Optional.of(current));
        return of(ReleaseRows.standing(spark, warehouse, release, definitions.tables()), definitions.ledger(tables));
    }
}
