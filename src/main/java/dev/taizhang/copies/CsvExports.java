package dev.taizhang.copies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** One CSV per summary table under {@code exports/<as-of>/}, in UTF-8 with a byte order mark so that Excel reads Chinese. */
public final class CsvExports {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Warehouse warehouse;

    public CsvExports(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Writes every table of a release's date, and beside them {@code release.json}.
     *
     * @return the folder
     * @throws IOException where one cannot be written; those under their names are whole
     */
    public Path write(Release release, Map<SummaryTable, List<Row>> tables) throws IOException {
        Path folder = warehouse.path("exports/" + release.asOfDate());
        warehouse.files().mkdirs(folder);
        for (Map.Entry<SummaryTable, List<Row>> table : tables.entrySet()) {
            String[] header = table.getKey().schema().fieldNames();
            replace(
                    new Path(folder, table.getKey().name() + ".csv"),
                    BYTE_ORDER_MARK + CanonicalCsv.text(header, table.getValue()));
        }
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("release_number", release.number());
        about.put("run_id", release.runId());
        about.put("as_of_date", release.asOfDate().toString());
        about.put("published_at", release.publishedAt().toString());
        about.put("code_version", release.codeVersion());
        about.put("release_hash", release.hash());
        replace(
                new Path(folder, "release.json"),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(about) + "\n");
        return folder;
    }

    /** Writes beside the file and renames, so that no reader sees half of it. */
    private void replace(Path file, String text) throws IOException {
        Path part = file.suffix(".part");
        try (OutputStream stream = warehouse.files().create(part, true)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
        warehouse.files().delete(file, false);
        if (!warehouse.files().rename(part, file)) {
            throw new IOException("cannot rename " + part + " to " + file);
        }
    }
}
