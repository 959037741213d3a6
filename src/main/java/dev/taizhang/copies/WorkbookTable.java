package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Language;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Worksheet;

/**
 * The sheet of one table in the meeting's workbook. Its rows are written when all of them are known: the worst first if the table
 * has an order, columns as wide as their content. The row of a programme is written as a column, because it has too many figures
 * for a line.
 */
final class WorkbookTable implements RowCopy {
    /** The maximum number of rows of a table in the workbook; its CSV contains all rows. */
    private static final int MOST_ROWS = 5_000;

    private static final int HEADER = 2;
    private static final int WIDEST = 30;
    private static final int MEANING_WIDTH = 100;

    /** Red before yellow before green; projects without a light last. */
    private static final List<String> LIGHTS = List.of("red", "yellow", "green");

    private static final String LIGHT = "light_code";
    private static final String RANK = "rank";

    private final SummaryTable table;
    private final List<CopiedColumn> columns;
    private final Worksheet sheet;
    private final Look look;
    private final Optional<Comparator<Row>> order;
    private final List<Row> rows = new ArrayList<>();
    private long received;

    /**
     * What the sheets of a workbook have in common.
     *
     * @param contents the reference of the sheet of contents
     */
    record Look(Language language, DisplayUnit unit, PageTexts texts, Totals totals, String contents) {
        /** Returns the heading of a column, with its unit if it is an amount. */
        String heading(CopiedColumn column) {
            Bilingual title = column.heading();
            String money = column.isAmount() && !unit.bare().isEmpty() ? unit.bare() : "";
            return language
                    .texts(new Bilingual(
                            title.zh() + (money.isEmpty() ? "" : "（" + money + "）"),
                            title.en() + (money.isEmpty() || language != Language.EN ? "" : " (" + unit.en() + ")")))
                    .stream()
                    .reduce((zh, en) -> zh + "\n" + en)
                    .orElseThrow();
        }
    }

    WorkbookTable(SummaryTable table, List<CopiedColumn> columns, Worksheet sheet, Look look) {
        this.table = table;
        this.columns = columns;
        this.sheet = sheet;
        this.look = look;
        this.order = order(table);
    }

    SummaryTable table() {
        return table;
    }

    List<CopiedColumn> columns() {
        return columns;
    }

    Worksheet sheet() {
        return sheet;
    }

    /** Returns the number of rows of the table. */
    long received() {
        return received;
    }

    /** Returns the order of a table in which the worst are first; empty if the order of its rows is its own. */
    private static Optional<Comparator<Row>> order(SummaryTable table) {
        if (has(table, LIGHT)) {
            Comparator<Row> light = Comparator.comparing(row -> {
                String code = row.getAs(LIGHT);
                return code == null ? LIGHTS.size() : LIGHTS.indexOf(code);
            });
            return Optional.of(
                    has(table, "total_investment")
                            ? light.thenComparing(
                                    row -> row.<BigDecimal>getAs("total_investment"),
                                    Comparator.nullsLast(Comparator.reverseOrder()))
                            : light);
        }
        if (has(table, RANK)) {
            Comparator<Row> group = Comparator.comparing(row -> String.valueOf(row.<Object>getAs("ranked_among")));
            return Optional.of(group.thenComparing(
                    row -> row.<Integer>getAs(RANK), Comparator.nullsLast(Comparator.reverseOrder())));
        }
        return Optional.empty();
    }

    private static boolean has(SummaryTable table, String column) {
        return table.schema().getFieldIndex(column).isDefined();
    }

    @Override
    public void add(Row row) {
        received++;
        if (order.isEmpty() && rows.size() == MOST_ROWS) {
            return;
        }
        rows.add(row);
        if (rows.size() > 2 * MOST_ROWS) {
            sort();
        }
    }

    private void sort() {
        order.ifPresent(rows::sort);
        if (rows.size() > MOST_ROWS) {
            rows.subList(MOST_ROWS, rows.size()).clear();
        }
    }

    @Override
    public void complete() {
        sort();
        head();
        if (isOfProgrammes()) {
            figures();
        } else {
            lines();
        }
    }

    /** Whether a row is that of a programme in a currency. */
    private boolean isOfProgrammes() {
        return table.grain().contains("programme_code");
    }

