package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.DamagedDates;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Preview;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.RunRecord;
import dev.taizhang.night.SampleMark;
import dev.taizhang.terminal.Plan;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
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
            "接收新到报表，发布截止日期的各张汇总表。 Ingests new deliveries and publishes the tables of the as-of date.",
            "没有收件目录时，使用合成的示例城市。 If no inbox exists, uses the synthetic sample city."
        })
final class NightlyCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(NightlyCommand.class);
    private static final LocalDate SAMPLE_DATE = LocalDate.of(2025, 3, 31);

    @Mixin
    private CommonOptions options;

    @Mixin
    private InboxOption inbox;

    @Mixin
    private MasterOption master;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "截止日期，缺省为运行前一天。 Date that the figures describe; the day before the run by default.")
    private String asOf;

    /** Options that exclude one another. */
    private static final class Mode {
        @Option(
                names = "--plan",
                description = {
                    "只预览：列出将接收的报表及其报表配置（feed）、各工作表的行数与金额合计、将退回的行和提示，以及会使其不发布的问题；不写入任何内容。",
                    "Previews the run exactly: lists the files that it would ingest, the feed of each, the rows of"
                            + " each sheet with the sums of their amounts, the rows that it would reject and the"
                            + " warnings, and why it would not publish. Writes nothing."
                })
        private boolean plan;

        @Option(
                names = "--reread",
                paramLabel = "DELIVERY",
                description = {
                    "按现行配置重读一份已接收的报表（序号、标识或文件名）；其先后次序不变。",
                    "Reads a delivery (number, identity or file name) again with the current configuration. Its"
                            + " position among all"
                            + " deliveries stays the same."
                })
        private String reread;

        @Option(
                names = "--rebuild",
                description = {
                    "运行后，再从台账重算此前发布过的各个截止日期，例如在表的列变更之后。",
                    "Afterwards recomputes and publishes all earlier dates from the ledger, for example after"
                            + " columns changed."
                })
        private boolean rebuild;
    }

    @ArgGroup
    private Mode mode = new Mode();

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        // Checked before anything is created, so that a mistake leaves no empty warehouse behind.
        RunDefinitions definitions = RunDefinitions.of(configuration);
        Optional<Path> given = inbox.of(configuration);
        Path from = given.orElseGet(() -> FileAddress.of(CommonOptions.home().resolve("sample/inbox")));
        Warehouse warehouse = options.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        boolean sample = given.isEmpty();
        if (mode.plan) {
            SampleMark.requireSameKind(warehouse, warehouse.current().isPresent(), sample);
            writeSample(given, from);
            plan(definitions, warehouse, from, clock, asOf(warehouse, clock, sample));
            return ExitCode.PUBLISHED.code();
        }
        master.select();
        warehouse.prepare();
        return Run.alone(warehouse, clock, () -> {
                    Optional<Release> current = warehouse.current();
                    SampleMark.mark(warehouse, current.isPresent(), sample);
                    writeSample(given, from);
                    Run run = new Run(
                            definitions,
                            warehouse,
                            clock,
                            Inbox.bytes(from, warehouse.files().getConf()),
                            RunSummary.of(configuration.settings(), warehouse, options.given()));
                    LocalDate date = asOf(warehouse, clock, sample);
                    current.ifPresent(release -> repair(run, release, date));
                    ExitCode published = run.publish(
                            date, warehouse.current(), new Arrival.FromInbox(from, Optional.ofNullable(mode.reread)));
                    ExitCode rebuilt = mode.rebuild ? run.publishAll(before(current, date)) : ExitCode.PUBLISHED;
                    return rebuilt == ExitCode.PUBLISHED ? published : rebuilt;
                })
                .code();
    }

    private static void plan(RunDefinitions definitions, Warehouse warehouse, Path from, Clock clock, LocalDate date) {
        Preview.Imagined run = new Preview.Imagined(
                Optional.of(warehouse),
                new Arrival.FromInbox(from, Optional.empty()),
                Inbox.bytes(from, warehouse.files().getConf()),
                date,
                clock.instant());
        try (Preview preview = new Preview(definitions.deliveries(), run)) {
            System.out.print(
                    Plan.text(preview, definitions.configuration().settings().currency()));
        }
    }

    /** Returns the dates published before the run, except its own. */
    private static SortedSet<LocalDate> before(Optional<Release> current, LocalDate date) {
        SortedSet<LocalDate> dates = current.map(Release::publishedDates).orElseGet(TreeSet::new);
        dates.remove(date);
        return dates;
    }

    /**
     * Recomputes earlier dates whose facts or summaries were damaged on disk. A later date may compare with them, so
     * they are repaired first.
     */
    private static void repair(Run run, Release current, LocalDate date) {
        for (LocalDate damaged : DamagedDates.of(run.warehouse(), current).headSet(date)) {
            LOG.warn(CommandMessages.damagedDate(damaged).line());
            run.publish(damaged, run.warehouse().current(), new Arrival.NoDeliveries());
        }
    }

    private static void writeSample(Optional<Path> given, Path from) {
        if (given.isEmpty()) {
            LOG.info(CommandMessages.noInbox(FileAddress.shown(from)).line());
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
}
