package dev.taizhang.night;

import com.google.common.collect.Lists;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FaultPoint;
import dev.taizhang.definition.StorageFailure;
import dev.taizhang.ledger.Heads;
import dev.taizhang.ledger.Leftover;
import dev.taizhang.ledger.Leftovers;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.ContentSummary;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
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
     * @param leftovers what is to be removed
     */
    public record Plan(Leftovers leftovers) {
        /** Returns whether there is nothing to do. */
        public boolean isEmpty() {
            return leftovers.found().isEmpty();
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
        return new Plan(Leftovers.of(warehouse, releases, releases.size(), clock.instant()));
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
     * @param report gets what was done
     */
    public ExitCode apply(Release current, Consumer<Plan> report) {
        RunRecord record = RunRecord.begin(warehouse, current.number() + 1, Optional.empty(), clock.instant());
        try (RunLog log = RunLog.open(warehouse, record.folder())) {
            report.accept(apply(current, record.runId(), new StageTimer(log::save)));
            record.end(ExitCode.PUBLISHED, List.of());
            return ExitCode.PUBLISHED;
        } catch (IOException | RuntimeException | Error failed) {
            Failure failure = StorageFailure.of(failed, warehouse.folder(), 0)
                    .orElseGet(() -> UnexpectedFailure.of(failed));
            record.end(failure.exitCode(), List.of(failure.problem(), failure.remedy()));
            throw failure;
        }
    }

    private Plan apply(Release current, String runId, StageTimer stages) {
        stages.run("heads", () -> Heads.reset(warehouse, current, runId), NightMessages::headsReset);
        Plan plan = plan();
        stages.run("removal", () -> remove(plan.leftovers().found(), current), NightMessages::removed);
        return plan;
    }

    /** Another run may have taken the warehouse over, and no longer needs what this one knows. */
    private long remove(List<Leftover> leftovers, Release current) {
        long removed = 0;
        for (List<Leftover> some : Lists.partition(leftovers, REMOVED_AT_ONCE)) {
            Heads.requireCurrent(warehouse, current);
            for (Leftover leftover : some) {
                Leftovers.remove(warehouse, leftover);
                FaultPoint.at("removal");
                TRACE.info("removed {}: {}", leftover.path(), leftover.reason());
                removed += leftover.bytes();
            }
        }
        return removed;
    }
}