    /** Writes the title, the way back, what a row is, and the unit. */
    private void head() {
        sheet.value(0, 0, look.language().line(table.title()));
        sheet.style(0, 0).bold().fontSize(14).fontColor(WorkbookStyle.INK).set();
        sheet.rowHeight(0, 22);
        sheet.hyperlink(1, 0, HyperLink.internal(look.contents(), word(WorkbookMessages.back())));
        sheet.style(1, 0).fontColor(WorkbookStyle.LINK).underlined().set();
        List<Bilingual> about = new ArrayList<>(List.of(table.sentence()));
        if (columns.stream().anyMatch(CopiedColumn::isAmount)) {
            about.add(WorkbookMessages.unit(look.unit()));
        }
        sheet.value(
                1,
                1,
                about.stream()
                        .map(look.language()::line)
                        .reduce((one, other) -> one + " · " + other)
                        .orElseThrow());
        sheet.style(1, 1).fontColor(WorkbookStyle.GREY).set();
    }

    private void lines() {
        int names = names();
        double[] widths = widths();
        for (int place = 0; place < columns.size(); place++) {
            sheet.width(place, widths[place]);
            header(HEADER, place, look.heading(columns.get(place)));
        }
        sheet.rowHeight(HEADER, headerHeight(widths));
        int line = HEADER;
        for (Row row : rows) {
            line++;
            for (int place = 0; place < columns.size(); place++) {
                cell(line, place, columns.get(place), row);
            }
        }
        int last = line;
        if (last > HEADER) {
            sheet.setAutoFilter(HEADER, 0, last, columns.size() - 1);
        }
        Set<String> currencies = new HashSet<>();
        rows.forEach(row -> currencies.add(PageSections.text(row, "currency")));
        if (received > rows.size()) {
            line++;
            sheet.value(line, 0, look.language().line(CopyMessages.rowsOmitted(MOST_ROWS, table.name())));
        }
        Optional<Row> total = look.totals().of(table, currencies);
        if (total.isPresent()) {
            total(line + 1, total.get());
        }
        sheet.freezePane(names, HEADER + 1);
        sheet.repeatRows(0, HEADER);
        sheet.repeatCols(0, Math.max(0, names - 1));
        double ofNames = 0;
        double all = 0;
        for (int place = 0; place < widths.length; place++) {
            ofNames += place < names ? widths[place] : 0;
            all += widths[place];
        }
        WorkbookStyle.printed(sheet, ofNames, all);
    }

    /** Returns the number of columns that name the rows: the texts at the beginning, at most two. */
    private int names() {
        int names = 0;
        while (names < Math.min(2, columns.size() - 1) && columns.get(names).isText()) {
            names++;
        }
        return names;
    }

    private double[] widths() {
        double[] widths = new double[columns.size()];
        for (int place = 0; place < widths.length; place++) {
            CopiedColumn column = columns.get(place);
            int widest = longestWord(look.heading(column));
            for (Row row : rows.subList(0, Math.min(rows.size(), 500))) {
                if (column.isText() && row.getAs(column.name()) != null) {
                    widest = Math.max(widest, WorkbookStyle.width(text(column, row)) + 2);
                }
            }
            widths[place] = Math.min(WIDEST, Math.max(column.isText() && place > 0 ? 9 : 11, widest));
        }
        return widths;
    }

    /** Returns the width below which a heading would break inside a word; Chinese breaks after half of it. */
    private static int longestWord(String heading) {
        int longest = 0;
        for (String word : heading.split("[ \n]", -1)) {
            int width = WorkbookStyle.width(word);
            longest = Math.max(longest, word.length() == width ? width + 1 : (width + 1) / 2 + 2);
        }
        return longest;
    }

    private double headerHeight(double[] widths) {
        int most = 1;
        for (int place = 0; place < widths.length; place++) {
            int lines = 0;
            for (String part : look.heading(columns.get(place)).split("\n", -1)) {
                lines += 1 + (int) (WorkbookStyle.width(part) / Math.max(1, widths[place] - 1));
            }
            most = Math.max(most, lines);
        }
        return 4 + 13.5 * most;
    }

    private void header(int line, int place, String text) {
        sheet.value(line, place, text);
        sheet.style(line, place)
                .bold()
                .wrapText(true)
                .verticalAlignment("center")
                .horizontalAlignment("center")
                .fontColor(WorkbookStyle.INK)
                .fillColor(WorkbookStyle.PALE)
                .set();
    }

