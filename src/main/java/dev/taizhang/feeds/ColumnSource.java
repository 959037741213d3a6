package dev.taizhang.feeds;

import java.io.Serializable;
import java.util.List;

/** The source of a canonical column of a feed. */
public sealed interface ColumnSource extends Serializable {
    /**
     * A column of the file.
     *
     * @param names its possible headers, the preferred one first
     * @param unit the unit of its numbers if the file does not state one; null if not configured
     */
    record Header(List<String> names, String unit) implements ColumnSource {}

    /** A fixed value for every row. */
    record Constant(String value) implements ColumnSource {}

    /** The first capture group of a pattern found in the file name. */
    record FileName(String pattern) implements ColumnSource {}

    /** The first capture group of a pattern found in the sheet name. */
    record SheetName(String pattern) implements ColumnSource {}

    /** The first capture group of a pattern found in the rows above the header. */
    record Title(String pattern) implements ColumnSource {}
}
