package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.RunLock;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The nightly run: takes what arrived, and publishes the tables of the as-of date. */
@Command(
        name = "nightly",
        mixinStandardHelpOptions = true,
        description = {
            "接收新到报表，发布截止日期的各张汇总表。 Takes what arrived and publishes the tables of the as-of date.",
            "没有收件目录时用合成的示例城市演示。 Without an inbox it runs on the synthetic sample city and says so."
        })
final class NightlyCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyCommand.class);
    private static final LocalDate SAMPLE_DATE = LocalDate.of(2025, 3, 31);

    /** Stands in a warehouse that holds the synthetic city, so that it never mixes with real deliveries. */
    private static final String SYNTHETIC = "SYNTHETIC-SAMPLE-CITY";

    @Mixin
    private Places places;

    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "收件目录，缺省为项目的 inbox。 Inbox; the project's inbox by default.")
    private Path inbox;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "截止日期，缺省为运行前一天。 Date the figures speak of; the day before the run by default.")
    private String asOf;

    @Override
    public Integer call() {
        Configuration configuration = places.configuration();
        FeedFiles.read(configuration);
        Optional<Path> given = inbox(configuration);
        Path from = given.orElseGet(() -> Places.home().resolve("sample").resolve("inbox"));
        Warehouse warehouse = places.warehouse(configuration).prepare();
        Clock clock = Clock.system(configuration.settings().zone());
        RunLock lock = RunLock.take(warehouse, "pid " + ProcessHandle.current().pid() + ", " + clock.instant());
        try (lock) {
            Optional<Release> standing = warehouse.standing();
            keepApart(warehouse, standing, given.isEmpty());
            warehouse.clearWork();
            if (given.isEmpty()) {
                LOG.info("没有收件目录，使用合成的示例城市 {}。 No inbox, so this run is on the synthetic sample city.", from);
                SampleCommand.writeDefault(Places.home().resolve("sample"));
            }
            LocalDate date = asOf(warehouse, clock, given.isEmpty());
            return run(configuration, warehouse, standing, from, date, clock, given.isEmpty())
                    .code();
        }
    }

    private Optional<Path> inbox(Configuration configuration) {
        Path own = Places.home().resolve("inbox");
        return Optional.ofNullable(inbox)
                .or(() -> configuration.settings().inbox().map(Path::of))
                .or(() -> Files.isDirectory(own) ? Optional.of(own) : Optional.empty());
    }

    private LocalDate asOf(Warehouse warehouse, Clock clock, boolean sample) {
        if (asOf != null) {
            try {
                return LocalDate.parse(asOf);
            } catch (DateTimeException wrong) {
                throw Failure.usage(
                        new Bilingual("--as-of " + asOf + " 不是日期。", "--as-of " + asOf + " is not a date."),
                        new Bilingual("请写成 2025-03-31 的形式。", "Write it like 2025-03-31."));
            }
        }
        return sample
                ? SAMPLE_DATE
                : RunRecord.unfinishedDate(warehouse, clock.instant())
                        .orElseGet(() -> LocalDate.now(clock).minusDays(1));
    }

    private static void keepApart(Warehouse warehouse, Optional<Release> standing, boolean sample) {
        org.apache.hadoop.fs.Path marker = warehouse.path(SYNTHETIC);
        try {
            boolean marked = warehouse.files().exists(marker);
            if (standing.isPresent() && sample != marked) {
                throw Failure.usage(
                        marked
                                ? new Bilingual(
                                        "这个台账库装的是合成的示例城市，不能再收真实报表。",
                                        "This warehouse holds the synthetic sample city and cannot take real deliveries.")
                                : new Bilingual(
                                        "这个台账库已收过真实报表，不能再装合成的示例城市。",
                                        "This warehouse has taken other deliveries and cannot take the synthetic sample city."),
                        new Bilingual(
                                "请用 --warehouse 指定另一个目录，或用 --inbox 指定收件目录。",
                                "Name another folder with --warehouse, or the inbox with --inbox."));
            }
            if (sample && !marked) {
                warehouse.files().create(marker, true).close();
            } else if (!sample && marked) {
                warehouse.files().delete(marker, false);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private static ExitCode run(
            Configuration configuration,
            Warehouse warehouse,
            Optional<Release> standing,
            Path inbox,
            LocalDate date,
            Clock clock,
            boolean sample) {
        long number = 1 + standing.map(Release::number).orElse(0L);
        RunRecord record = RunRecord.begin(warehouse, number, date, clock.instant());
        RunLog.open(record.folder());
        LOG.info("运行 run {}，截止 as of {}，收件 inbox {}", record.runId(), date, inbox);
        try {
            NightlyJob.Result result = new NightlyJob(
                            () -> Sessions.open("taizhang nightly", bytes(inbox, standing), warehouse.scratch()),
                            configuration,
                            warehouse,
                            date,
                            clock,
                            record.runId())
                    .run(inbox, standing);
            ExitCode code = result.copiesBehind().isPresent() ? ExitCode.COPY_BEHIND : ExitCode.PUBLISHED;
            System.out.print(new LastLines(configuration, warehouse, result, sample).text());
            record.end(code, List.of());
            return code;
        } catch (RuntimeException | Error failed) {
            Failure failure =
                    published(warehouse, record) ? behind(Taizhang.asFailure(failed)) : Taizhang.asFailure(failed);
            record.end(failure.exitCode(), List.of(failure.problem(), failure.remedy()));
            throw failure;
        }
    }

    /** Whether the run had come as far as its release when it failed: looked up, not assumed. */
    private static boolean published(Warehouse warehouse, RunRecord record) {
        return warehouse
                .standing()
                .filter(release -> release.runId().equals(record.runId()))
                .isPresent();
    }

    private static Failure behind(Failure failure) {
        return new Failure(
                ExitCode.COPY_BEHIND,
                new Bilingual(
                        "已发布，但其后的步骤失败，副本可能未更新。",
                        "The release is published, but a step after it failed, so that a copy may be behind."),
                new Bilingual("请再运行一次。", "Run again to catch up."),
                failure);
    }

    /** About how much the run will read: what lies in the inbox, and what the tables hold. */
    private static long bytes(Path inbox, Optional<Release> standing) {
        try (Stream<Path> files = Files.walk(inbox)) {
            return standing.map(Release::bytes).orElse(0L)
                    + files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException unreadable) {
            // The inbox itself says what is wrong with it, when it is opened.
            return 0;
        }
    }
}
