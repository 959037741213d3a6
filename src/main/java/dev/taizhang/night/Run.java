package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Settings;
import dev.taizhang.definition.StorageFailure;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.RunLock;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.query.WantedRelease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of {@link NightlyJob} as seen by the operator: with its own record and log, a summary at its end, and an exit
 * code.
 *
 * @param definitions the definitions, which are therefore checked before a run has a folder
 * @param bytes the size of the files to read, besides the ledger
 * @param summary describes a published result in the form in which it is printed
 */
public record Run(
        RunDefinitions definitions,
        Warehouse warehouse,
        Clock clock,
        long bytes,
        Function<NightlyJob.Result, String> summary) {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    /**
     * Executes work that only one run may do at a time. Throws a {@link Failure} with exit code 5 if another run is
     * active.
     */
    public static ExitCode alone(Warehouse warehouse, Clock clock, Supplier<ExitCode> work) {
        RunLock lock =
                RunLock.acquire(warehouse, "pid " + ProcessHandle.current().pid() + ", " + clock.instant());
        try (lock) {
            // Done once per process, because the local folder of the Spark session is below it and may be shared by
            // several dates.
            warehouse.clearWork();
            return work.get();
        }
    }

    /**
     * Executes work on the current release in the same way. The release is looked up before the lock, because without
     * one there may be no warehouse to lock, and again when no other run can publish.
     */
    public static ExitCode aloneOnRelease(Warehouse warehouse, Clock clock, Function<Release, ExitCode> work) {
        WantedRelease.of(warehouse, null);
        return alone(warehouse, clock, () -> work.apply(WantedRelease.of(warehouse, null)));
    }

    /** Publishes a date, based on the current release. The caller holds the lock. */
    public ExitCode publish(LocalDate date, Optional<Release> current, Arrival arrival) {
        return publish(
                new Task(date, Optional.of(date), Optional.empty(), arrival.line(), job -> job.run(arrival, current)),
                current);
    }

    /** Publishes the facts and summaries of an earlier release again. The caller holds the lock. */
    public ExitCode restore(Release wanted, Release current) {
        return publish(
                new Task(
                        wanted.asOfDate(),
                        Optional.empty(),
                        Optional.empty(),
                        NightMessages.restoring(wanted),
                        job -> job.restore(wanted, current)),
                Optional.of(current));
    }

    /** Publishes a release that an earlier run has kept for approval. The caller holds the lock. */
    public ExitCode approve(Release candidate, Optional<Release> current) {
        return publish(
                new Task(
                        candidate.asOfDate(),
                        Optional.empty(),
                        Optional.of(candidate.runId()),
                        NightMessages.approving(candidate),
                        job -> job.approve(candidate)),
                current);
    }

    /**
     * What a run is to do.
     *
     * @param date the date that its figures describe
     * @param computed the date that it computes; empty if it computes none
     * @param computedBy the earlier run whose release it publishes; empty if it is its own
     * @param line describes it on one line in both languages
     */
    private record Task(
            LocalDate date,
            Optional<LocalDate> computed,
            Optional<String> computedBy,
            String line,
            Function<NightlyJob, NightlyJob.Result> work) {}

    private ExitCode publish(Task task, Optional<Release> current) {
        RunRecord record = begin(number(current), task.computed());
        try (RunLog log = open(record)) {
            return publish(task, current, record, log);
        }
    }

    /** Returns the number of the release to publish. */
    private static long number(Optional<Release> current) {
        return 1 + current.map(Release::number).orElse(0L);
    }

    private ExitCode publish(Task task, Optional<Release> current, RunRecord record, RunLog log) {
        LocalDate date = task.date();
        Settings settings = definitions.configuration().settings();
        RunNotification notification =
                new RunNotification(definitions.notifications(), settings.programmeName(), record.runId(), date);
        LOG.info("运行 run {}，截止 as of {}，{}", record.runId(), date, task.line());
        OpenLineageEvents events = new OpenLineageEvents(definitions, warehouse, record, date);
        events.started(clock.instant());
        try (Watch watch = Watch.begin(warehouse, record.folder(), settings.stalledAfter())) {
            NightlyJob.Result result = task.work()
                    .apply(new NightlyJob(
                            () -> watch.tasksOf(Sessions.open("taizhang nightly", current, bytes, warehouse.scratch())),
                            definitions,
                            warehouse,
                            date,
                            clock,
                            record.runId(),
                            new StageTimer(log::save),
                            events::publishing));
            ExitCode code = result.copiesBehind().isPresent() ? ExitCode.COPY_BEHIND : ExitCode.PUBLISHED;
            System.out.print(summary.apply(result));
            if (result.awaits().isPresent()) {
                throw result.awaits().get();
            }
            events.published(clock.instant());
            end(record, code, List.of());
            notification.published(result, code);
            return code;
        } catch (RuntimeException | Error failed) {
            Failure failure;
            if (published(task.computedBy().orElse(record.runId()), failed)) {
                failure = NightMessages.stepAfterPublicationFailed(UnexpectedFailure.of(failed));
                events.published(clock.instant());
            } else {
                failure = failure(failed);
                events.failed(failure, clock.instant());
            }
            end(record, failure.exitCode(), List.of(failure.problem(), failure.remedy()));
            notification.failed(failure);
            throw failure;
        }
    }

    /** Publishes several dates one after the other. The worst of their exit codes is returned. */
    public ExitCode publishAll(Collection<LocalDate> dates) {
        ExitCode worst = ExitCode.PUBLISHED;
        for (LocalDate date : dates) {
            ExitCode code = publish(date, warehouse.current(), new Arrival.NoDeliveries());
            worst = code == ExitCode.PUBLISHED ? worst : code;
        }
        return worst;
    }

    private RunRecord begin(long number, Optional<LocalDate> date) {
        try {
            return RunRecord.begin(warehouse, number, date, clock.instant());
        } catch (UncheckedIOException stuck) {
            throw failure(stuck);
        }
    }

    private RunLog open(RunRecord record) {
        try {
            return RunLog.open(
                    warehouse, record, definitions.configuration().settings().logFormat());
        } catch (IOException stuck) {
            throw failure(stuck);
        }
    }

    /** Converts an exception to a failure. A full disk, or one without write permission, is reported with its path. */
    private Failure failure(Throwable failed) {
        return StorageFailure.of(failed, warehouse.folder(), bytes).orElseGet(() -> UnexpectedFailure.of(failed));
    }

    /** Records how the run ended. A full disk does not change the outcome. */
    private static void end(RunRecord record, ExitCode code, List<Bilingual> sentences) {
        try {
            record.end(code, sentences);
        } catch (UncheckedIOException stuck) {
            LOG.warn(NightMessages.outcomeNotWritten(stuck.getCause().getMessage())
                    .line());
        }
    }

    /**
     * Whether the failed run had already published its release. This is looked up, not assumed. If the storage does not
     * answer, that is what the run has failed from.
     */
    private boolean published(String run, Throwable failed) {
        try {
            return warehouse
                    .current()
                    .filter(release -> release.runId().equals(run))
                    .isPresent();
        } catch (RuntimeException unknown) {
            failed.addSuppressed(unknown);
            return false;
        }
    }
}
