package dev.taizhang.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.MissingColumn;
import dev.taizhang.ledger.OpenRejections;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.collections4.iterators.PeekingIterator;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/**
 * Writes one workbook under {@code exports/<as-of>/returns/} for each sender with open rejected rows, for the sender to
 * correct, and for each sender whose latest delivery lacks a column.
 */
final class ReturnWorkbooks {
    /** The tables from which the workbooks are made. */
    static final List<TableDefinition> TABLES =
            List.of(LedgerTables.DELIVERIES, LedgerTables.REJECTED, LedgerTables.ANSWERS);

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * The maximum number of rows that a sender is asked to correct at one time; the next workbook contains the
     * remaining ones.
     */
    private static final int MOST_ROWS = 5_000;

    private final Warehouse warehouse;
    private final Release release;
    private final Path folder;

    ReturnWorkbooks(ReleaseRows rows) {
        this.warehouse = rows.warehouse();
        this.release = rows.release();
        this.folder = warehouse.path("exports/" + release.asOfDate() + "/returns");
    }

    /**
     * Writes the workbook of every sender, and finally {@code returns.json}, which names the table versions behind
     * them. If these versions have not changed, nothing is written. Workbooks of senders with nothing to correct are
     * removed.
     *
     * @throws IOException if a workbook cannot be written; the files under their final names are complete
     */
    void write(OpenRejections returns) throws IOException {
        SortedMap<String, List<Bilingual>> notices = notices(returns);
        boolean noneOpen = returns.open().isEmpty() && notices.isEmpty();
        Path last = new Path(folder, "returns.json");
        ObjectNode sources = sources();
        if (noneOpen ? !warehouse.files().exists(folder) : sources.equals(read(last))) {
            return;
        }
        warehouse.files().mkdirs(folder);
        warehouse.files().delete(last, false);
        Set<String> written = noneOpen ? Set.of() : writeAll(returns, notices);
        for (FileStatus file : warehouse.files().listStatus(folder)) {
            if (!written.contains(file.getPath().getName())) {
                warehouse.files().delete(file.getPath(), false);
            }
        }
        try (OutputStream out = warehouse.files().create(last, true)) {
            out.write(JSON.writeValueAsBytes(sources));
        }
    }

    /** Returns the versions of the tables from which the workbooks are made. */
    private ObjectNode sources() {
        ObjectNode sources = JSON.createObjectNode().put("code_version", release.codeVersion());
        TABLES.forEach(table -> sources.put(
                table.name(), Long.toString(release.tables().get(table.name()).version())));
        return sources;
    }

    private ObjectNode read(Path json) throws IOException {
        try (InputStream stream = warehouse.files().open(json)) {
            return JSON.readTree(stream).deepCopy();
        } catch (FileNotFoundException | JsonProcessingException | ClassCastException unknown) {
            return JSON.createObjectNode();
        }
    }

    /** Returns what is to be said to senders about their latest deliveries as a whole, by sender. */
    private SortedMap<String, List<Bilingual>> notices(OpenRejections returns) {
        SortedMap<String, List<Bilingual>> notices = new TreeMap<>();
        returns.missingColumns(release.asOfDate())
                .forEach((number, missing) -> notices.computeIfAbsent(
                                sender(returns.delivery(number)), sender -> new ArrayList<>())
                        .addAll(missing.stream().map(MissingColumn::sentence).toList()));
        return notices;
    }

    private Set<String> writeAll(OpenRejections returns, SortedMap<String, List<Bilingual>> notices)
            throws IOException {
        Set<String> written = new TreeSet<>();
        PeekingIterator<Row> rows = new PeekingIterator<>(returns.openRows().toLocalIterator());
        while (rows.hasNext()) {
            String sender = sender(rows.peek());
            List<Row> rejected = new ArrayList<>();
            long open = 0;
            while (rows.hasNext() && sender(rows.peek()).equals(sender)) {
                Row row = rows.next();
                open++;
                if (rejected.size() < MOST_ROWS) {
                    rejected.add(row);
                }
            }
            String name = free(fileName(sender), written);
            List<Bilingual> own = notices.getOrDefault(sender, List.of());
            ReturnWorkbookWriter writer = new ReturnWorkbookWriter(sender, release.asOfDate(), open, own);
            ReplacedFile.write(warehouse.files(), new Path(folder, name), out -> writer.write(out, rejected));
            written.add(name);
            notices.remove(sender);
        }
        for (Map.Entry<String, List<Bilingual>> notice : notices.entrySet()) {
            String name = free(fileName(notice.getKey()), written);
            ReturnNotice page = new ReturnNotice(notice.getKey(), release.asOfDate(), notice.getValue());
            ReplacedFile.write(warehouse.files(), new Path(folder, name), page::write);
            written.add(name);
        }
        return written;
    }

    /** Returns the sender; if the feed does not name one, the feed's own name represents its senders. */
    private static String sender(Row row) {
        String sender = row.getAs("sender");
        return sender.isBlank() ? row.getAs("feed") : sender;
    }

    private static String fileName(String sender) {
        return sender.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_").replaceFirst("^\\.+", "_");
    }

    private static String free(String name, Set<String> used) {
        String free = name;
        for (int nth = 2; used.contains(free + ".xlsx"); nth++) {
            free = name + " (" + nth + ")";
        }
        return free + ".xlsx";
    }
}
