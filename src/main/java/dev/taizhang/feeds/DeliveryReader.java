package dev.taizhang.feeds;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Units;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.commons.collections4.IteratorUtils;
import org.apache.commons.collections4.iterators.LazyIteratorChain;

/**
 * Reads one delivered file as its feed says: finds the header or the column names, then returns every row that is not
 * blank.
 */
public final class DeliveryReader {
    /** The distance between the table numbers of two sheets, more than any sheet has tables. */
    private static final int TABLES_PER_SHEET = 1 << 20;

    private final Feed feed;
    private final Units units;
    private final ZoneId zone;
    private final String fileName;

    /**
     * Prepares to read one file.
     *
     * @param zone the time zone for files that have timestamps instead of dates
     */
    public DeliveryReader(Feed feed, ReferenceTable units, ZoneId zone, String fileName) {
        this.feed = feed;
        this.units = new Units(units);
        this.zone = zone;
        this.fileName = fileName;
    }

    /**
     * Returns the rows of the file in order, read lazily.
     *
     * @param opened receives the resources to close after the last row
     * @throws Refusal here or during iteration, if the file must be refused; rows returned before are then void
     */
    public Iterator<SourceRow> rows(Path file, Consumer<AutoCloseable> opened) {
        ReadDeadline deadline = new ReadDeadline();
        Iterator<SourceRow> rows = switch (FileKind.of(fileName, file)) {
            case WORKBOOK -> workbookRows(file, deadline, opened);
            case PARQUET -> namedRows(new ParquetFile(file, feed.dataset().columns(), zone), opened);
            case JSON_LINES -> namedRows(new JsonLinesFile(file), opened);
            case CSV -> {
                CsvFile csv = new CsvFile(file, feed.separator(), feed.charset());
                opened.accept(csv);
                yield new SheetReading(feed, units, fileName, csv.rows(), 0);
            }
        };
        return IteratorUtils.transformedIterator(rows, deadline::check);
    }

    /**
     * Returns the rows of a part of the file, with the same numbers as in the whole file.
     *
     * @param opened receives the resources to close after the last row
     * @throws Refusal here or during iteration, if the part cannot be read by itself, or the file must be refused
     */
    public Iterator<SourceRow> rows(Path file, FilePart part, Consumer<AutoCloseable> opened) {
        return IteratorUtils.transformedIterator(partRows(file, part, opened), new ReadDeadline()::check);
    }

    private Iterator<SourceRow> partRows(Path file, FilePart part, Consumer<AutoCloseable> opened) {
        if (part instanceof FilePart.Records records) {
            return records(file, records, opened);
        }
        if (part instanceof FilePart.Objects objects) {
            return namedRows(new JsonLinesFile(file, objects), opened);
        }
        FilePart.RowGroups groups = (FilePart.RowGroups) part;
        return namedRows(new ParquetFile(file, feed.dataset().columns(), zone, groups), opened);
    }

    private Iterator<SourceRow> records(Path file, FilePart.Records part, Consumer<AutoCloseable> opened) {
        CsvFile head = new CsvFile(file, feed.separator(), part.charset(), part.isFirst() ? part.range() : part.head());
        opened.accept(head);
        if (part.isFirst()) {
            return SheetReading.ofFirstPart(feed, units, fileName, head.rows());
        }
        CsvFile further = head.further(part.range(), part.before());
        opened.accept(further);
        return SheetReading.ofPart(feed, units, fileName, head.rows(), further.rows());
    }

    /**
     * Returns the rows of a return workbook that answer one delivery, as if they were in the file of that delivery.
     *
     * @param deliveryId the answered delivery
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
            // Senders may delete the sheets that they did not correct; the rows of those sheets remain open.
            return Collections.emptyIterator();
        }
        ReturnWorkbook.Rows rows = ReturnWorkbook.rows(sheet);
        HeaderMap header = HeaderMap.of(feed, Heading.of(rows.own(rows.header())), units);
        if (!header.missing().isEmpty()) {
            throw RefusalMessages.missingColumns(header.missing(), "");
        }
        header.requireDistinct();
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

    private Iterator<SourceRow> workbookRows(Path file, ReadDeadline deadline, Consumer<AutoCloseable> opened) {
        WorkbookFile workbook = new WorkbookFile(file, deadline);
        opened.accept(workbook);
        List<SheetChoice.Chosen> sheets =
                SheetChoice.of(workbook.sheets("*").toList(), feed.layout().sheets());
        if (sheets.stream().allMatch(chosen -> isSkipped(chosen.sheet()))) {
            throw RefusalMessages.onlyHiddenSheets(sheets.get(0).sheet().name());
        }
        return new LazyIteratorChain<>() {
            private final List<String> withoutHeader = new ArrayList<>();
            private SheetReading misfit;
            private boolean fits;

            @Override
            protected Iterator<SourceRow> nextIterator(int count) {
                if (count > sheets.size()) {
                    if (!fits) {
                        throw misfit.noHeader(withoutHeader);
                    }
                    return null;
                }
                SheetChoice.Chosen chosen = sheets.get(count - 1);
                int table = count * TABLES_PER_SHEET;
                if (isSkipped(chosen.sheet())) {
                    return hiddenRows(chosen.sheet(), table);
                }
                SheetReading reading = new SheetReading(feed, units, fileName, chosen.sheet(), table);
                if (chosen.named() || reading.findsHeader() || reading.nearlyHasHeader()) {
                    fits = true;
                    return reading;
                }
                withoutHeader.add(chosen.sheet().name());
                misfit = misfit == null ? reading : misfit;
                return reading.leftOut();
            }
        };
    }

    private boolean isSkipped(SheetRows sheet) {
        return sheet.hidden() && !feed.layout().hiddenSheets();
    }

    private Iterator<SourceRow> hiddenRows(SheetRows sheet, int table) {
        return IteratorUtils.transformedIterator(
                IteratorUtils.filteredIterator(sheet.rows().iterator(), line -> !line.blank()),
                line -> SheetReading.leftOutLine(feed, sheet, line, table, SourceRow.HIDDEN_SHEET, null));
    }

    /**
     * The rows of a file with named columns. Blank rows are kept, because such a file writes each of them on purpose.
     */
    private Iterator<SourceRow> namedRows(NamedColumns file, Consumer<AutoCloseable> opened) {
        opened.accept(file);
        HeaderMap header = HeaderMap.of(feed, Heading.of(file.header()), units);
        if (!header.missing().isEmpty()) {
            throw RefusalMessages.missingColumns(header.missing(), "");
        }
        header.requireDistinct();
        SourceTable table = new SourceTable(feed, units, new SourceTable.Place(fileName, "", "", null, 0), header);
        table.holdsValues(file.valued());
        return IteratorUtils.transformedIterator(file.lines(header), line -> table.row(line));
    }
}
