package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Preview;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.terminal.Problems;
import dev.taizhang.terminal.ReadingTable;
import dev.taizhang.terminal.UnreadParts;
import dev.taizhang.validated.DeliveryDefinitions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Validates files exactly as a nightly run would. Without a warehouse it uses no data except the files. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "按夜间任务的方式检查文件，列出每张工作表的行数与金额合计，以及有问题的行；不作任何改动。"
                    + "指定 --warehouse 时与以前的收件比对，结果与夜间任务完全一致；否则只检查所给文件，并列出因此不能完全判定的规则。"
                    + "退出码 3：有须改正的行或会被拒收的文件。",
            "Validates files as a nightly run would. Lists the rows of each sheet with the sums of their amounts, and"
                    + " the problems. Changes nothing. With --warehouse, compares them with earlier deliveries, and"
                    + " the result is that of the run; without it, uses only the files, and lists the rules that"
                    + " therefore cannot be judged completely."
                    + " Exit code 3: a row must be corrected, or a file would be refused."
        })
final class ValidateCommand implements Callable<Integer> {
    @Option(
            names = "--conf",
            paramLabel = "DIR",
            description = "配置目录，缺省为项目的 conf。 Configuration folder; the project's conf by default.")
    private Path conf;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = {
                "台账库目录，用其中以前的收件；退回单须有此项。缺省不用台账库。",
                "Warehouse folder with the earlier deliveries; required for return workbooks. None by default."
            })
    private String warehouse;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "要检查的文件。 The files to validate.")
    private List<Path> files;

    @Override
    public Integer call() {
        Configuration configuration =
                Configuration.read(conf == null ? CommonOptions.home().resolve("conf") : conf);
        DeliveryDefinitions definitions = DeliveryDefinitions.of(configuration);
        Optional<Warehouse> earlier = Optional.ofNullable(warehouse).map(CommonOptions::warehouseAt);
        earlier.ifPresent(existing -> WantedRelease.of(existing, null));
        requireReadable();
        if (earlier.isEmpty()) {
            requireNoReturns();
        }
        Clock clock = Clock.system(configuration.settings().zone());
        try (Preview preview = new Preview(
                definitions,
                new Preview.Imagined(
                        earlier, new Arrival.GivenFiles(files), bytes(), LocalDate.now(clock), clock.instant()))) {
            ReadingTable readings = new ReadingTable(configuration.settings().currency());
            readings.addAll(preview);
            if (!preview.entries().isEmpty()) {
                System.out.println(readings.text() + UnreadParts.text(preview));
            }
            Problems problems = problems(preview);
            Bilingual none = earlier.isPresent() ? CommandMessages.noProblems() : CommandMessages.noProblemsInFiles();
            System.out.print(problems.isEmpty() ? none.line() + "\n" : problems.text());
            if (!preview.intake().known().isEmpty()) {
                System.out.println(
                        CommandMessages.knownFiles(preview.intake().known()).line());
            }
            if (earlier.isEmpty()) {
                notJudged(definitions, preview);
            }
            return (problems.needCorrection() ? ExitCode.GATE_FAILED : ExitCode.PUBLISHED).code();
        }
    }

    private void requireReadable() {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw CommandMessages.unreadableFile(file);
            }
        }
    }

    private void requireNoReturns() {
        List<String> returns = files.stream()
                .filter(Inbox::isReturnWorkbook)
                .map(file -> file.getFileName().toString())
                .toList();
        if (!returns.isEmpty()) {
            throw CommandMessages.returnWithoutWarehouse(returns);
        }
    }

    private long bytes() {
        return files.stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static Problems problems(Preview preview) {
        Problems problems = new Problems();
        preview.intake().unmatched().forEach(name -> problems.refused(name, CommandMessages.noFeedMatches()));
        preview.intake().skipped().forEach(reason -> problems.refused("", reason));
        problems.addAll(preview);
        return problems;
    }

    /** Names the rules and checks of the datasets that were read for which the files alone are not enough. */
    private static void notJudged(DeliveryDefinitions definitions, Preview preview) {
        Set<String> read =
                preview.entries().stream().map(entry -> entry.dataset()).collect(Collectors.toSet());
        List<String> names = Stream.concat(
                        definitions.rules().stream()
                                .filter(rule -> !rule.otherRecords().isEmpty())
                                .filter(rule -> read.contains(rule.dataset().name()))
                                .map(rule -> rule.name()),
                        definitions.checks().stream()
                                .filter(check -> read.contains(check.dataset().name()))
                                .map(check -> check.name()))
                .toList();
        if (!names.isEmpty()) {
            System.out.println(CommandMessages.judgedAmongFiles(names).line());
        }
    }
}
