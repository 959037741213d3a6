package dev.taizhang.feeds;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Spelling;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.collections4.IteratorUtils;
import org.apache.commons.collections4.iterators.LazyIteratorChain;

/** Reads one delivered file as its feed says: finds header or names of columns, then hands on every row that is not blank. */
public final class DeliveryReader {
    /** A header stands near the top; what comes before it is the title. */
    static final int TITLE_ROWS = 30;

    private static final Pattern TITLE_UNIT = Pattern.compile("(?:单位|unit)\\s*[:：]?\\s*([^\\s,，;；)）(（]+)");

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
        return switch (FileKind.of(fileName, file)) {
            case WORKBOOK -> workbookRows(file, opened);
            case PARQUET -> namedRows(new ParquetFile(file, feed.dataset().columns(), zone), opened);
            case JSON_LINES -> namedRows(new JsonLinesFile(file), opened);
            case CSV -> {
                CsvFile csv = new CsvFile(file, feed.separator(), feed.charset());
                opened.accept(csv);
                yield sheetRows(csv.rows());
            }
        };
    }

    private Iterator<SourceRow> workbookRows(Path file, Consumer<AutoCloseable> opened) {
        WorkbookFile workbook = new WorkbookFile(file);
        opened.accept(workbook);
        List<SheetRows> sheets = workbook.sheets(feed.sheets()).toList();
        if (sheets.isEmpty()) {
            throw new Refusal(
                    "no_sheet",
                    "没有名为“" + feed.sheets() + "”的工作表。请按模板的表名重新报送。",
                    "There is no sheet named \"" + feed.sheets()
                            + "\". Name it as in the template and send the file again.");
        }
        return new LazyIteratorChain<>() {
            @Override
            protected Iterator<SourceRow> nextIterator(int count) {
                return count <= sheets.size() ? sheetRows(sheets.get(count - 1)) : null;
            }
        };
    }

    /** The rows of a file that names its columns: none of them is blank, because each was written as a row. */
    private Iterator<SourceRow> namedRows(NamedColumns file, Consumer<AutoCloseable> opened) {
        opened.accept(file);
        HeaderMap header = HeaderMap.of(feed, file.header(), units);
        if (!header.missing().isEmpty()) {
            throw columnMissing(header);
        }
        return rows("", "", header, file.lines(header));
    }

    private Iterator<SourceRow> sheetRows(SheetRows sheet) {
        Iterator<SheetRows.Line> lines = sheet.rows().iterator();
        List<SheetRows.Line> title = new ArrayList<>();
        HeaderMap header = header(lines, title);
        String titleText = title.stream()
                .flatMap(line -> line.cells().stream())
                .filter(cell -> cell != null)
                .collect(Collectors.joining(" "));
        return rows(sheet.name(), titleText, header, IteratorUtils.filteredIterator(lines, line -> !line.blank()));
    }

    private Iterator<SourceRow> rows(String sheet, String title, HeaderMap header, Iterator<SheetRows.Line> lines) {
        String[] fixed = fixed(sheet, title);
        String[] columnUnits = columnUnits(header, titleUnit(title));
        return IteratorUtils.transformedIterator(lines, line -> row(sheet, line, header, fixed, columnUnits));
    }

    private HeaderMap header(Iterator<SheetRows.Line> lines, List<SheetRows.Line> title) {
        HeaderMap best = null;
        while (lines.hasNext() && title.size() < TITLE_ROWS) {
            SheetRows.Line line = lines.next();
            boolean here = feed.header() == null || feed.header() == line.number();
            if (here && !line.blank()) {
                HeaderMap header = HeaderMap.of(feed, line.cells(), units);
                if (header.missing().isEmpty() && header.found() > 0) {
                    return header;
                }
                best = best == null || header.found() > best.found() ? header : best;
            }
            title.add(line);
        }
        throw noHeader(best);
    }

    private static Refusal noHeader(HeaderMap best) {
        if (best == null || best.found() == 0) {
            return new Refusal(
                    "no_header",
                    "前 " + TITLE_ROWS + " 行中没有找到表头。请按模板的表头重新报送。",
                    "No header was found in the first " + TITLE_ROWS
                            + " rows. Use the headers of the template and send the file again.");
        }
        return columnMissing(best);
    }

    private static Refusal columnMissing(HeaderMap header) {
        String missing = String.join(", ", header.missing());
        return new Refusal(
                "column_missing",
                "缺少必需的列：" + missing + "。请补上后重新报送。",
                "Required columns are missing: " + missing + ". Add them and send the file again.");
    }

    /** The values that are the same in every row of the sheet. */
    private String[] fixed(String sheetName, String title) {
        return feed.dataset().columns().stream()
                .map(column -> feed.columns().get(column.name()))
                .map(source -> fixed(source, sheetName, title))
                .toArray(String[]::new);
    }

    private String fixed(ColumnSource source, String sheetName, String title) {
        if (source instanceof ColumnSource.Constant constant) {
            return constant.value();
        }
        if (source instanceof ColumnSource.FileName name) {
            return found(name.pattern(), fileName, "文件名", "the file's name");
        }
        if (source instanceof ColumnSource.SheetName name) {
            return found(name.pattern(), sheetName, "工作表名", "the sheet's name");
        }
        return source instanceof ColumnSource.Title words ? found(words.pattern(), title, "标题", "the title") : null;
    }

    static String found(String pattern, String text, String zh, String en) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new Refusal(
                    "value_not_found",
                    zh + "“" + text + "”中找不到“" + pattern + "”要取的内容。请改正后重新报送。",
                    "What \"" + pattern + "\" should take is not in " + en + " \"" + text
                            + "\". Correct it and send the file again.");
        }
        return matcher.group(1);
    }

    private Optional<String> titleUnit(String title) {
        return TITLE_UNIT
                .matcher(Spelling.normal(title))
                .results()
                .map(result -> result.group(1))
                .filter(word -> units.match(word).isPresent())
                .findFirst();
    }

    /** What is nearest to the number decides: its header, then the title, then the feed. */
    private String[] columnUnits(HeaderMap header, Optional<String> titleUnit) {
        String[] result = header.units().clone();
        for (int index = 0; index < result.length; index++) {
            if (result[index] == null && isMoney(index)) {
                result[index] = titleUnit.orElse(feed.unit());
            }
        }
        return result;
    }

    private boolean isMoney(int column) {
        return feed.dataset().columns().get(column).type().isMoney();
    }

    private SourceRow row(String sheet, SheetRows.Line line, HeaderMap header, String[] fixed, String[] columnUnits) {
        String[] cells = fixed.clone();
        for (int index = 0; index < cells.length; index++) {
            if (header.places()[index] >= 0) {
                cells[index] = cell(line, header.places()[index]);
            }
        }
        String rowUnit = header.unitPlace() >= 0 ? cell(line, header.unitPlace()) : null;
        if (rowUnit == null || rowUnit.isBlank()) {
            return new SourceRow(sheet, line.number(), cells, columnUnits);
        }
        String[] rowUnits = columnUnits.clone();
        for (int index = 0; index < rowUnits.length; index++) {
            if (header.units()[index] == null && isMoney(index)) {
                rowUnits[index] = rowUnit;
            }
        }
        return new SourceRow(sheet, line.number(), cells, rowUnits);
    }

    private static String cell(SheetRows.Line line, int place) {
        return place < line.cells().size() ? line.cells().get(place) : null;
    }
}
