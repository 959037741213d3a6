package dev.taizhang.validated;

import com.google.common.collect.AbstractIterator;
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
import dev.taizhang.feeds.RowShape;
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
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Reads and types the rows of delivered files, one at a time, independently of Spark tasks. The rows of a file that
 * fails end with its refusal.
 */
final class DeliveryRows implements Serializable {
    /** The rows that keep the text of the sender. */
    enum OwnText {
        OF_UNREADABLE_ROWS,
        OF_ALL_ROWS
    }

    private final DatasetDefinition dataset;
    private final StructType schema;
    private final int districtPlace;
    private final Map<String, ReferenceTable> references;
    private final Currency currency;
    private final ZoneId zone;
    private final OwnText ownText;
    private final ShownTexts shown;

    DeliveryRows(DatasetDefinition dataset, Configuration configuration, OwnText ownText) {
        this(dataset, configuration, ownText, List.of());
    }

    /**
     * Prepares to read deliveries of one dataset.
     *
     * @param shown the columns of which every row keeps the text that the sender saw
     */
    DeliveryRows(DatasetDefinition dataset, Configuration configuration, OwnText ownText, List<String> shown) {
        this.ownText = ownText;
        this.shown = new ShownTexts(shown.stream().map(dataset::indexOf).toList());
        this.dataset = dataset;
        this.schema = schema(dataset);
        this.districtPlace = dataset.has("district") ? dataset.indexOf("district") : -1;
        this.references = Map.copyOf(configuration.references());
        this.currency = configuration.settings().currency();
        this.zone = configuration.settings().zone();
    }

    /**
     * The place of a row, its text, its typed values, its findings, whether its key occurred in the file before, the
     * reason why it is not a row of the dataset, and the refusal that ends a failed file.
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
                .add("sent", SenderStructs.SENT)
                .add("answer", SenderStructs.ANSWER)
                .add("seen", ColumnMarks.SCHEMA)
                .add("shown", DataTypes.createArrayType(DataTypes.StringType))
                .add("refusal", Finding.SCHEMA);
    }

    /** The columns of the rows. */
    StructType schema() {
        return schema;
    }

    /**
     * The rows of one delivery in {@link #schema}.
     *
     * @param file the local copy of the delivery
     * @param opened receives the resources to close after the last row
     */
    Iterator<Row> of(Delivery delivery, Feed feed, Path file, Consumer<AutoCloseable> opened) {
        DeliveryReader reader = reader(delivery, feed);
        Supplier<Iterator<SourceRow>> read = () -> delivery.answers() == null
                ? reader.rows(file, opened)
                : reader.returnedRows(file, delivery.answers().id(), opened);
        ReadState state = state(delivery, feed, read);
        try {
            return new Rows(state.decimals().ahead(FileGuard.read(delivery.fileName(), read)), state);
        } catch (Refusal refusal) {
            return List.of(refused(delivery, refusal)).iterator();
        }
    }

    /**
     * The rows of a part of a delivery in {@link #schema}, which count only if the verdicts about all parts allow it.
     *
     * @param verdict receives what the part tells about that, after its last row
     */
    Iterator<Row> ofPart(
            Portion portion, Feed feed, Path file, Consumer<AutoCloseable> opened, Consumer<PartVerdict> verdict) {
        Delivery delivery = portion.delivery();
        ReadState state = state(delivery, feed, () -> {
            throw Refusal.ofDependentPart();
        });
        Supplier<Iterator<SourceRow>> read = () -> reader(delivery, feed).rows(file, portion.part(), opened);
        return new PartRows(portion, read, state, verdict);
    }

    private DeliveryReader reader(Delivery delivery, Feed feed) {
        return new DeliveryReader(feed, references.get("units"), zone, delivery.bareName());
    }

