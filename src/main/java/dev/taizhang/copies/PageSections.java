package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.LineKind;
import dev.taizhang.summaries.PagePart;
import dev.taizhang.summaries.SummaryTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;

/**
 * Builds the sections of the page, each a table with its chart, from the rows of summary tables. Columns are looked up by name.
 */
final class PageSections {
    private final PageFigures figures;
    private final PageTexts texts;
    private final Totals totals;

    PageSections(PageFigures figures, PageTexts texts, Totals totals) {
        this.figures = figures;
        this.texts = texts;
        this.totals = totals;
    }

    /** Returns the section of a table that the page shows; empty if it has no content. */
    Optional<PageSection> of(SummaryTable table, List<Row> all) {
        PagePart part = table.head().page().orElseThrow();
        List<Row> rows = all.stream().filter(row -> isShown(part, row)).toList();
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

    /** Returns the section with the first rows of a larger table. */
    PageSection of(SummaryTable table, List<Row> rows, long whole) {
        PagePart part = table.head().page().orElseThrow();
        List<PageColumn> columns = columns(part, table, rows, currencies(rows));
        return new PageSection(
                table.name(),
                part,
                table.title(),
                table.sentence(),
                columns.stream().anyMatch(column -> column.kind().equals("amount"))
                        ? unit(currencies(rows))
                        : new Bilingual("", ""),
                columns,
                rows.stream()
                        .limit(part.mostRows())
                        .map(row -> row(columns, row))
                        .toList(),
                totals.of(table, currencies(rows))
                        .map(total -> cells(columns, total))
                        .orElse(List.of()),
                whole);
    }

    /** Whether the page shows a row. Tables with rows for data without problems are reduced to the other rows. */
    private static boolean isShown(PagePart part, Row row) {
        return part.only().entrySet().stream().allMatch(only -> only.getValue().contains(text(row, only.getKey())));
    }

    private static List<PageColumn> columns(
            PagePart part, SummaryTable table, List<Row> rows, List<String> currencies) {
        List<String> there = List.of(table.schema().fieldNames());
        Stream<String> wanted = currencies.size() > 1
                ? Stream.concat(part.columns().stream(), Stream.of("currency"))
                : part.columns().stream();
        return wanted.filter(there::contains)
                .filter(name -> rows.stream().anyMatch(row -> !text(row, name).isEmpty()))
                .map(name -> column(table.schema().apply(name)))
                .toList();
    }

    static PageColumn column(StructField field) {
        String kind = field.name().equals("district_name")
                ? "district"
                : field.name().equals("light_code") ? "light" : PageFigures.kind(field);
        return new PageColumn(field.name(), kind, PageTexts.title(field), Column.comment(field));
    }

    private PageRow row(List<PageColumn> columns, Row row) {
        return new PageRow(
                text(row, "district_code"),
                text(row, "currency"),
                text(row, "line_kind"),
                columns.stream().map(column -> cell(column, row)).toList());
    }

    PageCell cell(PageColumn column, Row row) {
        if (column.numeric()) {
            return figures.cell(column.kind(), column.name(), row.getAs(column.name()));
        }
        return new PageCell(column.kind(), texts.text(row, column.name()), text(row, column.name()));
    }

    /**
     * Returns the figures of the whole programme for the line below its parts, as far as the overview contains them.
     */
    private List<PageCell> cells(List<PageColumn> columns, Row total) {
        List<PageCell> cells = new ArrayList<>();
        for (PageColumn column : columns) {
            if (cells.isEmpty()) {
                cells.add(new PageCell("text", new Bilingual("合计", "Total"), "total"));
            } else if (column.numeric() && Totals.has(total, column.name())) {
                cells.add(figures.cell(column.kind(), column.name(), total.getAs(column.name())));
            } else {
                cells.add(new PageCell(column.kind(), new Bilingual("", ""), ""));
            }
        }
        return cells;
    }

    private static List<String> currencies(List<Row> rows) {
        return rows.stream()
                .map(row -> text(row, "currency"))
                .filter(code -> !code.isEmpty())
                .distinct()
                .toList();
    }

    private Bilingual unit(List<String> currencies) {
        if (currencies.size() > 1) {
            return figures.unitOfSeveral();
        }
        return figures.unit(currencies.isEmpty() ? totals.currency() : currencies.get(0));
    }

    /** Returns a column as text; empty if the table has no such column or the row has no value in it. */
    static String text(Row row, String column) {
        if (!List.of(row.schema().fieldNames()).contains(column) || row.getAs(column) == null) {
            return "";
        }
        return row.getAs(column).toString();
    }
}
