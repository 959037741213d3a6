package dev.taizhang.copies;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.WorkbookSheet;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.ReplacedFile;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.dhatim.fastexcel.BorderSide;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The workbook for the morning meeting, {@code exports/<as-of>/taizhang-<as-of>.xlsx}: a cover, and one sheet per table
 * with amounts in the display unit. The tables are those that the configuration selects, or else those with a position
 * in the workbook. Text is written as text, so that it never becomes a formula.
 */
public final class MeetingWorkbook {
    /** The maximum number of rows of a table in the workbook; its CSV contains all rows. */
    private static final int MOST_ROWS = 5_000;

    private static final int WIDEST = 40;

    private static final Map<String, String> LIGHTS = Map.of("green", "C6E7CE", "yellow", "FFE9A8", "red", "F6C3BE");

    private final Configuration configuration;
    private final ReleaseRows rows;
    private final Release release;
    private final DisplayUnit unit;
    private final Totals totals;

    MeetingWorkbook(Configuration configuration, ReleaseRows rows) {
        this.configuration = configuration;
        this.rows = rows;
        this.release = rows.release();
        this.unit = new DisplayUnit(configuration);
        this.totals = new Totals(configuration, rows.held());
    }

    /** A table with the columns that are shown, in order. */
    private record Sheet(SummaryTable table, List<StructField> fields) {}

    /**
     * Refuses a configuration that selects an unknown table or column, naming file and line. Returns the number of
     * sheets.
     */
    public static int check(Configuration configuration) {
        return sheets(configuration).size();
    }

    private static List<Sheet> sheets(Configuration configuration) {
        List<SummaryTable> all = SummaryTable.all(configuration);
        Map<String, SummaryTable> known = SummaryTable.known(configuration).stream()
                .collect(Collectors.toMap(SummaryTable::name, Function.identity()));
        return configuration
                .settings()
                .workbook()
                .map(sheets -> sheets.stream()
                        .map(sheet -> sheet(sheet, published(picked(sheet.table(), known, sheet.place()), all, sheet)))
                        .toList())
                .orElseGet(() -> all.stream()
                        .filter(table -> table.head().workbook().isPresent())
                        .sorted(Comparator.comparingInt(
                                table -> table.head().workbook().getAsInt()))
                        .map(MeetingWorkbook::whole)
                        .toList());
    }

    private static SummaryTable published(SummaryTable table, List<SummaryTable> all, WorkbookSheet sheet) {
        if (!all.contains(table)) {
            throw Failure.usage(
                    new Bilingual(
                            sheet.place() + " (workbook)：表“" + table.name() + "”未发布。",
                            sheet.place() + " (workbook): the table \"" + table.name() + "\" is not published."),
                    new Bilingual("请从 workbook 中去掉，或在 tables 中加上它。", "Take it out of workbook, or add it to tables."));
        }
        return table;
    }

    private static Sheet whole(SummaryTable table) {
        return new Sheet(
                table,
                all(table).stream().map(column -> table.schema().apply(column)).toList());
    }

    private static Sheet sheet(WorkbookSheet sheet, SummaryTable table) {
        if (sheet.columns().isEmpty()) {
            return whole(table);
        }
        Map<String, StructField> fields =
                Stream.of(table.schema().fields()).collect(Collectors.toMap(StructField::name, Function.identity()));
        return new Sheet(
                table,
                sheet.columns().stream()
                        .map(column -> picked(column, fields, sheet.place()))
                        .toList());
    }

    /** Returns the columns of a table, except those that are the same for all rows or duplicate a Chinese column. */
    private static List<String> all(SummaryTable table) {
        return Stream.of(table.schema().fieldNames())
                .filter(name -> !name.equals(TableDefinition.AS_OF_DATE) && !name.endsWith("_name_en"))
                .toList();
    }

    private static <T> T picked(String name, Map<String, T> known, String place) {
        if (!known.containsKey(name)) {
            throw ConfigurationFile.unknown(name, place + " (workbook)", known.keySet());
        }
        return known.get(name);
    }

    /** Writes the file anew. */
    void write() throws IOException {
        String folder = "exports/" + release.asOfDate();
        ReplacedFile.write(
                rows.warehouse(),
                rows.warehouse().path(folder + "/taizhang-" + release.asOfDate() + ".xlsx"),
                this::print);
    }

    private void print(OutputStream out) throws IOException {
        // The library closes its output, but the file system has to close it itself.
        Workbook workbook = new Workbook(out, "Taizhang", null);
        cover(workbook.newWorksheet("封面 Cover"));
        for (Sheet sheet : sheets(configuration)) {
            fill(workbook.newWorksheet(sheet.table().title().zh()), sheet, rows.of(sheet.table()));
        }
        workbook.finish();
    }

