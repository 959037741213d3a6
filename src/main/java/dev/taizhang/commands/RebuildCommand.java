package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.ledger.DeliveryReadings;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.KeptDefinitions;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.SampleMark;
import dev.taizhang.publication.Comparison;
import dev.taizhang.terminal.RebuildReport;
import dev.taizhang.validated.DeliveryDefinitions;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a warehouse anew from the kept originals, and compares it with the release that stands. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = {
            "由 deliveries 目录中的原件和撤回记录，按现行配置在新目录中重建台账库，并逐个数字与现行发布比较；原台账库不变。",
            "Makes a warehouse anew in another folder, from the originals and withdrawals recorded in deliveries/ and by"
                    + " today's configuration, and compares every figure with the current release. The warehouse itself"
                    + " is not changed."
        })
final class RebuildCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RebuildCommand.class);

    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "DIR", description = "新目录，尚无任何发布。 The new folder, which has no release yet.")
    private String folder;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "截止日期，缺省为已发布的最晚日期。 Date that the figures describe; the newest published by default.")
    private String asOf;

    @Option(
            names = "--as-delivered",
            description = {
                "各份报表按入库当日的配置读取（见 definitions 目录），缺省按现行配置；各表仍按现行配置计算。",
                "Reads each delivery by the configuration of the run that took it in, as kept in definitions/, instead of"
                        + " today's; tables are computed by today's."
            })
    private boolean asDelivered;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        RunDefinitions definitions = RunDefinitions.of(configuration).withoutNotifications();
        Warehouse source = options.warehouse(configuration);
        Warehouse rebuilt = CommonOptions.warehouseAt(folder);
        if (rebuilt.folder().equals(source.folder()) || rebuilt.current().isPresent()) {
            throw CommandMessages.notANewWarehouse(rebuilt.folder());
        }
        List<Release> releases = releases(source);
        Set<String> published = releases.stream().map(Release::runId).collect(Collectors.toSet());
        List<DeliveryReadings.Reading> readings =
                DeliveryReadings.of(source, run -> published.isEmpty() || published.contains(run));
        if (readings.isEmpty()) {
            throw CommandMessages.noOriginals(source.folder());
        }
        Map<String, DeliveryDefinitions> kept =
                asDelivered ? KeptDefinitions.of(source, readings, configuration.hash()) : Map.of();
        Optional<Release> standing = releases.stream().reduce((earlier, later) -> later);
        LocalDate date = date(standing);
        Clock clock = Clock.system(configuration.settings().zone());
        rebuilt.prepare();
        return Run.alone(rebuilt, clock, () -> {
                    SampleMark.mark(rebuilt, false, source.isSynthetic());
                    Run run = new Run(definitions, rebuilt, clock, DeliveryReadings.bytes(readings), result -> "");
                    ExitCode code =
                            run.publish(date, Optional.empty(), new Arrival.FromOriginals(source, readings, kept));
                    System.out.print(report(definitions, source, standing, rebuilt, date));
                    return code;
                })
                .code();
    }

    /** Returns the releases, of which the last one is compared; none if a damaged warehouse does not tell them. */
    private static List<Release> releases(Warehouse source) {
        try {
            return source.releases();
        } catch (Failure damaged) {
            LOG.warn("{}", damaged.problem().line());
            return List.of();
        }
    }

    private LocalDate date(Optional<Release> standing) {
        return asOf == null
                ? standing.map(release -> release.publishedDates().last()).orElseThrow(CommandMessages::dateRequired)
                : GivenDate.of("--as-of", asOf);
    }

    private static String report(
            RunDefinitions definitions,
            Warehouse source,
            Optional<Release> standing,
            Warehouse rebuilt,
            LocalDate date) {
        Release made = rebuilt.current().orElseThrow();
        return standing.map(release -> RebuildReport.text(
                        new Comparison(
                                new Comparison.Side(source, release),
                                new Comparison.Side(rebuilt, made),
                                definitions.tables(),
                                date),
                        release,
                        rebuilt.folder()))
                .orElseGet(() -> RebuildReport.nothingToCompare(rebuilt.folder()));
    }
}
