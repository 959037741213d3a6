package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DateForms;
import dev.taizhang.definition.Spelling;
import dev.taizhang.definition.UnitKind;
import dev.taizhang.definition.Units;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** One table of a file: its columns and the values in its title, with which its lines become rows. */
final class SourceTable {
    /** Numbers of five digits, which are days from 1927 to 2173 if the feed says so. No other date has this form. */
    private static final Pattern SERIAL = Pattern.compile("[1-9]\\d{4}(?:\\.\\d{1,20})?");

    private static final Pattern ISO_DATE = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");

    static final Bilingual FILE_NAME = new Bilingual("文件名", "file name");
    private static final Bilingual SHEET_NAME = new Bilingual("工作表名", "sheet name");
    private static final Bilingual HEADER = new Bilingual("表头", "header");
    private static final Bilingual TITLE = new Bilingual("标题", "title");

    private final Feed feed;
    private final List<Column> columns;
    private final HeaderMap header;
    private final String sheet;
    private final int number;
    private final LocalDate dayZero;
    private final boolean serials;
    private final Units units;
    private final String[] fixed;
    private final String[] columnUnits;
    private final String year;
    private final String[] above;
    private final String title;
    private final List<String> sentColumns;
    private final MoneyUnits moneyUnits;
    private final RowShapes shapes;
    private final ColumnUse use;

    /** The file and sheet of a table, the title above its header, and its number. */
    record Place(String fileName, String sheet, String title, LocalDate dayZero, int number) {}

    SourceTable(Feed feed, Units units, Place place, HeaderMap header) {
        this.feed = feed;
        this.columns = feed.dataset().columns();
        this.header = header;
        this.sheet = place.sheet();
        this.number = place.number();
        // Nearly all spreadsheets from which text files are made count from 1900.
        this.dayZero = place.dayZero() == null ? ShownNumbers.FROM_1900 : place.dayZero();
        this.serials = feed.dateForms().contains(DateForms.SERIAL);
        this.year = feed.year() == null ? null : fixed(feed.year(), place);
        this.fixed = columns.stream()
                .map(column -> withYear(column.type(), fixed(feed.columns().get(column.name()), place)))
                .toArray(String[]::new);
        if (!header.unclear().isEmpty()) {
            throw RefusalMessages.unclearUnit(HEADER, String.join("、", header.unclear()));
        }
        this.units = units;
        this.columnUnits = columnUnits(place.title());
        this.above = new String[columns.size()];
        this.title = place.title();
        this.sentColumns = header.columns(columns);
        this.moneyUnits = new MoneyUnits(this.units, columns, header, columnUnits);
        this.shapes = new RowShapes(feed, header);
        this.use = new ColumnUse(header, supplied());
    }

    /** The columns of the dataset that the file or the feed supplies. */
    private List<String> supplied() {
        return IntStream.range(0, fixed.length)
                .filter(index -> header.places()[index] >= 0 || fixed[index] != null)
                .mapToObj(index -> columns.get(index).name())
                .toList();
    }

    /** Notes places that hold values in a file of which only the used columns are read. */
    void holdsValues(BitSet places) {
        use.holdsValues(places);
    }

    HeaderMap header() {
        return header;
    }

    RowShapes shapes() {
        return shapes;
    }

    /** The value of a source that is the same in every row of the table; null if it is read from each row. */
    private static String fixed(ColumnSource source, Place place) {
        if (source instanceof ColumnSource.Constant constant) {
            return constant.value();
        }
        if (source instanceof ColumnSource.FileName name) {
            return value(name.pattern(), place.fileName(), FILE_NAME);
        }
        if (source instanceof ColumnSource.SheetName name) {
            return value(name.pattern(), place.sheet(), SHEET_NAME);
        }
        return source instanceof ColumnSource.Title words ? inTitle(words.pattern(), place.title()) : null;
    }

    /** The value in a title, in which a cell that is a date is read as 2025年3月31日 too. */
    private static String inTitle(String pattern, String title) {
        String withWords = ISO_DATE.matcher(title)
                .replaceAll(date -> date.group(1) + "年" + Integer.parseInt(date.group(2)) + "月"
                        + Integer.parseInt(date.group(3)) + "日");
        boolean found = Pattern.compile(pattern).matcher(title).find();
        return value(pattern, found ? title : withWords, TITLE);
    }

