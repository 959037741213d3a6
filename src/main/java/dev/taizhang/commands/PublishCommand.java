package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.NightlyJob;
import dev.taizhang.night.ReleaseCopies;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.Sessions;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Writes the copies of the published data again. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "重新生成已发布数据的全部副本：导出、退回单、工作簿、网页、SQLite、Parquet、Delta、指标、PostgreSQL 集市。",
            "Writes all copies of the published data again: exports, return workbooks, workbook, page, SQLite,"
                    + " Parquet, Delta, metrics and the PostgreSQL mart.",
            "不接收新报表，不产生新发布。 Ingests no deliveries and makes no new release."
        })
final class PublishCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        return Run.aloneOnRelease(warehouse, clock, current -> copies(configuration, warehouse, clock, current))
                .code();
    }

    private static ExitCode copies(Configuration configuration, Warehouse warehouse, Clock clock, Release current) {
        NightlyJob job = new NightlyJob(
                () -> Sessions.open("taizhang publish", Optional.of(current), 0, warehouse.scratch()),
                RunDefinitions.of(configuration),
                warehouse,
                current.asOfDate(),
                clock,
                current.runId());
        ExitCode code = ExitCode.PUBLISHED;
        for (ReleaseCopies.Copied copied : job.copiesAgain(current)) {
            System.out.println(
                    RunSummary.copies(warehouse, configuration.settings(), copied.release(), copied.behind()));
            code = copied.behind().isPresent() ? ExitCode.COPY_BEHIND : code;
        }
        return code;
    }
}
