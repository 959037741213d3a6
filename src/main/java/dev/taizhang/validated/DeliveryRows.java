package dev.taizhang.validated;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterables;
import com.google.common.hash.Hashing;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.DeliveryReader;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FileGuard;
import dev.taizhang.feeds.Refusal;
import dev.taizhang.feeds.ReturnVerdict;
import dev.taizhang.feeds.SentRow;
import dev.taizhang.feeds.SourceRow;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rows of delivered files, typed one by one: a file that fails ends with its refusal. What the work of a task is,
 * without the task.
 */
final class DeliveryRows implements Serializable {
    /** Of which rows the sender's own text is handed on. */
    enum OwnText {
        OF_UNREADABLE_ROWS,
        OF_ALL_ROWS
    }

    /**
     * A row as its sender wrote it: the sheet and title that the feed sees, and each column with what it is taken for.
     */
    static final StructType SENT = new StructType()
            .add("sheet", DataTypes.StringType)
            .add("title", DataTypes.StringType)
            .add(
                    "columns",
                    DataTypes.createArrayType(new StructType()
                            .add("header", DataTypes.StringType)
                            .add("column", DataTypes.StringType)
                            .add("cell", DataTypes.StringType)));

    /** The rejected row that a row of a return workbook answers, and how. */
    static final StructType ANSWER = new StructType()
            .add("sheet", DataTypes.StringType)
            .add("row_number", DataTypes.IntegerType)
            .add("verdict", DataTypes.StringType);

    private final DatasetDefinition dataset;
    private final StructType schema;
    private final int districtPlace;
    private final Map<String, ReferenceTable> references;
    private final Currency currency;
    private final ZoneId zone;
    private final OwnText ownText;

    DeliveryRows(DatasetDefinition dataset, Configuration configuration, OwnText ownText) {
        this.ownText = ownText;
        this.dataset = dataset;
        this.schema = schema(dataset);
        this.districtPlace = dataset.has("district") ? dataset.indexOf("district") : -1;
        this.references = Map.copyOf(configuration.references());
        this.currency = configuration.settings().currency();
        this.zone = configuration.settings().zone();
    }

    /**
     * Where the row stands, its text, its typed values, what was found, whether the file has shown its key before, why
     * it is none of the dataset's rows, and the refusal that ends a file which failed.
     */
    static StructType schema(DatasetDefinition dataset) {
        StructType typed = new StructType();
        for (dev.taizhang.definition.Column column : dataset.columns()) {
            typed = typed.add(column.name(), column.type().sparkType());
        }
        return new StructType()
                .add("delivery_number", DataTypes.LongType)
                .add("feed", DataTypes.StringType)
                .add("sheet", DataTypes.StringType)
                .add("row_number", DataTypes.IntegerType)
                .add("district_code", DataTypes.StringType)
                .add("cells", DataTypes.createArrayType(DataTypes.StringType))
                .add("typed", typed)
                .add("problems", DataTypes.createArrayType(Finding.SCHEMA))
                .add("warnings", DataTypes.createArrayType(Finding.SCHEMA))
                .add("key_readable", DataTypes.BooleanType)
                .add("key_hash", DataTypes.LongType)
                .add("key_repeated", DataTypes.BooleanType)
                .add("no_row", DataTypes.StringType)
                .add("sent", SENT)
                .add("answer", ANSWER)
                .add("refusal", Finding.SCHEMA);
    }

    /**
     * The rows of one delivery in {@link #schema}.
     *
     * @param file its bytes
     * @param opened takes what has to be closed when the rows are done with
     */
    Iterator<Row> of(Delivery delivery, Feed feed, Path file, Consumer<AutoCloseable> opened) {
        RowTyping typing = new RowTyping(feed, references, currency);
        try {
            DeliveryReader reader = new DeliveryReader(feed, references.get("units"), zone, delivery.bareName());
            Iterator<SourceRow> rows = FileGuard.read(
                    delivery.fileName(),
                    () -> delivery.answers() == null
                            ? reader.rows(file, opened)
                            : reader.returnedRows(file, delivery.answers().id(), opened));
            return new Rows(rows, new Typing(delivery, typing, new HashSet<>(), new TotalRows(dataset)));
        } catch (Refusal refusal) {
            return List.of(refused(delivery, refusal)).iterator();
        }
    }

    /** What is known while one delivery is read. */
    private record Typing(Delivery delivery, RowTyping typing, Set<Long> keys, TotalRows totals) {}

    /** What becomes of one row of the file: itself, or nothing yet, and the totals that are settled by it. */
    private List<Row> rows(Typing known, SourceRow row) {
        RowTyping.Typed typed =
                row.leftOut() == null || row.isTotal() ? known.typing().type(row) : null;
        List<Row> rows = new ArrayList<>();
        if (typed != null) {
            known.totals().take(row, typed).forEach(total -> rows.add(leftOut(known, total.row(), total.findings())));
        }
        if (row.leftOut() == null) {
            rows.add(row(known, row, typed));
        } else if (typed == null) {
            rows.add(leftOut(known, row, List.of()));
        }
        return rows;
    }

    private List<Row> settled(Typing known) {
        return known.totals().end().stream()
                .map(total -> leftOut(known, total.row(), total.findings()))
                .toList();
    }

