package dev.taizhang.commands;

import dev.taizhang.copies.CopySettings;
import dev.taizhang.copies.MartRights;
import dev.taizhang.copies.MeetingWorkbook;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.Audit;
import dev.taizhang.ledger.DeliveryRecords;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.OfficeTests;
import dev.taizhang.night.UnexpectedFailure;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.validated.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
            "检查配置、收件目录、台账库和集市，一次说出全部问题及其位置；不改动任何东西。有问题时退出码 2。",
            "Looks at configuration, inbox, warehouse and mart, and names every problem with its place; changes nothing. Ends with 2"
                    + " where there is a problem."
        })
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions places;

    @Mixin
    private InboxOption inbox;

    @Option(
            names = "--tests",
            description = {"只运行 conf/tests 中自定义汇总表的测试。", "Only runs the tests of your own tables in conf/tests."})
    private boolean tests;

    private final Set<String> problems = new HashSet<>();

    @Override
    public Integer call() {
        look("配置 configuration", places::configuration, found -> found.folder().toString())
                .ifPresent(tests ? this::test : this::look);
        System.out.println(
                problems.isEmpty()
                        ? "没有发现问题。 No problem was found."
                        : "发现 " + problems.size() + " 个问题。 Problems found: " + problems.size() + ".");
        return (problems.isEmpty() ? ExitCode.PUBLISHED : ExitCode.USAGE).code();
    }

    private void test(Configuration configuration) {
        try {
            Path folder = Files.createTempDirectory("taizhang-tests");
            try {
                OfficeTests ofOffice = new OfficeTests(configuration, folder);
                for (Path file : ofOffice.files()) {
                    look("测试 test " + file.getFileName(), () -> ofOffice.run(file), rows -> rows + " 行 rows");
                }
            } finally {
                FileUtils.deleteQuietly(folder.toFile());
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    private void look(Configuration configuration) {
        for (String feed : configuration.feeds().keySet()) {
            look(
                    "收件 feed " + feed,
                    () -> FeedFiles.read(configuration, feed),
                    found -> found.dataset().title().line());
        }
        look("规则 rules", () -> RuleFiles.rules(configuration), rules -> Integer.toString(rules.size()));
        look("整表检查 checks", () -> RuleFiles.checks(configuration), checks -> Integer.toString(checks.size()));
        look(
                "汇总表 tables",
                () -> SummaryTable.all(configuration),
                tables -> tables.size() + "，其中自定义 of them your own "
                        + (tables.size() - SummaryTable.BUILT_IN.get().size()));
        look("工作簿 workbook", () -> MeetingWorkbook.check(configuration), sheets -> sheets + " 张工作表 sheets");
        look("收件目录 inbox", () -> inbox.of(configuration), folder -> looked(folder, configuration));
        Warehouse warehouse = places.warehouse(configuration);
        look(
                        "台账库 warehouse",
                        () -> Audit.of(warehouse, WarehouseTables.known(configuration)),
                        standing -> warehouse.folder()
                                + standing.map(release -> "，发布 release " + release.number())
                                        .orElse(
                                                warehouse.exists()
                                                        ? "，尚无发布 no release yet"
                                                        : "，尚不存在，首次运行时建立 does not exist yet; the first run makes it"))
                .flatMap(Function.identity())
                .ifPresent(release -> {
                    Tables tables = tables(warehouse, release);
                    Ledger ledger = new Ledger(tables, configuration, Map.of());
                    look("目标任务 targets", () -> targets(configuration, tables, ledger), targets -> targets + " 行 rows");
                    look(
                            "原件 originals",
                            () -> originals(warehouse, ledger),
                            originals -> originals + " 份收件 deliveries");
                });
        CopySettings.of(configuration)
                .mart()
                .ifPresent(mart -> look(
                        "集市 mart",
                        () -> {
                            MartRights.check(mart);
                            return mart;
                        },
                        found -> found.place()));
    }

    /**
     * Runs one check. A result is reported on one line and a problem on two more, once. Checks that depend on a failed
     * one are skipped.
     */
    private <T> Optional<T> look(String what, Supplier<T> looking, Function<T, String> told) {
        try {
            T found = looking.get();
            System.out.println("[好 ok]   " + what + "：" + told.apply(found));
            return Optional.of(found);
        } catch (RuntimeException wrong) {
            Bilingual problem = UnexpectedFailure.of(wrong).message();
            System.out.println(
                    problems.add(problem.en())
                            ? "[错 wrong] " + what + "：\n    " + problem.zh() + "\n    " + problem.en()
                            : "[未查 no] " + what + "：因上述问题 because of a problem above");
            return Optional.empty();
        }
    }

    private static String looked(Optional<Path> folder, Configuration configuration) {
        if (folder.isEmpty()) {
            return "没有收件目录，jobs/nightly 将用示例城市 none: jobs/nightly would run on the sample city";
        }
        List<String> unclaimed =
                new Inbox(folder.get(), FeedFiles.read(configuration), id -> Optional.empty()).unmatched();
        return folder.get()
                + (unclaimed.isEmpty()
                        ? ""
                        : "；没有 feed 认领 taken by no feed: "
                                + unclaimed.stream().map(Names::shown).collect(Collectors.joining("、")));
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

    /**
     * Returns how many deliveries have their originals. A damaged original, or a file that belongs to no delivery, is a
     * failure.
     */
    private static int originals(Warehouse warehouse, Ledger ledger) {
        DeliveryRecords records = new DeliveryRecords(warehouse, ledger);
        List<String> damaged = records.damaged();
        List<String> unknown = records.unknown();
        if (!damaged.isEmpty() || !unknown.isEmpty()) {
            String folder = warehouse.folder() + "/deliveries";
            throw Failure.usage(
                    new Bilingual(
                            "目录 " + folder + " 中："
                                    + (damaged.isEmpty() ? "" : "缺失或已损坏的文件 " + shown(damaged, "、") + "。")
                                    + (unknown.isEmpty() ? "" : "台账中没有的文件 " + shown(unknown, "、") + "。"),
                            "In " + folder + ":"
                                    + (damaged.isEmpty() ? "" : " missing or damaged: " + shown(damaged, ", ") + ".")
                                    + (unknown.isEmpty()
                                            ? ""
                                            : " known to no delivery of the ledger: " + shown(unknown, ", ") + ".")),
                    new Bilingual(
                            (damaged.isEmpty() ? "" : "请从备份恢复损坏的文件。")
                                    + (unknown.isEmpty() ? "" : "台账中没有的文件多由中断的运行留下：若收件目录中已无该报表，请放回后再运行一次。"),
                            (damaged.isEmpty() ? "" : "Restore what is damaged from a backup. ")
                                    + (unknown.isEmpty()
                                            ? ""
                                            : "Unknown files are mostly left by runs that were interrupted: if the file is no"
                                                    + " longer in the inbox, put it back there and run again.")));
        }
        return ledger.deliveries().size();
    }

    private static String shown(List<String> names, String separator) {
        return Names.first(names.stream().map(Names::shown).toList(), separator);
    }

    /**
     * Returns how many rows of targets are effective. A target for an unknown district is a failure that names its
     * place.
     */
    private static int targets(Configuration configuration, Tables tables, Ledger ledger) {
        Map<Long, String> files = ledger.deliveries().stream()
                .collect(Collectors.toMap(
                        row -> row.getAs("delivery_number"), row -> Names.shown(row.getAs("file_name"))));
        List<Row> believed = tables.rows(LedgerTables.of(Datasets.TARGETS).name()).stream()
                .filter(row -> !ledger.effective().ineffective().contains(row.<Long>getAs("delivery_number")))
                .toList();
        List<String> strange = believed.stream()
                .filter(row -> row.getAs("district") != null
                        && configuration
                                .reference("districts")
                                .match(row.getAs("district"))
                                .isEmpty())
                .map(row -> files.get(row.<Long>getAs("delivery_number")) + " " + row.<String>getAs("sheet") + "!"
                        + row.getAs("row_number") + "（" + row.getAs("district") + "）")
                .sorted()
                .toList();
        if (!strange.isEmpty()) {
            String rows = Names.first(strange, "、");
            throw Failure.usage(
                    new Bilingual(
                            "有 " + strange.size() + " 行目标任务的县区不在 districts.csv 中：" + rows + "。",
                            "The district of " + strange.size() + " rows of targets is not in districts.csv: " + rows
                                    + "."),
                    new Bilingual(
                            "请在 reference/districts.csv 中补上别名或县区，或请报送方更正。",
                            "Add the alias or the district to reference/districts.csv, or have the sender correct it."));
        }
        return believed.size();
    }
}
