package dev.taizhang.summaries;

import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.Punctuality;
import dev.taizhang.ledger.LedgerTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Which sender is due with which data, when they arrived, and which are missing. Missing senders are only reported;
 * they do not contribute to any figure.
 */
final class Senders implements ComputedTable.Query {
    @Override
    public Steps rows(ComputedTable.Sources sources, StructType columns) {
        ReferenceTable districts = sources.districts();
        List<Row> rows = Punctuality.of(
                        sources.asOf(),
                        sources.due(),
                        districts,
                        sources.ledger().deliveries(),
                        sources.ledger().effective())
                .stream()
                .map(one -> row(one, districts, columns))
                .toList();
        return Steps.from(sources.state().sparkSession(), rows, columns);
    }

    @Override
    public Set<String> inputs() {
        return Set.of(LedgerTables.DELIVERIES.name(), LedgerTables.WITHDRAWALS.name());
    }

    private static Row row(Punctuality one, ReferenceTable districts, StructType columns) {
        return NamedRow.of(columns)
                .with("dataset", one.dataset())
                .with("sender", one.sender())
                .with("district_code", districts.match(one.sender()).orElse(ReferenceTable.UNASSIGNED))
                .with("state", one.state().name().toLowerCase(Locale.ROOT))
                .with(
                        "due_month",
                        one.dueMonth() == null ? null : date(one.dueMonth().atDay(1)))
                .with("due_date", date(one.dueDate()))
                .with("required", one.dueDate() == null ? null : one.required())
                .with("arrived_date", date(one.arrived()))
                .with("days_late", one.daysLate())
                .with("last_delivery_date", date(one.lastDelivery()))
                .with("last_spoken_date", date(one.lastDate()))
                .row();
    }

    private static Date date(LocalDate date) {
        return date == null ? null : Date.valueOf(date);
    }
}
