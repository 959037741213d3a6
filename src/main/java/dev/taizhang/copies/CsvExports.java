package dev.taizhang.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Writes one CSV per summary table under {@code exports/<as-of>/}, in UTF-8 with a byte order mark so that Excel reads
 * Chinese correctly.
 */
final class CsvExports implements TableCopy {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** The characters that begin a formula in Excel, or that Excel skips before one. */
    private static final String FORMULAS = "=+-@\t\r＝＋－＠";

    private static final String CSV = ".csv";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final Warehouse warehouse;
    private final Release release;
    private final boolean guarded;
    private final Path folder;
    private final Path about;
    private final Set<String> exported = new HashSet<>();
    private final SortedMap<String, String> large = new TreeMap<>();
    private JsonNode before = MissingNode.getInstance();

    CsvExports(CopySettings settings, ReleaseRows rows) {
        this.warehouse = rows.warehouse();
        this.release = rows.release();
        this.guarded = settings.guardsFormulas();
        this.folder = warehouse.path("exports/" + release.asOfDate());
        this.about = new Path(folder, "release.json");
    }

    /** Returns the tables that are exported. */
    static List<TableDefinition> tables(OfficeTables office) {
        return office.published().stream().map(SummaryTable::definition).toList();
    }

    /**
     * Reads what the files of the previous copy contain, and deletes {@code release.json}, which does not exist while the
     * tables change.
     */
    @Override
    public void begin() throws IOException {
        warehouse.files().mkdirs(folder);
        before = read(about);
        warehouse.files().delete(about, false);
    }

    /** Skips a large table whose file already contains the same rows. */
    @Override
    public Set<String> needed(CopiedTable table, SortedMap<String, String> parts) {
        String date = release.asOfDate().toString();
        if (table.summary().isEmpty()) {
            return Set.of();
        }
        exported.add(table.name() + CSV);
        if (!table.summary().get().isLarge()) {
            return Set.of(date);
        }
        large.put(table.name(), parts.get(date));
        return isCurrent(table.name()) ? Set.of() : Set.of(date);
    }

    @Override
    public RowCopy part(CopiedTable table, String part) throws IOException {
        return new CsvFile(table);
    }

    /** Deletes the files of tables that are no longer exported, and states what the others contain. */
    @Override
    public void complete() throws IOException {
        for (FileStatus file : warehouse.files().listStatus(folder)) {
            String name = file.getPath().getName();
            if (name.endsWith(CSV) && !exported.contains(name)) {
                warehouse.files().delete(file.getPath(), false);
            }
        }
        ObjectNode content = about();
        large.keySet().forEach(table -> content.withObject("large_tables").put(table, fingerprint(table)));
        ReplacedFile.print(
                warehouse.files(),
                about,
                out -> out.append(JSON.writeValueAsString(content)).append('\n'));
    }

    @Override
    public void close() {
        // Every file is complete once it has its name.
    }

    /** The file of one table. */
    private final class CsvFile implements RowCopy {
        private final ReplacedFile file;
        private final Writer writer;
        private final CanonicalCsv csv;

        CsvFile(CopiedTable table) throws IOException {
            file = ReplacedFile.begin(warehouse.files(), file(table.name()));
            writer = new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
            csv = begin(table);
        }

        private CanonicalCsv begin(CopiedTable table) throws IOException {
            try {
                writer.append(BYTE_ORDER_MARK);
                return CanonicalCsv.begin(writer, table.schema().fieldNames());
            } catch (IOException stuck) {
                file.close();
                throw stuck;
            }
        }

        @Override
        public void add(Row row) throws IOException {
            csv.add(guarded ? guarded(row) : row);
        }

        @Override
        public void complete() throws IOException {
            writer.flush();
            file.replace();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
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
        ObjectNode about = JSON.createObjectNode()
                .put("release_number", release.number())
                .put("run_id", release.runId())
                .put("as_of_date", release.asOfDate().toString())
                .put("published_at", release.publishedAt().toString())
                .put("code_version", release.codeVersion())
                .put("release_hash", release.hash())
                .put("synthetic", warehouse.isSynthetic())
                .put("formulas_guarded", guarded);
        release.restores().ifPresent(earlier -> about.put("restores", earlier));
        return about;
    }

    private JsonNode read(Path json) throws IOException {
        try (InputStream stream = warehouse.files().open(json)) {
            return JSON.readTree(stream);
        } catch (FileNotFoundException | JsonProcessingException unknown) {
            return MissingNode.getInstance();
        }
    }

    /** Whether the existing file contains the same rows and still has the length with which it was written. */
    private boolean isCurrent(String table) {
        return before.path("code_version").asText().equals(release.codeVersion())
                && before.path("formulas_guarded").asBoolean() == guarded
                && before.path("large_tables").path(table).asText().equals(fingerprint(table));
    }

    /** Returns the digest of a large table's rows and the length of its file. */
    private String fingerprint(String table) {
        return large.get(table) + ":" + length(file(table));
    }

    private long length(Path file) {
        try {
            return warehouse.files().getFileStatus(file).getLen();
        } catch (FileNotFoundException missing) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Path file(String table) {
        return new Path(folder, table + CSV);
    }
}
