package dev.taizhang.copies;

import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
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
public final class MeetingWorkbook implements TableCopy {
    /** The maximum number of rows of a table in the workbook; its CSV contains all rows. */
    private static final int MOST_ROWS = 5_000;

    private static final int WIDEST = 40;

    /** The background of headers and totals. */
    private static final String GREY = "E8ECF1";

    private static final Map<String, String> LIGHTS = Map.of("green", "C6E7CE", "yellow", "FFE9A8", "red", "F6C3BE");

    private final Settings settings;
    private final ReleaseRows rows;
    private final Warehouse warehouse;
    private final Release release;
    private final DisplayUnit unit;
    private final Totals totals;
    private final Map<String, RowCopy> sheets = new HashMap<>();
    private ReplacedFile file;
    private Workbook workbook;

    MeetingWorkbook(Settings settings, DisplayUnit unit, ReleaseRows rows) {
        this.settings = settings;
        this.rows = rows;
        this.warehouse = rows.warehouse();
        this.release = rows.release();
        this.unit = unit;
        this.totals = new Totals(settings.currency(), rows.held());
    }

    /** A table with the columns that are shown, in order. */
    private record Sheet(SummaryTable table, List<CopiedColumn> columns) {}

    /**
     * Refuses a configuration that selects an unknown table or column, naming file and line. Returns the number of
     * sheets.
     */
    public static int check(OfficeTables office, CopySettings settings) {
        return sheets(office, settings).size();
    }

    private static List<Sheet> sheets(OfficeTables office, CopySettings settings) {
        List<SummaryTable> all = office.published();
        Map<String, SummaryTable> known =
                office.known().stream().collect(Collectors.toMap(SummaryTable::name, Function.identity()));
        return settings.workbook()
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
            throw CopyMessages.tableNotPublished(sheet.place(), table.name());
        }
        return table;
    }

    private static Sheet whole(SummaryTable table) {
        return new Sheet(
                table,
                all(table).stream()
                        .map(column -> CopiedColumn.of(table.schema().apply(column)))
                        .toList());
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
                        .map(column -> CopiedColumn.of(picked(column, fields, sheet.place())))
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

    /** Begins the file with its cover and all sheets in order, which are filled in the order of the tables. */
    @Override
    public void begin() throws IOException {
        file = ReplacedFile.begin(
                warehouse.files(),
                warehouse.path("exports/" + release.asOfDate() + "/taizhang-" + release.asOfDate() + ".xlsx"));
        workbook = new Workbook(file.out(), "Taizhang", null);
        cover(workbook.newWorksheet("封面 Cover"));
        for (Sheet sheet : sheets(rows.tables(), CopySettings.of(settings))) {
            sheets.put(
                    sheet.table().name(),
                    new Filled(
                            sheet, workbook.newWorksheet(sheet.table().title().zh())));
        }
    }

    @Override
    public Optional<RowCopy> table(CopiedTable table) {
        return Optional.ofNullable(sheets.get(table.name()));
    }

    @Override
    public void complete() throws IOException {
        workbook.finish();
        file.replace();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    private void cover(Worksheet sheet) {
        sheet.width(0, 28);
        sheet.width(1, 70);
        sheet.value(0, 0, settings.programmeName().line());
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
        lines.put("对账 reconciled", "是 yes：核对不符的数据不予发布 figures that do not reconcile are not published");
        new ConversionNote(settings.currency(), rows.held())
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

    /** The sheet of one table. */
    private final class Filled implements RowCopy {
        private final SummaryTable table;
        private final List<CopiedColumn> columns;
        private final Worksheet sheet;
        private final Set<String> currencies = new HashSet<>();
        private int line;
        private boolean truncated;

        Filled(Sheet picked, Worksheet sheet) {
            this.table = picked.table();
            this.columns = picked.columns();
            this.sheet = sheet;
            for (int place = 0; place < columns.size(); place++) {
                String title = columns.get(place).title(unit.bare());
                sheet.value(0, place, title);
                sheet.width(place, Math.min(WIDEST, Math.max(10, 2 * title.length() + 2)));
                sheet.style(0, place).bold().wrapText(true).fillColor(GREY).set();
            }
        }

        @Override
        public void add(Row row) {
            if (line == MOST_ROWS) {
                truncated = true;
                return;
            }
            line++;
            currencies.add(PageSections.text(row, "currency"));
            for (int place = 0; place < columns.size(); place++) {
                CopiedColumn column = columns.get(place);
                cell(sheet, line, place, column, row.getAs(column.name()));
            }
        }

        @Override
        public void complete() {
            if (truncated) {
                sheet.value(
                        line + 1,
                        0,
                        CopyMessages.rowsOmitted(MOST_ROWS, table.name()).line());
            }
            totals.of(table, currencies).ifPresent(total -> total(sheet, line + 1, columns, total));
            sheet.freezePane(0, 1);
            sheet.repeatRows(0);
            printed(sheet);
            if (line > 0) {
                sheet.setAutoFilter(0, 0, line, columns.size() - 1);
            }
        }

        @Override
        public void close() {
            // The workbook holds its sheets.
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
    private void total(Worksheet sheet, int line, List<CopiedColumn> columns, Row total) {
        for (int place = 0; place < columns.size(); place++) {
            CopiedColumn column = columns.get(place);
            if (!column.isText() && Totals.has(total, column.name())) {
                cell(sheet, line, place, column, total.getAs(column.name()));
            }
            sheet.style(line, place)
                    .bold()
                    .borderStyle(BorderSide.TOP, BorderStyle.THIN)
                    .fillColor(GREY)
                    .set();
        }
        if (columns.get(0).isText()) {
            sheet.value(line, 0, "合计 Total");
        }
    }

    private void cell(Worksheet sheet, int line, int place, CopiedColumn column, Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof BigDecimal number) {
            sheet.value(line, place, column.isAmount() ? unit.of(number) : number);
            sheet.style(line, place).format(column.excelFormat()).set();
        } else if (value instanceof Number number) {
            sheet.value(line, place, number);
        } else {
            sheet.value(line, place, value.toString());
            String light = column.name().endsWith("light_code") ? LIGHTS.get(value.toString()) : null;
            if (light != null) {
                sheet.style(line, place).fillColor(light).set();
            }
        }
    }
}
