package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.feeds.ReturnWorkbook;
import java.time.LocalDate;
import java.util.List;

/** The sentences of a return workbook, which its sender reads. */
final class ReturnMessages {
    private ReturnMessages() {}

    // The first sheet

    static final String FIRST_SHEET = "说明 Read me";

    static String title(String sender, int rows) {
        return "%s：有 %s 行数据需要改正".formatted(sender, rows);
    }

    static Bilingual introduction(LocalDate asOf) {
        return new Bilingual(
                "截至 %s，贵单位报送的报表已收到，其余各行均已接收；只有以下各行无法识别或数据有疑问，请核实改正。".formatted(asOf),
                ("As of %s, your files have been received and all other rows accepted."
                                + " These rows could not be read or look wrong; please correct them.")
                        .formatted(asOf));
    }

    /** The heading of the instructions, the steps, and what must not be changed. */
    static List<Bilingual> instructions() {
        return List.of(
                new Bilingual("填写说明", "Instructions"),
                new Bilingual(
                        "① 打开后面的工作表，改正黄色单元格；左侧“%s”一列说明问题和改法。".formatted(ReturnWorkbook.WRONG),
                        "1. Open the following sheets and correct the yellow cells."
                                + " The column on the left explains how."),
                new Bilingual(
                        "② 原数据无误的，不必改动，在行末的绿色单元格填“是”；整行作废的，填“删”。",
                        "2. If a value is correct, leave it and enter yes in the green cell at the end of the row."
                                + " If the whole row is to be discarded, enter drop."),
                new Bilingual(
                        "③ 保存后放入收件目录，文件名不限。可以先改一部分，其余各行以后再改。",
                        "3. Save the workbook and put it into the inbox under any name."
                                + " You can correct some of the rows now and the others later."),
                new Bilingual(
                        "请勿改动表头、“%s”一列和工作表名称，否则无法对应到原来的行。".formatted(ReturnWorkbook.ROW),
                        "Do not change the headers, the row numbers or the sheet names: they identify the rows."));
    }

    /** The header of the list of sheets. */
    static List<String> listHeader() {
        return List.of("工作表 Sheet", "原文件 Original file", "行数 Rows");
    }

    static Bilingual moreLater(long rows) {
        return new Bilingual(
                "另有 %s 行，待以上各行改正后再发送。".formatted(rows),
                "%s more rows will be sent after these have been corrected.".formatted(rows));
    }

    /** The heading of what is to be said about deliveries as a whole. */
    static Bilingual noticesHeading() {
        return new Bilingual("另请核对", "Please also check");
    }

    /** The title of a workbook without rows to correct. */
    static String noticeTitle(String sender) {
        return "%s：请核对报表的列".formatted(sender);
    }

    static Bilingual noticeIntroduction(LocalDate asOf) {
        return new Bilingual(
                "截至 %s，贵单位报送的报表已收到。请核对以下事项；需要改正的，请重新报送原报表，本表不必退回。".formatted(asOf),
                ("As of %s, your files have been received. Please check the following. If something is to be corrected,"
                                + " send the file itself again; this workbook need not be returned.")
                        .formatted(asOf));
    }

    // The sheets of rows

    static String sheetTitle(String file, int rows) {
        return "%s：请改正黄色单元格，共 %s 行".formatted(file, rows);
    }

    /**
     * What to do with the sheet.
     *
     * @param title the title of the delivered sheet, which states the unit of its amounts unless the headers do; may be blank
     */
    static Bilingual sheetHint(String title) {
        boolean titled = !title.isBlank();
        return new Bilingual(
                "改正后保存，放入收件目录。" + (titled ? "金额单位同原表，原表标题：" + title + "。" : "金额单位同原表。"),
                "Correct the yellow cells, save the file and put it into the inbox. Amounts are in the units of your sheet"
                        + (titled ? ", whose title is given here." : "."));
    }

    // The headers added to the sender's own. Each begins with the word by which a returned workbook is recognized.

    static String rowHeader() {
        return ReturnWorkbook.ROW + "\nRow";
    }

    static String adviceHeader() {
        return ReturnWorkbook.WRONG + "，如何改正\nProblem and correction";
    }

    static String verdictHeader() {
        return ReturnWorkbook.VERDICT + "填“是”，整行作废填“删”\nyes: correct as it is; drop: discard the row";
    }
}
