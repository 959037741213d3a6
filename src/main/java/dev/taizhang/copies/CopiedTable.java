package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.SummaryTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * A table as copies receive it.
 *
 * @param key the columns whose values identify a row
 * @param summary the summary table; empty for a {@link DimensionTable}
 */
record CopiedTable(String name, Bilingual title, StructType schema, List<String> key, Optional<SummaryTable> summary) {
    static CopiedTable of(SummaryTable table) {
        return new CopiedTable(table.name(), table.title(), table.schema(), table.grain(), Optional.of(table));
    }

    static CopiedTable of(DimensionTable table) {
        return new CopiedTable(table.name(), table.title(), table.schema(), table.key(), Optional.empty());
    }

    List<CopiedColumn> columns() {
        return Stream.of(schema.fields()).map(CopiedColumn::of).toList();
    }
}
