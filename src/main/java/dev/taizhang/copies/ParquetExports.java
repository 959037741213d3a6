package dev.taizhang.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Hashes;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.DelegatingPositionOutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.Row;

/**
 * Writes the published tables as Parquet, {@code exports/latest/parquet/<table>/<part>.parquet}, for DuckDB, pandas and
 * similar tools, and {@code duckdb.sql} with views over them. A part is written again only if it has changed.
 */
final class ParquetExports implements TableCopy {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String ENDING = ".parquet";
    private static final String PARTS = "parts";
    private static final String SYNTHETIC = "synthetic";

    private final Warehouse warehouse;
    private final SortedMap<String, String> description;
    private final Path folder;
    private final Path about;
    private final List<Published> published = new ArrayList<>();
    private final ObjectNode content = JSON.createObjectNode();
    private JsonNode before = MissingNode.getInstance();

    /** A table with its newest part. */
    private record Published(CopiedTable table, String newest) {}

    ParquetExports(Warehouse warehouse, Release release) {
        this.warehouse = warehouse;
        this.folder = warehouse.path(FileCopy.PARQUET.place());
        this.about = new Path(folder, "release.json");
        this.description = description(warehouse, release);
        description.forEach(content::put);
    }

    /** Returns what files of a release say about it. */
    static SortedMap<String, String> description(Warehouse warehouse, Release release) {
        return new TreeMap<>(Map.of(
                "release_number",
                Long.toString(release.number()),
                "release_hash",
                release.hash(),
                "run_id",
                release.runId(),
                "as_of_date",
                release.asOfDate().toString(),
                "published_at",
                release.publishedAt().toString(),
                SYNTHETIC,
                Boolean.toString(warehouse.isSynthetic())));
    }

    /** Deletes {@code release.json}, which does not exist while the files change. */
    @Override
    public void begin() throws IOException {
        warehouse.files().mkdirs(folder);
        try (InputStream stream = warehouse.files().open(about)) {
            before = JSON.readTree(stream).path(PARTS);
        } catch (FileNotFoundException | JsonProcessingException unknown) {
            before = MissingNode.getInstance();
        }
        warehouse.files().delete(about, false);
    }

    /** Returns the parts that differ from their files, and deletes the files of other parts. */
    @Override
    public Set<String> needed(CopiedTable table, SortedMap<String, String> parts) throws IOException {
        // A table without rows has a file with its columns, so that every reader finds them.
        SortedMap<String, String> wanted = parts.isEmpty() ? new TreeMap<>(Map.of(CopiedTable.WHOLE, "")) : parts;
        published.add(new Published(table, wanted.lastKey()));
        String form = Hashes.of(type(table) + " " + description.get(SYNTHETIC));
        Set<String> there = files(table);
        Set<String> needed = new TreeSet<>();
        ObjectNode state = content.withObject("/" + PARTS + "/" + table.name());
        wanted.forEach((part, digest) -> {
            String now = Hashes.of(digest + " " + form);
            state.put(part, now);
            boolean same = before.path(table.name()).path(part).asText().equals(now);
            if (!same || !there.contains(part)) {
                needed.add(part);
            }
        });
        for (String part : there) {
            if (!wanted.containsKey(part)) {
                warehouse.files().delete(file(table, part), false);
            }
        }
        return needed;
    }

    private Set<String> files(CopiedTable table) throws IOException {
        try {
            return Stream.of(warehouse.files().listStatus(new Path(folder, table.name())))
                    .map(file -> file.getPath().getName())
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .collect(Collectors.toSet());
        } catch (FileNotFoundException none) {
            return Set.of();
        }
    }

    private Path file(CopiedTable table, String part) {
        return new Path(folder, table.name() + "/" + part + ENDING);
    }

    private static MessageType type(CopiedTable table) {
        Types.MessageTypeBuilder columns = Types.buildMessage();
        table.columns().forEach(column -> columns.addField(column.parquetType()));
        return columns.named("table");
    }

    @Override
    public RowCopy part(CopiedTable table, String part) throws IOException {
        return new ParquetFile(table, part);
    }

    /** Deletes what is of no table, such as files of earlier versions, and writes the views and what the files contain. */
    @Override
    public void complete() throws IOException {
        Set<String> names = published.stream().map(one -> one.table().name()).collect(Collectors.toSet());
        for (FileStatus entry : warehouse.files().listStatus(folder)) {
            String name = entry.getPath().getName();
            if (name.endsWith(ENDING) || (entry.isDirectory() && !names.contains(name))) {
                warehouse.files().delete(entry.getPath(), true);
            }
        }
        ReplacedFile.print(warehouse.files(), new Path(folder, "duckdb.sql"), out -> out.append(views()));
        ReplacedFile.print(
                warehouse.files(),
                about,
                out -> out.append(JSON.writeValueAsString(content)).append('\n'));
    }