    /**
     * The first capture group of a pattern found in a text.
     *
     * @param source the kind of the text, for the message
     * @throws Refusal if the text does not contain the pattern
     */
    static String value(String pattern, String text, Bilingual source) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw RefusalMessages.valueNotFound(source, text, pattern);
        }
        return matcher.group(1);
    }

    /** The unit of each column: from its header, else from the title, else from the feed. */
    private String[] columnUnits(String title) {
        String[] result = header.units().clone();
        for (int index = 0; index < result.length; index++) {
            Column column = columns.get(index);
            boolean read = header.places()[index] >= 0 || fixed[index] != null;
            if (read && !column.unitKinds().isEmpty()) {
                Set<UnitKind> kinds = column.type().isMoney() ? Set.of(UnitKind.MONEY) : column.unitKinds();
                Units.Choice inTitle = TitleUnit.of(title, units, kinds);
                Units.Choice stated = inTitle.decides() ? inTitle : TitleUnit.of(sheet, units, kinds);
                String outer = stated.phrase() == null && column.type().isMoney() ? feed.unit() : stated.phrase();
                if (result[index] == null && stated.unclear() && header.unitPlace() < 0) {
                    throw RefusalMessages.unclearUnit(TITLE, title.strip());
                }
                String farther = stated.unclear() ? title.strip() : outer;
                if (units.within(orEmpty(result[index]), farther).isEmpty() && header.unitPlace() < 0) {
                    throw RefusalMessages.unclearUnit(HEADER, header.names().get(header.places()[index]));
                }
                result[index] = unit(result[index], farther);
            }
        }
        return result;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /** The unit that a nearer and a farther place state; one that nobody understands if they contradict each other. */
    private String unit(String nearer, String farther) {
        return nearer == null ? farther : units.within(nearer, farther).orElseGet(() -> nearer + " / " + farther);
    }

    /** A row of the dataset. */
    SourceRow row(SheetRows.Line line) {
        return row(line, RowShape.Doubts.NONE);
    }

    /** A row of the dataset with doubts about the number of its cells. */
    SourceRow row(SheetRows.Line line, RowShape.Doubts doubts) {
        String[] cells = cells(line);
        List<String> own = fillDown(cells, line.cells());
        return built(sheet, line, cells, null, shapes.of(line, doubts), own, null);
    }

    /** A row that is left out for a reason. */
    SourceRow leftOut(SheetRows.Line line, String reason) {
        RowShape shape = shapes.of(line, RowShape.Doubts.NONE);
        return built(sheet, line, cells(line), reason, shape, line.cells(), null);
    }

    /** Refuses the file if a note states another unit of money than the one by which amounts are read. */
    void requireSameUnit(SheetRows.Line note) {
        moneyUnits.requireSameInNote(note);
    }

    /** A line with a single text, which is left out as a heading. It may be the value to fill down below it. */
    SourceRow heading(SheetRows.Line line) {
        fillDown(cells(line), line.cells());
        return leftOut(line, SourceRow.HEADING);
    }

    /** A row of a return workbook, on another sheet, that corrects a row of this table. */
    SourceRow returned(String returnSheet, SheetRows.Line line, ReturnVerdict answer) {
        RowShape shape = shapes.of(line, RowShape.Doubts.NONE);
        return built(returnSheet, line, cells(line), null, shape, line.cells(), answer);
    }

    private SourceRow built(
            String place,
            SheetRows.Line line,
            String[] cells,
            String leftOut,
            RowShape shape,
            List<String> own,
            ReturnVerdict answer) {
        FirstSeen seen = leftOut == null ? use.in(line) : use.inLeftOut();
        return new SourceRow(place, line.number(), number, cells, units(line), leftOut, shape, sent(own), answer, seen);
    }

    private String[] cells(SheetRows.Line line) {
        String[] cells = fixed.clone();
        for (int index = 0; index < cells.length; index++) {
            int place = header.places()[index];
            if (place >= 0) {
                cells[index] = withDate(columns.get(index).type(), CellGuard.off(line.cell(place)));
            }
        }
        return cells;
    }

    private SentRow sent(List<String> cells) {
        return new SentRow(sheet, title, header.names(), sentColumns, cells);
    }

    /** Fills blank cells with the value above them, also in the row of the sender, which may be returned alone. */
    private List<String> fillDown(String[] cells, List<String> sent) {
        List<String> own = sent;
        for (String name : feed.layout().fillDown()) {
            int index = feed.dataset().indexOf(name);
            if (cells[index] != null && !cells[index].isBlank()) {
                above[index] = cells[index];
            } else if (above[index] != null) {
                cells[index] = above[index];
                own = own == sent ? new ArrayList<>(sent) : own;
                while (own.size() <= header.places()[index]) {
                    own.add(null);
                }
                own.set(header.places()[index], above[index]);
            }
        }
        return own;
    }

    private String[] units(SheetRows.Line line) {
        String rowUnit = header.unitPlace() >= 0 ? line.cell(header.unitPlace()) : null;
        if (rowUnit == null || rowUnit.isBlank()) {
            moneyUnits.requireSameInUnreadColumns(line);
            return columnUnits;
        }
        String[] rowUnits = columnUnits.clone();
        for (int index = 0; index < rowUnits.length; index++) {
            if (columns.get(index).type().isMoney()) {
                rowUnits[index] = unit(header.units()[index], rowUnit);
            }
        }
        return rowUnits;
    }

    /** Completes a day that is a number of days, if the feed says so, and a month without its year. */
    private String withDate(ColumnType type, String cell) {
        boolean date = type == ColumnType.DATE || type == ColumnType.MONTH;
        return serials && date && cell != null && SERIAL.matcher(cell.strip()).matches()
                ? SerialDay.of(new BigDecimal(cell.strip()), dayZero).toString()
                : withYear(type, cell);
    }

    private String withYear(ColumnType type, String text) {
        return year != null
                        && text != null
                        && type == ColumnType.MONTH
                        && SentRow.MONTH_ALONE.matcher(Spelling.plain(text)).matches()
                ? year + "年" + text.strip()
                : text;
    }
}
