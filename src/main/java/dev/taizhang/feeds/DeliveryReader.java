package dev.taizhang.feeds;

import dev.taizhang.definition.ReferenceTable;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.collections4.IteratorUtils;
import org.apache.commons.collections4.iterators.LazyIteratorChain;

/** Reads one delivered file as its feed says: finds header or names of columns, then hands on every row that is not blank. */
public final class DeliveryReader {
    /** Tables of different sheets are told apart by numbers that no sheet reaches. */
    private static final int TABLES_OF_SHEET = 1 << 20;

    private final Feed feed;
    private final ReferenceTable units;
    private final ZoneId zone;
    private final String fileName;

    /**
     * Prepares to read one file.
     *
     * @param zone by whose clock a moment is told, where a file has moments instead of dates
     */
    public DeliveryReader(Feed feed, ReferenceTable units, ZoneId zone, String fileName) {
        this.feed = feed;
        this.units = units;
        this.zone = zone;
        this.fileName = fileName;
    }

    /**
     * The rows of the file, in order, read as they are asked for.
     *
     * @param opened takes what has to be closed when the rows are done with
     * @throws Refusal here or while iterating, where the file cannot be taken; rows handed on before are then void
     */
    public Iterator<SourceRow> rows(Path file, Consumer<AutoCloseable> opened) {
        ReadDeadline patience = new ReadDeadline();
        Iterator<SourceRow> rows = switch (FileKind.of(fileName, file)) {
            case WORKBOOK -> workbookRows(file, patience, opened);
            case PARQUET -> namedRows(new ParquetFile(file, feed.dataset().columns(), zone), opened);
            case JSON_LINES -> namedRows(new JsonLinesFile(file), opened);
            case CSV -> {
                CsvFile csv = new CsvFile(file, feed.separator(), feed.charset());
                opened.accept(csv);
                yield new SheetReading(feed, units, fileName, csv.rows(), 0);
            }
        };
        return IteratorUtils.transformedIterator(rows, patience::with);
    }

    /**
     * The rows of a return workbook that answer one delivery, as if they stood in that delivery's file.
     *
     * @param deliveryId the delivery that is answered
     */
    public Iterator<SourceRow> returnedRows(Path file, String deliveryId, Consumer<AutoCloseable> opened) {
        List<ReturnWorkbook.Part> parts = ReturnWorkbook.parts(file).stream()
                .filter(part -> part.deliveryId().equals(deliveryId))
                .toList();
        WorkbookFile workbook = new WorkbookFile(file);
        opened.accept(workbook);
        return new LazyIteratorChain<>() {
            @Override
            protected Iterator<SourceRow> nextIterator(int count) {
                return count <= parts.size() ? returnedRows(workbook, parts.get(count - 1)) : null;
            }
        };
    }

    private Iterator<SourceRow> returnedRows(WorkbookFile workbook, ReturnWorkbook.Part part) {
        SheetRows sheet = workbook.sheets("*")
                .filter(candidate -> candidate.name().equals(part.sheet()))
                .findFirst()
                .orElse(null);
        if (sheet == null) {
            // Whoever has mended one sheet may well have deleted the others, whose rows then stay open.
            return Collections.emptyIterator();
        }
        ReturnWorkbook.Rows rows = ReturnWorkbook.rows(sheet);
        HeaderMap header = HeaderMap.of(feed, Heading.of(rows.own(rows.header())), units);
        if (!header.missing().isEmpty()) {
            throw header.columnMissing();
        }
        SourceTable sent = new SourceTable(
                feed,
                units,
                new SourceTable.Place(fileName, part.sentSheet(), part.title(), sheet.dayZero(), 0),
                header);
        return IteratorUtils.transformedIterator(
                IteratorUtils.filteredIterator(rows.lines(), line -> !line.blank()),
                line -> sent.returned(
                        sheet.name(), new SheetRows.Line(line.number(), rows.own(line)), rows.answer(line, part)));
    }

    private Iterator<SourceRow> workbookRows(Path file, ReadDeadline patience, Consumer<AutoCloseable> opened) {
        WorkbookFile workbook = new WorkbookFile(file, patience);
        opened.accept(workbook);
        List<SheetRows> sheets = workbook.sheets(feed.layout().sheets()).toList();
        if (sheets.isEmpty()) {
            throw noSheet();
        }
        if (sheets.stream().allMatch(this::passedOver)) {
            throw onlyHidden(sheets.get(0).name());
        }
        return new LazyIteratorChain<>() {
            @Override
            protected Iterator<SourceRow> nextIterator(int count) {
                return count <= sheets.size() ? sheetRows(sheets.get(count - 1), count) : null;
            }
        };
    }

    private boolean passedOver(SheetRows sheet) {
        return sheet.hidden() && !feed.layout().hiddenSheets();
    }

    private Iterator<SourceRow> sheetRows(SheetRows sheet, int count) {
        if (!passedOver(sheet)) {
            return new SheetReading(feed, units, fileName, sheet, count * TABLES_OF_SHEET);
        }
        int columns = feed.dataset().columns().size();
        return IteratorUtils.transformedIterator(
                IteratorUtils.filteredIterator(sheet.rows().iterator(), line -> !line.blank()),
                line -> new SourceRow(
                        sheet.name(),
                        line.number(),
                        count * TABLES_OF_SHEET,
                        new String[columns],
                        new String[columns],
                        SourceRow.HIDDEN_SHEET,
                        null,
                        null,
                        null));
    }

    private Refusal noSheet() {
        String sheets = feed.layout().sheets();
        return new Refusal(
                "no_sheet",
                "没有名为“" + sheets + "”的工作表。请按模板的表名重新报送。",
                "There is no sheet named \"" + sheets + "\". Name it as in the template and send the file again.");
    }

    private static Refusal onlyHidden(String sheet) {
        return new Refusal(
                "hidden_sheet",
                "工作表“" + sheet + "”是隐藏的，没有读取，也没有其他可读的工作表。请取消隐藏后重新报送。",
                "The sheet \"" + sheet
                        + "\" is hidden and was not read, and there is no other. Show it and send the file again.");
    }

    /** The rows of a file that names its columns: none of them is blank, because each was written as a row. */
    private Iterator<SourceRow> namedRows(NamedColumns file, Consumer<AutoCloseable> opened) {
        opened.accept(file);
        HeaderMap header = HeaderMap.of(feed, Heading.of(file.header()), units);
        if (!header.missing().isEmpty()) {
            throw header.columnMissing();
        }
        SourceTable table = new SourceTable(feed, units, new SourceTable.Place(fileName, "", "", null, 0), header);
        return IteratorUtils.transformedIterator(file.lines(header), table::row);
    }
}
