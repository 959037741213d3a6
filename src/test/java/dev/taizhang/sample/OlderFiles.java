package dev.taizhang.sample;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Reads Parquet and JSON Lines back as text, the names of the columns being the first row. */
final class OlderFiles {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private OlderFiles() {}

    static List<List<String>> parquetRows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ParquetReader<Group> reader = ParquetReader.builder(
                        new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                .build()) {
            for (Group row = reader.read(); row != null; row = reader.read()) {
                if (rows.isEmpty()) {
                    rows.add(row.getType().getFields().stream()
                            .map(Type::getName)
                            .toList());
                }
                Group read = row;
                rows.add(IntStream.range(0, row.getType().getFieldCount())
                        .mapToObj(field -> text(read, field))
                        .toList());
            }
        }
        return rows;
    }

    private static String text(Group row, int field) {
        if (row.getFieldRepetitionCount(field) == 0) {
            return "";
        }
        String value = row.getValueToString(field, 0);
        LogicalTypeAnnotation meaning = row.getType().getType(field).getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return BigDecimal.valueOf(Long.parseLong(value), decimal.getScale()).toPlainString();
        }
        return meaning.equals(LogicalTypeAnnotation.dateType())
                ? LocalDate.ofEpochDay(Long.parseLong(value)).toString()
                : value;
    }

    static List<List<String>> jsonRows(Path file) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        Set<String> keys = new LinkedHashSet<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode object = JSON.readTree(line);
            objects.add(object);
            object.fieldNames().forEachRemaining(keys::add);
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.copyOf(keys)));
        for (JsonNode object : objects) {
            rows.add(keys.stream().map(key -> object.path(key).asText()).toList());
        }
        return rows;
    }
}
