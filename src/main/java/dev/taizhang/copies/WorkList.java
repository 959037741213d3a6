package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.facts.RegisterState;
import dev.taizhang.ledger.TableDefinition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** The single matters that are late: open bottlenecks past their deadline, and approvals pending for longer than their limit. */
final class WorkList {
    /** The tables whose rows are listed. */
    static final List<TableDefinition> TABLES =
            List.of(RegisterState.BOTTLENECKS.table(), RegisterState.APPROVALS.table());

    private static final int MOST = 400;

    private final ReleaseRows rows;
    private final LocalDate asOf;
    private final PageTexts texts;
    private final Map<String, Bilingual> projects;

    /**
     * Prepares the lists.
     *
     * @param projects the names of projects by code; a project that is not among them has its code as its name
     */
    WorkList(ReleaseRows rows, PageTexts texts, Map<String, Bilingual> projects) {
        this.rows = rows;
        this.asOf = rows.release().asOfDate();
        this.texts = texts;
        this.projects = projects;
    }

    /** Returns the lists that have rows. */
    List<PageBlock> blocks() {
        return Stream.of(bottlenecks(), approvals())
                .filter(block -> !block.rows().isEmpty())
                .toList();
    }

    private PageBlock bottlenecks() {
        return block(
                "overdue_bottlenecks",
                new Bilingual("超期未办结的堵点难点", "Bottlenecks past their deadline"),
                RegisterState.BOTTLENECKS,
                row -> Boolean.FALSE.equals(row.getAs("settled_done"))
                        && day(row, "deadline").filter(asOf::isAfter).isPresent(),
                row -> ChronoUnit.DAYS.between(day(row, "deadline").orElseThrow(), asOf),
                List.of("factor", "department", "description", "deadline"));
    }

    private PageBlock approvals() {
        return block(
                "overdue_approvals",
                new Bilingual("超过时限的审批", "Approvals past their limit"),
                RegisterState.APPROVALS,
                row -> Boolean.FALSE.equals(row.getAs("granted_done")) && overLimit(row) > 0,
                row -> daysOver(row, asOf),
                List.of("step", "department", "applied_date", "limit_days"));
    }

    private long overLimit(Row row) {
        return day(row, "applied_date").isEmpty()
                        || Scorecard.number(row, "limit_days").isEmpty()
                ? 0
                : daysOver(row, asOf);
    }

    private static long daysOver(Row row, LocalDate asOf) {
        return ChronoUnit.DAYS.between(day(row, "applied_date").orElseThrow(), asOf)
                - Scorecard.number(row, "limit_days").orElseThrow().longValue();
    }

    private PageBlock block(
            String name,
            Bilingual title,
            RegisterState register,
            Predicate<Row> late,
            Function<Row, Long> days,
            List<String> columns) {
        ReleaseRows.First found = rows.matching(
                register.table(), late, Comparator.<Row, Long>comparing(days).reversed(), MOST);
        List<String> filled = columns.stream()
                .filter(column -> found.rows().stream()
                        .anyMatch(row -> !PageSections.text(row, column).isEmpty()))
                .toList();
        List<PageColumn> shown = new ArrayList<>();
        shown.add(column("project_name", "text", "项目", "Project"));
        shown.add(column("district_name", "district", "县区", "District"));
        filled.forEach(column -> shown.add(column(register.table().schema().apply(column))));
        shown.add(column("days_over", "count", "超期天数", "Days over"));
        return new PageBlock(
                name,
                title,
                found.rows().stream()
                        .findFirst()
                        .map(row ->
                                BlockMessages.daysOver(Long.toString(found.whole()), Long.toString(days.apply(row)))),
                shown,
                found.rows().stream()
                        .map(row -> line(row, filled, days.apply(row)))
                        .toList(),
                found.whole());
    }

    private PageBlock.Line line(Row row, List<String> columns, long days) {
        String project = row.getAs("project_code");
        String district = PageSections.text(row, "district_code");
        List<PageCell> cells = new ArrayList<>();
        cells.add(text(projects.getOrDefault(project, new Bilingual(project, project))));
        cells.add(text(texts.member("districts", district).orElse(new Bilingual("", ""))));
        columns.forEach(column -> cells.add(cell(row, column)));
        cells.add(new PageCell("count", new Bilingual("", ""), Long.toString(days)));
        return new PageBlock.Line(district, "", "", project, cells);
    }

    private PageCell cell(Row row, String column) {
        String value = PageSections.text(row, column);
        return switch (column) {
            case "factor" -> named("factors", row.getAs("factor_code"), value);
            case "step" -> named("approval_steps", row.getAs("step_code"), value);
            case "limit_days" -> new PageCell("count", new Bilingual("", ""), days(value));
            default -> text(new Bilingual(value, value));
        };
    }

    private static String days(String decimal) {
        return decimal.isEmpty()
                ? ""
                : new BigDecimal(decimal).stripTrailingZeros().toPlainString();
    }

    private PageCell named(String reference, String code, String otherwise) {
        return text(texts.member(reference, code).orElse(new Bilingual(otherwise, otherwise)));
    }

    private static PageCell text(Bilingual text) {
        return new PageCell("text", text, text.zh());
    }

    private PageColumn column(StructField field) {
        String kind = PageFigures.kind(field);
        return new PageColumn(
                field.name(), kind.equals("decimal") ? "count" : kind, texts.title(field), Column.comment(field));
    }

    private PageColumn column(String name, String kind, String zh, String en) {
        Bilingual title = texts.inOwnWords(new Bilingual(zh, en));
        return new PageColumn(name, kind, title, title);
    }

    private static Optional<LocalDate> day(Row row, String column) {
        String day = PageSections.text(row, column);
        return day.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(day));
    }
}
