package dev.taizhang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.taizhang.commands.SmallCity;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** That {@code jobs/bench} compares like with like, and writes only where it may. */
class BenchTest {
    private static Warehouse smallCity(Path folder) throws IOException {
        SmallCity.at(folder);
        return Warehouse.at(folder.toString(), HadoopConfiguration.read());
    }

    @Test
    void duckDbConfirmsTheSmallCityAndNothingElse(@TempDir Path folder) throws IOException {
        Warehouse warehouse = smallCity(folder);

        try (Oracle oracle = Oracle.of(folder, SmallCity.CONF)) {
            assertThat(oracle.confirm()).isEqualTo(Oracle.TABLES);
            oracle.change("UPDATE state SET total_investment = total_investment + 1");
            assertThatThrownBy(() -> oracle.confirm("projects_by_district"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("DuckDB does not confirm projects_by_district");
        }
        assertThat(new DuckLedger(warehouse, Configuration.read(SmallCity.CONF))
                        .projects(warehouse.current().orElseThrow(), 3))
                .hasSize(3);
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void duckDbAndTheProgramComputeTheSameTablesInOneProcess(@TempDir Path folder) throws IOException, SQLException {
        Warehouse warehouse = smallCity(folder);
        Files.createDirectories(Path.of(warehouse.scratch()));

        String text = Comparison.of(
                Sessions.open("taizhang bench", warehouse.current(), 0, warehouse.scratch()),
                warehouse,
                Configuration.read(SmallCity.CONF),
                List.of("contract_funnel", "investment_by_month", "programme_overview"),
                1);

        assertThat(text.lines().filter(line -> line.startsWith("| `") && line.endsWith(" |  |")))
                .as("tables without a remark")
                .hasSize(Oracle.FACTS.size() + 3);
        assertThat(text)
                .contains(
                        "| `facts.contract_state` |",
                        "| `summaries.investment_by_month` |",
                        "| facts and all summaries")
                .contains("The greatest ratios by ", "| `facts.project_state` / DuckDB, ");
    }

    @Test
    void aComparisonNamesRatiosAndSumsOfTheLaterPasses() {
        ComparedTable state = compared("facts.project_state", 1.0, 8, 4);
        ComparedTable cheap = compared("summaries.cheap", 0.5, 1, 1);
        ComparedTable dear = compared("summaries.dear", 0.5, 5, 3);

        String text = ComparedTable.text(List.of(state), List.of(cheap, dear), passes(5, 2));

        assertThat(text.lines())
                .contains(
                        "| `facts.project_state` | 2.000 / 1.000 | 2.000 / 1.000 | 16.000 / 8.000 | 16.000 / 8.000 | 8.000 / 4.000 | 8.0 | 4.0 |  |",
                        "| `summaries.dear` | 1.000 / 0.500 | 1.000 / 0.500 | 10.000 / 5.000 | 10.000 / 5.000 | 6.000 / 3.000 | 10.0 | 6.0 |  |",
                        "| all summaries at once | 2.000 / 1.000 | 2.000 / 1.000 | 10.000 / 5.000 | 10.000 / 5.000 | 4.000 / 2.000 | 5.0 | 2.0 |  |",
                        "| facts and all summaries at once | 4.000 / 2.000 | 4.000 / 2.000 | 26.000 / 13.000 | 26.000 / 13.000 | 12.000 / 6.000 | 6.5 | 3.0 |  |",
                        "The greatest ratios by CPU seconds of tasks: `summaries.dear` 6.0, `facts.project_state` 4.0, `summaries.cheap` 2.0.",
                        "| facts and summaries / DuckDB, CPU seconds of tasks | 3.0 | 3.00 (3.00–3.00) | yes |",
                        "| `facts.project_state` / DuckDB, CPU seconds of tasks | 2.0 | 4.00 (4.00–4.00) | no, 2.00 times too much |");
    }

    @Test
    void aTableThatDuckDbCannotComputeHasNoRatioNorHasTheSum() {
        ComparedTable state = compared("facts.project_state", 1.0, 8, 4);
        ComparedTable large =
                new ComparedTable("summaries.large", List.of(), passes(3, 3), "not computed: Out of Memory");

        String text = ComparedTable.text(List.of(state), List.of(large), passes(3, 3));

        assertThat(text.lines())
                .contains(
                        "| `summaries.large` |  |  | 6.000 / 3.000 | 6.000 / 3.000 | 6.000 / 3.000 |  |  | not computed: Out of Memory |",
                        "| facts and all summaries at once |  |  | 22.000 / 11.000 | 22.000 / 11.000 | 14.000 / 7.000 |  |  |  |")
                .noneMatch(line -> line.startsWith("| facts and summaries / DuckDB"));
    }

    private static ComparedTable compared(String name, double duckDb, double cpu, double tasks) {
        return new ComparedTable(name, passes(duckDb, 0), passes(cpu, tasks), "");
    }

    /** The first pass takes twice as long as the two others. */
    private static List<TableCost> passes(double cpu, double tasks) {
        TableCost again = new TableCost(cpu, cpu, tasks);
        return List.of(again.plus(again), again, again);
    }

    @Test
    void aSectionIsReplacedAndAllElseKept() {
        String page = "prose\n<!-- city -->\nold\n<!-- /city -->\nmore prose\n";

        assertThat(Page.with(page, "city", "new $1\n"))
                .isEqualTo("prose\n<!-- city -->\nnew $1\n<!-- /city -->\nmore prose\n");
        assertThat(Page.has(page, "city")).isTrue();
        assertThat(Page.has(page, "nation")).isFalse();
        assertThatThrownBy(() -> Page.with(page, "nation", "new\n")).hasMessageContaining("<!-- nation -->");
    }

    @Test
    void aSpreadIsTheMedianWithTheLeastAndTheGreatest() {
        assertThat(Efforts.Spread.of(DoubleStream.of(3, 1, 2)).text("%.1f")).isEqualTo("2.0 (1.0–3.0)");
        assertThat(Efforts.Spread.of(DoubleStream.of(4)).text("%.0f")).isEqualTo("4");
    }

    @Test
    void aProcessIsMeasuredWithItsChildrenAndByStages(@TempDir Path folder) {
        Launched launched = new Launched(folder.resolve("log"), Map.of());
        String busy = "for ((i = 0; i < 200000; i++)); do :; done";

        Effort effort = launched.runWithEvents(List.of(
                "bash",
                "-c",
                "bash -c '" + busy + "'; " + busy + "; echo '12:00:00 facts          0.20 s  reported'; sleep 0.3",
                "dev.taizhang.commands.Taizhang"));

        assertThat(effort.stages()).containsOnlyKeys("facts", StageCost.REST);
        assertThat(effort.stages().get("facts").seconds()).isEqualTo(0.2);
        assertThat(effort.cpuSeconds(ThreadClock.Purpose.OTHERS)).isPositive().isLessThan(effort.cpuSeconds());
        assertThat(effort.mebibytes()).isPositive();
        assertThat(launched.java()).startsWith("bash", "-c").hasSize(3);
        assertThatThrownBy(() -> launched.run(List.of("bash", "-c", "echo broken; exit 3")))
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("broken");
    }

    /** The first stage ends at 2 s, although its report was seen with that of the second, which took 3 s to 5 s. */
    @Test
    void aStageCostsWhatItsThreadsSpentMeanwhile() {
        List<ThreadClock.Reading> readings = List.of(
                reading(0, 100, 1, 0),
                reading(1000, 100, 1, 0),
                reading(2000, 300, 2, 1),
                reading(5000, 200, 6, 4),
                reading(6000, 200, 7, 4));
        List<StageCost.Reported> reported =
                List.of(new StageCost.Reported("ledger", 1, 5000), new StageCost.Reported("facts", 3, 5000));
        List<StageCost.Task> tasks =
                List.of(new StageCost.Task(1100, 1200), new StageCost.Task(2100, 3600), new StageCost.Task(3000, 4000));

        Map<String, StageCost> costs = StageCost.of(reported, readings, tasks);

        assertThat(costs.keySet()).containsExactly("ledger", "facts", StageCost.REST);
        assertThat(costs.get("ledger").mebibytes()).isEqualTo(300);
        assertThat(costs.get("ledger").longestTask()).isEqualTo(0.1);
        assertThat(costs.get("facts").cpuSeconds())
                .contains(entry(ThreadClock.Purpose.TASKS, 3.0), entry(ThreadClock.Purpose.OTHERS, 1.0));
        assertThat(costs.get("facts").tasks()).isEqualTo(2);
        assertThat(costs.get("facts").longestTask()).isEqualTo(1.5);
        assertThat(costs.get(StageCost.REST).seconds()).isEqualTo(2);
        assertThat(costs.values().stream().mapToDouble(StageCost::allCpuSeconds).sum())
                .as("all CPU seconds of the process")
                .isCloseTo(7, within(1e-9));
    }

    @Test
    void eachKindOfRunHasATableOfItsStages() {
        StageCost facts = new StageCost(
                4, Map.of(ThreadClock.Purpose.TASKS, 2.5, ThreadClock.Purpose.COMPILERS, 1.25), 512, 20, 1);
        Efforts efforts = new Efforts();
        efforts.add("no-news", new Effort(5, 4, 512, Map.of("facts", facts)));
        efforts.add("query", new Effort(1, 1, 256, Map.of()));

        assertThat(efforts.stages()).isEqualTo("""
                | no-news | seconds | CPU seconds | tasks | compilers | collector | main and planners | others | peak memory, MiB | tasks of Spark | longest task, s | its share |
                |---|---|---|---|---|---|---|---|---|---|---|---|
                | facts | 4.00 | 3.75 | 2.50 | 1.25 |  |  |  | 512 | 20 | 1.00 | 25 % |
                """);
    }

    private static ThreadClock.Reading reading(long millis, double mebibytes, double cpu, double tasks) {
        return new ThreadClock.Reading(millis, mebibytes, cpu, Map.of(ThreadClock.Purpose.TASKS, tasks));
    }

    @Test
    void tasksAreReadFromTheEventLog(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("local-1"), """
                {"Event":"SparkListenerJobStart","Job ID":0}
                {"Event":"SparkListenerTaskEnd","Stage ID":0,"Task Info":{"Task ID":0,"Launch Time":1500,"Finish Time":3750}}
                """);

        assertThat(StageCost.tasks(folder)).containsExactly(new StageCost.Task(1500, 3750));
        assertThat(StageCost.tasks(folder).get(0).seconds()).isEqualTo(2.25);
    }

    @Test
    void threadsHaveAPurposeByTheirNames() {
        assertThat(List.of("Executor task l", "C2 CompilerThre", "VM Thread", "java", "pool-3-thread-1", "watch"))
                .extracting(ThreadClock.Purpose::of)
                .containsExactly(
                        ThreadClock.Purpose.TASKS,
                        ThreadClock.Purpose.COMPILERS,
                        ThreadClock.Purpose.COLLECTOR,
                        ThreadClock.Purpose.PLANNERS,
                        ThreadClock.Purpose.PLANNERS,
                        ThreadClock.Purpose.OTHERS);
    }

    /** With 48 projects one is signed each month: the 43rd in July 2024, and after six months, in January, its works begin. */
    @Test
    void aPortfolioOfYearsHasAsManyProjectsInEveryMonthAndSendsWhereTheyStand(@TempDir Path inbox) throws IOException {
        YearMonth january = YearMonth.of(2025, 1);
        LivingPortfolio portfolio = new LivingPortfolio(48, january);
        assertThat(portfolio.listed(january.minusMonths(1)).boxed()).containsExactlyElementsOf(numbers(0, 47));
        assertThat(portfolio.listed(january).boxed()).containsExactlyElementsOf(numbers(1, 48));
        assertThat(portfolio.listed(january.plusYears(10)).boxed()).hasSize(48);

        assertThat(portfolio.deliver(inbox, LocalDate.of(2025, 1, 14))).isZero();
        assertThat(portfolio.deliver(inbox, LocalDate.of(2025, 1, 15))).isEqualTo(13 + 1);
        assertThat(portfolio.deliver(inbox, LocalDate.of(2025, 1, 31))).isEqualTo(13 + 13 + 4);
        assertThat(Files.readAllLines(inbox.resolve("2024-12-31_左权县_重大项目清单.csv")))
                .contains("Y-0000042,示例42号,左权县,农产品加工,落地,新建,17150,5880,2025-01-15,,2027-12-15,,,示例领导6,国有,是");
        assertThat(Files.readAllLines(inbox.resolve("2025-01-31_左权县_重大项目清单.csv")))
                .contains("Y-0000042,示例42号,左权县,农产品加工,开工,新建,17150,5880,2025-01-15,2025-01-15,2027-12-15,,,示例领导6,国有,是");
        assertThat(Files.readAllLines(inbox.resolve("2025年_左权县_1月_项目进度.csv"))).contains("Y-0000042,2025-01,493,2%");
    }

    private static List<Long> numbers(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
