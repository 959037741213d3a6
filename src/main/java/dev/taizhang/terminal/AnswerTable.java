package dev.taizhang.terminal;

import dev.taizhang.publication.CanonicalCsv;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;

/** Prints the result of a query as a table for a terminal. */
public final class AnswerTable {
    private static final int MOST_SHOWN = 10_000;

    private AnswerTable() {}

    /**
     * Prints a table for reading. It is held in memory until the column widths are known. Output that is too long to
     * read is truncated with a note.
     */
    public static void print(Dataset<Row> rows, PrintStream out) {
        List<Boolean> numeric = Stream.of(rows.schema().fields())
                .map(field -> field.dataType() instanceof NumericType)
                .toList();
        TextTable table = new TextTable(List.of(rows.columns()), numeric);
        List<Row> shown = rows.limit(MOST_SHOWN + 1).collectAsList();
        shown.stream()
                .limit(MOST_SHOWN)
                .forEach(row -> table.add(IntStream.range(0, row.length())
                        .mapToObj(index -> CanonicalCsv.cell(row.get(index)))
                        .toList()));
        out.print(table.text());
        if (shown.size() > MOST_SHOWN) {
            System.err.println(TerminalMessages.resultTruncated(MOST_SHOWN).line());
        }
    }
}
