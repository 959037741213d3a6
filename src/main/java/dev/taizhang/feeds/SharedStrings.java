package dev.taizhang.feeds;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The texts that the cells of a workbook share: how many there are and which of them cells name. */
final class SharedStrings {
    /** What is held in memory while the workbook is read. */
    static final int MOST = 4 << 20;

    static final long MOST_LETTERS = 128L << 20;

    private int count;
    private int parts;
    private int greatest = -1;
    private String where;

    /** Remembers that a cell names a text. */
    void named(int index, int row, String cell) {
        if (index > greatest || index < 0) {
            greatest = index < 0 ? Integer.MAX_VALUE : index;
            where = cell == null ? String.valueOf(row) : cell;
        }
    }

    /** Refuses a workbook with a cell whose text is not there: its reader would show a blank. */
    void check() {
        if (parts > 1) {
            throw WorkbookFile.unreadable();
        }
        if (greatest >= count) {
            throw new Refusal(
                    "shared_string_missing",
                    "单元格 " + where + " 指向的文字不在文件中，工作簿已损坏。请用 Excel 打开后另存为 .xlsx 重新报送。",
                    "The text of the cell " + where
                            + " is not in the file; the workbook is damaged. Open it in Excel, save it anew as .xlsx and send it again.");
        }
    }

    /** Looks at the part that holds the texts. */
    WorkbookScan.PartReading part() {
        parts++;
        return new Part();
    }

    private final class Part implements WorkbookScan.PartReading {
        private long letters;
        private int lettersOfText;

        @Override
        public void start(XMLStreamReader xml) {
            if (xml.getLocalName().equals("si")) {
                count++;
                lettersOfText = 0;
                if (count > MOST) {
                    throw tooMany();
                }
            }
        }

        @Override
        public void text(XMLStreamReader xml) throws XMLStreamException {
            letters += xml.getTextLength();
            lettersOfText += xml.getTextLength();
            if (lettersOfText > SheetPart.LONGEST_CELL) {
                throw SheetPart.cellTooLong();
            }
            if (letters > MOST_LETTERS) {
                throw tooMany();
            }
        }

        private static Refusal tooMany() {
            return new Refusal(
                    "too_many_texts",
                    "工作簿中不同的文字超过 " + MOST + " 条或 " + (MOST_LETTERS >> 20) + " 兆字。请另存为 CSV（UTF-8）或拆成几个文件重新报送。",
                    "The workbook holds more than " + MOST + " different texts, or " + (MOST_LETTERS >> 20)
                            + " million letters of them. Save it as CSV in UTF-8 or take it apart, and send it again.");
        }
    }
}
