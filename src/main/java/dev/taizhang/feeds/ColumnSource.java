package dev.taizhang.feeds;

import java.io.Serializable;
import java.util.List;

/** Where a feed takes a canonical column from. */
public sealed interface ColumnSource extends Serializable {
    /**
     * A column of the file.
     *
     * @param names the headers it may have, the preferred one first
     * @param unit the unit its numbers are in where the file itself says none; null where it is not given
     */
    record Header(List<String> names, String unit) implements ColumnSource {}

    /** The same value in every row. */
    record Constant(String value) implements ColumnSource {}

    /** The first group of a pattern found in the file's name. */
    record FileName(String pattern) implements ColumnSource {}

    /** The first group of a pattern found in the sheet's name. */
    record SheetName(String pattern) implements ColumnSource {}

    /** The first group of a pattern found in the rows above the header. */
    record Title(String pattern) implements ColumnSource {}
}
