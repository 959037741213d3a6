package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Language;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The workbook for the morning meeting, {@code exports/<as-of>/taizhang-<as-of>.xlsx}: a cover, the contents, one sheet per
 * table with amounts in the display unit, and a dictionary of their columns. The tables are those that the configuration selects, or else those with a position
 * in the workbook. Text is written as text, so that it never becomes a formula.
 */
public final class MeetingWorkbook implements TableCopy {
    private final Settings settings;
    private final ReleaseRows rows;
    private final Warehouse warehouse;
    private final Release release;
    private final DisplayUnit unit;
    private final Language language;
    private final PageTexts texts;
    private final Map<String, ReferenceTable> references;
    private final Totals totals;
    private final Map<String, WorkbookTable> sheets = new LinkedHashMap<>();
    private ReplacedFile file;
    private Workbook workbook;
    private Worksheet cover;
    private Worksheet contents;
    private Worksheet dictionary;

    MeetingWorkbook(Settings settings, Map<String, ReferenceTable> references, ReleaseRows rows) {
        this.settings = settings;
        this.language = settings.language();
        this.texts = new PageTexts(references, CopySettings.of(settings).words());
        this.references = references;
        this.rows = rows;
        this.warehouse = rows.warehouse();
        this.release = rows.release();
        this.unit = new DisplayUnit(settings, references.get("units"));
        this.totals = new Totals(settings.currency(), rows.held());
    }

    /**
     * A table with the columns that are shown, in order.
     *
     * @param isChosen whether the configuration names the columns
     */
    private record Sheet(SummaryTable table, List<CopiedColumn> columns, boolean isChosen) {}

    /**
     * Refuses a configuration that selects an unknown table or column, naming file and line. Returns the number of
     * sheets.
     */
    public static int check(OfficeTables office, CopySettings settings) {
        return sheets(office.without(settings.leftOut()), settings).size();
    }

    /** Returns the tables of its sheets. */
    static List<TableDefinition> tables(OfficeTables office, CopySettings settings) {
        return sheets(office, settings).stream()
                .map(sheet -> sheet.table().definition())
                .toList();
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
                        .toList(),
                false);
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
                        .toList(),
                true);
    }

    /** Returns the columns of a table, except those that are the same for all rows or say what another column says better. */
    private static List<String> all(SummaryTable table) {
        List<String> names = List.of(table.schema().fieldNames());
        return names.stream()
                .filter(name -> !name.equals(TableDefinition.AS_OF_DATE) && !name.equals("line_kind"))
                .filter(name -> !names.contains(name.replaceFirst("_code$", "_name")) || !name.endsWith("_code"))
                .filter(name -> !name.endsWith("_en"))
                .toList();
    }

    private static <T> T picked(String name, Map<String, T> known, String place) {
        if (!known.containsKey(name)) {
            throw ConfigurationFile.unknown(name, place + " (workbook)", known.keySet());
        }
        return known.get(name);
    }

    /** Begins the file with all sheets in order; those of tables are filled in the order of the tables. */
    @Override
    public void begin() throws IOException {
        file = ReplacedFile.begin(
                warehouse.files(),
                warehouse.path("exports/" + release.asOfDate() + "/taizhang-" + release.asOfDate() + ".xlsx"));
        workbook = new Workbook(file.out(), "Taizhang", null);
        cover = workbook.newWorksheet(language.line(WorkbookMessages.cover()));
        contents = workbook.newWorksheet(language.line(WorkbookMessages.contents()));
        WorkbookTable.Look look = new WorkbookTable.Look(language, unit, texts, totals, reference(contents));
        for (Sheet sheet : sheets(rows.tables(), CopySettings.of(settings))) {
            Bilingual title = sheet.table().title();
            Worksheet empty = workbook.newWorksheet(language == Language.EN ? title.en() : title.zh());
            sheets.put(sheet.table().name(), new WorkbookTable(sheet.table(), shown(sheet), empty, look));
        }
        dictionary = workbook.newWorksheet(language.line(WorkbookMessages.dictionary()));
    }

    /** Returns the columns of a sheet, without the currency if all projects are in the portfolio's. */
    private List<CopiedColumn> shown(Sheet sheet) {
        Set<String> currencies = Summaries.named(rows.held(), "programme_overview").stream()
                .map(row -> row.<String>getAs("currency"))
                .collect(Collectors.toSet());
        boolean one = currencies.equals(Set.of(totals.currency()));
        return sheet.isChosen() || !one
                ? sheet.columns()
                : sheet.columns().stream()
                        .filter(column -> !column.name().equals("currency"))
                        .toList();
    }

    /** Returns the address of a sheet for links. */
    static String reference(Worksheet sheet) {
        return "'" + sheet.getName() + "'!A1";
    }

    @Override
    public Set<String> needed(CopiedTable table, SortedMap<String, String> parts) {
        return sheets.containsKey(table.name()) ? Set.of(release.asOfDate().toString()) : Set.of();
    }

    @Override
    public RowCopy part(CopiedTable table, String part) {
        return sheets.get(table.name());
    }

    @Override
    public void complete() throws IOException {
        new WorkbookCover(settings, unit, Brief.of(settings, references, rows), rows, totals).write(cover);
        WorkbookIndex index = new WorkbookIndex(language, unit, List.copyOf(sheets.values()));
        index.contents(contents, dictionary);
        index.dictionary(dictionary);
        workbook.finish();
        file.replace();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