    /**
     * The state before the first row.
     *
     * @param again reads the rows again
     */
    private ReadState state(Delivery delivery, Feed feed, Supplier<Iterator<SourceRow>> again) {
        DecimalMarks decimals = new DecimalMarks(feed, delivery.isText());
        KeyForms forms = new KeyForms();
        return new ReadState(
                delivery,
                decimals,
                new RowTyping(feed, references, currency, new DateTyping(feed, zone, again), decimals),
                new HashSet<>(),
                new HashSet<>(),
                forms,
                new UnevenRows(dataset, forms),
                new TotalRows(dataset, forms),
                new ColumnMarks(feed));
    }

    /**
     * The state while one delivery, or a part of it, is read.
     *
     * @param keys the hashes of the keys so far
     * @param remarked the sheets with a remark that is made only once
     */
    private record ReadState(
            Delivery delivery,
            DecimalMarks decimals,
            RowTyping typing,
            Set<Long> keys,
            Set<String> remarked,
            KeyForms forms,
            UnevenRows uneven,
            TotalRows totals,
            ColumnMarks marks) {}

    /**
     * The output for one row of the file. Total rows, and those that may be, are output later, once the rows that they
     * sum have been read.
     */
    private List<Row> rows(ReadState state, SourceRow row) {
        if (row.leftOut() != null && !row.isTotal()) {
            return List.of(leftOut(state, row, row.leftOut(), remarks(state, row)));
        }
        RowTyping.Typed typed = state.uneven().checked(row, state.typing().type(row));
        return rows(state, state.totals().add(row, typed));
    }

    private List<Row> rows(ReadState state, List<JudgedRow> judged) {
        List<Row> rows = new ArrayList<>();
        for (JudgedRow one : judged) {
            rows.add(
                    one.leftOut() == null
                            ? row(state, one.row(), one.typed())
                            : leftOut(state, one.row(), one.leftOut(), one.findings()));
        }
        return rows;
    }

    /** The remark about the cells of a row, unless it has been made about its sheet before. */
    private static List<Finding> remarks(ReadState state, SourceRow row) {
        SourceRow.Problem remark = row.shape().doubts().remark();
        boolean again = remark == null
                || (remark.rule().equals(SourceRow.COLUMN_WITHOUT_HEADER)
                        && !state.remarked().add(row.sheet()));
        return again ? List.of() : List.of(Finding.of(remark));
    }

    private Row row(ReadState state, SourceRow row, RowTyping.Typed typed) {
        Delivery delivery = state.delivery();
        boolean comparable = dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY && typed.keyReadable();
        Long key = comparable ? hash(typed.values()) : null;
        if (typed.problems().isEmpty()) {
            typed.warnings().addAll(remarks(state, row));
        }
        return placed(delivery, row.sheet(), row.rowNumber(), district(delivery, row))
                .with("cells", row.cells())
                .with("typed", RowFactory.create(typed.values()))
                .with("problems", Finding.rows(typed.problems()))
                .with("warnings", Finding.rows(typed.warnings()))
                .with("key_readable", typed.keyReadable())
                .with("key_hash", key)
                .with("key_repeated", comparable && !state.keys().add(key))
                .with("no_row", null)
                .with(
                        "sent",
                        ownText == OwnText.OF_ALL_ROWS || !typed.problems().isEmpty()
                                ? SenderStructs.sent(row.sent())
                                : null)
                .with("answer", row.answer() == null ? null : SenderStructs.answer(row.answer()))
                .with("seen", state.marks().of(row, typed.values()))
                .with("shown", shown.of(row))
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

    /** A row that is left out. It does not have a key, so {@code key_readable} is true. */
    private Row leftOut(ReadState state, SourceRow row, String reason, List<Finding> findings) {
        return placed(state.delivery(), row.sheet(), row.rowNumber(), district(state.delivery(), row))
                .with("cells", row.cells())
                .with("typed", RowFactory.create(new Object[dataset.columns().size()]))
                .with("problems", new Row[0])
                .with("warnings", Finding.rows(findings))
                .with("key_readable", true)
                .with("key_hash", null)
                .with("key_repeated", false)
                .with("no_row", reason)
                .with("sent", null)
                .with("answer", null)
                .with("seen", state.marks().ofLeftOut(row))
                .with("shown", null)
                .with("refusal", null)
                .row();
    }

    /**
     * The hash of the key of a row. Different keys may share a hash, so rows with repeated hashes are compared again.
     */
    private long hash(Object[] values) {
        StringBuilder key = new StringBuilder();
        dataset.key().forEach(name -> key.append(values[dataset.indexOf(name)]).append('\n'));
        return Hashing.farmHashFingerprint64().hashUnencodedChars(key).asLong();
    }

    /** The district of a row: its own, else that of its sender. */
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
                .with("seen", null)
                .with("shown", null)
                .with("refusal", new Finding(null, null, refusal.rule(), sentence).row())
                .row();
    }

