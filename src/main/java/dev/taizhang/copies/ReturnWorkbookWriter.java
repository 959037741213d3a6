package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.ReturnWorkbook;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Writes one sender's return workbook: a sheet with instructions, one sheet of rows for each delivered sheet, and the
 * hidden sheet.
 */
final class ReturnWorkbookWriter {
    private static final int HEADER = 2;
    private static final int FIRST_OWN = 2;
    private static final int MOST_COLUMNS = 16_000;
    private static final int LONGEST_CELL = 32_000;
    private static final double WIDTH_OF_ADVICE = 48;

    private static final String INK = "1F3A4D";
    private static final String PALE = "EAF1F5";
    private static final String GREY = "6B7780";
    private static final String LINE = "C9D3DA";
    private static final String TO_CORRECT = "FFE699";
    /** The most points that Excel gives a row, and the library refuses more: a row may have very many problems. */
    private static final double HIGHEST_ROW = 409;

    private static final String TO_REPLY = "E2F0D9";

    private final String sender;
    private final LocalDate asOf;
    private final long open;
    private final List<Bilingual> notices;

    /**
     * Prepares a workbook.
     *
     * @param open the number of open rows, of which the workbook may contain only the first
     * @param notices what is to be said about deliveries as a whole
     */
    ReturnWorkbookWriter(String sender, LocalDate asOf, long open, List<Bilingual> notices) {
        this.sender = sender;
        this.asOf = asOf;
        this.open = open;
        this.notices = notices;
    }

    /** The rows of one sheet of one delivery, and the sheet of this workbook that contains them. */
    private record Part(ReturnWorkbook.Part about, String fileName, List<Row> rows) {}

    void write(OutputStream out, List<Row> rows) throws IOException {
        List<Part> parts = parts(rows);
        try (Workbook workbook = new Workbook(out, "Taizhang", null)) {
            workbook.setGlobalDefaultFont("Microsoft YaHei", 10);
            firstPage(workbook.newWorksheet(ReturnMessages.FIRST_SHEET), parts, rows.size());
            parts.forEach(part -> rows(workbook.newWorksheet(part.about().sheet()), part));
            Worksheet hidden = workbook.newWorksheet(ReturnWorkbook.MARK);
            hidden.setVisibilityState(VisibilityState.VERY_HIDDEN);
            for (int line = 0; line < parts.size(); line++) {
                List<String> cells = parts.get(line).about().cells();
                for (int place = 0; place < cells.size(); place++) {
                    hidden.value(line, place, cells.get(place));
                    hidden.style(line, place).format("@").set();
                }
            }
        }
    }

    /** Groups the rows by the sheet on which they were delivered, each with columns of its own. */
    private static List<Part> parts(List<Row> rows) {
        Map<List<Object>, List<Row>> sheets = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> List.of(row.getAs("delivery_number"), row.<String>getAs("sheet"), headers(row)),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Part> parts = new ArrayList<>();
        for (List<Row> sheet : sheets.values()) {
            Row first = sheet.get(0);
            Row sent = first.getAs("sent");
            String answered = first.getAs("sheet");
            String file = Delivery.bareName(first.getAs("file_name"));
            String name = sheetName(parts.size() + 1, answered.isEmpty() ? file : answered);
            parts.add(new Part(
                    new ReturnWorkbook.Part(
                            name, first.getAs("delivery_id"), answered, sent.getAs("sheet"), sent.getAs("title")),
                    file,
                    sheet));
        }
        return parts;
    }

    private static List<String> headers(Row row) {
        return columns(row).stream()
                .map(column -> String.valueOf(column.<String>getAs("header")))
                .toList();
    }

    private static List<Row> columns(Row row) {
        List<Row> columns = row.<Row>getAs("sent").getList(2);
        return columns.subList(0, Math.min(columns.size(), MOST_COLUMNS));
    }

    /** Returns a sheet name that is unique by its number and within the limits of Excel. */
    private static String sheetName(int number, String from) {
        String name = number + " "
                + from.replaceAll("[\\[\\]:*?/\\\\'\\p{Cntrl}]", " ").replaceFirst("\\.[A-Za-z]+$", "");
        return name.substring(0, Math.min(name.length(), 31)).strip();
    }

