package dev.taizhang.commands;

import com.google.common.base.Suppliers;
import dev.taizhang.copies.CopySettings;
import dev.taizhang.copies.FileCopy;
import dev.taizhang.copies.MartAddress;
import dev.taizhang.copies.MartRights;
import dev.taizhang.copies.MeetingWorkbook;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.definition.Names;
import dev.taizhang.definition.Settings;
import dev.taizhang.drafts.NewOffice;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Audit;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.DeliveryRecords;
import dev.taizhang.ledger.KeptConfigurations;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.DeepCheck;
import dev.taizhang.night.NotificationChannel;
import dev.taizhang.night.OfficeTests;
import dev.taizhang.night.Run;
import dev.taizhang.night.RunDefinitions;
import dev.taizhang.night.UnexpectedFailure;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.validated.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks everything on which a nightly run relies, and reports all problems at once. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "检查配置、收件目录、台账库和集市，一次列出全部问题及其位置；除 --mend 外不作任何改动。有问题时退出码为 2。",
            "Checks configuration, inbox, warehouse and mart, and reports all problems at once, each with its place."
                    + " Changes nothing without --mend. Exit code 2: there is a problem."
        })
final class DoctorCommand implements Callable<Integer> {
    private static final String INBOX = "收件目录 inbox";
    private static final String WAREHOUSE = "台账库 warehouse";
    private static final String MART = "集市 mart";

    @Mixin
    private CommonOptions options;

    @Mixin
    private InboxOption inbox;

    @Option(
            names = "--tests",
            description = {"只运行 conf/tests 中自定义汇总表的测试。", "Only runs the tests of custom tables in conf/tests."})
    private boolean tests;

    @Option(
            names = "--deep",
            description = {
                "读取并比对台账库中保留的发布所用的全部文件，以及全部原件和副本；逐个说明影响和修复办法。",
                "Also reads and compares every file of every release that is kept, every original and every copy, and says of"
                        + " each problem whom it harms and what mends it."
            })
    private boolean deep;

    @Option(
            names = "--mend",
            description = {
                "与 --deep 相同，并修复可由完好文件重新生成的部分：检查点、校验文件、收件记录、副本、残留文件。",
                "Does the same, and mends what can be made from files that are sound: checkpoints, checksum files, records of"
                        + " deliveries, copies, leftovers."
            })
    private boolean mend;

    private final Set<String> problems = new HashSet<>();

    @Override
    public Integer call() {
        Mistakes mistakes = new Mistakes();
        Optional<Configuration> configuration = mistakes.reading(() -> options.configuration(mistakes));
        Optional<Configuration> right = check(
                "配置 configuration",
                () -> {
                    mistakes.requireNone();
                    return configuration.orElseThrow();
                },
                found -> found.folder().toString());
        if (tests) {
            right.ifPresent(this::test);
        } else {
            Supplier<OfficeTables> office = Suppliers.memoize(() -> OfficeTables.of(configuration.orElseThrow()));
            configuration.ifPresent(read -> checkFiles(read, office));
            right.ifPresentOrElse(
                    read -> checkPlaces(read, office), () -> configuration.ifPresent(DoctorCommand::placesNotChecked));
        }
        System.out.println(DoctorMessages.problems(problems.size()).line());
        return (problems.isEmpty() ? ExitCode.PUBLISHED : ExitCode.USAGE).code();
    }