    /** Writes a line for each column, and a column for each row. */
    private void figures() {
        sheet.width(0, 36);
        header(HEADER, 0, look.language().line(WorkbookMessages.figure()));
        for (int place = 0; place < rows.size(); place++) {
            sheet.width(place + 1, 22);
            header(HEADER, place + 1, rows.get(place).<String>getAs("currency"));
        }
        sheet.width(rows.size() + 1, MEANING_WIDTH);
        header(HEADER, rows.size() + 1, look.language().line(WorkbookMessages.meaning()));
        int line = HEADER;
        for (CopiedColumn column : columns) {
            line++;
            sheet.value(line, 0, look.heading(column).replace("\n", " "));
            sheet.style(line, 0).wrapText(true).verticalAlignment("top").set();
            for (int place = 0; place < rows.size(); place++) {
                cell(line, place + 1, column, rows.get(place));
            }
            String meaning = look.language().line(column.meaning());
            sheet.value(line, rows.size() + 1, meaning);
            sheet.rowHeight(line, 15.0 * (1 + WorkbookStyle.width(meaning) / MEANING_WIDTH));
            sheet.style(line, rows.size() + 1)
                    .wrapText(true)
                    .verticalAlignment("top")
                    .fontColor(WorkbookStyle.GREY)
                    .set();
        }
        sheet.freezePane(1, HEADER + 1);
        sheet.repeatRows(HEADER);
        WorkbookStyle.printed(sheet);
    }

    /** Writes the total below the filter's range, so that it is neither filtered out nor sorted among the rows. */
    private void total(int line, Row total) {
        for (int place = 0; place < columns.size(); place++) {
            CopiedColumn column = columns.get(place);
            if (!column.isText() && Totals.has(total, column.name())) {
                cell(line, place, column, total);
            }
            sheet.style(line, place)
                    .bold()
                    .borderStyle(BorderSide.TOP, BorderStyle.THIN)
                    .fillColor(WorkbookStyle.PALE)
                    .set();
        }
        if (columns.get(0).isText()) {
            sheet.value(line, 0, look.language().line(WorkbookMessages.total()));
        }
    }

    private void cell(int line, int place, CopiedColumn column, Row row) {
        Object value = row.getAs(column.name());
        if (value == null) {
            return;
        }
        StyleSetter style = sheet.style(line, place);
        if (value instanceof BigDecimal number) {
            sheet.value(line, place, column.isAmount() ? look.unit().of(number) : number);
            style.format(column.excelFormat());
        } else if (value instanceof Number number) {
            sheet.value(line, place, number);
            style.format(column.excelFormat());
            String light = column.name().replaceFirst("_count$", "");
            if (WorkbookStyle.LIGHTS.containsKey(light) && number.longValue() > 0) {
                style.fillColor(WorkbookStyle.LIGHTS.get(light));
            }
        } else if (value instanceof java.sql.Date || value instanceof LocalDate) {
            // Dates of java.sql and of java.time have the same text form.
            sheet.value(line, place, LocalDate.parse(value.toString()));
            style.format("yyyy-mm-dd");
        } else {
            sheet.value(line, place, text(column, row));
            style.wrapText(true).verticalAlignment("top");
            if (place > 0) {
                // Otherwise a text would touch the number before it.
                style.horizontalAlignment("left").indent(1);
            }
            if (column.name().endsWith(LIGHT) && WorkbookStyle.LIGHTS.containsKey(value.toString())) {
                style.fillColor(WorkbookStyle.LIGHTS.get(value.toString()))
                        .horizontalAlignment("center")
                        .indent(0);
            }
        }
        style.set();
    }

    private String text(CopiedColumn column, Row row) {
        Bilingual text = column.name().endsWith(LIGHT)
                ? WorkbookStyle.LIGHT_NAMES.getOrDefault(
                        row.<String>getAs(column.name()), look.texts().text(row, column.name()))
                : look.texts().text(row, column.name());
        return word(text);
    }

    /** Returns a text that is too long for both languages beside each other: in Chinese if both are shown. */
    private String word(Bilingual text) {
        return look.language() == Language.EN ? text.en() : text.zh();
    }

    @Override
    public void close() {
        // The workbook holds its sheets.
    }
}
