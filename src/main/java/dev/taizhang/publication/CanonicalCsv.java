package dev.taizhang.publication;

import dev.taizhang.definition.Hashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.spark.sql.Row;

/** The canonical text form of a table, used for exports and digests. */
public final class CanonicalCsv {
    private final CSVPrinter printer;

    private CanonicalCsv(CSVPrinter printer) {
        this.printer = printer;
    }

    /** Prints the header of a table whose rows follow. */
    public static CanonicalCsv begin(Appendable out, String[] header) throws IOException {
        CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
        printer.printRecord((Object[]) header);
        return new CanonicalCsv(printer);
    }

    /** Prints a row. */
    public void add(Row row) throws IOException {
        for (int index = 0; index < row.length(); index++) {
            printer.print(cell(row.get(index)));
        }
        printer.println();
    }

    /** Prints header and rows with CRLF line ends. Numbers are plain, dates are ISO 8601, and null is an empty cell. */
    public static void print(Appendable out, String[] header, Iterator<Row> rows) throws IOException {
        CanonicalCsv csv = begin(out, header);
        while (rows.hasNext()) {
            csv.add(rows.next());
        }
    }

    /** Returns header and rows in the form that {@link #print} prints. */
    public static String text(String[] header, List<Row> rows) {
        StringBuilder text = new StringBuilder();
        try {
            print(text, header, rows.iterator());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    public static String digest(String[] header, List<Row> rows) {
        return Hashes.of(text(header, rows));
    }

    /** Returns a value as text; null becomes an empty cell. */
    public static String cell(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
