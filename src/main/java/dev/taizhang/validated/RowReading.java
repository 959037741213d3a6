package dev.taizhang.validated;

import com.google.common.collect.Iterators;
import com.google.common.hash.Hashing;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.DeliveryReader;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.Refusal;
import dev.taizhang.feeds.SourceRow;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The work of one task: opens delivered files one after the other, types their rows one by one, and ends a file that fails with
 * a refusal.
 */
final class RowReading implements FlatMapFunction<Long, Row> {
    private final DatasetDefinition dataset;
    private final List<List<Delivery>> tasks;
    private final int districtPlace;
    private final Map<String, Feed> feeds;
    private final Map<String, ReferenceTable> references;
    private final Currency currency;
    private final ZoneId zone;

    RowReading(
            DatasetDefinition dataset,
            List<List<Delivery>> tasks,
            Map<String, Feed> feeds,
            Configuration configuration) {
        this.dataset = dataset;
        this.tasks = tasks;
        this.districtPlace = dataset.has("district") ? dataset.indexOf("district") : -1;
        this.feeds = Map.copyOf(feeds);
        this.references = Map.copyOf(configuration.references());
        this.currency = configuration.settings().currency();
        this.zone = configuration.settings().zone();
    }

    /**
     * Where the row stands, its text, its typed values, what was found, whether the file has shown its key before, and the
     * refusal that ends a file which failed.
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
                .add("refusal", Finding.SCHEMA);
    }

    @Override
    public Iterator<Row> call(Long task) {
        return Iterators.concat(Iterators.transform(tasks.get(task.intValue()).iterator(), this::rows));
    }

    private Iterator<Row> rows(Delivery delivery) {
        Feed feed = feeds.get(delivery.feed());
        RowTyping typing = new RowTyping(feed, references, currency);
        try {
            DeliveryReader reader = new DeliveryReader(feed, references.get("units"), zone, delivery.bareName());
            Iterator<SourceRow> rows = reader.rows(localFile(delivery), RowReading::closeWithTask);
            Set<Long> keys = new HashSet<>();
            return new Rows(rows, row -> row(delivery, row, typing, keys), refusal -> refused(delivery, refusal));
        } catch (Refusal refusal) {
            return List.of(refused(delivery, refusal)).iterator();
        }
    }

    private static void closeWithTask(AutoCloseable opened) {
        TaskContext.get().addTaskCompletionListener(context -> {
            try {
                opened.close();
            } catch (Exception ignored) {
                // The file was only read; there is nothing to lose.
            }
        });
    }

    /** The stored bytes as a local file, fetched where the warehouse is not on this machine. */
    private static Path localFile(Delivery delivery) {
        try {
            org.apache.hadoop.fs.Path stored = new org.apache.hadoop.fs.Path(delivery.stored());
            org.apache.hadoop.conf.Configuration hadoop = new org.apache.hadoop.conf.Configuration();
            FileSystem files = stored.getFileSystem(hadoop);
            if (files.getScheme().equals("file")) {
                return Path.of(files.makeQualified(stored).toUri().getPath());
            }
            File copy = File.createTempFile("delivery", stored.getName());
            closeWithTask(() -> java.nio.file.Files.deleteIfExists(copy.toPath()));
            FileUtil.copy(files, stored, copy, false, hadoop);
            return copy.toPath();
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private Row row(Delivery delivery, SourceRow row, RowTyping typing, Set<Long> keys) {
        RowTyping.Typed typed = typing.type(row);
        boolean comparable = dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY && typed.keyReadable();
        Long key = comparable ? hash(typed.values()) : null;
        return RowFactory.create(
                delivery.number(),
                delivery.feed(),
                row.sheet(),
                row.rowNumber(),
                district(delivery, row),
                row.cells(),
                RowFactory.create(typed.values()),
                Finding.rows(typed.problems()),
                Finding.rows(typed.warnings()),
                typed.keyReadable(),
                key,
                comparable && !keys.add(key),
                null);
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

    private static Row refused(Delivery delivery, Refusal refusal) {
        Bilingual sentence = refusal.sentence();
        return RowFactory.create(
                delivery.number(),
                delivery.feed(),
                "",
                0,
                ReferenceTable.UNASSIGNED,
                null,
                null,
                new Row[0],
                new Row[0],
                false,
                null,
                false,
                new Finding(null, null, refusal.rule(), sentence).row());
    }

    /** Types rows as they are asked for; a refusal on the way becomes the last row. */
    private static final class Rows implements Iterator<Row> {
        private final Iterator<SourceRow> rows;
        private final Function<SourceRow, Row> typed;
        private final Function<Refusal, Row> refused;
        private Row refusal;
        private boolean ended;
        private boolean empty = true;

        Rows(Iterator<SourceRow> rows, Function<SourceRow, Row> typed, Function<Refusal, Row> refused) {
            this.rows = rows;
            this.typed = typed;
            this.refused = refused;
        }

        @Override
        public boolean hasNext() {
            // Rows that once refused must not be asked again: what their reader then does is anybody's guess.
            if (ended || refusal != null) {
                return !ended;
            }
            try {
                if (rows.hasNext()) {
                    empty = false;
                    return true;
                }
                if (empty) {
                    throw new Refusal(
                            "no_rows",
                            "表头下没有任何数据行。若确实没有数据，请说明后重新报送。",
                            "There are no rows below the header. Fill them in and send the file again.");
                }
            } catch (Refusal found) {
                refusal = refused.apply(found);
            }
            return refusal != null;
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (refusal == null) {
                try {
                    return typed.apply(rows.next());
                } catch (Refusal found) {
                    refusal = refused.apply(found);
                }
            }
            ended = true;
            return refusal;
        }
    }
}
