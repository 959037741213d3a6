package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Run;
import dev.taizhang.night.SampleMark;
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
            "撤回一份收件，并重新发布最近的截止日期。 Withdraws a delivery and publishes the newest date without it.",
            "更早的截止日期仍是当时所发布的；可用 jobs/backfill --again 重算。"
                    + " Earlier dates stay as published; jobs/backfill --again makes them anew.",
            "原件和此前的发布都保留；以后可用 jobs/nightly --reread 恢复。"
                    + " The original and earlier releases stay; jobs/nightly --reread takes it back in."
        })
final class WithdrawCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions places;

    @Parameters(
            paramLabel = "DELIVERY",
            description = "收件序号、标识或文件名。 Number, identity or file name, as in ledger.deliveries.")
    private String delivery;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "撤回原因，记入台账。 Why; it is kept in ledger.withdrawals.")
    private String reason;

    @Override
    public Integer call() {
        Configuration configuration = places.configuration();
        Warehouse warehouse = places.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        return Run.aloneOnRelease(
                        warehouse,
                        clock,
                        standing -> new Run(
                                        configuration,
                                        warehouse,
                                        clock,
                                        0,
                                        RunSummary.of(configuration, warehouse, SampleMark.on(warehouse)))
                                .publish(
                                        standing.publishedDates().last(),
                                        Optional.of(standing),
                                        new Arrival.Withdrawal(delivery, reason)))
                .code();
    }
}
