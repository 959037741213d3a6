package dev.taizhang.feeds;

/**
 * One row of a delivery, still as text.
 *
 * @param sheet the sheet's name; empty where the file has none
 * @param rowNumber the row as a spreadsheet program counts it, from one; the line of JSON; the row of Parquet, from one
 * @param cells the text of every canonical column of the dataset in its order; null where there is none
 * @param units the word for the unit of every canonical column; null where none is known
 */
public record SourceRow(String sheet, int rowNumber, String[] cells, String[] units) {}