    /** Types rows lazily. A refusal during reading becomes the last row. */
    private final class Rows extends AbstractIterator<Row> {
        private final Iterator<SourceRow> rows;
        private final ReadState state;
        private final Deque<Row> ready = new ArrayDeque<>();
        private boolean ended;
        private boolean empty = true;

        Rows(Iterator<SourceRow> rows, ReadState state) {
            this.rows = rows;
            this.state = state;
        }

        @Override
        protected Row computeNext() {
            // After a refusal the reader is in an undefined state and must not be used again.
            while (ready.isEmpty() && !ended) {
                try {
                    ready.addAll(FileGuard.read(state.delivery().fileName(), this::read));
                } catch (Refusal found) {
                    ended = true;
                    ready.add(refused(state.delivery(), found));
                }
            }
            return ready.isEmpty() ? endOfData() : ready.remove();
        }

        private List<Row> read() {
            if (rows.hasNext()) {
                SourceRow row = rows.next();
                empty &= row.leftOut() != null;
                return DeliveryRows.this.rows(state, row);
            }
            if (empty) {
                throw ValidationMessages.noRows();
            }
            ended = true;
            return DeliveryRows.this.rows(state, state.totals().end());
        }
    }

    /** The same for a part of a file. A part that depends on others, or has a reason for a refusal, ends early. */
    private final class PartRows extends AbstractIterator<Row> {
        private final Portion portion;
        private final Supplier<Iterator<SourceRow>> read;
        private final ReadState state;
        private final Consumer<PartVerdict> verdict;
        private final Deque<Row> ready = new ArrayDeque<>();
        private Iterator<SourceRow> rows;
        private boolean hasRows;

        PartRows(Portion portion, Supplier<Iterator<SourceRow>> read, ReadState state, Consumer<PartVerdict> verdict) {
            this.portion = portion;
            this.read = read;
            this.state = state;
            this.verdict = verdict;
        }

        @Override
        protected Row computeNext() {
            try {
                while (ready.isEmpty()) {
                    SourceRow row = FileGuard.read(portion.delivery().fileName(), this::nextRow);
                    if (row == null) {
                        return end(true);
                    }
                    hasRows |= row.leftOut() == null;
                    ready.addAll(FileGuard.read(portion.delivery().fileName(), () -> independent(row)));
                }
                return ready.remove();
            } catch (Refusal refusal) {
                return end(false);
            }
        }

        private SourceRow nextRow() {
            rows = rows == null ? state.decimals().ahead(read.get()) : rows;
            return rows.hasNext() ? rows.next() : null;
        }

        private List<Row> independent(SourceRow row) {
            List<Row> typed = DeliveryRows.this.rows(state, row);
            RowShape.Doubts doubts = row.shape().doubts();
            if (doubts.misfit() != null
                    || doubts.remark() != null
                    || state.decimals().areDoubtful()
                    || state.totals().haveCompared()) {
                throw Refusal.ofDependentPart();
            }
            return typed;
        }

        private Row end(boolean independent) {
            verdict.accept(new PartVerdict(
                    portion.delivery().number(),
                    portion.nth(),
                    independent,
                    hasRows,
                    state.forms().forms()));
            return endOfData();
        }
    }
}
