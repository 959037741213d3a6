package dev.taizhang.feeds;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * The rows of a Parquet file as text. The needed columns of one row group at a time are kept in memory as they are
 * stored. Columns are flat, so the record assembly of the library is not needed.
 */
final class ParquetRows implements Iterator<SheetRows.Line> {
    private final ParquetFileReader file;
    private final int[] places;
    private final MessageType columns;
    private final ParquetText[] texts;
    private final ColumnReader[] readers;
    private final int groupsEnd;
    private int nextGroup;
    private long left;
    private int number;

    /**
     * Reads some columns.
     *
     * @param places their places, in ascending order
     * @param part the row groups to read; null for all
     */
    ParquetRows(ParquetFileReader file, int[] places, ZoneId zone, FilePart.RowGroups part) {
        nextGroup = part == null ? 0 : part.first();
        groupsEnd = part == null ? file.getRowGroups().size() : part.end();
        number = part == null ? 0 : part.before();
        this.file = file;
        this.places = places;
        MessageType schema = file.getFileMetaData().getSchema();
        columns = new MessageType(
                schema.getName(),
                Arrays.stream(places).mapToObj(schema::getType).toArray(Type[]::new));
        texts = columns.getFields().stream()
                .map(type -> new ParquetText(type.asPrimitiveType(), zone))
                .toArray(ParquetText[]::new);
        readers = new ColumnReader[places.length];
        file.setRequestedSchema(columns);
        file.getRowGroups().forEach(this::check);
    }

    /**
     * Checks that each column has one value per row; otherwise the library would repeat the last value without an
     * error.
     */
    private void check(BlockMetaData group) {
        for (ColumnChunkMetaData chunk : group.getColumns()) {
            if (columns.containsPath(chunk.getPath().toArray()) && chunk.getValueCount() != group.getRowCount()) {
                throw new ParquetDecodingException("The values of " + chunk.getPath() + " are not one a row.");
            }
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return left > 0 || nextGroup();
        } catch (IOException | RuntimeException | OutOfMemoryError broken) {
            throw ParquetFile.refusal(broken);
        }
    }

    private boolean nextGroup() throws IOException {
        if (nextGroup == groupsEnd) {
            return false;
        }
        PageReadStore group = file.readRowGroup(nextGroup);
        nextGroup++;
        ColumnReadStoreImpl pages = new ColumnReadStoreImpl(
                group, converters(), columns, file.getFileMetaData().getCreatedBy());
        for (int column = 0; column < readers.length; column++) {
            readers[column] = pages.getColumnReader(columns.getColumns().get(column));
        }
        left = group.getRowCount();
        return true;
    }

    private GroupConverter converters() {
        return new GroupConverter() {
            @Override
            public Converter getConverter(int column) {
                return texts[column];
            }

            @Override
            public void start() {}

            @Override
            public void end() {}
        };
    }

    @Override
    public SheetRows.Line next() {
        left--;
        number++;
        String[] cells = new String[file.getFileMetaData().getSchema().getFieldCount()];
        try {
            for (int column = 0; column < readers.length; column++) {
                ColumnReader reader = readers[column];
                if (reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel()) {
                    reader.writeCurrentValueToConverter();
                    cells[places[column]] = texts[column].text();
                }
                reader.consume();
            }
        } catch (RuntimeException | OutOfMemoryError broken) {
            throw ParquetFile.refusal(broken);
        }
        return new SheetRows.Line(number, Arrays.asList(cells));
    }
}
