package dev.taizhang.copies;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.summaries.PagePart;
import dev.taizhang.summaries.SummaryTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/** Selects what the page shows of a table: rows with something to say, and columns with a value other than zero. */
final class PageSections {
    private static final String ZERO = "0(\\.0+)?";

    private final PageTexts texts;
    private final Totals totals;
    private final BlockFindings findings;

    PageSections(PageTexts texts, Totals totals, BlockFindings findings) {
        this.texts = texts;
        this.totals = totals;
        this.findings = findings;
    }

    /** Returns the section of a table that the page shows; empty if it has no content. */
    Optional<PageSection> of(SummaryTable table, List<Row> all) {
        PagePart part = table.head().page().orElseThrow();
        List<Row> rows = all.stream()
                .filter(row -> isShown(part, row))
                .filter(row -> isUseful(table, part, row))
                .toList();
        boolean drawn = part.series().isEmpty() || rows.stream().anyMatch(row -> drawn(part, row));
        // If an office reports no such data, the page has no table of empty cells. data_coverage lists the missing
        // data.
        return rows.isEmpty() || !drawn ? Optional.empty() : Optional.of(of(table, rows, rows.size()));
    }

    /** Whether a row has a value to draw or show, and is not the unassigned line. */
    private static boolean drawn(PagePart part, Row row) {
        Set<String> blank = part.chart() == PagePart.Chart.NONE ? Set.of("", "0") : Set.of("");
        return !text(row, "line_kind").equals(LineKind.UNASSIGNED.code())
                && part.series().stream().anyMatch(column -> !blank.contains(text(row, column)));
    }

    /**
     * Whether a row has a number other than zero among the columns shown. Tables of names alone show all rows, and so do
     * those whose rows are chosen by a value.
     */
    private static boolean isUseful(SummaryTable table, PagePart part, Row row) {
        if (!part.only().isEmpty()) {
            return true;
        }
        List<String> numbers = part.columns().stream()
                .filter(column -> isNumber(table.schema().apply(column)))
                .filter(column -> !column.equals(part.mark()) && !column.equals(part.label()))
                .toList();
        return numbers.isEmpty() || numbers.stream().anyMatch(column -> !isBlankOrZero(row, column));
    }

    private static boolean isNumber(StructField field) {
        return !List.of("text", "date", "month").contains(PageFigures.kind(field));
    }

    private static boolean isBlankOrZero(Row row, String column) {
        String value = text(row, column);
        return value.isEmpty() || value.matches(ZERO);
    }

    /** Returns the section with the first rows of a larger table. */
    PageSection of(SummaryTable table, List<Row> rows, long whole) {
        PagePart part = table.head().page().orElseThrow();
        List<String> currencies = currencies(rows);
        Optional<Row> total = totals.of(table, currencies);
        return new PageSection(
                table.name(),
                part,
                texts.inOwnWords(table.title()),
                findings.of(table, rows, total, whole),
                columns(part, table, rows, currencies),
                rows.stream().limit(part.mostRows()).toList(),
                total,
                whole);
    }

    /** Whether the page shows a row. Tables with rows for data without problems are reduced to the other rows. */
    private static boolean isShown(PagePart part, Row row) {
        return part.only().entrySet().stream().allMatch(only -> only.getValue().contains(text(row, only.getKey())));
    }

    private List<PageColumn> columns(PagePart part, SummaryTable table, List<Row> rows, List<String> currencies) {
        List<String> there = List.of(table.schema().fieldNames());
        Stream<String> wanted = currencies.size() > 1
                ? Stream.concat(part.columns().stream(), Stream.of("currency"))
                : part.columns().stream();
        return wanted.filter(there::contains)
                .filter(name -> rows.stream().anyMatch(row -> hasContent(table, name, row)))
                .map(name -> column(table.schema().apply(name)))
                .toList();
    }

    private static boolean hasContent(SummaryTable table, String name, Row row) {
        if (isNumber(table.schema().apply(name))) {
            return !isBlankOrZero(row, name);
        }
        // A portfolio that never names such members has no use for the column.
        return !text(row, name).isEmpty()
                && !text(row, name.replaceFirst("_name$", "_code")).equals(ReferenceTable.UNASSIGNED);
    }

    /** Returns a column as the page shows it. */
    PageColumn column(StructField field) {
        String kind = field.name().equals("district_name")
                ? "district"
                : field.name().endsWith("light_code") ? "light" : PageFigures.kind(field);
        return new PageColumn(field.name(), kind, texts.title(field), Column.comment(field));
    }

    private static List<String> currencies(List<Row> rows) {
        return rows.stream()
                .map(row -> text(row, "currency"))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns a column as text; empty if the table has no such column or the row has no value in it. */
    static String text(Row row, String column) {
        if (row.schema().getFieldIndex(column).isEmpty() || row.getAs(column) == null) {
            return "";
        }
        return row.getAs(column).toString();
    }
}
