package dev.taizhang.feeds;

import dev.taizhang.definition.DatasetDefinition;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How to read the files of one kind: one file under {@code conf/feeds}. Absent values are null, not {@code Optional},
 * because feeds are serialized to the tasks of Spark.
 *
 * @param name the name of the configuration file without its extension
 * @param dataset the dataset that the files deliver
 * @param files patterns of file names
 * @param layout the layout of a sheet; ignored for files with named columns
 * @param separator the separator between the cells of a CSV
 * @param charset the charset of a CSV; null to detect it
 * @param columns the source of each canonical column
 * @param unit the unit of numbers if neither the file nor the column states one; null if not configured
 * @param unitColumn the header of the column with the unit of each row; null if there is none
 * @param decimal the decimal mark of its numbers, a point or a comma; null if not configured
 * @param signed the canonical columns of amounts that may be negative
 * @param dateForms additional date formats, as patterns of java.time, or {@link
 *     dev.taizhang.definition.DateForms#SERIAL}
 * @param year the source of the year for months without a year; null if not configured
 * @param nullWords additional words that mean that there is no value
 * @param withheld patterns of texts that mean that a value is withheld
 * @param fullList whether each file is a full list of its scope
 * @param scope the scope of a full list
 * @param leaveOut the rows to leave out
 * @param sender the source of the sender; null if not configured
 */
public record Feed(
        String name,
        DatasetDefinition dataset,
        List<String> files,
        Layout layout,
        char separator,
        String charset,
        Map<String, ColumnSource> columns,
        String unit,
        String unitColumn,
        Character decimal,
        List<String> signed,
        List<String> dateForms,
        ColumnSource year,
        List<String> nullWords,
        List<String> withheld,
        boolean fullList,
        Scope scope,
        List<LeaveOut> leaveOut,
        ColumnSource sender)
        implements Serializable {
    /**
     * The layout of a sheet.
     *
     * @param sheets names of the sheets to read, or patterns of them
     * @param header the row of the header, counted from one; null to find it
     * @param headerRows the number of rows of the header; null to find it
     * @param hiddenSheets whether to read hidden sheets
     * @param hiddenRows whether to read hidden rows
     * @param fillDown the canonical columns in which a blank cell repeats the value above it
     */
    public record Layout(
            List<String> sheets,
            Integer header,
            Integer headerRows,
            boolean hiddenSheets,
            boolean hiddenRows,
            List<String> fillDown)
            implements Serializable {}

    /** The part of the dataset that a full list covers. */
    public sealed interface Scope extends Serializable {
        /** Every project of the dataset. */
        record Everything() implements Scope {}

        /** The districts in the rows of the file. */
        record CarriedDistricts() implements Scope {}

        /** The districts listed in the configuration. */
        record NamedDistricts(List<String> districts) implements Scope {}
    }

    /**
     * A condition on which a row is read but left out.
     *
     * @param reason the name under which such rows are counted
     * @param when a Spark SQL condition on the delivered text of the canonical columns
     */
    public record LeaveOut(String reason, String when) implements Serializable {}
}
