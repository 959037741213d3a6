package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Where something stands that a reader must notice, and what the reader must make of it.
 *
 * @param file the file's name in the inbox
 * @param sheet the sheet's name
 * @param row the row as the spreadsheet counts it, from 1
 * @param column the column's letter
 * @param header the column's header as written
 * @param name the column's canonical name
 * @param value what stands there, as text
 * @param rule which rule notices it
 * @param outcome what happens to the row
 */
record Place(
        String file,
        String sheet,
        int row,
        String column,
        String header,
        String name,
        String value,
        String rule,
        Outcome outcome) {

    /** The place of a value in a sheet: its row and column are counted from 0, below the header. */
    static Place of(String file, Sheet sheet, Noticed noticed, int row, int column) {
        return new Place(
                file,
                sheet.name(),
                sheet.firstRow() + row,
                String.valueOf((char) ('A' + column)),
                sheet.header().get(column),
                noticed.name(),
                noticed.value(),
                noticed.rule(),
                noticed.outcome());
    }

    void writeTo(ObjectNode node) {
        node.put("file", file);
        node.put("sheet", sheet);
        node.put("row", row);
        node.put("column", column);
        node.put("header", header);
        node.put("name", name);
        node.put("value", value);
        node.put("rule", rule);
    }

    /** What a reader must notice, wherever it stands; the parts are those of a place. */
    record Noticed(String name, String value, String rule, Outcome outcome) {}

    /** What a reader makes of a row. */
    enum Outcome {
        REJECTED,
        LEFT_OUT,
        WARNED
    }
}