    private Row row(Typing known, SourceRow row, RowTyping.Typed typed) {
        Delivery delivery = known.delivery();
        boolean comparable = dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY && typed.keyReadable();
        Long key = comparable ? hash(typed.values()) : null;
        return placed(delivery, row.sheet(), row.rowNumber(), district(delivery, row))
                .with("cells", row.cells())
                .with("typed", RowFactory.create(typed.values()))
                .with("problems", Finding.rows(typed.problems()))
                .with("warnings", Finding.rows(typed.warnings()))
                .with("key_readable", typed.keyReadable())
                .with("key_hash", key)
                .with("key_repeated", comparable && !known.keys().add(key))
                .with("no_row", null)
                .with(
                        "sent",
                        ownText == OwnText.OF_ALL_ROWS || !typed.problems().isEmpty() ? sent(row.sent()) : null)
                .with("answer", row.answer() == null ? null : answer(row.answer()))
                .with("refusal", null)
                .row();
    }

    private NamedRow placed(Delivery delivery, String sheet, int rowNumber, String district) {
        return NamedRow.of(schema)
                .with("delivery_number", delivery.number())
                .with("feed", delivery.feed())
                .with("sheet", sheet)
                .with("row_number", rowNumber)
                .with("district_code", district);
    }

    private static Row answer(ReturnVerdict answer) {
        return NamedRow.of(ANSWER)
                .with("sheet", answer.sheet())
                .with("row_number", answer.rowNumber())
                .with("verdict", answer.verdict().name())
                .row();
    }

    /** A row that is none of the dataset's. It names no project, so that its key cannot be unreadable. */
    private Row leftOut(Typing known, SourceRow row, List<Finding> findings) {
        return placed(known.delivery(), row.sheet(), row.rowNumber(), district(known.delivery(), row))
                .with("cells", row.cells())
                .with("typed", RowFactory.create(new Object[dataset.columns().size()]))
                .with("problems", new Row[0])
                .with("warnings", Finding.rows(findings))
                .with("key_readable", true)
                .with("key_hash", null)
                .with("key_repeated", false)
                .with("no_row", row.leftOut())
                .with("sent", null)
                .with("answer", null)
                .with("refusal", null)
                .row();
    }

    private static Row sent(SentRow sent) {
        Row[] columns = new Row[Math.max(sent.header().size(), sent.cells().size())];
        for (int place = 0; place < columns.length; place++) {
            columns[place] = RowFactory.create(
                    Iterables.get(sent.header(), place, null),
                    Iterables.get(sent.columns(), place, null),
                    Iterables.get(sent.cells(), place, null));
        }
        return RowFactory.create(sent.sheet(), sent.title(), columns);
    }

    /** The hash of a row's key. Two keys may share it: what is taken for repeated is looked at once more. */
    private long hash(Object[] values) {
        StringBuilder key = new StringBuilder();
        dataset.key().forEach(name -> key.append(values[dataset.indexOf(name)]).append('\n'));
        return Hashing.farmHashFingerprint64().hashUnencodedChars(key).asLong();
    }

    /** The district that a row counts under: its own, else its sender's. */
    private String district(Delivery delivery, SourceRow row) {
        String word = districtPlace >= 0 ? row.cells()[districtPlace] : delivery.sender();
        return word == null
                ? ReferenceTable.UNASSIGNED
                : references.get("districts").match(word).orElse(ReferenceTable.UNASSIGNED);
    }

    private Row refused(Delivery delivery, Refusal refusal) {
        Bilingual sentence = refusal.sentence();
        return placed(delivery, "", 0, ReferenceTable.UNASSIGNED)
                .with("cells", null)
                .with("typed", null)
                .with("problems", new Row[0])
                .with("warnings", new Row[0])
                .with("key_readable", false)
                .with("key_hash", null)
                .with("key_repeated", false)
                .with("no_row", null)
                .with("sent", null)
                .with("answer", null)
                .with("refusal", new Finding(null, null, refusal.rule(), sentence).row())
                .row();
    }

    /** Types rows as they are asked for; a refusal on the way becomes the last row. */
    private final class Rows extends AbstractIterator<Row> {
        private final Iterator<SourceRow> rows;
        private final Typing known;
        private final Deque<Row> ready = new ArrayDeque<>();
        private boolean ended;
        private boolean empty = true;

        Rows(Iterator<SourceRow> rows, Typing known) {
            this.rows = rows;
            this.known = known;
        }

        @Override
        protected Row computeNext() {
            // Rows that once refused must not be asked again: what their reader then does is anybody's guess.
            while (ready.isEmpty() && !ended) {
                try {
                    ready.addAll(FileGuard.read(known.delivery().fileName(), this::read));
                } catch (Refusal found) {
                    ended = true;
                    ready.add(refused(known.delivery(), found));
                }
            }
            return ready.isEmpty() ? endOfData() : ready.remove();
        }

        private List<Row> read() {
            if (rows.hasNext()) {
                SourceRow row = rows.next();
                empty &= row.leftOut() != null;
                return DeliveryRows.this.rows(known, row);
            }
            if (empty) {
                throw new Refusal(
                        "no_rows",
                        "表头下没有任何数据行。若确实没有数据，请说明后重新报送。",
                        "There are no rows below the header. Fill them in and send the file again.");
            }
            ended = true;
            return settled(known);
        }
    }
}
