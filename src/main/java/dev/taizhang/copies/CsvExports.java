package dev.taizhang.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Iterators;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.ReplacedFile;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.summaries.SummaryTable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes one CSV per summary table under {@code exports/<as-of>/}, in UTF-8 with a byte order mark so that Excel reads
 * Chinese correctly.
 */
final class CsvExports {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The characters that begin a formula in Excel, or that Excel skips before one. */
    private static final String FORMULAS = "=+-@\t\r＝＋－＠";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Configuration configuration;
    private final ReleaseRows rows;
    private final Warehouse warehouse;
    private final Release release;
    private final boolean guarded;
    private final Path folder;

    CsvExports(Configuration configuration, ReleaseRows rows) {
        this.configuration = configuration;
        this.rows = rows;
        this.warehouse = rows.warehouse();
        this.release = rows.release();
        this.guarded = CopySettings.of(configuration).guardsFormulas();
        this.folder = warehouse.path("exports/" + release.asOfDate());
    }

    /**
     * Writes every table of the release's date, and finally {@code release.json}, which does not exist while the tables
     * change. A large table is never loaded into memory. It is written part by part in the order of its grain, and is
     * skipped if its file already contains the same rows.
     *
     * @throws IOException if a file cannot be written; the files under their final names are complete
     */
    void write() throws IOException {
        warehouse.files().mkdirs(folder);
        Path last = new Path(folder, "release.json");
        JsonNode before = read(last);
        warehouse.files().delete(last, false);
        ObjectNode about = about();
        for (SummaryTable table : SummaryTable.all(configuration)) {
            boolean large = table.isLarge();
            if (!large || !stands(table, before)) {
                write(table);
            }
            if (large) {
                about.withObject("large_tables").put(table.name(), fingerprint(table));
            }
        }
        ReplacedFile.print(
                warehouse,
                last,
                out -> out.append(JSON.writeValueAsString(about)).append('\n'));
    }

    /** Prefixes texts that Excel would interpret as a formula with an apostrophe. Numbers are not texts. */
    private static Row guarded(Row row) {
        Object[] cells = new Object[row.length()];
        for (int place = 0; place < cells.length; place++) {
            Object cell = row.get(place);
            boolean formula = cell instanceof String text && !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
            cells[place] = formula ? "'" + cell : cell;
        }
        return RowFactory.create(cells);
    }

    private ObjectNode about() {
        return JSON.createObjectNode()
                .put("release_number", release.number())
                .put("run_id", release.runId())
                .put("as_of_date", release.asOfDate().toString())
                .put("published_at", release.publishedAt().toString())
                .put("code_version", release.codeVersion())
                .put("release_hash", release.hash())
                .put("formulas_guarded", guarded);
    }

    private JsonNode read(Path json) throws IOException {
        try (InputStream stream = warehouse.files().open(json)) {
            return JSON.readTree(stream);
        } catch (FileNotFoundException | JsonProcessingException unknown) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the existing file contains the same rows and still has the length with which it was written. */
    private boolean stands(SummaryTable table, JsonNode before) throws IOException {
        return before.path("code_version").asText().equals(release.codeVersion())
                && before.path("formulas_guarded").asBoolean() == guarded
                && before.path("large_tables").path(table.name()).asText().equals(fingerprint(table));
    }

    /** Returns the digest of the table's rows and the length of its file. */
    private String fingerprint(SummaryTable table) throws IOException {
        Path file = file(table);
        long bytes = warehouse.files().exists(file)
                ? warehouse.files().getFileStatus(file).getLen()
                : 0;
        Release.TableVersion standing = release.tables().get(table.definition().name());
        return standing.digests().get(release.asOfDate().toString()) + ":" + bytes;
    }

    private Path file(SummaryTable table) {
        return new Path(folder, table.name() + ".csv");
    }

    private void write(SummaryTable table) throws IOException {
        ReplacedFile.print(warehouse, file(table), out -> {
            out.append(BYTE_ORDER_MARK);
            CanonicalCsv.print(
                    out,
                    table.schema().fieldNames(),
                    guarded ? Iterators.transform(rows.of(table), CsvExports::guarded) : rows.of(table));
        });
    }
}
