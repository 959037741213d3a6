package dev.taizhang.feeds;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.ParquetCryptoRuntimeException;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** A Parquet file, of which only the wanted columns are read. */
final class ParquetFile implements NamedColumns {
    private final List<Column> canonical;
    private final ZoneId zone;
    private final ParquetFileReader reader;
    private final MessageType schema;

    /**
     * Opens a file.
     *
     * @param canonical the columns of the dataset that it delivers
     * @param zone by whose clock moments are told
     */
    ParquetFile(Path file, List<Column> canonical, ZoneId zone) {
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
                // Nothing but the checksum that a page carries tells a flipped digit.
                .usePageChecksumVerification()
                .withCodecFactory(new CodecFactory(none, 0) {
                    @Override
                    public void release() {
                        // What has met damaged pages must not go to the pool that other files draw from: that of LZ4
                        // never recovers.
                    }
                })
                .build();
    }

    @Override
    public List<String> header() {
        return schema.getFields().stream().map(Type::getName).toList();
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
            return new ParquetRows(reader, wanted.wanted().stream().toArray(), zone);
        } catch (RuntimeException broken) {
            throw refusal(broken);
        }
    }

    /** Refuses a column whose type can never be that of the canonical one. */
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
        throw new Refusal(
                "column_type",
                "列“" + type.getName() + "”的类型是 " + declared + detail + "，而“" + title.zh() + "”须是" + wanted.zh()
                        + "。请改正该列的类型后重新报送。",
                "The type of the column \"" + type.getName() + "\" is " + declared + detail + ", but \"" + title.en()
                        + "\" must be " + wanted.en() + ". Correct the column's type and send the file again.");
    }

    /** What the sender should know of whatever the library met the file with; a damaged size is met with a lack of memory. */
    static Refusal refusal(Throwable broken) {
        if (broken instanceof Refusal refusal) {
            return refusal;
        }
        if (broken instanceof ParquetCryptoRuntimeException) {
            return encrypted();
        }
        return broken instanceof OutOfMemoryError
                ? new Refusal(
                        "parquet_unreadable",
                        "Parquet 文件已损坏，或者行组太大，内存放不下。请用较小的行组重新导出后报送。",
                        "The Parquet file is damaged, or its row groups are too large for the memory. Export it anew with smaller row groups and send it again.")
                : new Refusal(
                        "parquet_unreadable",
                        "Parquet 文件已损坏、不完整或用了不支持的压缩方式，无法读取。请重新导出后报送。",
                        "The Parquet file is damaged, cut off or compressed in an unsupported way, and cannot be read. Export it anew and send it again.");
    }

    static Refusal encrypted() {
        return new Refusal(
                "parquet_encrypted",
                "Parquet 文件加了密，无法读取。请导出未加密的文件重新报送。",
                "The Parquet file is encrypted and cannot be read. Export it without encryption and send it again.");
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
