package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.night.Sessions;
import dev.taizhang.terminal.Problems;
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
            "按配置读取文件，列出有问题的行；不动台账库，须看以前收件或项目的规则不查。退出码 3：有须改的行或拒收的文件。",
            "Reads files as the configuration says and lists what is wrong; no warehouse is touched, and nothing delivered before is"
                    + " looked at. Exit code 3: some row must be mended, or a file would be refused."
        })
final class ValidateCommand implements Callable<Integer> {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "配置目录，缺省为项目的 conf。 Configuration folder; the project's conf by default.")
    private Path conf;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "要检查的文件。 The files to look at.")
    private List<Path> files;

    @Override
    public Integer call() {
        Configuration configuration =
                Configuration.read(conf == null ? CommonOptions.home().resolve("conf") : conf);
        List<Feed> feeds = FeedFiles.read(configuration);
        Problems problems = new Problems(configuration, feeds);
        List<Delivery> deliveries = deliveries(feeds, problems);
        if (!deliveries.isEmpty()) {
            long bytes = deliveries.stream().mapToLong(Delivery::bytes).sum();
            SparkSession spark =
                    Sessions.open("taizhang validate", Optional.empty(), bytes, System.getProperty("java.io.tmpdir"));
            problems.read(spark, deliveries, dataset -> RuleHistory.NONE, (validated, read) -> {});
        }
        System.out.print(
                problems.none() ? "没有发现问题。 Nothing is wrong, as far as the files alone tell.\n" : problems.text());
        return (problems.toMend() ? ExitCode.GATE_FAILED : ExitCode.PUBLISHED).code();
    }

    private List<Delivery> deliveries(List<Feed> feeds, Problems problems) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw Failure.usage(
                        new Bilingual(
                                "文件 " + file + " 不存在或无法读取。", "The file " + file + " is not there or cannot be read."),
                        new Bilingual("请核对文件名。", "Check its name."));
            }
            Inbox.delivery(file, feeds, deliveries.size() + 1)
                    .ifPresentOrElse(
                            deliveries::add,
                            () -> problems.refused(
                                    file.getFileName().toString(),
                                    new Bilingual("没有 feed 认领这个文件名。", "No feed takes a file of this name.")));
        }
        return deliveries;
    }
}
