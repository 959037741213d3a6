package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.ledger.DamagedDates;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.RunRecord;
import dev.taizhang.night.SampleMark;
import dev.taizhang.terminal.Plan;
import dev.taizhang.terminal.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The nightly run: ingests new deliveries, and publishes the tables of the as-of date. */
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

    @Mixin
    private CommonOptions places;

    @Mixin
    private InboxOption inbox;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "截止日期，缺省为运行前一天。 Date the figures speak of; the day before the run by default.")
    private String asOf;

    /** Modes of running that exclude one another. */
    private static final class Way {
        @Option(
                names = "--plan",
                description = {
                    "只说将收哪些报表、由哪个 feed 读、哪些行会退回及原因，什么都不写。",
                    "Only says what would be taken, by which feed, and what would be rejected and why; writes nothing."
                })
        private boolean plan;

        @Option(
                names = "--reread",
                paramLabel = "DELIVERY",
                description = {
                    "用现在的配置重读一份已收的报表（序号、标识或文件名）；原位次不变。",
                    "Reads a delivery anew by today's configuration (number, identity or file name); its place among all stays."
                })
        private String reread;

        @Option(
                names = "--rebuild",
                description = {
                    "运行后再从台账重算此前发布过的每个截止日期，例如表的列变了以后。",
                    "Afterwards also publishes every date published before again from the ledger, for example after columns changed."
                })
        private boolean rebuild;
    }

    @ArgGroup
    private Way way = new Way();

    @Override
    public Integer call() {
        Configuration configuration = places.configuration();
        // Checked before anything is created, so that a mistake leaves no empty warehouse behind.
        RunDefinitions.of(configuration);
        Optional<Path> given = inbox.of(configuration);
        Path from = given.orElseGet(() -> CommonOptions.home().resolve("sample").resolve("inbox"));
        Warehouse warehouse = places.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        boolean sample = given.isEmpty();
        if (way.plan) {
            offerSample(given, from);
            System.out.print(new Plan(configuration, warehouse).text(from, bytes(from), clock.instant()));
            return ExitCode.PUBLISHED.code();
        }
        warehouse.prepare();
        return Run.alone(warehouse, clock, () -> {
                    Optional<Release> standing = warehouse.current();
                    SampleMark.keepApart(warehouse, standing.isPresent(), sample);
                    offerSample(given, from);
                    Run run = new Run(
                            configuration,
                            warehouse,
                            clock,
                            bytes(from),
                            RunSummary.of(configuration, warehouse, sample));
                    LocalDate date = asOf(warehouse, clock, sample);
                    standing.ifPresent(release -> mend(run, release, date));
                    ExitCode night = run.publish(
                            date, warehouse.current(), new Arrival.FromInbox(from, Optional.ofNullable(way.reread)));
                    ExitCode rebuilt = way.rebuild ? run.publishAll(before(standing, date)) : ExitCode.PUBLISHED;
                    return rebuilt == ExitCode.PUBLISHED ? night : rebuilt;
                })
                .code();
    }

    /** Returns the dates published before the run, except its own. */
    private static SortedSet<LocalDate> before(Optional<Release> standing, LocalDate date) {
        SortedSet<LocalDate> dates = standing.map(Release::publishedDates).orElseGet(TreeSet::new);
        dates.remove(date);
        return dates;
    }

    /**
     * Recomputes earlier dates whose facts or summaries were damaged on disk. A later date may compare with them, so
     * they are repaired first.
     */
    private static void mend(Run run, Release standing, LocalDate date) {
        for (LocalDate damaged : DamagedDates.of(run.warehouse(), standing).headSet(date)) {
            LOG.warn(
                    "截止 {} 的事实表或汇总表已损坏，先重算该日期。 Facts or summaries as of {} are damaged; that date is computed again"
                            + " first.",
                    damaged,
                    damaged);
            run.publish(damaged, run.warehouse().current(), new Arrival.Nothing());
        }
    }

    private static void offerSample(Optional<Path> given, Path from) {
        if (given.isEmpty()) {
            LOG.info("没有收件目录，使用合成的示例城市 {}。 No inbox, so this run is on the synthetic sample city.", from);
            SampleFiles.writeDefault(CommonOptions.home().resolve("sample"));
        }
    }

    private LocalDate asOf(Warehouse warehouse, Clock clock, boolean sample) {
        if (asOf != null) {
            return GivenDate.of("--as-of", asOf);
        }
        return sample
                ? SAMPLE_DATE
                : RunRecord.unfinishedDate(warehouse, clock.instant())
                        .orElseGet(() -> LocalDate.now(clock).minusDays(1));
    }

    /** Returns the size of the inbox. Problems with the inbox are reported when it is opened. */
    private static long bytes(Path inbox) {
        try (Stream<Path> files = Files.walk(inbox)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException | UncheckedIOException unreadable) {
            return 0;
        }
    }
}
