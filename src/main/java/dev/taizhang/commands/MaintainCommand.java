package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.LogFormat;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Maintenance;
import dev.taizhang.night.Run;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.terminal.MaintenanceReport;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a warehouse small and fast, or shows what there is to do. */
@Command(
        name = "maintain",
        mixinStandardHelpOptions = true,
        description = {
            "列出台账库维护要做的事及原因：合并台账的小文件，精简 90 天以前的非月末发布，删除一天以前的、保留的发布均不使用的文件。",
            "Lists what there is to do for the maintenance of the warehouse, and why: small files of the ledger are"
                    + " rewritten into few, releases older than 90 days are thinned to those of month ends, and files"
                    + " older than a day that no kept release names are removed.",
            "缺省只列出，不作任何改动。 By default it changes nothing."
        })
final class MaintainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private MasterOption master;

    @Option(
            names = "--apply",
            description = "执行所列各项，并列出前后大小。 Does what is listed, and prints the sizes before and after.")
    private boolean apply;

    @Override
    public Integer call() {
        master.select();
        Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        Maintenance maintenance = new Maintenance(warehouse, clock);
        if (apply) {
            return Run.aloneOnRelease(
                            warehouse,
                            clock,
                            current -> apply(
                                    maintenance,
                                    current,
                                    configuration.settings().logFormat()))
                    .code();
        }
        WantedRelease.of(warehouse, null);
        Maintenance.Plan plan = maintenance.plan();
        System.out.print(MaintenanceReport.planned(plan, maintenance.sizes()));
        plan.leftovers().requireSound();
        return ExitCode.PUBLISHED.code();
    }

    private static ExitCode apply(Maintenance maintenance, Release current, LogFormat logFormat) {
        List<Maintenance.Size> before = maintenance.sizes();
        return maintenance.apply(
                current,
                logFormat,
                done -> System.out.print(MaintenanceReport.done(done, before, maintenance.sizes())));
    }
}
