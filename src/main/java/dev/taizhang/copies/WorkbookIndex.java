package dev.taizhang.copies;

import dev.taizhang.cube.Measure;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Language;
import java.util.List;
import org.dhatim.fastexcel.HyperLink;
import org.dhatim.fastexcel.Worksheet;

/**
 * The sheets of the meeting's workbook about its other sheets: the contents with links, and the dictionary of their columns.
 *
 * @param tables the sheets of tables in order
 */
record WorkbookIndex(Language language, DisplayUnit unit, List<WorkbookTable> tables) {
    /** Writes the list of sheets, each with a link to it. */
    void contents(Worksheet sheet, Worksheet dictionary) {
        title(sheet, WorkbookMessages.contents());
        int[] widths = {34, 60, 12};
        header(sheet, widths, WorkbookMessages.sheet(), WorkbookMessages.oneRow(), WorkbookMessages.rowCount());
        int line = 2;
        for (WorkbookTable table : tables) {
            line++;
            link(sheet, line, language.line(table.table().title()), table.sheet());
            sheet.value(line, 1, language.line(table.table().sentence()));
            sheet.value(line, 2, table.received());
            sheet.style(line, 2).format("#,##0").set();
        }
        link(sheet, line + 2, language.line(WorkbookMessages.dictionary()), dictionary);
        WorkbookStyle.printed(sheet);
    }

    /** Writes the meaning, the unit and the formula of every column. */
    void dictionary(Worksheet sheet) {
        title(sheet, WorkbookMessages.dictionary());
        int[] widths = {18, 26, 30, 12, 62, 62};
        header(
                sheet,
                widths,
                WorkbookMessages.sheet(),
                WorkbookMessages.column(),
                WorkbookMessages.name(),
                WorkbookMessages.unitOfColumn(),
                WorkbookMessages.meaning(),
                WorkbookMessages.formula());
        int line = 2;
        for (WorkbookTable table : tables) {
            for (CopiedColumn column : table.columns()) {
                line++;
                List<String> cells = List.of(
                        text(table.table().title()),
                        text(column.heading()),
                        table.table().name() + "." + column.name(),
                        text(column.unit(unit)),
                        language.line(column.meaning()),
                        column.field().metadata().contains(Measure.FORMULA)
                                ? column.field().metadata().getString(Measure.FORMULA)
                                : "");
                for (int place = 0; place < cells.size(); place++) {
                    sheet.value(line, place, cells.get(place));
                    sheet.style(line, place)
                            .wrapText(true)
                            .verticalAlignment("top")
                            .set();
                }
            }
        }
        if (line > 2) {
            sheet.setAutoFilter(2, 0, line, widths.length - 1);
        }
        sheet.freezePane(0, 3);
        sheet.repeatRows(2);
        WorkbookStyle.printed(sheet);
    }

    /** Returns a short text, in Chinese if both languages are shown. */
    private String text(Bilingual text) {
        return language == Language.EN ? text.en() : text.zh();
    }

    private void title(Worksheet sheet, Bilingual title) {
        sheet.value(0, 0, language.line(title));
        sheet.style(0, 0).bold().fontSize(14).fontColor(WorkbookStyle.INK).set();
    }

    private void header(Worksheet sheet, int[] widths, Bilingual... headings) {
        for (int place = 0; place < headings.length; place++) {
            sheet.width(place, widths[place]);
            sheet.value(2, place, language.line(headings[place]));
            sheet.style(2, place)
                    .bold()
                    .fontColor(WorkbookStyle.INK)
                    .fillColor(WorkbookStyle.PALE)
                    .set();
        }
    }

    private static void link(Worksheet sheet, int line, String text, Worksheet target) {
        sheet.hyperlink(line, 0, HyperLink.internal(MeetingWorkbook.reference(target), text));
        sheet.style(line, 0).fontColor(WorkbookStyle.LINK).underlined().set();
    }
}
