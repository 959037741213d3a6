package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Run;
import dev.taizhang.night.SampleMark;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Publishes past dates with the data known now. {@code latest} continues to show the newest date. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = {
            "用现在所知补发过去的截止日期，一天一次发布；不收新报表。",
            "Publishes past dates with what is known now, one release a date; takes no deliveries."
        })
final class BackfillCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillCommand.class);

    @Mixin
    private CommonOptions places;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "第一天。 The first date.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "最后一天。 The last date.")
    private String to;

    @Option(
            names = "--again",
            description = "已发布过的日期也重算；缺省跳过。 Also dates that were published before; they are passed over by default.")
    private boolean again;

    @Override
    public Integer call() {
        LocalDate first = GivenDate.of("--from", from);
        LocalDate last = GivenDate.of("--to", to);
        Configuration configuration = places.configuration();
        Clock clock = Clock.system(configuration.settings().zone());
        if (last.isBefore(first) || last.isAfter(LocalDate.now(clock))) {
            throw Failure.usage(
                    new Bilingual(
                            "--to " + last + " 早于 --from 或晚于今天。", "--to " + last + " is before --from or after today."),
                    new Bilingual("请核对两个日期。", "Check the two dates."));
        }
        Warehouse warehouse = places.warehouse(configuration);
        return Run.aloneOnRelease(warehouse, clock, standing -> {
                    SortedSet<LocalDate> published = standing.publishedDates();
                    Stream<LocalDate> dates =
                            first.datesUntil(last.plusDays(1)).filter(date -> again || !published.contains(date));
                    return publish(
                            new Run(
                                    configuration,
                                    warehouse,
                                    clock,
                                    0,
                                    RunSummary.of(configuration, warehouse, SampleMark.on(warehouse))),
                            dates.toList());
                })
                .code();
    }

    private static ExitCode publish(Run run, List<LocalDate> dates) {
        if (dates.isEmpty()) {
            LOG.info("这些日期都已发布过，加 --again 可重算。 All of these dates are published; --again makes them anew.");
        }
        return run.publishAll(dates);
    }
}
