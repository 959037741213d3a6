package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.LongForm;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.TablesRead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Six projects in three districts, small enough to check every figure by hand, against tables written down beforehand. */
class CityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static Path warehouse;
    private static Commands.Answer night;

    @BeforeAll
    static void runTheNight(@TempDir Path folder) throws IOException {
        warehouse = folder.resolve("warehouse");
        night = SmallCity.at(warehouse);
    }

    static Stream<String> goldenTables() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenTables")
    void tableIsTheOneWrittenDown(String file) throws IOException {
        assertThat(Files.readString(warehouse.resolve("exports/2025-03-31").resolve(file))
                        .replace("\uFEFF", "")
                        .replace("\r\n", "\n"))
                .isEqualTo(Files.readString(GOLDEN.resolve(file)));
    }

    @Test
    void everyTableHasAGoldenFile() throws IOException {
        List<String> tables = OfficeTables.of(Configuration.read(Path.of("conf"))).published().stream()
                .map(table -> table.name() + ".csv")
                .toList();
        assertThat(goldenTables()).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void tablesAreComputedFromWhatTheirLineageNames() {
        Map<String, TablesRead.Inputs> inputs = TablesRead.of(Path.of("conf"), warehouse);
        // The first two read what rules and rates of the configuration ask for. Of targets the plan is not seen.
        List<String> asConfigured = List.of("rule_findings", "summaries.exchange_rates", "targets");
        assertThat(inputs).hasSizeGreaterThan(20).allSatisfy((name, of) -> {
            if (asConfigured.contains(name)) {
                assertThat(of.named()).as(name).containsAll(of.read());
            } else {
                assertThat(of.named()).as(name).isEqualTo(of.read());
            }
        });
        assertThat(inputs.get("facts.project_state").read())
                .containsExactly("ledger.allocations", "ledger.bottlenecks", "ledger.progress", "ledger.projects");
    }

    private static Commands.Answer explain(String... arguments) {
        return Commands.run(Stream.of(
                        Stream.of("explain"),
                        Stream.of(arguments),
                        Stream.of("--conf", "conf", "--warehouse", warehouse.toString()))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    @Test
    void aRankIsExplainedByTheDistrictsOfItsGroupAndTheProjectsBehindIt() {
        Commands.Answer rank = explain("县区排名", "--where", "district_name = '榆次区'", "--measure", "rank");
        assertThat(rank.code()).as(rank.err()).isZero();
        assertThat(rank.out())
                .contains("排序依据 ordered by: annual_plan_completion")
                .containsPattern("140702 +榆次区 +0.300000 +1 +2 +top\n.*140727 +祁县 +0.187500 +2 +2 +top\n.*140703 ")
                .contains(
                        "  annual_plan_investment = 40000000.00 CNY, year_to_date_investment_with_annual_plan = 12000000.00 CNY\n")
                .containsPattern("\nP1 +示例一号光伏 .*2025-03-31_榆次区_重大项目清单.csv .*2025年_榆次区_项目进度.csv ")
                .doesNotContain("\nP2 ", "\nP6 ");
        assertThat(explain("district_ranking", "--where", "district_code = '140702'", "--measure", "green_count")
                        .out())
                .contains("  green_count = 1 个\n")
                .contains("\nP1 ");
        assertThat(explain("district_ranking", "--measure", "previous_rank").err())
                .contains("previous_rank", "annual_plan_completion");
    }

    @Test
    void aLightIsExplainedByItsReasonAndItsRows() throws IOException {
        Commands.Answer light =
                explain("project_watch", "--project", "器械", "--measure", "light_code", "--format", "json");
        assertThat(light.code()).as(light.err()).isZero();
        JsonNode answer = new ObjectMapper().readTree(light.out());
        assertThat(answer.get("project_code").asText()).isEqualTo("P2");
        JsonNode item = answer.get("items").get(0);
        assertThat(answer.get("items")).hasSize(1);
        assertThat(List.of("project_name", "light_code", "light_reasons", "file_name", "progress_file_name"))
                .extracting(name -> item.get(name).asText())
                .containsExactly("示例二号器械园", "red", "开工 10 个月未入统", "2025-03-31_榆次区_重大项目清单.csv", "2025年_榆次区_项目进度.csv");
        assertThat(item.get("row_number").asInt()).isEqualTo(3);
        JsonNode ratio = new ObjectMapper()
                .readTree(explain(
                                "project_watch",
                                "--project",
                                "P6",
                                "--measure",
                                "annual_plan_completion",
                                "--format",
                                "json")
                        .out());
        assertThat(ratio.get("formula").asText())
                .isEqualTo("try_divide(year_to_date_investment_with_annual_plan, annual_plan_investment)");
        assertThat(ratio.get("totals").get(0).get("annual_plan_investment").decimalValue())
                .isEqualByComparingTo("8000000");
    }

    @Test
    void aProjectIsFoundByItsName() {
        Commands.Answer several = explain("projects_by_district", "--project", "示例", "--measure", "total_investment");
        assertThat(several.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(several.err()).contains("“示例”对应 6 个项目", "\n  P1 示例一号光伏 榆次区\n", "\n  P6 示例六号玻璃器皿 祁县");
        assertThat(explain("projects_by_cluster", "--project", "示例一号光伏", "--measure", "total_investment")
                        .out())
                .contains("  total_investment = 100000000.00 CNY\n")
                .containsPattern("\nP1 +示例一号光伏 ");
        assertThat(explain("projects_by_district", "--project", "示例一号光优", "--measure", "total_investment")
                        .err())
                .contains("没有项目“示例一号光优”", "Did you mean 示例一号光伏?");
        assertThat(explain("industrial_output", "--project", "P1", "--measure", "month_output")
                        .err())
                .contains("不涉及单个项目");
    }

    @Test
    void overviewStandsInTheLastLines() {
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out())
                .contains("截至2025年3月31日，晋中市重大项目年度投资完成 18.0%，慢于时间进度 7.0 个百分点：")
                .contains("晋中市重大项目共 6 个，计划总投资 9.50 亿元（5 个项目填报），其中新建 2 个、续建 3 个、前期 1 个。")
                .contains("年度计划投资 1.58 亿元，本年完成 2,850 万元，投资完成率 18.0%，时间进度 25.0%。")
                .contains("本年应开工 2 个项目，已开工 1 个，开工率 50.0%")
                .contains("续建 3 个项目，已复工 2 个，复工率 66.7%；1 个未复工")
                .contains("；开复工率 60.0%。")
                .contains("本年签约 1.50 亿元，为目标 6.00 亿元的 25.0%")
                .contains("1 of 2 projects planned to start this year has started (50.0%)")
                .contains("已发布 published: 发布 release 1");
    }

    @Test
    void exportsAreReadableByTheConfiguredGroupAndNothingElseIs(@TempDir Path folder) throws IOException {
        Path conf = Commands.publishing(Path.of("conf"), folder.resolve("conf"), List.of("project_watch"));
        String group = Files.getAttribute(folder, "posix:group").toString();
        Files.writeString(
                conf.resolve("taizhang.conf"), "\nreaders_group = \"" + group + "\"\n", StandardOpenOption.APPEND);
        Path opened = folder.resolve("warehouse");
        Path inbox = folder.resolve("inbox");
        FileUtils.copyDirectory(
                SmallCity.INBOX.toFile(), inbox.toFile(), file -> file.getName().endsWith("重大项目清单.csv"));
        Commands.Answer answer = Commands.nightly(conf, inbox, opened, SmallCity.DATE);
        assertThat(answer.code()).as(answer.err()).isZero();
        Path export = opened.resolve("exports/2025-03-31/programme_overview.csv");
        assertThat(rights(export)).isEqualTo("rw-r-----");
        assertThat(Files.getAttribute(export, "posix:group").toString()).isEqualTo(group);
        assertThat(rights(opened)).isEqualTo("rwx--x---");
        assertThat(rightsBelow(opened, path -> path.startsWith("exports") || path.startsWith("report")))
                .containsOnly("rwxr-x---", "rw-r-----");
        assertThat(rightsBelow(opened, path -> !path.startsWith("exports") && !path.startsWith("report")))
                .containsOnly("rwx------", "rw-------");
    }

    /** Whatever the umask of this process lets others do, which is usually to read. */
    @Test
    void everyFileOfANightIsItsOwnersAlone() throws IOException {
        assertThat(rights(warehouse)).isEqualTo("rwx------");
        assertThat(rightsBelow(warehouse, path -> true)).hasSizeGreaterThan(200).containsOnly("rwx------", "rw-------");
    }

    private static List<String> rightsBelow(Path warehouse, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> files = Files.walk(warehouse)) {
            return files.filter(path -> !path.equals(warehouse) && wanted.test(warehouse.relativize(path)))
                    .map(CityTest::rights)
                    .toList();
        }
    }

    private static String rights(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void queryAnswersWithTheSameFigures() {
        Commands.Answer answer = Commands.query(
                Path.of("conf"),
                warehouse,
                "csv",
                "SELECT project_count, total_investment FROM latest.programme_overview");
        assertThat(answer.out()).isEqualTo("project_count,total_investment\r\n6,950005000.00\r\n");
    }

    /** Every third of these tables, and all of them with {@code --long}. */
    static Stream<SummaryTable> tablesByAQuery() {
        return LongForm.sample(SummaryTable.BUILT_IN.get().stream()
                        .filter(table -> CityTest.class.getResource("/tables/" + table.name() + ".sql") != null)
                        .toList())
                .stream();
    }

    /** An analyst can copy the text of a table's file, and works on with its relations and parameters. */
    @ParameterizedTest
    @MethodSource("tablesByAQuery")
    void textOfATableIsAQueryThatGivesItsRows(SummaryTable table) throws IOException {
        Path file = Path.of("src/main/resources/tables", table.name() + ".sql");
        String text = Files.readString(file).replaceFirst("(?s)/\\*.*?\\*/", "");
        String columns = Stream.of(table.schema().fields())
                .skip(1)
                .map(field -> "CAST(" + field.name() + " AS " + field.dataType().sql() + ") AS " + field.name())
                .collect(Collectors.joining(", "));
        Commands.Answer answer = Commands.query(
                Path.of("conf"), warehouse, "csv", "SELECT :as_of AS as_of_date, " + columns + " FROM (" + text + ")");
        assertThat(answer.out().lines())
                .as(answer.err())
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(GOLDEN.resolve(table.name() + ".csv")));
    }

    @Test
    void relationsOfTablesAreComputedForADateThatWasNeverPublished() {
        Commands.Answer answer = Commands.run(
                "query",
                "--warehouse",
                warehouse.toString(),
                "--as-of",
                "2025-03-01",
                "--format",
                "csv",
                "SELECT :as_of AS date, :year AS year, count(*) AS projects FROM project_state a"
                        + " JOIN project_state b USING (project_code)");
        assertThat(answer.out()).as(answer.err()).isEqualTo("date,year,projects\r\n2025-03-01,2025,3\r\n");
    }

    @Test
    void viewsAnswerInChineseWithoutQuotesAndInLargeUnits() {
        Commands.Answer answer = Commands.query(
                Path.of("conf"),
                warehouse,
                "csv",
                "SELECT 项目数 AS 个数, `计划总投资_亿元`, 投资完成率, 快慢于时间进度_百分点, '甲.乙' -- 注释\nFROM 最新.总体情况 总 WHERE 总.币种 = 'CNY'");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out()).isEqualTo("个数,计划总投资_亿元,投资完成率,快慢于时间进度_百分点,甲.乙\r\n6,9.5001,0.180380,-6.96,甲.乙\r\n");
    }

    @Test
    void tablesAreKnownByTheirChineseNamesToo() {
        for (String name : List.of("projects_by_district", "分县区项目", "最新.分县区项目", "latest.projects_by_district")) {
            assertThat(Commands.run("tables", name).out())
                    .startsWith("summaries.projects_by_district · 分县区项目 Projects by district · ")
                    .contains("计划总投资 total investment, once per project");
        }
        assertThat(Commands.run("tables", "--conf", "conf", "--warehouse", warehouse.toString())
                        .out())
                .containsPattern("summaries.projects_by_district +分县区项目 ");
    }

    @Test
    void aMonthAfterAGapCoversItAndLaterMonthsWait() {
        Commands.Answer answer = Commands.query(
                Path.of("conf"),
                warehouse,
                "csv",
                "SELECT project_code, month_investment, month_covers_gap, year_to_date_investment, cumulative_investment"
                        + " FROM facts.project_state WHERE year_to_date_investment IS NOT NULL ORDER BY project_code");
        assertThat(answer.out()).isEqualToNormalizingNewlines("""
                        project_code,month_investment,month_covers_gap,year_to_date_investment,cumulative_investment
                        P1,7000000.00,false,12000000.00,12000000.00
                        P2,7000000.00,false,15000000.00,70000000.00
                        P6,500000.00,false,1500000.00,
                        """);
    }
}
