package dev.taizhang.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.publication.CanonicalCsv;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * What readers may rely on: the tables of SQLite, Parquet and mart with their columns, as {@code report/catalogue.json}
 * for programs and {@code exports/latest/dictionary.csv} for people. It changes only if a table does.
 */
record Contract(Warehouse warehouse, List<CopiedTable> tables, List<DimensionTable> stars) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final String[] DICTIONARY = {
        "table_name",
        "title_zh",
        "title_en",
        "column_name",
        "type",
        "unit",
        "meaning_zh",
        "meaning_en",
        "formula",
        "refers_to"
    };

    /** Lists the tables that copies of a release have. */
    static Contract of(ReleaseRows rows, List<DimensionTable> stars) {
        return new Contract(
                rows.warehouse(),
                Stream.concat(rows.copied().stream(), stars.stream().map(CopiedTable::of))
                        .toList(),
                stars);
    }

    /** Writes both files. */
    void write() throws IOException {
        ReplacedFile.print(
                warehouse.files(),
                warehouse.path("report/catalogue.json"),
                out -> out.append(json()).append('\n'));
        ReplacedFile.print(warehouse.files(), warehouse.path("exports/latest/dictionary.csv"), out -> {
            out.append(BYTE_ORDER_MARK);
            CanonicalCsv.print(
                    out, DICTIONARY, tables.stream().flatMap(this::lines).iterator());
        });
    }

    private Stream<Row> lines(CopiedTable table) {
        return table.columns().stream()
                .map(column -> RowFactory.create(
                        table.name(),
                        table.title().zh(),
                        table.title().en(),
                        column.name(),
                        column.field().dataType().sql(),
                        unit(column),
                        column.meaning().zh(),
                        column.meaning().en(),
                        formula(column),
                        refersTo(table, column)));
    }

    private String json() throws JsonProcessingException {
        ObjectNode contract = JSON.createObjectNode();
        ArrayNode all = contract.putArray("tables");
        for (CopiedTable table : tables) {
            ObjectNode one = all.addObject().put("name", table.name());
            put(one, "title", Optional.of(table.title()));
            put(one, "sentence", Optional.of(table.sentence()));
            table.key().forEach(one.putArray("grain")::add);
            table.stored().ifPresent(stored -> put(one, "kept", Optional.of(Catalogue.kept(stored))));
            put(one, "deprecated", table.deprecated());
            ArrayNode columns = one.putArray("columns");
            for (CopiedColumn column : table.columns()) {
                ObjectNode named = columns.addObject()
                        .put("name", column.name())
                        .put("type", column.field().dataType().sql())
                        .put("unit", unit(column));
                put(named, "meaning", Optional.of(Column.comment(column.field())));
                put(named, "deprecated", Column.deprecation(column.field()));
                named.put("formula", formula(column)).put("refers_to", refersTo(table, column));
            }
        }
        return JSON.writeValueAsString(contract);
    }

    private static void put(ObjectNode node, String key, Optional<Bilingual> text) {
        text.ifPresent(both -> node.putObject(key).put("zh", both.zh()).put("en", both.en()));
    }

    /** Returns the unit of a measure; null for other columns. */
    private static String unit(CopiedColumn column) {
        return Unit.of(column.field())
                .map(unit -> unit.name().toLowerCase(Locale.ROOT))
                .orElse(null);
    }

    private static String formula(CopiedColumn column) {
        return column.field().metadata().contains(Measure.FORMULA)
                ? column.field().metadata().getString(Measure.FORMULA)
                : null;
    }

    private String refersTo(CopiedTable table, CopiedColumn column) {
        return DimensionTable.meantBy(table.name(), column.field(), stars)
                .map(dimension -> dimension.name() + "." + dimension.key().get(0))
                .orElse(null);
    }
}
