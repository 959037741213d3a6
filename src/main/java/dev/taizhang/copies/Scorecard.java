package dev.taizhang.copies;

import com.google.common.collect.ImmutableMap;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.LineKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The districts with the figures by which readers compare them, the one furthest behind first, and the whole programme
 * with the same figures. Every figure is one of the tables, or a sum of whole numbers of one table.
 */
final class Scorecard {
    private static final String DISTRICT = "district_code";
    private static final Bilingual NONE = new Bilingual("", "");

    /** The tables by district, each with the columns that are taken from it. Those of later tables add to the earlier. */
    private static final Map<String, List<String>> BY_DISTRICT = ImmutableMap.of(
            "projects_by_district",
            List.of("project_count", "total_investment"),
            "investment_progress",
            List.of(
                    "annual_plan_investment",
                    "year_to_date_investment",
                    "annual_plan_completion",
                    "time_elapsed",
                    "ahead_of_time_pp",
                    "year_on_year_growth"),
            "starts",
            List.of("planned_start_count", "started_of_planned_count", "start_overdue_count"),
            "resumption",
            List.of("continuing_project_count", "resumed_count", "not_resumed_count"),
            "signing_targets",
            List.of("signed_amount", "signed_amount_target", "signing_completion", "signing_ahead_of_time_pp"),
            "district_ranking",
            List.of("rank", "ranked_count", "rank_move", "red_count", "yellow_count", "green_count"),
            "bottlenecks_by_district",
            List.of("open_count", "overdue_count"));

    /** The whole numbers that the overview does not have, which are those of all lines together. */
    private static final Map<String, List<String>> SUMMED = ImmutableMap.of(
            "starts", List.of("start_overdue_count"),
            "resumption", List.of("not_resumed_count"),
            "bottlenecks_by_district", List.of("open_count", "overdue_count"),
            "approvals_by_step", List.of("pending_count", "pending_over_limit_count"));

    private final Optional<ScoreLine> whole;
    private final List<ScoreLine> lines;

    /**
     * Reads the tables.
     *
     * @param tables the rows of the tables by name
     * @param currency the currency of the amounts and of what is counted by currency
     */
    Scorecard(Map<String, List<Row>> tables, String currency, Bilingual programme, PageTexts texts) {
        Map<String, Map<String, BigDecimal>> figures = new LinkedHashMap<>();
        Map<String, Row> named = new LinkedHashMap<>();
        BY_DISTRICT.forEach((table, columns) -> tables.getOrDefault(table, List.of()).stream()
                .filter(row -> inCurrency(row, currency))
                .filter(row -> row.getAs(DISTRICT) != null)
                .forEach(row -> {
                    named.putIfAbsent(row.getAs(DISTRICT), row);
                    add(figures.computeIfAbsent(row.getAs(DISTRICT), code -> new LinkedHashMap<>()), row, columns);
                }));
        List<Row> senders = tables.getOrDefault("senders", List.of());
        figures.forEach((code, line) -> addSenders(
                line,
                senders.stream().filter(row -> code.equals(row.getAs(DISTRICT))).toList()));
        Map<String, Bilingual> groups = new LinkedHashMap<>();
        tables.getOrDefault("district_ranking", List.of())
                .forEach(row -> groups.put(row.getAs(DISTRICT), texts.text(row, "ranked_among")));
        this.lines = worstFirst(figures.entrySet().stream()
                .map(line -> new ScoreLine(
                        line.getKey(),
                        Sentences.name(texts.text(named.get(line.getKey()), "district_name")),
                        groups.getOrDefault(line.getKey(), NONE),
                        isMember(named.get(line.getKey())),
                        line.getValue()))
                .toList());
        this.whole = tables.getOrDefault("programme_overview", List.of()).stream()
                .filter(row -> inCurrency(row, currency))
                .findFirst()
                .map(row -> new ScoreLine("", programme, NONE, true, ofWhole(row, tables, currency)));
    }

    /** Returns the whole programme; empty if no project is in the currency. */
    Optional<ScoreLine> whole() {
        return whole;
    }

    /** Returns all lines, by group, the one furthest behind first. */
    List<ScoreLine> lines() {
        return lines;
    }

    /** Returns the lines of districts. */
    List<ScoreLine> districts() {
        return lines.stream().filter(ScoreLine::member).toList();
    }

    private static boolean inCurrency(Row row, String currency) {
        String own = PageSections.text(row, "currency");
        return own.isEmpty() || own.equals(currency);
    }

    private static boolean isMember(Row row) {
        String kind = PageSections.text(row, "line_kind");
        return kind.isEmpty() || kind.equals(LineKind.MEMBER.code());
    }

    private static Map<String, BigDecimal> ofWhole(Row overview, Map<String, List<Row>> tables, String currency) {
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        add(figures, overview, List.of(overview.schema().fieldNames()));
        SUMMED.forEach((table, columns) -> tables.getOrDefault(table, List.of()).stream()
                .filter(row -> inCurrency(row, currency))
                .forEach(row -> add(figures, row, columns)));
        addSenders(figures, tables.getOrDefault("senders", List.of()));
        List<Row> months = tables.getOrDefault("investment_by_month", List.of()).stream()
                .filter(row -> inCurrency(row, currency))
                .toList();
        if (!months.isEmpty()) {
            add(figures, months.get(months.size() - 1), List.of("year_on_year_growth"));
        }
        return figures;
    }

    private static void add(Map<String, BigDecimal> figures, Row row, List<String> columns) {
        for (String column : columns) {
            number(row, column).ifPresent(value -> figures.merge(column, value, BigDecimal::add));
        }
    }

    private static void addSenders(Map<String, BigDecimal> figures, List<Row> senders) {
        List<Row> due = senders.stream()
                .filter(row -> !"not_due".equals(row.getAs("state")))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        figures.put("due_count", BigDecimal.valueOf(due.size()));
        Stream.of("late", "missing")
                .forEach(state -> figures.put(
                        state + "_count",
                        BigDecimal.valueOf(due.stream()
                                .filter(row -> state.equals(row.getAs("state")))
                                .count())));
        due.stream()
                .map(row -> number(row, "days_late").orElse(null))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .ifPresent(days -> figures.put("days_late", days));
    }

    /** Returns the number in a column; empty if the table has no such column, or no number in it. */
    static Optional<BigDecimal> number(Row row, String column) {
        if (row.schema().getFieldIndex(column).isEmpty()) {
            return Optional.empty();
        }
        Object value = row.getAs(column);
        if (value instanceof BigDecimal decimal) {
            return Optional.of(decimal);
        }
        return value instanceof Long || value instanceof Integer
                ? Optional.of(new BigDecimal(value.toString()))
                : Optional.empty();
    }

    /** Districts of a group stand together; within it, the one furthest behind its time is the first. */
    private static List<ScoreLine> worstFirst(List<ScoreLine> lines) {
        List<Bilingual> groups = new ArrayList<>();
        lines.stream()
                .map(ScoreLine::group)
                .filter(group -> !groups.contains(group))
                .forEach(groups::add);
        Comparator<ScoreLine> worst = Comparator.comparing((ScoreLine line) -> !line.member())
                .thenComparing(line -> groups.indexOf(line.group()))
                .thenComparing(
                        line -> line.figures().get("ahead_of_time_pp"), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(line -> line.orZero("red_count").negate())
                .thenComparing(line -> line.orZero("total_investment").negate());
        return lines.stream().sorted(worst).toList();
    }
}
