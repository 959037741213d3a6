package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationChange;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.DeliveryChange;
import dev.taizhang.ledger.KeptConfigurations;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Thinning;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Attribution;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.Sessions;
import dev.taizhang.publication.Movement;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.terminal.ReleaseDifference;
import dev.taizhang.terminal.ReleaseListing;
import dev.taizhang.terminal.ReportFormat;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the releases, shows one or the difference of two, restores one, or publishes one that awaits approval. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = {
            "列出历次发布，最新的在最后；给出 ID 时列出该次发布的详情；--diff 比较两次发布。",
            "Lists the releases, the newest last, the details of one, or the difference between two."
        })
final class RunsCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunsCommand.class);

    @Mixin
    private CommonOptions options;

    /** Arguments that exclude one another. */
    private static final class Mode {
        @Parameters(arity = "0..1", paramLabel = "ID", description = "发布序号或运行标识。 Number of a release, or its run.")
        private String shown;

        @Option(
                names = "--restore",
                paramLabel = "ID",
                description = {
                    "恢复一次较早的发布：其事实表和汇总表作为新的一次发布重新发布，各副本随之更新。",
                    "Publishes the facts and summaries of an earlier release again, as a new release; all copies follow.",
                    "台账不变，下一次运行仍按台账计算；如某份报表有误，请用 jobs/withdraw 撤回。",
                    "The ledger stays, so the next run computes from it again. Withdraw a wrong delivery with"
                            + " jobs/withdraw."
                })
        private String restored;

        @Option(
                names = "--approve",
                paramLabel = "RUN",
                description = {
                    "批准一次运行算出的数字，即行发布；所给为运行标识，见 jobs/runs。",
                    "Publishes the figures that a run has computed and that await approval; RUN is its name in jobs/runs."
                })
        private String approved;

        @ArgGroup(exclusive = false)
        private Compared compared;
    }

    /** The releases whose difference is shown. */
    private static final class Compared {
        @Option(
                names = "--diff",
                required = true,
                arity = "2",
                paramLabel = "ID",
                description = {
                    "列出两次发布之间的收件、配置和程序变动，并说明每个数字的变动由哪一项引起、各占多少。",
                    "Lists the deliveries, configuration and program that changed between two releases, and how much each"
                            + " of them moved every figure."
                })
        private List<String> releases;

        @Option(
                names = "--format",
                defaultValue = "table",
                description = "${COMPLETION-CANDIDATES}；缺省为 by default ${DEFAULT-VALUE}")
        private ReportFormat format;
    }

    @ArgGroup
    private Mode mode = new Mode();

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        if (mode.restored != null) {
            return restore(configuration, warehouse).code();
        }
        if (mode.approved != null) {
            return approve(configuration, warehouse).code();
        }
        if (mode.compared != null) {
            return compare(warehouse).code();
        }
        ReleaseListing listing = new ReleaseListing(configuration.settings().zone());
        System.out.print(mode.shown == null ? all(listing, warehouse) : one(listing, warehouse));
        return ExitCode.PUBLISHED.code();
    }

    private static String all(ReleaseListing listing, Warehouse warehouse) {
        Optional<Release> candidate = Candidates.pending(warehouse);
        List<Release> releases = candidate.isPresent() ? warehouse.releases() : WantedRelease.all(warehouse);
        return listing.all(releases, candidate, Thinning.done(warehouse));
    }

    /** Returns the properties of a release, and how the totals moved since the release before. */
    private String one(ReleaseListing listing, Warehouse warehouse) {
        Release shown = WantedRelease.of(warehouse, mode.shown);
        List<Release> releases = warehouse.releases();
        Optional<Release> before = releases.stream()
                .filter(release -> release.number() == shown.number() - 1)
                .filter(release -> !Thinning.done(warehouse).contains(release.number()))
                .findFirst();
        boolean isPublished = releases.size() >= shown.number();
        return (isPublished ? listing.one(shown) : listing.oneThatAwaitsApproval(shown))
                + new KeptConfigurations(warehouse)
                        .hashes(shown.configurationHash())
                        .map(files -> "\n" + ReleaseListing.files(files))
                        .orElse("")
                + before.map(release -> "\n" + ReleaseListing.movements(Movement.between(warehouse, before, shown)))
                        .orElse("");
    }

    /** Prints what changed between two releases, and what moved the figures. */
    private ExitCode compare(Warehouse warehouse) {
        if (mode.compared.releases.size() != 2) {
            throw CommandMessages.notTwoReleases(mode.compared.releases);
        }
        List<Attribution.Side> sides = mode.compared.releases.stream()
                .map(wanted -> side(warehouse, wanted))
                .toList();
        Attribution.Side one = sides.get(0);
        Attribution.Side other = sides.get(1);
        if (one.release().number() == other.release().number()) {
            throw CommandMessages.sameRelease(
                    mode.compared.releases, one.release().number());
        }
        List<DeliveryChange> deliveries = DeliveryChange.between(warehouse, one.release(), other.release());
        new ReleaseDifference(
                        one.release(),
                        other.release(),
                        deliveries,
                        ConfigurationChange.between(one.files(), other.files()),
                        () -> Attribution.between(
                                () -> Sessions.open(
                                        "taizhang runs",
                                        Optional.of(other.release()),
                                        0,
                                        System.getProperty("java.io.tmpdir")),
                                warehouse,
                                one,
                                other,
                                deliveries))
                .print(mode.compared.format, System.out);
        return ExitCode.PUBLISHED;
    }

    /** Returns the release that computed the figures of another one, with its configuration. */
    private static Attribution.Side side(Warehouse warehouse, String wanted) {
        Release named = WantedRelease.of(warehouse, wanted);
        Release computed = WantedRelease.computed(warehouse, named);
        if (computed.number() != named.number()) {
            LOG.info(
                    "{}",
                    CommandMessages.restoredFigures(named.number(), computed.number())
                            .line());
        }
        return new Attribution.Side(
                computed,
                new KeptConfigurations(warehouse)
                        .files(computed.configurationHash())
                        .orElseThrow(() -> CommandMessages.configurationNotKept(computed)));
    }

    private ExitCode restore(Configuration configuration, Warehouse warehouse) {
        Clock clock = Clock.system(configuration.settings().zone());
        Run run = run(configuration, warehouse, clock);
        return Run.aloneOnRelease(warehouse, clock, current -> run.restore(wanted(warehouse, current), current));
    }

    private Release wanted(Warehouse warehouse, Release current) {
        Release wanted = WantedRelease.published(warehouse, mode.restored);
        if (wanted.derived().equals(current.derived())) {
            throw CommandMessages.alreadyStands(wanted.number(), current.number());
        }
        return wanted;
    }

    private ExitCode approve(Configuration configuration, Warehouse warehouse) {
        Clock clock = Clock.system(configuration.settings().zone());
        Run run = run(configuration, warehouse, clock);
        candidate(warehouse);
        return Run.alone(warehouse, clock, () -> run.approve(candidate(warehouse), warehouse.current()));
    }

    private Release candidate(Warehouse warehouse) {
        Optional<Release> pending = Candidates.pending(warehouse);
        return pending.filter(release -> release.runId().equals(mode.approved))
                .orElseThrow(() -> warehouse.releases().stream()
                        .filter(release -> release.runId().equals(mode.approved))
                        .findFirst()
                        .map(CommandMessages::alreadyPublished)
                        .orElseGet(
                                () -> CommandMessages.notAwaitingApproval(mode.approved, pending.map(Release::runId))));
    }

    private Run run(Configuration configuration, Warehouse warehouse, Clock clock) {
        return new Run(
                RunDefinitions.of(configuration),
                warehouse,
                clock,
                0,
                RunSummary.ofEarlier(configuration.settings(), warehouse, options.given()));
    }
}
