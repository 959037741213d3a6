package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.night.Sessions;
import dev.taizhang.terminal.Problems;
import dev.taizhang.terminal.ReadingTable;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.RuleHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Validates files as a nightly run would, without earlier data. It does not access a warehouse. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "按夜间任务的方式检查文件，列出每张工作表的行数与金额合计，以及有问题的行；不与以前的收件比对，不访问台账库。退出码 3：有须改正的行或会被拒收的文件。",
            "Validates files as a nightly run would, without earlier data. Lists the rows of each sheet with the sums of"
                    + " their amounts, and the problems. Does not access a warehouse."
                    + " Exit code 3: a row must be corrected, or a file would be refused."
        })
final class ValidateCommand implements Callable<Integer> {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "配置目录，缺省为项目的 conf。 Configuration folder; the project's conf by default.")
    private Path conf;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "要检查的文件。 The files to validate.")
    private List<Path> files;

    @Override
    public Integer call() {
        Configuration configuration =
                Configuration.read(conf == null ? CommonOptions.home().resolve("conf") : conf);
        DeliveryDefinitions definitions = DeliveryDefinitions.of(configuration);
        Problems problems = new Problems(definitions);
        List<Delivery> deliveries = deliveries(List.copyOf(definitions.feeds().values()), problems);
        ReadingTable readings = new ReadingTable(configuration.settings().currency());
        if (!deliveries.isEmpty()) {
            long bytes = deliveries.stream().mapToLong(Delivery::bytes).sum();
            SparkSession spark =
                    Sessions.open("taizhang validate", Optional.empty(), bytes, System.getProperty("java.io.tmpdir"));
            problems.read(spark, deliveries, dataset -> RuleHistory.NONE, readings::add);
        }
        System.out.println(readings.text() + problems.notes());
        System.out.print(problems.isEmpty() ? CommandMessages.noProblems().line() + "\n" : problems.text());
        return (problems.needCorrection() ? ExitCode.GATE_FAILED : ExitCode.PUBLISHED).code();
    }

    private List<Delivery> deliveries(List<Feed> feeds, Problems problems) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw CommandMessages.unreadableFile(file);
            }
            List<Delivery> ofFile = Inbox.deliveries(file, feeds, deliveries.size() + 1);
            if (ofFile.isEmpty()) {
                problems.refused(file.getFileName().toString(), CommandMessages.noFeedMatches());
            }
            deliveries.addAll(ofFile);
        }
        return deliveries;
    }
}
