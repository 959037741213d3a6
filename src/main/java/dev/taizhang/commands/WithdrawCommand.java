package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Withdraws a delivery, and publishes the figures without it. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description = {
            "撤回一份收件，并重新发布最近的截止日期。 Withdraws a delivery and publishes the latest date without it.",
            "更早的截止日期保持原发布内容，可用 jobs/backfill --again 重算。"
                    + " Earlier dates stay as published; jobs/backfill --again recomputes them.",
            "原件和此前的发布均予保留，可用 jobs/nightly --reread 恢复该收件。"
                    + " The original and earlier releases are kept; jobs/nightly --reread restores the delivery."
        })
final class WithdrawCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Mixin
    private MasterOption master;

    @Parameters(
            paramLabel = "DELIVERY",
            description = "收件的序号、标识或文件名，见 ledger.deliveries。 Number, identity or file name of the delivery, as in"
                    + " ledger.deliveries.")
    private String delivery;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "撤回原因，记入 ledger.withdrawals。 Reason, which is recorded in ledger.withdrawals.")
    private String reason;

    @Override
    public Integer call() {
        master.select();
        Configuration configuration = options.configuration();
        RunDefinitions definitions = RunDefinitions.of(configuration);
        Warehouse warehouse = options.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        return Run.aloneOnRelease(
                        warehouse,
                        clock,
                        current -> new Run(
                                        definitions,
                                        warehouse,
                                        clock,
                                        0,
                                        RunSummary.of(configuration.settings(), warehouse, options.given()))
                                .publish(
                                        current.publishedDates().last(),
                                        Optional.of(current),
                                        new Arrival.Withdrawal(delivery, reason)))
                .code();
    }
}