    private void firstPage(Worksheet page, List<Part> parts, int rows) {
        page.hideGridLines();
        page.width(0, 3);
        page.width(1, 58);
        page.width(2, 58);
        page.width(3, 14);
        page.value(0, 1, ReturnMessages.title(sender, rows));
        page.style(0, 1).bold().fontSize(16).fontColor(INK).set();
        page.rowHeight(0, 30);
        both(page, 1, ReturnMessages.introduction(asOf));
        instructions(page);
        int line = 9;
        List<String> header = ReturnMessages.listHeader();
        for (int place = 0; place < header.size(); place++) {
            page.value(line, place + 1, header.get(place));
            page.style(line, place + 1)
                    .bold()
                    .fontColor("FFFFFF")
                    .fillColor(INK)
                    .set();
        }
        for (Part part : parts) {
            line++;
            page.value(line, 1, part.about().sheet());
            page.value(line, 2, part.fileName());
            page.value(line, 3, part.rows().size());
            for (int place = 1; place <= 3; place++) {
                bordered(page.style(line, place)).set();
            }
        }
        if (open > rows) {
            both(page, line + 2, ReturnMessages.moreLater(open - rows));
        }
        ReturnNotice.lines(page, line + 4, notices);
        page.fitToWidth((short) 1);
        page.fitToHeight((short) 0);
        page.pageOrientation("landscape");
        page.paperSize(PaperSize.A4_PAPER);
    }

    /** Writes a sentence in Chinese and, beside it, in English. */
    private static void both(Worksheet page, int line, Bilingual sentence) {
        page.value(line, 1, sentence.zh());
        page.value(line, 2, sentence.en());
    }

    private static void instructions(Worksheet page) {
        List<Bilingual> instructions = ReturnMessages.instructions();
        for (int line = 0; line < instructions.size(); line++) {
            int row = line + 3;
            both(page, row, instructions.get(line));
            page.rowHeight(row, line == 0 ? 20 : 32);
            for (int place = 1; place <= 2; place++) {
                StyleSetter style = page.style(row, place);
                style.wrapText(true).verticalAlignment("center").fillColor(PALE);
                if (line == 0) {
                    style.bold().fontColor(INK);
                } else if (place == 2) {
                    style.fontColor(GREY);
                }
                style.set();
            }
        }
        page.rowHeight(1, 32);
        page.style(1, 1).wrapText(true).verticalAlignment("center").set();
        page.style(1, 2)
                .wrapText(true)
                .verticalAlignment("center")
                .fontColor(GREY)
                .set();
    }

    private void rows(Worksheet sheet, Part part) {
        List<Row> own = columns(part.rows().get(0));
        int last = FIRST_OWN + own.size();
        sheet.value(0, 0, ReturnMessages.sheetTitle(part.fileName(), part.rows().size()));
        sheet.style(0, 0).bold().fontSize(13).fontColor(INK).set();
        sheet.value(1, 0, ReturnMessages.sheetHint(part.about().title().strip()).line());
        sheet.style(1, 0).fontColor(GREY).set();
        header(sheet, own, last);
        int line = HEADER;
        for (Row row : part.rows()) {
            line++;
            row(sheet, line, row, last);
        }
        widths(sheet, part.rows(), own, last);
        sheet.freezePane(FIRST_OWN, HEADER + 1);
        sheet.repeatRows(HEADER);
        sheet.repeatCols(0, 1);
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
    }

    private static void header(Worksheet sheet, List<Row> own, int last) {
        sheet.value(HEADER, 0, ReturnMessages.rowHeader());
        sheet.value(HEADER, 1, ReturnMessages.adviceHeader());
        for (int place = 0; place < own.size(); place++) {
            sheet.value(HEADER, FIRST_OWN + place, own.get(place).<String>getAs("header"));
        }
        sheet.value(HEADER, last, ReturnMessages.verdictHeader());
        for (int place = 0; place <= last; place++) {
            boolean ours = place < FIRST_OWN || place == last;
            bordered(sheet.style(HEADER, place))
                    .bold()
                    .wrapText(true)
                    .verticalAlignment("center")
                    .fontColor(ours ? "FFFFFF" : INK)
                    .fillColor(ours ? INK : PALE)
                    .set();
        }
        sheet.rowHeight(HEADER, 46);
    }

