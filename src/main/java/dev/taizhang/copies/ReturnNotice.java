package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** What is to be said to a sender about deliveries as a whole: a workbook of one page, or a part of a page. */
record ReturnNotice(String sender, LocalDate asOf, List<Bilingual> notices) {
    /** Writes the workbook of a sender without rows to correct. It is no return workbook: it has no hidden sheet. */
    void write(OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out, "Taizhang", null)) {
            workbook.setGlobalDefaultFont("Microsoft YaHei", 10);
            Worksheet page = workbook.newWorksheet(ReturnMessages.FIRST_SHEET);
            page.hideGridLines();
            page.width(0, 3);
            page.width(1, 58);
            page.width(2, 58);
            page.value(0, 1, ReturnMessages.noticeTitle(sender));
            page.style(0, 1).bold().fontSize(16).set();
            page.rowHeight(0, 30);
            both(page, 1, ReturnMessages.noticeIntroduction(asOf));
            lines(page, 3, notices);
        }
    }

    /** Writes the notices, if there are any, from a line of a page on. */
    static void lines(Worksheet page, int first, List<Bilingual> notices) {
        if (notices.isEmpty()) {
            return;
        }
        both(page, first, ReturnMessages.noticesHeading());
        page.style(first, 1).bold().set();
        for (int nth = 0; nth < notices.size(); nth++) {
            both(page, first + 1 + nth, notices.get(nth));
        }
    }

    private static void both(Worksheet page, int line, Bilingual sentence) {
        page.value(line, 1, sentence.zh());
        page.value(line, 2, sentence.en());
        page.style(line, 1).wrapText(true).verticalAlignment("top").set();
        page.style(line, 2).wrapText(true).verticalAlignment("top").set();
        page.rowHeight(line, 62);
    }
}
