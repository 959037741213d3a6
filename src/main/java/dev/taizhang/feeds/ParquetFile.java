package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file. Only the columns that the feed needs are read. */
final class ParquetFile implements NamedColumns {
    private final List<Column> canonical;
    private final ZoneId zone;
    private final FilePart.RowGroups part;
    private final ParquetFileReader reader;
    private final MessageType schema;

    /**
     * Opens a file.
     *
     * @param canonical the columns of the dataset that it delivers
     * @param zone the time zone for timestamps
     */
    ParquetFile(Path file, List<Column> canonical, ZoneId zone) {
        this(file, canonical, zone, null);
    }

    /** Opens a part of a file. Its columns and their use are those of the whole file, whose footer is read. */
    ParquetFile(Path file, List<Column> canonical, ZoneId zone, FilePart.RowGroups part) {
        this.part = part;
        this.canonical = canonical;
        this.zone = zone;
        try {
            reader = ParquetFileReader.open(new LocalInputFile(file), options());
            schema = reader.getFileMetaData().getSchema();
        } catch (IOException | RuntimeException broken) {
            throw refusal(broken);
        }
    }

    private static ParquetReadOptions options() {
        PlainParquetConfiguration none = new PlainParquetConfiguration();
        return ParquetReadOptions.builder(none)
                // Only the checksum of a page reveals a flipped digit.
                .usePageChecksumVerification()
                .withCodecFactory(new CodecFactory(none, 0) {
                    @Override
                    public void release() {
                        // A codec that met damaged pages must not return to the pool that other files use: that of LZ4
                        // does not recover.
                    }
                })
                .build();
    }

    @Override
    public List<String> header() {
        return schema.getFields().stream().map(Type::getName).toList();
    }

    @Override
    public BitSet valued() {
        BitSet valued = new BitSet();
        reader.getFooter().getBlocks().stream()
                .flatMap(block -> block.getColumns().stream())
                .filter(chunk -> !holdsOnlyNulls(chunk))
                .forEach(
                        chunk -> valued.set(schema.getFieldIndex(chunk.getPath().toArray()[0])));
        return valued;
    }

    /** Whether the statistics of a part of a column say so; without statistics it counts as holding values. */
    private static boolean holdsOnlyNulls(ColumnChunkMetaData chunk) {
        Statistics<?> statistics = chunk.getStatistics();
        return statistics != null && statistics.isNumNullsSet() && statistics.getNumNulls() == chunk.getValueCount();
    }

    @Override
    public Iterator<SheetRows.Line> lines(HeaderMap wanted) {
        for (int index = 0; index < canonical.size(); index++) {
            check(
                    wanted.places()[index],
                    canonical.get(index).type(),
                    canonical.get(index).title());
        }
        check(wanted.unitPlace(), ColumnType.TEXT, new Bilingual("单位", "unit"));
        try {
            return new ParquetRows(reader, wanted.wanted().stream().toArray(), zone, part);
        } catch (RuntimeException broken) {
            throw refusal(broken);
        }
    }

    List<BlockMetaData> rowGroups() {
        return reader.getRowGroups();
    }

    /** Refuses the file if the type of a column cannot be that of the canonical one. */
    private void check(int place, ColumnType canonicalType, Bilingual title) {
        if (place < 0 || ParquetContent.of(schema.getType(place)).fits(canonicalType)) {
            return;
        }
        Type type = schema.getType(place);
        String declared = type.isPrimitive()
                ? type.asPrimitiveType().getPrimitiveTypeName().name()
                : "GROUP";
        String detail = type.getLogicalTypeAnnotation() == null ? "" : " " + type.getLogicalTypeAnnotation();
        Bilingual wanted = switch (canonicalType) {
            case TEXT, REFERENCE, MEMBER -> new Bilingual("文字", "text");
            case AMOUNT, NUMBER, TARGET, FRACTION, SHARE, YEAR -> new Bilingual("数字", "a number");
            case DATE, MONTH -> new Bilingual("日期", "a date");
            case FLAG -> new Bilingual("是或否", "yes or no");
        };
        throw RefusalMessages.wrongColumnType(type.getName(), declared + detail, title, wanted);
    }

    /** The refusal for an exception of the library. Damaged size fields lead to an {@code OutOfMemoryError}. */
    static Refusal refusal(Throwable broken) {
        if (broken instanceof Refusal refusal) {
            return refusal;
        }
        if (broken instanceof ParquetCryptoRuntimeException) {
            return RefusalMessages.encryptedParquet();
        }
        return broken instanceof OutOfMemoryError
                ? RefusalMessages.rowGroupsTooLarge()
                : RefusalMessages.brokenParquet();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