    private void row(Worksheet sheet, int line, Row row, int last) {
        List<Row> problems = row.getList(row.fieldIndex("problems"));
        sheet.value(line, 0, row.<Integer>getAs("row_number"));
        bordered(sheet.style(line, 0)).fontColor(GREY).verticalAlignment("top").set();
        String advice = advice(problems, columns(row));
        sheet.value(line, 1, advice);
        bordered(sheet.style(line, 1)).wrapText(true).verticalAlignment("top").set();
        sheet.rowHeight(line, Math.min(HIGHEST_ROW, 4 + 14.5 * lines(advice)));
        List<Row> columns = columns(row);
        DatasetDefinition dataset = Datasets.named(row.getAs("dataset")).orElseThrow();
        for (int place = 0; place < columns.size(); place++) {
            cell(sheet, line, FIRST_OWN + place, columns.get(place), problems, dataset);
        }
        bordered(sheet.style(line, last)).fillColor(TO_REPLY).format("@").set();
    }

    /**
     * Returns the sentences on all problems, one below the other, Chinese first. Each is preceded by the header of the
     * cell concerned.
     */
    private static String advice(List<Row> problems, List<Row> columns) {
        return problems.stream()
                .map(problem -> headerOf(problem.getAs("column"), columns) + problem.getAs("sentence_zh") + "\n"
                        + problem.getAs("sentence_en"))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private static String headerOf(String column, List<Row> columns) {
        return columns.stream()
                .filter(sent -> column != null && column.equals(sent.getAs("column")))
                .findFirst()
                .map(sent -> "【" + sent.<String>getAs("header") + "】")
                .orElse("");
    }

    private static void cell(
            Worksheet sheet, int line, int place, Row column, List<Row> problems, DatasetDefinition dataset) {
        String text = column.getAs("cell");
        String canonical = column.getAs("column");
        boolean number = canonical != null && isNumber(dataset.column(canonical).type());
        if (text != null && number && isShortNumber(text)) {
            sheet.value(line, place, new BigDecimal(text));
        } else if (text != null) {
            sheet.value(line, place, text.substring(0, Math.min(text.length(), LONGEST_CELL)));
        }
        StyleSetter style = bordered(sheet.style(line, place));
        style.verticalAlignment("top");
        // Text that begins like a formula must stay text when a user enters the cell and leaves it again.
        boolean likeFormula = text != null && text.matches("(?s)[=+\\-@].*") && !isShortNumber(text);
        if (!number || likeFormula) {
            style.format("@");
        }
        List<Row> found = problems.stream()
                .filter(problem -> canonical != null && canonical.equals(problem.getAs("column")))
                .toList();
        if (!found.isEmpty()) {
            style.fillColor(TO_CORRECT).bold().borderStyle("medium").borderColor("BF8F00");
            sheet.comment(line, place, advice(found, List.of()));
        }
        style.set();
    }

    private static boolean isNumber(ColumnType type) {
        return switch (type) {
            case AMOUNT, NUMBER, TARGET, FRACTION, SHARE -> true;
            case TEXT, REFERENCE, MEMBER, DATE, MONTH, YEAR, FLAG -> false;
        };
    }

    /** Whether a spreadsheet keeps all digits of the text. */
    private static boolean isShortNumber(String text) {
        return text.matches("-?\\d{1,11}(\\.\\d{1,4})?");
    }

    private static StyleSetter bordered(StyleSetter style) {
        style.borderStyle("thin").borderColor(LINE);
        return style;
    }

    private static void widths(Worksheet sheet, List<Row> rows, List<Row> own, int last) {
        sheet.width(0, 8);
        sheet.width(1, WIDTH_OF_ADVICE);
        for (int place = 0; place < own.size(); place++) {
            int widest = width(own.get(place).getAs("header"));
            for (Row row : rows.subList(0, Math.min(rows.size(), 200))) {
                List<Row> columns = columns(row);
                widest = Math.max(
                        widest,
                        place < columns.size() ? width(columns.get(place).getAs("cell")) : 0);
            }
            sheet.width(FIRST_OWN + place, Math.min(30, Math.max(9, widest + 2)));
        }
        sheet.width(last, 24);
    }

    /** Returns the approximate display width of a text. A Chinese character has width two. */
    private static int width(String text) {
        return text == null
                ? 0
                : text.codePoints().map(code -> code < 0x2E80 ? 1 : 2).sum();
    }

    private static int lines(String advice) {
        return advice.lines()
                .mapToInt(line -> 1 + (int) (width(line) / (WIDTH_OF_ADVICE - 2)))
                .sum();
    }
}
