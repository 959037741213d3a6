package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Figures of investment where something was not reported, by hand: plans that are not stated, first reports that cover several
 * months, and months that are missing behind the as-of date. Amounts are in 万元 in the files.
 */
class InvestmentFiguresTest {
    private static final String LIST = "项目代码,项目名称,所属县区,项目状态,建设性质,计划总投资（万元）,年度计划投资（万元）,包联领导";
    private static final String PROGRESS = "项目代码,报告月份,本月完成投资（万元）,本年累计完成投资（万元）,本年累计计划投资（万元）,自开工累计完成投资（万元）";
    private static final LocalDate JUNE = LocalDate.of(2025, 6, 30);
    private static final LocalDate JULY = LocalDate.of(2025, 7, 31);

    @TempDir
    private static Path folder;

    private static OneLedger plans;
    private static OneLedger months;
    private static Map<SummaryTable, List<Row>> june;

    @BeforeAll
    static void ingest() throws IOException {
        plans = plans();
        months = months();
        june = months.summaries(JUNE);
    }

    /**
     * A2 has no plan to date and no total, A3 no annual plan, B2 reports nothing yet, and the list of the south has no column
     * of plans at all. A1 and A4 report last year, of which A4 reports this year no more.
     */
    private static OneLedger plans() throws IOException {
        TestInbox office = office(
                folder.resolve("plans"),
                "investment_progress",
                "investment_by_month",
                "district_ranking",
                "leader_cards");
        office.deliver(
                "2025-06-30_东区_重大项目清单.csv",
                LIST,
                "A1,东一,东区,开工,续建,1000,100,张",
                "A2,东二,东区,开工,续建,,100,张",
                "A3,东三,东区,开工,续建,1000,,张",
                "A4,东四,东区,开工,续建,1000,100,李");
        office.deliver("2025-06-30_西区_重大项目清单.csv", LIST, "B1,西一,西区,开工,续建,1000,200,李", "B2,西二,西区,开工,续建,1000,200,李");
        office.deliver("2025-06-30_南区_重大项目清单.csv", LIST.replace("年度计划投资", "计划安排"), "C1,南一,南区,开工,续建,1000,500,张");
        office.deliver(
                "2025年_各地_项目进度.csv",
                PROGRESS,
                "A1,2024-06,,30,,",
                "A4,2024-06,,10,,",
                "A1,2025-06,,40,50,400",
                "A2,2025-06,,30,,300",
                "A3,2025-06,,90,60,200",
                "B1,2025-06,,110,100,100",
                "C1,2025-06,,400,,");
        return ledger(office);
    }

    /** See {@link #figuresOfAMonthAreThoseOfTheMonthAlone}. */
    private static OneLedger months() throws IOException {
        TestInbox office = office(
                folder.resolve("months"),
                "investment_progress",
                "investment_by_month",
                "quarterly_scoreboard",
                "project_watch");
        office.deliver(
                "2025-06-30_东区_重大项目清单.csv",
                Stream.concat(
                                Stream.of(LIST),
                                Stream.of("M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9")
                                        .map(code -> code + ",东" + code + ",东区,开工,续建,5000,1200,张"))
                        .toArray(String[]::new));
        office.deliver(
                "2025年_东区_项目进度.csv",
                PROGRESS,
                "M1,2024-06,,300,,",
                "M1,2024-07,,900,,",
                "M1,2025-06,,600,500,",
                "M2,2025-06,100,600,,",
                "M3,2025-06,700,600,,",
                "M4,2025-05,,500,,",
                "M4,2025-06,,600,,",
                "M5,2025-03,,300,,",
                "M5,2025-06,,600,,",
                "M6,2025-01,100,,,",
                "M6,2025-02,100,,,",
                "M6,2025-03,100,,,",
                "M6,2025-04,100,,,",
                "M6,2025-05,100,,,",
                "M6,2025-06,,600,,",
                "M7,2025-05,50,,,",
                "M7,2025-06,,600,,",
                "M8,2025-06,30,,,",
                "M9,2025-05,,,100,",
                "M9,2025-06,,600,200,");
        return ledger(office);
    }

