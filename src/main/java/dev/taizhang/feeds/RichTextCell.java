package dev.taizhang.feeds;

import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.UnknownRecord;
import org.apache.poi.hssf.record.common.FormatRun;
import org.apache.poi.hssf.record.common.UnicodeString;
import org.apache.poi.util.LittleEndianByteArrayInputStream;
import org.apache.poi.util.StringUtil;

/** A text with its fonts in the cell itself, as Gnumeric writes it into {@code .xls}; POI does not know the record. */
final class RichTextCell implements CellValueRecordInterface {
    private static final int SID = 0x00D6;

    /** The number and the length of the record stand before its content. */
    private static final int HEAD = 4;

    private int row;
    private short column;
    private short style;
    private final UnicodeString text;

    private RichTextCell(LittleEndianByteArrayInputStream content) {
        row = content.readUShort();
        column = content.readShort();
        style = content.readShort();
        text = new UnicodeString(StringUtil.readUnicodeString(content));
        int runs = content.readUShort();
        for (int run = 0; run < runs; run++) {
            text.addFormatRun(new FormatRun(content.readShort(), content.readShort()));
        }
    }

    static boolean isOne(UnknownRecord record) {
        return record.getSid() == SID;
    }

    static RichTextCell of(UnknownRecord record) {
        return new RichTextCell(new LittleEndianByteArrayInputStream(record.serialize(), HEAD));
    }

    UnicodeString text() {
        return text;
    }

    @Override
    public int getRow() {
        return row;
    }

    @Override
    public short getColumn() {
        return column;
    }

    @Override
    public void setRow(int row) {
        this.row = row;
    }

    @Override
    public void setColumn(short column) {
        this.column = column;
    }

    @Override
    public void setXFIndex(short style) {
        this.style = style;
    }

    @Override
    public short getXFIndex() {
        return style;
    }
}