    private void test(Configuration configuration) {
        try {
            Path folder = Files.createTempDirectory("taizhang-tests");
            try {
                OfficeTests officeTests = new OfficeTests(configuration, folder);
                for (Path file : officeTests.files()) {
                    check("测试 test " + file.getFileName(), () -> officeTests.run(file), rows -> rows + " 行 rows");
                }
            } finally {
                FileUtils.deleteQuietly(folder.toFile());
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** Checks the other files of a configuration, as far as its settings and reference tables are right. */
    private void checkFiles(Configuration configuration, Supplier<OfficeTables> office) {
        for (String feed : configuration.feeds().keySet()) {
            check(
                    "报表配置 feed " + feed,
                    () -> FeedFiles.read(configuration, feed),
                    found -> found.dataset().title().line());
        }
        check("报表配置草稿 drafted feeds", () -> drafts(configuration), count -> "无 none");
        check("规则 rules", () -> RuleFiles.rules(configuration), rules -> Integer.toString(rules.size()));
        check("整表检查 checks", () -> RuleFiles.checks(configuration), checks -> Integer.toString(checks.size()));
        check(
                "汇总表 tables",
                () -> office.get().published(),
                tables -> DoctorMessages.tables(
                        tables.size(),
                        tables.stream()
                                .filter(table -> !SummaryTable.BUILT_IN.get().contains(table))
                                .count()));
        check(
                "副本 copies",
                () -> CopySettings.of(configuration.settings()),
                found -> orNone(Stream.concat(
                        found.files().stream().sorted().map(FileCopy::place),
                        found.mart().map(MartAddress::place).stream())));
        check(
                "通知 notifications",
                () -> {
                    List<NotificationChannel> channels = NotificationChannel.of(configuration.settings());
                    channels.forEach(NotificationChannel::check);
                    return channels;
                },
                channels -> orNone(channels.stream().map(NotificationChannel::place)));
        check("工作簿 workbook", () -> sheets(office.get(), configuration.settings()), sheets -> sheets + " 张工作表 sheets");
    }

    private static String orNone(Stream<String> places) {
        String listed = places.collect(Collectors.joining("，"));
        return listed.isEmpty() ? "无 none" : listed;
    }

    /** Settings and reference tables say where folders and servers are and what is in them, so they have to be right first. */
    private static void placesNotChecked(Configuration configuration) {
        System.out.println(DoctorMessages.notChecked(INBOX));
        System.out.println(DoctorMessages.notChecked(WAREHOUSE));
        if (hasMart(configuration)) {
            System.out.println(DoctorMessages.notChecked(MART));
        }
    }

    private static boolean hasMart(Configuration configuration) {
        return configuration.settings().file().has("mart");
    }

    /** Checks the folders and servers that a configuration names. */
    private void checkPlaces(Configuration configuration, Supplier<OfficeTables> office) {
        check(INBOX, () -> inbox.of(configuration), folder -> inbox(folder, configuration));
        if (deep || mend) {
            Warehouse warehouse = options.warehouse(configuration);
            check(WAREHOUSE, () -> RunDefinitions.of(configuration), found -> warehouse.folder())
                    .ifPresent(definitions -> deep(configuration, definitions));
        } else {
            warehouse(configuration, office);
        }
        if (hasMart(configuration)) {
            check(
                    MART,
                    () -> {
                        MartAddress mart =
                                CopySettings.of(configuration.settings()).mart().orElseThrow();
                        MartRights.check(mart);
                        return mart;
                    },
                    MartAddress::place);
        }
    }

    /** Checks everything in the warehouse. A run that has it meanwhile is no problem, and has its own exit code. */
    private void deep(Configuration configuration, RunDefinitions definitions) {
        Supplier<Warehouse> opened = () -> options.warehouse(configuration);
        Clock clock = Clock.system(configuration.settings().zone());
        DeepCheck check = new DeepCheck(definitions, opened, clock, new DeepLines());
        List<Defect> defects = new ArrayList<>();
        if (mend && opened.get().exists()) {
            Run.alone(opened.get(), clock, () -> {
                defects.addAll(check.mend());
                return ExitCode.PUBLISHED;
            });
        } else {
            defects.addAll(check.scan());
        }
        defects.forEach(
                defect -> problems.add(defect.file() + " " + defect.problem().en()));
    }

    private void warehouse(Configuration configuration, Supplier<OfficeTables> office) {
        Warehouse warehouse = options.warehouse(configuration);
        check(
                        WAREHOUSE,
                        () -> Audit.of(warehouse, WarehouseTables.known(office.get())),
                        current -> warehouse.folder() + "，"
                                + current.map(release -> "发布 release " + release.number())
                                        .orElseGet(() -> (warehouse.exists()
                                                        ? DoctorMessages.noRelease()
                                                        : DoctorMessages.noWarehouse())
                                                .line()))
                .flatMap(Function.identity())
                .ifPresent(release -> {
                    Tables tables = tables(warehouse, release);
                    check(
                            "目标任务 targets",
                            () -> targets(configuration, tables, Ledger.readOnly(tables)),
                            targets -> targets + " 行 rows");
                    check(
                            "原件 originals",
                            () -> originals(warehouse, Ledger.readOnly(ofOriginals(warehouse, release))),
                            originals -> originals + " 份收件 deliveries");
                    check(
                            "历次配置 definitions",
                            () -> new KeptConfigurations(warehouse).verified(warehouse.releases()),
                            kept -> kept + " 份配置 configurations");
                });
    }

    /**
     * Runs one check and prints its result. A problem is printed once; a later check that fails for the same reason is
     * marked as not done.
     */
    private <T> Optional<T> check(String subject, Supplier<T> check, Function<T, String> description) {
        try {
            T found = check.get();
            System.out.println(DoctorMessages.ok(subject, description.apply(found)));
            return Optional.of(found);
        } catch (RuntimeException wrong) {
            List<Bilingual> added = Mistakes.in(UnexpectedFailure.of(wrong)).stream()
                    .map(Failure::message)
                    .filter(problem -> problems.add(problem.en()))
                    .toList();
            System.out.println(
                    added.isEmpty() ? DoctorMessages.notChecked(subject) : DoctorMessages.wrong(subject, added));
            return Optional.empty();
        }
    }

    /** Returns the number of drafts that are not completed, which is none. */
    private static int drafts(Configuration configuration) {
        List<String> unfinished = NewOffice.unfinished(configuration.folder());
        if (!unfinished.isEmpty()) {
            throw DoctorMessages.unfinishedDrafts(unfinished);
        }
        return 0;
    }

    private static int sheets(OfficeTables office, Settings settings) {
        return MeetingWorkbook.check(office, CopySettings.of(settings));
    }

    private static String inbox(Optional<org.apache.hadoop.fs.Path> folder, Configuration configuration) {
        if (folder.isEmpty()) {
            return DoctorMessages.noInbox().line();
        }
        List<String> unmatched = Inbox.in(
                        folder.get(), HadoopConfiguration.read(), FeedFiles.read(configuration), id -> Optional.empty())
                .unmatched();
        return FileAddress.shown(folder.get()) + (unmatched.isEmpty() ? "" : DoctorMessages.unmatched(unmatched));
    }

    private static Tables tables(Warehouse warehouse, Release release) {
        Tables tables = new Tables(
                () -> {
                    throw new IllegalStateException("Targets and deliveries are few, and are read without Spark.");
                },
                warehouse,
                release.runId());
        tables.openReadOnly(LedgerTables.all(), Optional.of(release));
        return tables;
    }

    /** Returns the tables whose deliveries have originals: those that await approval, if there are any. */
    private static Tables ofOriginals(Warehouse warehouse, Release current) {
        return tables(warehouse, Candidates.pending(warehouse).orElse(current));
    }

    /**
     * Returns how many deliveries have their originals. A damaged original, or a file that belongs to no delivery, is a
     * failure.
     */
    private static int originals(Warehouse warehouse, Ledger ledger) {
        DeliveryRecords records = new DeliveryRecords(warehouse, ledger);
        List<String> damaged = records.damaged();
        List<String> unknown = records.unknown();
        if (!damaged.isEmpty() || !unknown.isEmpty()) {
            throw DoctorMessages.wrongOriginals(warehouse.folder() + "/deliveries", damaged, unknown);
        }
        return ledger.deliveries().size();
    }

    /**
     * Returns how many rows of targets are effective. A target for an unknown district is a failure that names its
     * place.
     */
    private static int targets(Configuration configuration, Tables tables, Ledger ledger) {
        Map<Long, String> files = ledger.deliveries().stream()
                .collect(Collectors.toMap(
                        row -> row.getAs("delivery_number"), row -> Names.shown(row.getAs("file_name"))));
        List<Row> effective = tables.rows(LedgerTables.of(Datasets.TARGETS).name()).stream()
                .filter(row -> !ledger.effective().ineffective().contains(row.<Long>getAs("delivery_number")))
                .toList();
        List<String> unknown = effective.stream()
                .filter(row -> row.getAs("district") != null
                        && configuration
                                .reference("districts")
                                .match(row.getAs("district"))
                                .isEmpty())
                .map(row -> files.get(row.<Long>getAs("delivery_number")) + " " + row.<String>getAs("sheet") + "!"
                        + row.getAs("row_number") + "（" + row.getAs("district") + "）")
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw DoctorMessages.unknownDistricts(unknown);
        }
        return effective.size();
    }
}
