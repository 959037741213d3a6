package dev.taizhang.night;

import com.google.common.base.Suppliers;
import com.google.common.collect.Lists;
import dev.taizhang.copies.DeltaClones;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FaultPoint;
import dev.taizhang.definition.LogFormat;
import dev.taizhang.definition.StorageFailure;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.Compaction;
import dev.taizhang.ledger.Heads;
import dev.taizhang.ledger.Leftover;
import dev.taizhang.ledger.Leftovers;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Thinning;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What keeps a warehouse small and fast over the years. It changes no row of any release that is kept.
 *
 * @param warehouse the warehouse, which has a release
 * @param clock the clock by which files and releases are old
 */
public record Maintenance(Warehouse warehouse, Clock clock) {
    /** Logs to the run's log and not to the terminal. */
    private static final Logger TRACE = LoggerFactory.getLogger("taizhang.trace");

    /** After so many files the run looks whether it still has the warehouse. */
    private static final int REMOVED_AT_ONCE = 100;

    /**
     * What is to be done.
     *
     * @param compacted the small files that are to be rewritten
     * @param checkpoints the tables that are to get a checkpoint
     * @param thinned the numbers of the releases that are to be thinned
     * @param thinnedBefore the numbers of those that are thinned already
     * @param leftovers what is to be removed
     */
    public record Plan(
            List<Compaction.SmallFiles> compacted,
            List<String> checkpoints,
            SortedSet<Long> thinned,
            SortedSet<Long> thinnedBefore,
            Leftovers leftovers) {
        /** Returns whether there is nothing to do. */
        public boolean isEmpty() {
            return compacted.isEmpty()
                    && checkpoints.isEmpty()
                    && thinned.isEmpty()
                    && leftovers.found().isEmpty();
        }
    }

    /**
     * The files below a folder of the warehouse.
     *
     * @param folder its name
     */
    public record Size(String folder, long files, long bytes) {}

    /** Returns what is to be done, without writing anything. */
    public Plan plan() {
        List<Release> releases = warehouse.releases();
        Release current = releases.get(releases.size() - 1);
        SortedSet<Long> done = Thinning.done(warehouse);
        SortedSet<Long> thinned = Thinning.due(releases, clock.instant(), clock.getZone());
        thinned.removeAll(done);
        Optional<Release> candidate = Candidates.pending(warehouse);
        List<Release> kept = Stream.concat(
                        releases.stream()
                                .filter(release ->
                                        !done.contains(release.number()) && !thinned.contains(release.number())),
                        candidate.stream())
                .toList();
        return new Plan(
                // Figures that await approval were computed on the current release, which therefore has to stay.
                candidate.isPresent() ? List.of() : Compaction.worthwhile(warehouse, current),
                Heads.withoutCheckpoint(warehouse, current),
                thinned,
                done,
                Leftovers.of(
                        warehouse,
                        new Leftovers.Needed(
                                kept,
                                Stream.concat(releases.stream(), candidate.stream())
                                        .toList(),
                                DeltaClones.addresses(warehouse)),
                        current.number(),
                        clock.instant()));
    }

