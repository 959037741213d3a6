package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taizhang.LongForm;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.facts.AsOf;
import dev.taizhang.publication.QualityGates;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All tables of {@link FourYears} as of its days, in one Spark session. A day costs seconds, nearly all of them Spark's planning:
 * {@code jobs/check} looks at the days on which something turns and at their neighbours, {@code jobs/check --long} at all 1,533.
 * The clock of all these runs stands in July 2025, before some of the days and after others.
 */
class EveryDayTest {
    /** The tables whose rows are looked at; others are computed on one day only, and on every day with {@code --long}. */
    private static final String[] LOOKED_AT = {
        "completions", "investment_by_month", "movement", "programme_by_year", "project_watch"
    };

    private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);

    /** The days at which the checks without {@code --long} look, among leap days, ends of years and their neighbours. */
    private static final Set<LocalDate> TELLING = Set.of(LEAP_DAY, LocalDate.of(2025, 1, 1));

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static OneLedger allTables;
    private static OneLedger ledger;

    /** The projects that the overview counted on each day that was asked for. */
    private static final Map<LocalDate, Long> COUNTS = new HashMap<>();

    /** The part of the year that had passed on the day before. */
    private BigDecimal elapsed = BigDecimal.ZERO;

    @BeforeAll
    static void takeWhatIsEverDelivered() throws IOException {
        office = FourYears.below(folder);
        ledger = OneLedger.of(office);
        assertThat(ledger.night(Optional.empty()))
                .as("read, accepted, rejected")
                .containsExactly(219L, 219L, 0L);
        allTables = ledger;
        if (!LongForm.ASKED) {
            office.publishing(LOOKED_AT);
            ledger = ledger.reconfigured();
        }
    }

    /**
     * By hand from {@link FourYears}, amounts in 万元: a month's investment is that of the latest month that has ended, and a
     * year to date knows nothing before its January has. On 1 January nothing is signed yet, which is zero and not unknown,
     * since the register is there.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # day      | projects, plan, month, year to date, signed | time            | starts, completions | since month, last year
            2024-01-30 | 2 1500 null null 0    | 0 of 12, 0.000000  | 0/1 0/0 | +0-0 2023-01-30 unknown
            2024-01-31 | 3 1740 20 20 0        | 1 of 12, 0.083333  | 0/1 0/0 | +1-0 2023-01-31 unknown
            2024-02-28 | 3 1740 20 20 0        | 1 of 12, 0.083333  | 0/1 0/0 | +0-0 2023-02-28 unknown
            2024-02-29 | 4 2060 20 240 0       | 2 of 12, 0.166667  | 1/2 0/0 | +1-0 2023-02-28 unknown
            2024-12-31 | 3 1560 130 1540 3000  | 12 of 12, 1.000000 | 1/1 0/0 | +0-1 2023-12-31 +2-1
            2025-01-01 | 3 1560 130 null 0     | 0 of 12, 0.000000  | 0/0 0/0 | +0-0 2024-01-01 +2-1
            2025-02-28 | 4 1560 130 260 0      | 2 of 12, 0.166667  | 0/0 0/0 | +1-0 2024-02-29 +1-1
            2026-01-31 | 5 2260 30 30 0        | 1 of 12, 0.083333  | 0/1 0/1 | +1-0 2025-01-31 +2-0
            2027-12-30 | 5 2420 110 1210 0     | 11 of 12, 0.916667 | 0/0 0/1 | +0-0 2026-12-30 +1-1
            2027-12-31 | 5 2420 110 1320 0     | 12 of 12, 1.000000 | 0/0 1/1 | +0-0 2026-12-31 +1-0
            2028-02-28 | 5 2420 10 10 0        | 1 of 12, 0.083333  | 0/1 0/1 | +0-0 2027-02-28 +1-0
            2028-02-29 | 5 2800 null 200 500   | 2 of 12, 0.166667  | 0/1 1/1 | +1-1 2027-02-28 +2-1
            """)
    void figuresOfADayAreThoseOfAClerk(LocalDate day, String figures, String time, String done, String moved) {
        assumeTrue(LongForm.ASKED || TELLING.contains(day), "This day is looked at with --long.");
        Map<SummaryTable, List<Row>> tables = holds(day);
        Row overview = Summaries.named(tables, "programme_overview").get(0);
        assertThat(Stream.of("annual_plan_investment", "month_investment", "year_to_date_investment", "signed_amount")
                        .map(amount -> tenThousands(overview.getAs(amount)))
                        .collect(Collectors.joining(" ", overview.getAs("project_count") + " ", "")))
                .isEqualTo(figures);
        assertThat(overview.getAs("months_elapsed") + " of 12, " + overview.getAs("time_elapsed"))
                .isEqualTo(time);
        assertThat(overview.getAs("started_of_planned_count") + "/" + overview.getAs("planned_start_count") + " "
                        + sum(tables, "completions", "completed_of_planned_count") + "/"
                        + sum(tables, "completions", "planned_completion_count"))
                .isEqualTo(done);
        assertThat(moves(tables, "previous_month") + " "
                        + new AsOf(day, PlanYear.OF_THE_CALENDAR)
                                .sameMonthLastYear()
                                .date() + " " + moves(tables, "same_month_last_year"))
                .isEqualTo(moved.replace("unknown", "+0-0"));
    }

    @Test
    void beforeTheFirstListNothingIsKnown() {
        assertThat(Summaries.named(holds(LocalDate.of(2023, 12, 27)), "programme_overview"))
                .isEmpty();
    }

    @Test
    void yearsEndWithWhatStoodOnTheirLastDays() {
        assertThat(Summaries.named(holds(FourYears.LAST), "programme_by_year").stream()
                        .map(year -> year.getAs("year") + " " + year.getAs("project_count") + " "
                                + tenThousands(year.getAs("year_to_date_investment"))))
                .containsExactly(
                        "2023 2 null", "2024 3 1540", "2025 4 1560", "2026 4 1320", "2027 5 1320", "2028 5 200");
    }

    /** 60 of 366 days; E1 has 200 of its 1,200 by February. */
    @Test
    void timeIsCountedByDaysWhereSoConfigured() throws IOException {
        office.configure("taizhang.conf", """
                programme { code = test_city, name_zh = "测试市", name_en = "Test City" }
                time_elapsed = by_day
                tables { only = [project_watch] }
                """);
        OneLedger byDay = ledger.reconfigured();
        assertThat(overview(byDay.summaries(LEAP_DAY)).orElseThrow().<BigDecimal>getAs("time_elapsed"))
                .isEqualTo("0.163934");
        assertThat(byDay.tables()
                        .read("summaries.project_watch")
                        .where("as_of_date = DATE'2024-02-29' AND project_code = 'E1'")
                        .select("ahead_of_time_pp")
                        .collectAsList())
                .containsExactly(RowFactory.create(new BigDecimal("0.27")));
    }

    @ParameterizedTest
    @ValueSource(ints = {2023, 2024, 2025, 2026, 2027, 2028})
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void everyDayOfAYearHolds(int year) {
        FourYears.FIRST
                .datesUntil(FourYears.LAST.plusDays(1))
                .filter(day -> day.getYear() == year)
                .forEach(this::holds);
    }

    /** Computes the tables of a day, on the leap day all of them, and asks of them what must hold on every day; a test asks of days of one year, in order. */
    private Map<SummaryTable, List<Row>> holds(LocalDate day) {
        OneLedger asked = day.equals(LEAP_DAY) ? allTables : ledger;
        Map<SummaryTable, List<Row>> tables = asked.summaries(day);
        everyTableIsThere(asked, day, tables);
        QualityGates.requireReconciled(tables);
        QualityGates.requireUniqueRows(tables);
        long count = sum(tables, "programme_overview", "project_count");
        COUNTS.put(day, count);
        assertThat(count)
                .as("projects on %s", day)
                .isEqualTo(FourYears.listed(day).size());
        joinedLessLeftIsTheChange(
                day, tables, "previous_month", new AsOf(day, PlanYear.OF_THE_CALENDAR).previousMonth());
        joinedLessLeftIsTheChange(
                day, tables, "same_month_last_year", new AsOf(day, PlanYear.OF_THE_CALENDAR).sameMonthLastYear());
        overview(tables).ifPresent(overview -> {
            monthsAddUp(day, tables, overview);
            timeGoesOn(day, overview.getAs("time_elapsed"));
        });
        for (Row year : Summaries.named(tables, "programme_by_year")) {
            int of = year.getAs("year");
            assertThat(year.<Long>getAs("project_count"))
                    .as("projects of %d on %s", of, day)
                    .isEqualTo(FourYears.listed(of == day.getYear() ? day : LocalDate.of(of, 12, 31))
                            .size());
        }
        return tables;
    }

    private static void everyTableIsThere(OneLedger ledger, LocalDate day, Map<SummaryTable, List<Row>> tables) {
        List<SummaryTable> published = OfficeTables.of(ledger.configuration()).published();
        assertThat(tables.keySet().stream().map(SummaryTable::name))
                .as("tables of %s", day)
                .containsExactlyInAnyOrderElementsOf(published.stream()
                        .filter(table -> !table.isLarge())
                        .map(SummaryTable::name)
                        .toList());
        published.stream()
                .filter(table -> table.isLarge())
                .forEach(table -> assertThat(ledger.tables()
                                .versions()
                                .get(table.definition().name())
                                .digests())
                        .as(table.name())
                        .containsKey(day.toString()));
    }

    private static void joinedLessLeftIsTheChange(
            LocalDate day, Map<SummaryTable, List<Row>> tables, String base, AsOf baseDay) {
        Set<String> before = FourYears.listed(baseDay.date());
        Set<String> now = FourYears.listed(day);
        // The overview of the base's own day, where it was asked for, has counted as many.
        long change = COUNTS.get(day) - COUNTS.getOrDefault(baseDay.date(), (long) before.size());
        long joined = moved(tables, base, "joined");
        long left = moved(tables, base, "left");
        assertThat(joined - left)
                .as("joined − left on %s since %s", day, base)
                .isEqualTo(before.isEmpty() ? 0 : change);
        assertThat(joined)
                .as("joined on %s since %s", day, base)
                .isEqualTo(
                        before.isEmpty()
                                ? 0
                                : now.stream()
                                        .filter(project -> !before.contains(project))
                                        .count());
        assertThat(Summaries.named(tables, "movement").stream()
                        .filter(row -> row.getAs("base").equals(base))
                        .map(row -> row.<Date>getAs("base_date").toLocalDate())
                        .distinct())
                .isSubsetOf(baseDay.date());
    }

    private static void monthsAddUp(LocalDate day, Map<SummaryTable, List<Row>> tables, Row overview) {
        List<Row> months = Summaries.named(tables, "investment_by_month").stream()
                .filter(row -> row.<Date>getAs("report_month").toLocalDate().getYear() == day.getYear())
                .toList();
        assertThat(months.stream()
                        .flatMap(row -> Stream.of("month_investment", "several_months_investment")
                                .map(column -> row.<BigDecimal>getAs(column)))
                        .filter(Objects::nonNull)
                        .reduce(BigDecimal::add)
                        .orElse(null))
                .as("months of the year on %s", day)
                .isEqualTo(overview.<BigDecimal>getAs("year_to_date_investment"));
        assertThat(months)
                .as("months on %s", day)
                .noneMatch(row -> row.<Date>getAs("report_month")
                        .toLocalDate()
                        .plusMonths(1)
                        .minusDays(1)
                        .isAfter(day));
    }

    private void timeGoesOn(LocalDate day, BigDecimal now) {
        assertThat(now).as("time elapsed on %s", day).isBetween(elapsed, BigDecimal.ONE);
        elapsed = now;
    }

    private static Optional<Row> overview(Map<SummaryTable, List<Row>> tables) {
        return Summaries.named(tables, "programme_overview").stream().findFirst();
    }

    private static String moves(Map<SummaryTable, List<Row>> tables, String base) {
        return "+" + moved(tables, base, "joined") + "-" + moved(tables, base, "left");
    }

    private static long moved(Map<SummaryTable, List<Row>> tables, String base, String kind) {
        return Summaries.named(tables, "movement").stream()
                .filter(row ->
                        row.getAs("base").equals(base) && row.getAs("kind").equals(kind))
                .mapToLong(row -> row.getAs("project_count"))
                .sum();
    }

    private static long sum(Map<SummaryTable, List<Row>> tables, String table, String column) {
        return Summaries.named(tables, table).stream()
                .mapToLong(row -> row.getAs(column))
                .sum();
    }

    private static String tenThousands(BigDecimal amount) {
        return amount == null
                ? "null"
                : amount.movePointLeft(4).stripTrailingZeros().toPlainString();
    }
}
