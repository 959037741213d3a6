package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The position of a finding that a reader must make, and its expected outcome.
 *
 * @param file the file's name in the inbox
 * @param sheet the sheet's name
 * @param row the row as the spreadsheet counts it, from 1
 * @param column the column's letter
 * @param header the column's header as written
 * @param name the column's canonical name
 * @param value the value of the cell, as text
 * @param rule the rule that reports it
 * @param outcome the outcome for the row
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

    /** Returns the place of a value in a sheet. Its row and column are counted from 0, below the header. */
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

    /** A finding that a reader must make, without its position; the components are those of a place. */
    record Noticed(String name, String value, String rule, Outcome outcome) {}

    /** The outcome of reading a row. */
    enum Outcome {
        REJECTED,
        LEFT_OUT,
        WARNED
    }
}
