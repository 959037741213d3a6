package dev.taizhang.ledger;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Transaction;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Literal;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.DataFileStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/** Writes rows in memory as one small Parquet file for each partition, and returns the actions that add the files. */
final class RowWriter {
    /**
     * Hides Hadoop's default settings. Kernel's Parquet writer has no setting of Hadoop, and yet parses their files anew
     * for each file that it writes.
     */
    private static final ClassLoader WITHOUT_SETTINGS = new ClassLoader(RowWriter.class.getClassLoader()) {
        @Override
        public URL getResource(String name) {
            return name.endsWith("-default.xml") || name.endsWith("-site.xml") ? null : super.getResource(name);
        }
    };

    private final Engine engine;
    private final Row state;
    private final StructType columns;
    private final List<String> partitionColumns;

    /** Writes into the table of a transaction, which commits the actions afterwards. */
    RowWriter(Engine engine, Transaction transaction) {
        this.engine = engine;
        this.state = transaction.getTransactionState(engine);
        this.columns = transaction.getSchema(engine);
        this.partitionColumns = transaction.getPartitionColumns(engine);
    }

    /** Writes rows of any partition. */
    List<Row> write(List<org.apache.spark.sql.Row> rows) {
        List<Row> actions = new ArrayList<>();
        byPartition(rows).forEach((partition, values) -> actions.addAll(writeFile(partition, values)));
        return actions;
    }

    /**
     * Writes rows of one date into a table partitioned by date.
     *
     * @throws IllegalArgumentException if a row has another date
     */
    List<Row> write(List<org.apache.spark.sql.Row> rows, LocalDate asOfDate) {
        byPartition(rows).keySet().forEach(partition -> {
            Object day = partition.get(0);
            if (day == null || (int) day != asOfDate.toEpochDay()) {
                throw new IllegalArgumentException("A row of " + DeltaTables.DATE_COLUMN + " "
                        + (day == null ? null : LocalDate.ofEpochDay((int) day)) + " is among those for " + asOfDate
                        + "; give only the rows of the date that is replaced.");
            }
        });
        return write(rows);
    }

    /** Returns a date as a literal of Kernel. */
    static Literal literal(LocalDate date) {
        return Literal.ofDate(Math.toIntExact(date.toEpochDay()));
    }

    private Map<List<Object>, List<List<Object>>> byPartition(List<org.apache.spark.sql.Row> rows) {
        List<Integer> ordinals = partitionColumns.stream().map(columns::indexOf).toList();
        Map<List<Object>, List<List<Object>>> groups = new LinkedHashMap<>();
        for (org.apache.spark.sql.Row row : rows) {
            List<Object> values = KernelRows.toKernel(columns, row);
            List<Object> partition = new ArrayList<>();
            ordinals.forEach(ordinal -> partition.add(values.get(ordinal)));
            groups.computeIfAbsent(partition, absent -> new ArrayList<>()).add(values);
        }
        return groups;
    }

    private List<Row> writeFile(List<Object> partition, List<List<Object>> rows) {
        Map<String, Literal> literals = new HashMap<>();
        for (int position = 0; position < partition.size(); position++) {
            String column = partitionColumns.get(position);
            literals.put(column, literal(column, columns.get(column).getDataType(), partition.get(position)));
        }
        DataWriteContext context = Transaction.getWriteContext(engine, state, literals);
        FilteredColumnarBatch batch =
                new FilteredColumnarBatch(ValueBatch.of(columns, partitionColumns, rows), Optional.empty());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(WITHOUT_SETTINGS);
        try (CloseableIterator<DataFileStatus> written = engine.getParquetHandler()
                .writeParquetFiles(
                        plain(context.getTargetDirectory()),
                        KernelRows.iterator(List.of(batch)),
                        context.getStatisticsColumns())) {
            return Transaction.generateAppendActions(engine, state, written, context)
                    .toInMemoryList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /**
     * Decodes the URL-encoded folder that Kernel returns. Kernel would write into it undecoded: a space would become a
     * folder with {@code %20} in its name beside the table, and the log would have an absolute path.
     */
    private static String plain(String folder) {
        return new Path(URI.create(folder)).toString();
    }

    private static Literal literal(String column, DataType type, Object value) {
        if (value == null) {
            return Literal.ofNull(type);
        } else if (type instanceof StringType) {
            return Literal.ofString((String) value);
        } else if (type instanceof DateType) {
            return Literal.ofDate((int) value);
        } else if (type instanceof IntegerType) {
            return Literal.ofInt((int) value);
        } else if (type instanceof LongType) {
            return Literal.ofLong((long) value);
        } else if (type instanceof BooleanType) {
            return Literal.ofBoolean((boolean) value);
        }
        throw new IllegalArgumentException("Partition column " + column + " is of type " + type
                + "; partition by a string, date, int, long or boolean.");
    }
}
