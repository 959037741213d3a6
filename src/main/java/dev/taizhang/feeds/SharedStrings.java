package dev.taizhang.feeds;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Counts the shared strings of a workbook and checks that every string that a cell refers to exists. */
final class SharedStrings {
    /** The limit for the strings, which are held in memory while the workbook is read. */
    static final int MAX = 4 << 20;

    static final long MAX_CHARACTERS = 128L << 20;

    private int count;
    private int parts;
    private int greatest = -1;
    private String where;

    /** Notes the string that a cell refers to. */
    void named(int index, int row, String cell) {
        if (index > greatest || index < 0) {
            greatest = index < 0 ? Integer.MAX_VALUE : index;
            where = cell == null ? String.valueOf(row) : cell;
        }
    }

    /** Refuses a workbook with a cell whose string is missing. The reader would return a blank for it. */
    void check() {
        if (parts > 1) {
            throw RefusalMessages.brokenWorkbook();
        }
        if (greatest >= count) {
            throw RefusalMessages.missingCellText(where);
        }
    }

    /** Scans the part with the strings. */
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
                if (count > MAX) {
                    throw RefusalMessages.tooManyTexts(MAX, MAX_CHARACTERS >> 20);
                }
            }
        }

        @Override
        public void text(XMLStreamReader xml) throws XMLStreamException {
            letters += xml.getTextLength();
            lettersOfText += xml.getTextLength();
            if (lettersOfText > SheetPart.MAX_CELL_LENGTH) {
                throw RefusalMessages.cellTooLong(SheetPart.MAX_CELL_LENGTH);
            }
            if (letters > MAX_CHARACTERS) {
                throw RefusalMessages.tooManyTexts(MAX, MAX_CHARACTERS >> 20);
            }
        }
    }
}
