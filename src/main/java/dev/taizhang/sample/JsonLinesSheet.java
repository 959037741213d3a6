package dev.taizhang.sample;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes a sheet with one JSON object per line. Every other line has its numbers as text, and blank cells are omitted.
 */
final class JsonLinesSheet {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private JsonLinesSheet() {}

    /** Writes the sheet and leaves the stream open. Returns the number of rows. */
    static long write(Sheet sheet, OutputStream stream) throws IOException {
        List<String> keys = sheet.header();
        long count = 0;
        try (JsonGenerator json = JSON.createGenerator(stream).setPrettyPrinter(new MinimalPrettyPrinter("\n"))) {
            for (List<Cell> row : sheet.rows()) {
                write(keys, count % 2 == 0 ? row : asText(row), json);
                count++;
            }
            json.writeRaw("\n");
        }
        return count;
    }

    private static List<Cell> asText(List<Cell> row) {
        return row.stream()
                .map(cell -> cell instanceof Cell.Decimal ? new Cell.Text(cell.plain()) : cell)
                .toList();
    }

    private static void write(List<String> keys, List<Cell> row, JsonGenerator json) throws IOException {
        json.writeStartObject();
        for (int index = 0; index < keys.size(); index++) {
            if (row.get(index) instanceof Cell.Decimal decimal) {
                json.writeNumberField(keys.get(index), decimal.value());
            } else if (!(row.get(index) instanceof Cell.Blank)) {
                json.writeStringField(keys.get(index), row.get(index).plain());
            }
        }
        json.writeEndObject();
    }
}