    private void cover(Worksheet sheet) {
        sheet.width(0, 28);
        sheet.width(1, 70);
        sheet.value(0, 0, configuration.settings().programmeName().line());
        sheet.style(0, 0).bold().fontSize(16).set();
        sheet.rowHeight(0, 24);
        printed(sheet);
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("截止日期 as of", release.asOfDate().toString());
        lines.put("发布 release", release.number() + "（" + release.runId() + "）");
        lines.put("发布时间 published at", release.publishedAt().toString());
        lines.put("哈希 hash", release.hash());
        lines.put("金额单位 unit of amounts", unit.title().line() + "（币种见各表 currency in each table）");
        lines.put(
                "本次读取 rows read",
                release.ingested().read() + "，接收 accepted " + release.ingested().accepted() + "，退回 rejected "
                        + release.ingested().rejected() + "，略过 left out "
                        + release.ingested().leftOut());
        lines.put("对账 reconciled", "是 yes：对不上的数据不会发布 figures that do not add up are not published");
        new ConversionNote(configuration, rows.held())
                .converted()
                .ifPresent(note -> lines.put("折算 conversion", note.line()));
        int line = 2;
        for (Map.Entry<String, String> told : lines.entrySet()) {
            sheet.value(line, 0, told.getKey());
            sheet.value(line, 1, told.getValue());
            sheet.style(line, 0).bold().set();
            line++;
        }
    }

    private void fill(Worksheet sheet, Sheet picked, Iterator<Row> rows) {
        SummaryTable table = picked.table();
        List<StructField> fields = picked.fields();
        for (int column = 0; column < fields.size(); column++) {
            String title = ChineseView.name(fields.get(column), unit.bare());
            sheet.value(0, column, title);
            sheet.width(column, Math.min(WIDEST, Math.max(10, 2 * title.length() + 2)));
            sheet.style(0, column).bold().wrapText(true).fillColor("E8ECF1").set();
        }
        int line = 0;
        Set<String> currencies = new HashSet<>();
        while (rows.hasNext() && line < MOST_ROWS) {
            Row row = rows.next();
            line++;
            currencies.add(PageSections.text(row, "currency"));
            for (int column = 0; column < fields.size(); column++) {
                cell(
                        sheet,
                        line,
                        column,
                        fields.get(column),
                        row.getAs(fields.get(column).name()));
            }
        }
        if (rows.hasNext()) {
            sheet.value(
                    line + 1,
                    0,
                    "只列出前 " + MOST_ROWS + " 行，全部见 " + table.name() + ".csv。 The first " + MOST_ROWS
                            + " rows; all are in the CSV.");
        }
        int last = line;
        totals.of(table, currencies).ifPresent(total -> total(sheet, last + 1, fields, total));
        sheet.freezePane(0, 1);
        sheet.repeatRows(0);
        printed(sheet);
        if (line > 0) {
            sheet.setAutoFilter(0, 0, line, fields.size() - 1);
        }
    }

    /** Sets printing on A4, one page wide and as many pages long as needed. */
    private static void printed(Worksheet sheet) {
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
    }

    /** Writes the total below the filter's range, so that it is neither filtered out nor sorted among the rows. */
    private void total(Worksheet sheet, int line, List<StructField> fields, Row total) {
        for (int column = 0; column < fields.size(); column++) {
            StructField field = fields.get(column);
            if (!(field.dataType() instanceof StringType) && Totals.has(total, field.name())) {
                cell(sheet, line, column, field, total.getAs(field.name()));
            }
            sheet.style(line, column)
                    .bold()
                    .borderStyle(BorderSide.TOP, BorderStyle.THIN)
                    .fillColor("E8ECF1")
                    .set();
        }
        if (fields.get(0).dataType() instanceof StringType) {
            sheet.value(line, 0, "合计 Total");
        }
    }

    private void cell(Worksheet sheet, int line, int column, StructField field, Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof BigDecimal number) {
            boolean amount = ChineseView.isAmount(field);
            sheet.value(line, column, amount ? unit.of(number) : number);
            sheet.style(line, column).format(format(field.dataType())).set();
        } else if (value instanceof Number number) {
            sheet.value(line, column, number);
        } else {
            sheet.value(line, column, value.toString());
            String light = field.name().endsWith("light_code") ? LIGHTS.get(value.toString()) : null;
            if (light != null) {
                sheet.style(line, column).fillColor(light).set();
            }
        }
    }

    private static String format(DataType type) {
        if (type.equals(Unit.FRACTION.type())) {
            return "0.00%";
        }
        return ((DecimalType) type).scale() == 2 ? "#,##0.00" : "0.0";
    }
}
