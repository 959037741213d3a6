package dev.taizhang.copies;

import dev.taizhang.publication.CanonicalCsv;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Streams rows into a table of PostgreSQL, which counts and sums them for verification. */
final class PostgresCopy {
    private static final int LARGE_PIECE = 1 << 16;

    private final Connection postgres;
    private final String table;
    private final StructType schema;
    private final Map<Integer, BigDecimal> sums = new TreeMap<>();
    private long count;

    /**
     * Prepares a copy into a table.
     *
     * @param table the table, with its schema
     */
    PostgresCopy(Connection postgres, String table, StructType schema) {
        this.postgres = postgres;
        this.table = table;
        this.schema = schema;
    }

    /** Returns the columns as a list for SQL. */
    static String columns(StructType schema) {
        return String.join(", ", schema.fieldNames());
    }

    /** Sends rows in the text form of COPY. */
    void send(Iterator<Row> rows) throws SQLException {
        CopyIn copy = postgres.unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + table + " (" + columns(schema) + ") FROM STDIN");
        try {
            StringBuilder piece = new StringBuilder();
            while (rows.hasNext()) {
                add(piece, rows.next());
                if (piece.length() >= LARGE_PIECE) {
                    send(copy, piece);
                }
            }
            send(copy, piece);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void add(StringBuilder piece, Row row) {
        count++;
        for (int index = 0; index < row.length(); index++) {
            Object value = row.get(index);
            if (value instanceof BigDecimal number) {
                sums.merge(index, number, BigDecimal::add);
            }
            piece.append(index == 0 ? "" : "\t").append(value == null ? "\\N" : escaped(value));
        }
        piece.append('\n');
    }

    private static void send(CopyIn copy, StringBuilder piece) throws SQLException {
        byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        piece.setLength(0);
    }

    private static String escaped(Object value) {
        return CanonicalCsv.cell(value)
                .replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r");
    }

    /** Compares the server's counts and sums of the table, which was empty before, with the data that were sent. */
    void requireArrived() throws SQLException {
        StructField[] fields = schema.fields();
        List<Integer> summed = IntStream.range(0, fields.length)
                .filter(index -> fields[index].dataType() instanceof DecimalType)
                .boxed()
                .toList();
        String asked = summed.stream()
                .map(index -> ", sum(" + fields[index].name() + ")")
                .collect(Collectors.joining());
        try (Statement statement = postgres.createStatement();
                ResultSet found = statement.executeQuery("SELECT count(*)" + asked + " FROM " + table)) {
            found.next();
            List<BigDecimal> arrived = new ArrayList<>();
            for (int place = 0; place < summed.size(); place++) {
                arrived.add(found.getBigDecimal(place + 2));
            }
            List<BigDecimal> sent = new ArrayList<>();
            summed.forEach(index -> sent.add(sums.get(index)));
            if (found.getLong(1) != count || !arrived.equals(sent)) {
                throw new SQLException(CopyMessages.receivedOtherRows(table).line());
            }
        }
    }
}
