package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A portfolio whose years of plans begin in April, by hand: ten are invested in every month from April 2024 to March 2025, seven
 * in June 2023, and twenty in April 2025. Amounts are in 万元.
 */
class YearStartsTest {
    private static final LocalDate END_OF_YEAR = LocalDate.of(2025, 3, 31);
    private static final LocalDate FIRST_MONTH = LocalDate.of(2025, 4, 30);

    @TempDir
    private static Path folder;

    private static Map<SummaryTable, List<Row>> endOfYear;
    private static Map<SummaryTable, List<Row>> firstMonth;

    @BeforeAll
    static void ingest() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.configure(
                "taizhang.conf",
                "year_starts = april\n" + Files.readString(office.conf().resolve("taizhang.conf")));
        office.publishing(
                "programme_overview",
                "investment_progress",
                "investment_by_month",
                "quarterly_scoreboard",
                "programme_by_year",
                "starts");
        for (String dataset : List.of("projects", "progress")) {
            office.configure(
                    "feeds/" + dataset + ".conf", Files.readString(Path.of("conf/feeds/county-" + dataset + ".conf")));
        }
        for (String date : List.of("2025-03-31", "2025-04-30")) {
            office.deliver(
                    date + "_东区_重大项目清单.csv",
                    "项目代码,项目名称,所属县区,项目状态,建设性质,计划总投资（万元）,年度计划投资（万元）,计划开工日期,实际开工日期",
                    "A1,东一,东区,开工,续建,1000,240,,",
                    "A2,东二,东区,开工,新建,500,,2025-02-10,2025-03-01",
                    "A3,东三,东区,开工,新建,500,,2025-04-20,");
        }
        List<String> progress = new ArrayList<>(List.of("项目代码,报告月份,本月完成投资（万元）", "A1,2023-06,7"));
        LocalDate.of(2024, 4, 1)
                .datesUntil(LocalDate.of(2025, 4, 1), Period.ofMonths(1))
                .forEach(month -> progress.add("A1," + month.toString().substring(0, 7) + ",10"));
        progress.add("A1,2025-04,20");
        office.deliver("2025年_东区_项目进度.csv", progress.toArray(String[]::new));
        office.deliver("目标任务.csv", "指标,年度,目标值（万元）", "年度投资,2024,600", "年度投资,2025,800");
        OneLedger ledger = OneLedger.of(office);
        assertThat(ledger.night(Optional.empty()).get(2)).as("rejected").isZero();
        endOfYear = ledger.summaries(END_OF_YEAR);
        firstMonth = ledger.summaries(FIRST_MONTH);
    }

    /** The columns of the rows of a table, amounts in 万元 where they are at least one. */
    private static List<String> figures(Map<SummaryTable, List<Row>> tables, String table, String... columns) {
        return Summaries.named(tables, table).stream()
                .map(row -> Stream.of(columns)
                        .map(column -> String.valueOf(row.<Object>getAs(column)).replaceAll("0000\\.00$", ""))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    @Test
    void onTheLastDayOfMarchTheWholeYearHasPassed() {
        String[] columns = {
            "months_elapsed",
            "time_elapsed",
            "year_to_date_investment",
            "annual_plan_completion",
            "annual_investment_target",
            "planned_start_count",
            "started_of_planned_count"
        };
        assertThat(figures(endOfYear, "programme_overview", columns))
                .containsExactly("12 1.000000 120 0.500000 600 1 1");
        assertThat(figures(firstMonth, "programme_overview", columns))
                .containsExactly("1 0.083333 20 0.083333 800 1 0");
    }

    @Test
    void lastYearEndsWithTheSameMonthOfTheYearBefore() {
        assertThat(figures(endOfYear, "investment_progress", "month_investment", "last_year_to_date_investment"))
                .containsExactly("10 7");
        assertThat(figures(firstMonth, "investment_progress", "month_investment", "last_year_to_date_investment"))
                .containsExactly("20 10");
    }

    @Test
    void aYearToDateBeginsInApril() {
        assertThat(figures(firstMonth, "investment_by_month", "report_month", "year_to_date_investment"))
                .startsWith("2023-06-01 7", "2024-04-01 10", "2024-05-01 20")
                .endsWith("2025-03-01 120", "2025-04-01 20");
    }

    @Test
    void quartersAreThoseOfTheYear() {
        assertThat(figures(endOfYear, "quarterly_scoreboard", "quarter", "quarter_investment", "started_count"))
                .containsExactly("1 30 0", "2 30 0", "3 30 0", "4 30 1");
        assertThat(figures(firstMonth, "quarterly_scoreboard", "quarter", "quarter_investment", "last_year_investment"))
                .containsExactly("1 20 10");
    }

    @Test
    void aYearIsNamedByTheYearInWhichItBegins() {
        assertThat(figures(firstMonth, "programme_by_year", "year", "year_to_date_investment"))
                .containsExactly("2024 120", "2025 20");
        assertThat(figures(endOfYear, "starts", "start_due_count", "start_overdue_count"))
                .containsExactly("1 0");
        assertThat(figures(firstMonth, "starts", "start_due_count", "start_overdue_count"))
                .containsExactly("1 1");
    }
}
