package dev.taizhang.ledger;

import dev.taizhang.definition.NamedRow;
import dev.taizhang.validated.DeliveredColumns;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Completes the deliveries that an earlier version of the program ingested without keeping their columns. */
public final class EarlierDeliveries {
    private final Tables tables;
    private final Ledger ledger;

    /** Prepares to read and complete them. */
    public EarlierDeliveries(Tables tables, Ledger ledger) {
        this.tables = tables;
        this.ledger = ledger;
    }

    /** Returns the deliveries without columns in the first run that can keep them; none in later runs. */
    public List<Row> withoutColumns() {
        return tables.isRedefined(LedgerTables.DELIVERIES.name())
                ? ledger.deliveries().stream()
                        .filter(row -> row.getAs("columns") == null)
                        .toList()
                : List.of();
    }

    /** Adds the columns of deliveries, by their number; those of the others remain unknown. */
    public void add(Map<Long, DeliveredColumns> columns) {
        tables.rewrite(
                LedgerTables.DELIVERIES.name(),
                ledger.deliveries().stream()
                        .map(row -> with(columns.get(row.<Long>getAs("delivery_number")), row))
                        .toList());
        ledger.clearCache();
    }

    private static Row with(DeliveredColumns columns, Row row) {
        if (columns == null) {
            return row;
        }
        NamedRow completed = NamedRow.of(row.schema());
        for (String name : row.schema().fieldNames()) {
            completed.with(
                    name,
                    switch (name) {
                        case "columns" -> columns.columns();
                        case "columns_with_values" -> columns.withValues();
                        case "unused_headers" -> columns.unusedHeaders();
                        default -> row.getAs(name);
                    });
        }
        return completed.row();
    }
}