    private static TestInbox office(Path home, String... tables) throws IOException {
        TestInbox office = TestInbox.below(home);
        office.publishing(tables);
        office.configure(
                "reference/districts.csv",
                "code,name_zh,name_en,sort_order,group\nD1,东区,East,1,县区\nD2,西区,West,2,县区\nD3,南区,South,3,县区\n");
        for (String dataset : List.of("projects", "progress")) {
            office.configure(
                    "feeds/" + dataset + ".conf", Files.readString(Path.of("conf/feeds/county-" + dataset + ".conf")));
        }
        return office;
    }

    private static OneLedger ledger(TestInbox office) {
        OneLedger ledger = OneLedger.of(office);
        assertThat(ledger.night(Optional.empty()).get(2)).as("rejected").isZero();
        return ledger;
    }

    /** The columns of a row of a small table, amounts in 万元. */
    private static String figures(Map<SummaryTable, List<Row>> tables, String table, String where, String columns) {
        String[] condition = where.split("=", -1);
        return Summaries.named(tables, table).stream()
                .filter(row -> where.isEmpty()
                        || String.valueOf(row.<Object>getAs(condition[0])).equals(condition[1]))
                .map(row -> Stream.of(columns.split(" ", -1))
                        .map(column -> String.valueOf(row.<Object>getAs(column)).replaceFirst("0000\\.00$", ""))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }

    /**
     * Whole: 40 + 30 + 110 of 100 + 100 + 100 + 200 + 200 are 25.71 %, not 670 of 700. Total: 400 + 200 + 100 of six known
     * totals. East: 70 of 300 and not 160 of 300. To date: 40 + 90 + 110 of 50 + 60 + 100. Years: A1 alone has both.
     */
    @Test
    void aNumeratorCountsOnlyProjectsThatStateTheDenominator() {
        Map<SummaryTable, List<Row>> tables = plans.summaries(JUNE);
        String completion = "annual_plan_investment year_to_date_investment year_to_date_investment_with_annual_plan"
                + " annual_plan_completion";
        assertThat(figures(tables, "programme_overview", "", completion + " annual_plan_investment_coverage"))
                .isEqualTo("700 670 180 0.257143 0.714286");
        assertThat(figures(
                        tables,
                        "programme_overview",
                        "",
                        "cumulative_investment cumulative_investment_with_total_investment total_completion"
                                + " ahead_of_time_pp"))
                .isEqualTo("1000 700 0.116667 -24.29");
        assertThat(figures(
                        tables,
                        "investment_progress",
                        "district_code=D1",
                        completion + " annual_plan_investment_coverage"))
                .isEqualTo("300 160 70 0.233333 0.750000");
        assertThat(figures(tables, "investment_progress", "district_code=D3", completion))
                .isEqualTo("null 400 null null");
        assertThat(figures(
                        tables,
                        "investment_progress",
                        "district_code=D1",
                        "planned_to_date year_to_date_investment_with_plan_to_date plan_to_date_completion"
                                + " last_year_to_date_investment comparable_year_to_date_investment"
                                + " comparable_last_year_investment year_on_year_growth"))
                .isEqualTo("110 130 1.181818 40 40 30 0.333333");
        assertThat(figures(tables, "district_ranking", "", "district_code rank " + completion))
                .isEqualTo("D2 1 400 110 110 0.275000; D1 2 300 160 70 0.233333; D3 null null 400 null null");
        assertThat(figures(tables, "leader_cards", "leader=张", completion)).isEqualTo("200 560 70 0.350000");
        assertThat(figures(
                        tables,
                        "investment_by_month",
                        "report_month=2025-06-01",
                        "planned_to_date year_to_date_investment year_to_date_investment_with_plan_to_date"
                                + " plan_to_date_completion last_year_to_date_investment"
                                + " comparable_year_to_date_investment comparable_last_year_investment"
                                + " year_on_year_growth"))
                .isEqualTo("210 670 240 1.142857 40 40 30 0.333333");
    }

    /**
     * June's report gives the year to date, 600, unless said otherwise.
     *
     * <p>M1 gives nothing else, M2 also 100 for the month, M3 a month that its year to date cannot hold. M4 reported May, M5
     * March, M6 each month for itself, M7 May alone, M8 only 30 for the month, and M9 an empty amount in May.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # project | month, covers several months, year to date, reported to
            M1 | null several_months 600 2025-06-01
            M2 | 100 alone 600 2025-06-01
            M3 | null several_months 600 2025-06-01
            M4 | 100 alone 600 2025-06-01
            M5 | 300 several_months 600 2025-06-01
            M6 | 100 alone 600 2025-06-01
            M7 | null several_months 600 2025-06-01
            M8 | 30 alone 30 2025-06-01
            M9 | null several_months 600 2025-06-01
            """)
    void figuresOfAMonthAreThoseOfTheMonthAlone(String project, String figures) {
        Row row = months.tables()
                .read("summaries.project_watch")
                .where("as_of_date = DATE'2025-06-30' AND project_code = '" + project + "'")
                .selectExpr(
                        "concat_ws(' ', coalesce(CAST(CAST(month_investment / 10000 AS INT) AS STRING), 'null'),"
                                + " coalesce(month_mark, 'alone'), CAST(year_to_date_investment / 10000 AS INT), progress_until)")
                .head();
        assertThat(row.getString(0)).isEqualTo(figures);
    }

    /**
     * June: M2 100, M4 100, M5 300, M6 100, M8 30; in no month M1 600, M2 500, M3 600, M7 550, M9 600. The first figures of M4
     * in May and of M5 in March are in no month either, of which March's belongs to its quarter. The plan to date of M1 is its
     * first, that of M9 its second.
     */
    @Test
    void monthsAndQuartersLeaveOutWhatCoversSeveralAndTheYearDoesNot() {
        Map<SummaryTable, List<Row>> tables = june;
        String columns = "report_month reporting_project_count month_investment several_months_investment"
                + " year_to_date_investment planned_investment planned_to_date";
        assertThat(figures(tables, "investment_by_month", "", columns).split("; ", -1))
                .contains(
                        "2025-03-01 2 100 300 600 null null",
                        "2025-05-01 3 150 500 1350 null 100",
                        "2025-06-01 9 630 2850 4830 100 700");
        assertThat(figures(
                        tables,
                        "programme_overview",
                        "",
                        "month_investment several_months_count year_to_date_investment months_elapsed progress_until"))
                .isEqualTo("630 5 4830 6 2025-06-01");
        assertThat(figures(
                        tables, "quarterly_scoreboard", "", "quarter quarter_investment several_quarters_investment"))
                .isEqualTo("1 600 null; 2 880 3350");
    }

    /** Progress to June is compared with June, of this year and of the last, until any report speaks of July. */
    @Test
    void progressIsComparedWithTheMonthThatReportsReach() throws IOException {
        String columns = "months_elapsed time_elapsed progress_until annual_plan_completion ahead_of_time_pp";
        TestInbox office = months.office();
        office.configure(
                "taizhang.conf",
                Files.readString(office.conf().resolve("taizhang.conf"))
                        + "tables.only = [investment_progress, project_watch]\n");
        OneLedger fewTables = months.reconfigured();
        Map<SummaryTable, List<Row>> july = fewTables.summaries(JULY);
        assertThat(figures(july, "programme_overview", "", columns)).isEqualTo("6 0.500000 2025-06-01 0.447222 -5.28");
        assertThat(figures(july, "investment_progress", "", "month_investment last_year_to_date_investment"))
                .isEqualTo("null 300");
        assertThat(lightOfJuly()).isEqualTo("0.00 green");
        office.deliver("2025年_东区_7月_项目进度.csv", PROGRESS, "M8,2025-07,30,,,");
        months.night(Optional.empty());
        assertThat(figures(fewTables.summaries(JULY), "programme_overview", "", columns))
                .isEqualTo("7 0.583333 2025-07-01 0.450000 -13.33");
        assertThat(lightOfJuly()).isEqualTo("-8.33 green");
    }

    private static String lightOfJuly() {
        return months.tables()
                .read("summaries.project_watch")
                .where("as_of_date = DATE'2025-07-31' AND project_code = 'M4'")
                .selectExpr("concat(ahead_of_time_pp, ' ', investment_light_code)")
                .head()
                .getString(0);
    }
}
