package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Thinning;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.publication.Movement;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.terminal.ReleaseListing;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the releases, shows one, restores an earlier one, or publishes one that awaits approval. */
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = {"列出历次发布，最新的在最后；给出 ID 时列出该次发布的详情。", "Lists the releases, the newest last, or the details of one."
        })
final class RunsCommand implements Callable<Integer> {
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
                + before.map(release -> "\n" + ReleaseListing.movements(Movement.between(warehouse, before, shown)))
                        .orElse("");
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
                .orElseThrow(() -> CommandMessages.notAwaitingApproval(mode.approved, pending.map(Release::runId)));
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