    /** Returns SQL for DuckDB: a view of each table with every date, one of its newest date, and their comments. */
    private String views() {
        StringBuilder sql = new StringBuilder("-- 本文件夹中各 Parquet 文件的视图；latest 中为最新截止日期。\n")
                .append("-- Views over the Parquet files in this folder; those in latest have the newest date.\n")
                .append("-- cd exports/latest/parquet && duckdb -init duckdb.sql\n")
                .append("CREATE SCHEMA IF NOT EXISTS latest;\n");
        for (Published one : published) {
            CopiedTable table = one.table();
            sql.append(view(table.name(), table.name() + "/*" + ENDING))
                    .append(view("latest." + table.name(), table.name() + "/" + one.newest() + ENDING))
                    .append(comment("VIEW " + table.name(), table.about()));
            table.columns()
                    .forEach(column ->
                            sql.append(comment("COLUMN " + table.name() + "." + column.name(), column.meaning())));
        }
        return sql.toString();
    }

    private static String view(String name, String files) {
        return "CREATE OR REPLACE VIEW " + name + " AS SELECT * FROM read_parquet('" + files
                + "', union_by_name = true);\n";
    }

    private static String comment(String what, Bilingual comment) {
        return "COMMENT ON " + what + " IS '" + comment.line().replace("'", "''") + "';\n";
    }

    @Override
    public void close() {
        // Every file is complete once it has its name.
    }

    /** The file of one part. */
    private final class ParquetFile implements RowCopy {
        private final MessageType type;
        private final ReplacedFile file;
        private final ParquetWriter<Group> writer;

        ParquetFile(CopiedTable table, String part) throws IOException {
            type = type(table);
            file = ReplacedFile.begin(warehouse.files(), ParquetExports.this.file(table, part));
            writer = open(table);
        }

        private ParquetWriter<Group> open(CopiedTable table) throws IOException {
            Map<String, String> metadata = new TreeMap<>(description);
            metadata.put("title", table.about().line());
            // The columns with their comments, where Spark looks for them.
            metadata.put(
                    "org.apache.spark.sql.parquet.row.metadata", table.schema().json());
            try {
                return ExampleParquetWriter.builder(new Output(file.out()))
                        .withConf(new PlainParquetConfiguration())
                        .withType(type)
                        .withExtraMetaData(metadata)
                        .withCompressionCodec(CompressionCodecName.SNAPPY)
                        .build();
            } catch (IOException | RuntimeException stuck) {
                file.close();
                throw stuck;
            }
        }

        @Override
        public void add(Row row) throws IOException {
            Group group = new SimpleGroup(type);
            for (int index = 0; index < row.length(); index++) {
                if (!row.isNullAt(index)) {
                    ParquetExports.add(
                            group, index, row.get(index), type.getType(index).asPrimitiveType());
                }
            }
            writer.write(group);
        }

        @Override
        public void complete() throws IOException {
            writer.close();
            file.replace();
        }

        @Override
        public void close() throws IOException {
            try (file) {
                writer.close();
            }
        }
    }

    /** A stream that a {@link ReplacedFile} ends, which alone knows whether the file is complete. */
    private record Output(FSDataOutputStream out) implements OutputFile {
        private static final long NO_BLOCKS = 0;

        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new DelegatingPositionOutputStream(out) {
                @Override
                public long getPos() {
                    return out.getPos();
                }

                @Override
                public void close() {
                    // See above.
                }
            };
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return NO_BLOCKS;
        }
    }

    private static void add(Group group, int index, Object value, PrimitiveType type) {
        if (value instanceof BigDecimal number) {
            BigInteger digits = number.unscaledValue();
            switch (type.getPrimitiveTypeName()) {
                case INT32 -> group.add(index, digits.intValueExact());
                case INT64 -> group.add(index, digits.longValueExact());
                default ->
                    group.add(index, Binary.fromConstantByteArray(padded(digits.toByteArray(), type.getTypeLength())));
            }
        } else if (value instanceof Long number) {
            group.add(index, number);
        } else if (value instanceof Integer number) {
            group.add(index, number);
        } else if (value instanceof Boolean flag) {
            group.add(index, flag);
        } else if (value instanceof Instant time) {
            group.add(index, ChronoUnit.MICROS.between(Instant.EPOCH, time));
        } else if (value instanceof LocalDate date) {
            group.add(index, Math.toIntExact(date.toEpochDay()));
        } else if (value instanceof Date date) {
            group.add(index, Math.toIntExact(date.toLocalDate().toEpochDay()));
        } else {
            group.add(index, value.toString());
        }
    }

    /** Returns the number in two's complement, padded to the length of its column. */
    private static byte[] padded(byte[] number, int length) {
        byte[] padded = new byte[length];
        Arrays.fill(padded, number[0] < 0 ? (byte) -1 : 0);
        System.arraycopy(number, 0, padded, length - number.length, number.length);
        return padded;
    }
}
