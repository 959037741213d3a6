package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.PaperSize;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Worksheet;

/** The look of the meeting's workbook: colours with one meaning each, and how its sheets are printed. */
final class WorkbookStyle {
    static final String INK = "1F3A4D";
    static final String GREY = "6B7780";
    /** The background of headers and totals. */
    static final String PALE = "E8ECF1";

    static final String LINK = "1D5FA8";
    static final String WARNING = "B3261E";
    static final String LATE = "C0504D";
    static final String ON_TIME = "4F81A8";

    /** The backgrounds of lights, and their words, so that a print without colours can be read. */
    static final Map<String, String> LIGHTS = Map.of("red", "F6C3BE", "yellow", "FFE9A8", "green", "C6E7CE");

    static final Map<String, Bilingual> LIGHT_NAMES = Map.of(
            "red", new Bilingual("红灯", "Red"),
            "yellow", new Bilingual("黄灯", "Yellow"),
            "green", new Bilingual("绿灯", "Green"));

    /** The width of an A4 page in landscape, in characters, if its type is printed at three quarters of its size. */
    private static final double PAGE_WIDTH = 190;

    private WorkbookStyle() {}

    /** Returns the width that a text is displayed in, in characters. A Chinese character has width two. */
    static int width(String text) {
        return text.codePoints().map(code -> code < 0x2E80 ? 1 : 2).sum();
    }

    /**
     * Breaks a text into lines, at a blank or before a Chinese character. Text in cells side by side needs it, because merged
     * cells keep some programs from fitting a sheet to a page.
     */
    static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split("(?<= )|(?=[\\x{4E00}-\\x{9FFF}])", -1)) {
            if (width(line + word) > width) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(word);
        }
        lines.add(line.toString().strip());
        return lines;
    }

    /** Sets printing on A4 in landscape, one page wide and as many pages long as needed. */
    static void printed(Worksheet sheet) {
        printed(sheet, 1);
    }

    /**
     * Sets printing of a table on as many pages side by side as its type stays readable on; the columns that name its
     * rows are repeated on each.
     *
     * @param names the width of the columns that name the rows, in characters
     * @param width the width of all columns
     */
    static void printed(Worksheet sheet, double names, double width) {
        printed(sheet, width <= PAGE_WIDTH ? 1 : (int) Math.ceil((width - names) / (PAGE_WIDTH - names)));
    }

    private static void printed(Worksheet sheet, int pages) {
        sheet.pageOrientation("landscape");
        sheet.paperSize(PaperSize.A4_PAPER);
        sheet.fitToWidth((short) pages);
        sheet.fitToHeight((short) 0);
        sheet.leftMargin(0.4f);
        sheet.rightMargin(0.4f);
        sheet.topMargin(0.5f);
        sheet.bottomMargin(0.6f);
        sheet.footer("&A", Position.LEFT);
        sheet.footer("&P / &N", Position.RIGHT);
    }
}
