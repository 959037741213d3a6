package dev.taizhang.sample;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.Charset;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a sheet in the form of older Chinese systems: comma-separated, in GB18030, with a header and no title. */
final class CsvSheet {
    static final Charset CHARSET = Charset.forName("GB18030");

    private CsvSheet() {}

    /** Writes the sheet and leaves the stream open. Returns the number of rows below the header. */
    static long write(Sheet sheet, OutputStream stream) throws IOException {
        BufferedWriter text = new BufferedWriter(new OutputStreamWriter(stream, CHARSET));
        CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180);
        printer.printRecord(sheet.header());
        long count = 0;
        for (List<Cell> row : sheet.rows()) {
            printer.printRecord(row.stream().map(Cell::plain).toList());
            count++;
        }
        printer.flush();
        return count;
    }
}
