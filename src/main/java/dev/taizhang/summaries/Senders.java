package dev.taizhang.summaries;

import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.facts.Punctuality;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Who is due with what, when it came, and who is missing: a sender that has not come is told, and stands for no figure. */
final class Senders implements ComputedTable.Query {
    @Override
    public Dataset<Row> rows(ComputedTable.Sources sources, StructType columns) {
        ReferenceTable districts = sources.configuration().reference("districts");
        List<Row> rows = Punctuality.of(
                        sources.asOf(),
                        sources.configuration(),
                        sources.ledger().deliveries(),
                        sources.ledger().belief())
                .stream()
                .map(one -> row(one, districts))
                .toList();
        return sources.state().sparkSession().createDataFrame(rows, columns);
    }

    private static Row row(Punctuality one, ReferenceTable districts) {
        return RowFactory.create(
                one.dataset(),
                one.sender(),
                districts.match(one.sender()).orElse(ReferenceTable.UNASSIGNED),
                one.state().name().toLowerCase(Locale.ROOT),
                one.dueMonth() == null ? null : Date.valueOf(one.dueMonth().atDay(1)),
                date(one.dueDate()),
                one.dueDate() == null ? null : one.required(),
                date(one.arrived()),
                one.daysLate(),
                date(one.lastDelivery()),
                date(one.lastDate()));
    }

    private static Date date(LocalDate date) {
        return date == null ? null : Date.valueOf(date);
    }
}
