package dev.taizhang.feeds;

import dev.taizhang.definition.DatasetDefinition;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How the files of one kind are read: one file under {@code conf/feeds}. It travels to Spark's tasks, which is why what may be
 * absent is null here: {@code Optional} cannot travel.
 *
 * @param name the file's name without its ending
 * @param dataset what the files deliver
 * @param files patterns of the names of its files
 * @param layout how a sheet is laid out; ignored where a file names its columns
 * @param separator what stands between the cells of a CSV
 * @param charset the charset of a CSV; null where it is to be recognised
 * @param columns where each canonical column comes from
 * @param unit the unit of numbers for which neither the file nor the column says one; null where there is none
 * @param unitColumn the header of the column that names each row's unit; null where there is none
 * @param dateForms further forms of dates, as patterns of java.time
 * @param year where the year of months that name none stands; null where the feed does not tell
 * @param nullWords further words that mean that there is no value
 * @param withheld patterns of texts that say that a value is kept back
 * @param whole whether a delivery is the whole list of its scope
 * @param scope what a whole list speaks for
 * @param leaveOut rows that are read but not taken
 * @param sender who sent it; null where the feed does not tell
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
        List<String> dateForms,
        ColumnSource year,
        List<String> nullWords,
        List<String> withheld,
        boolean whole,
        Scope scope,
        List<LeaveOut> leaveOut,
        ColumnSource sender)
        implements Serializable {
    /**
     * How a sheet is laid out.
     *
     * @param sheets pattern of the names of the sheets to read
     * @param header the row of the header, counted from one; null where it is to be found
     * @param headerRows how many rows the header has; null where that is to be found
     * @param hiddenSheets whether hidden sheets are read
     * @param hiddenRows whether hidden rows are read
     * @param fillDown the canonical columns whose blank cells mean what stands above them
     */
    public record Layout(
            String sheets,
            Integer header,
            Integer headerRows,
            boolean hiddenSheets,
            boolean hiddenRows,
            List<String> fillDown)
            implements Serializable {}

    /** What a whole list speaks for. */
    public sealed interface Scope extends Serializable {
        /** Every project of the dataset. */
        record Everything() implements Scope {}

        /** The districts that the rows of the file name. */
        record CarriedDistricts() implements Scope {}

        /** The districts that the configuration names. */
        record NamedDistricts(List<String> districts) implements Scope {}
    }

    /**
     * Rows that a feed reads but does not take.
     *
     * @param reason the name under which they are counted
     * @param when a Spark SQL condition over the canonical columns as delivered text
     */
    public record LeaveOut(String reason, String when) implements Serializable {}
}
