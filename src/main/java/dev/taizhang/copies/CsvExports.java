package dev.taizhang.copies;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.summaries.LargeTable;
import dev.taizhang.summaries.SummaryTable;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One CSV per summary table under {@code exports/<as-of>/}, in UTF-8 with a byte order mark so that Excel reads Chinese. */
public final class CsvExports {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Supplier<SparkSession> spark;
    private final Warehouse warehouse;
    private final Configuration configuration;
    private final Release release;
    private final Path folder;

    public CsvExports(Supplier<SparkSession> spark, Warehouse warehouse, Configuration configuration, Release release) {
        this.configuration = configuration;
        this.spark = spark;
        this.warehouse = warehouse;
        this.release = release;
        this.folder = warehouse.path("exports/" + release.asOfDate());
    }

    /**
     * Writes every table of the release's date, and last {@code release.json}, which is gone while they change. A large table
     * is never held: it is written part by part in the order of its grain, and not at all where its file is of the same rows.
     *
     * @param held the rows of all other tables
     * @throws IOException where one cannot be written; those under their names are whole
     */
    public void write(Map<SummaryTable, List<Row>> held) throws IOException {
        warehouse.files().mkdirs(folder);
        Path last = new Path(folder, "release.json");
        JsonNode before = read(last);
        warehouse.files().delete(last, false);
        ObjectNode about = about();
        for (Map.Entry<SummaryTable, List<Row>> table : held.entrySet()) {
            write(table.getKey(), table.getValue().iterator());
        }
        for (SummaryTable table : SummaryTable.all(configuration)) {
            if (table instanceof LargeTable) {
                if (!stands(table, before)) {
                    write(table, sorted(table));
                }
                about.withObject("large_tables").put(table.name(), fingerprint(table));
            }
        }
        replace(last, out -> out.append(JSON.writeValueAsString(about)).append('\n'));
    }

    private ObjectNode about() {
        return JSON.createObjectNode()
                .put("release_number", release.number())
                .put("run_id", release.runId())
                .put("as_of_date", release.asOfDate().toString())
                .put("published_at", release.publishedAt().toString())
                .put("code_version", release.codeVersion())
                .put("release_hash", release.hash());
    }

    private JsonNode read(Path json) throws IOException {
        try (InputStream stream = warehouse.files().open(json)) {
            return JSON.readTree(stream);
        } catch (FileNotFoundException | JsonProcessingException unknown) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the file that stands is of the same rows, and still as long as it was written. */
    private boolean stands(SummaryTable table, JsonNode before) throws IOException {
        return before.path("code_version").asText().equals(release.codeVersion())
                && before.path("large_tables").path(table.name()).asText().equals(fingerprint(table));
    }

    /** The digest of the table's rows and the length of its file. */
    private String fingerprint(SummaryTable table) throws IOException {
        Path file = file(table);
        long bytes = warehouse.files().exists(file)
                ? warehouse.files().getFileStatus(file).getLen()
                : 0;
        return standing(table).digests().get(release.asOfDate().toString()) + ":" + bytes;
    }

    private Release.Standing standing(SummaryTable table) {
        return release.tables().get(table.definition().name());
    }

    private Path file(SummaryTable table) {
        return new Path(folder, table.name() + ".csv");
    }

    private Iterator<Row> sorted(SummaryTable table) {
        return Tables.read(
                        spark.get(),
                        warehouse,
                        table.definition(),
                        standing(table).version())
                .where(col(TableDefinition.AS_OF_DATE).equalTo(lit(Date.valueOf(release.asOfDate()))))
                .orderBy(table.grain().stream().map(name -> col(name)).toArray(Column[]::new))
                .toLocalIterator();
    }

    private void write(SummaryTable table, Iterator<Row> rows) throws IOException {
        replace(file(table), out -> {
            out.append(BYTE_ORDER_MARK);
            CanonicalCsv.print(out, table.schema().fieldNames(), rows);
        });
    }

    /** What is written into a file. */
    private interface Content {
        void print(Writer out) throws IOException;
    }

    /** Writes beside the file and renames, so that no reader sees half of it. */
    private void replace(Path file, Content content) throws IOException {
        Path part = file.suffix(".part");
        try (Writer out = new BufferedWriter(
                new OutputStreamWriter(warehouse.files().create(part, true), StandardCharsets.UTF_8))) {
            content.print(out);
        }
        warehouse.files().delete(file, false);
        if (!warehouse.files().rename(part, file)) {
            throw new IOException("cannot rename " + part + " to " + file);
        }
    }
}