    /** Returns the size of each folder of the warehouse, and below them the total. */
    public List<Size> sizes() {
        try {
            List<Size> sizes = new ArrayList<>();
            for (FileStatus folder : warehouse.files().listStatus(new Path(warehouse.folder()))) {
                if (folder.isDirectory()) {
                    sizes.add(size(folder.getPath().getName()));
                }
            }
            sizes.sort(Comparator.comparing(Size::folder));
            sizes.add(new Size(
                    "合计 total",
                    sizes.stream().mapToLong(Size::files).sum(),
                    sizes.stream().mapToLong(Size::bytes).sum()));
            return sizes;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Size size(String folder) {
        try {
            ContentSummary content = warehouse.files().getContentSummary(warehouse.path(folder));
            return new Size(folder, content.getFileCount(), content.getLength());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Does what is to be done. The caller holds the lock.
     *
     * @param current the current release
     * @param logFormat the form of the log
     * @param report gets what was done
     * @throws Failure if a table is damaged, after everything else is done
     */
    public ExitCode apply(Release current, LogFormat logFormat, Consumer<Plan> report) {
        RunRecord record = RunRecord.begin(warehouse, current.number() + 1, Optional.empty(), clock.instant());
        try (RunLog log = RunLog.open(warehouse, record, logFormat)) {
            return apply(current, record, log, report);
        } catch (IOException stuck) {
            throw StorageFailure.of(stuck, warehouse.folder(), 0).orElseGet(() -> UnexpectedFailure.of(stuck));
        }
    }

    private ExitCode apply(Release current, RunRecord record, RunLog log, Consumer<Plan> report) {
        try {
            Plan done = apply(current, record.runId(), new StageTimer(log::save));
            report.accept(done);
            done.leftovers().requireSound();
            record.end(ExitCode.PUBLISHED, List.of());
            return ExitCode.PUBLISHED;
        } catch (RuntimeException | Error failed) {
            Failure failure =
                    StorageFailure.of(failed, warehouse.folder(), 0).orElseGet(() -> UnexpectedFailure.of(failed));
            record.end(failure.exitCode(), List.of(failure.problem(), failure.remedy()));
            throw failure;
        }
    }

    private Plan apply(Release current, String runId, StageTimer stages) {
        stages.run("heads", () -> Heads.reset(warehouse, current, runId), NightMessages::headsReset);
        Plan plan = plan();
        Release published = plan.compacted().isEmpty() ? current : compact(plan.compacted(), current, runId, stages);
        stages.run(
                "checkpoints",
                () -> {
                    plan.checkpoints().forEach(table -> Heads.writeCheckpoint(warehouse, table));
                    return plan.checkpoints().size();
                },
                NightMessages::checkpoints);
        stages.run("thinning", () -> thin(plan), NightMessages::thinned);
        stages.run("removal", () -> remove(plan.leftovers().found(), published), NightMessages::removed);
        return plan;
    }

    /** Publishes the same rows in other files, because the next run undoes whatever no release names. */
    private Release compact(List<Compaction.SmallFiles> small, Release current, String runId, StageTimer stages) {
        Instant startedAt = clock.instant();
        Supplier<SparkSession> spark = Suppliers.memoize(
                () -> Sessions.open("taizhang maintain", Optional.of(current), 0, warehouse.scratch()));
        SortedMap<String, Release.TableVersion> versions = stages.run(
                "compaction",
                () -> new Compaction(spark, warehouse, runId).rewrite(small, current),
                rewritten -> NightMessages.compacted(small));
        return stages.run(
                "publication",
                () -> Publication.release(
                        warehouse,
                        Release.maintained(
                                current,
                                runId,
                                startedAt,
                                clock.instant(),
                                stages.seconds().get("compaction"),
                                versions),
                        runId),
                NightMessages::published);
    }

    /** The record comes before the removal of the first file, because a missing file of a kept release is damage. */
    private int thin(Plan plan) {
        if (!plan.thinned().isEmpty()) {
            FaultPoint.at("thinning.before");
            SortedSet<Long> all = new TreeSet<>(plan.thinnedBefore());
            all.addAll(plan.thinned());
            Thinning.record(warehouse, all);
            FaultPoint.at("thinning.after");
        }
        return plan.thinned().size();
    }

    /** Another run may have taken the warehouse over, and no longer needs what this one knows. */
    private long remove(List<Leftover> leftovers, Release current) {
        for (List<Leftover> some : Lists.partition(leftovers, REMOVED_AT_ONCE)) {
            Heads.requireCurrent(warehouse, current);
            Leftovers.remove(warehouse, some, removed -> {
                FaultPoint.at("removal");
                TRACE.info("removed {}: {}", removed.path(), removed.reason());
            });
        }
        return Leftover.bytes(leftovers);
    }
}
