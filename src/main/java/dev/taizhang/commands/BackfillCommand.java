package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.PublishingStep;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.terminal.RunSummary;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
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
            "用现有数据补发过去的截止日期，每个日期一次发布；不接收新报表。",
            "Publishes past dates with the data known now, one release per date. Ingests no deliveries."
        })
final class BackfillCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(BackfillCommand.class);

    @Mixin
    private CommonOptions options;

    @Mixin
    private MasterOption master;

    @Option(names = "--from", required = true, paramLabel = "DATE", description = "起始日期。 The first date.")
    private String from;

    @Option(names = "--to", required = true, paramLabel = "DATE", description = "结束日期。 The last date.")
    private String to;

    @Option(
            names = "--step",
            defaultValue = "day",
            description = {
                "${COMPLETION-CANDIDATES}；缺省为 ${DEFAULT-VALUE}。month 只发布其间各月的最后一天。",
                "By default ${DEFAULT-VALUE}. month publishes only the last days of months between the two dates."
            })
    private PublishingStep step;

    @Option(
            names = "--again",
            description =
                    "已发布过的日期也重算；缺省为跳过。 Also recomputes dates that have been published; by default they are skipped.")
    private boolean again;

    @Override
    public Integer call() {
        master.select();
        LocalDate first = GivenDate.of("--from", from);
        LocalDate last = GivenDate.of("--to", to);
        Configuration configuration = options.configuration();
        RunDefinitions definitions = RunDefinitions.of(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        if (last.isBefore(first) || last.isAfter(LocalDate.now(clock))) {
            throw CommandMessages.wrongDateRange(last);
        }
        List<LocalDate> wanted = step.dates(first, last).toList();
        if (wanted.isEmpty()) {
            throw CommandMessages.noMonthEnds(first, last);
        }
        Warehouse warehouse = options.warehouse(configuration);
        return Run.aloneOnRelease(warehouse, clock, current -> {
                    SortedSet<LocalDate> published = current.publishedDates();
                    List<LocalDate> dates = wanted.stream()
                            .filter(date -> again || !published.contains(date))
                            .toList();
                    return publish(
                            new Run(
                                    definitions,
                                    warehouse,
                                    clock,
                                    0,
                                    RunSummary.of(configuration.settings(), warehouse, options.given())),
                            dates);
                })
                .code();
    }

    private static ExitCode publish(Run run, List<LocalDate> dates) {
        if (dates.isEmpty()) {
            LOG.info(CommandMessages.allPublished().line());
        }
        return run.publishAll(dates);
    }
}
