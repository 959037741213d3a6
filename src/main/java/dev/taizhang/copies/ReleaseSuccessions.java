package dev.taizhang.copies;

import dev.taizhang.definition.Datasets;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.NamedCodes;
import dev.taizhang.facts.Successions;
import dev.taizhang.ledger.EffectiveDeliveries;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Finds the successions in force in a release, which copies read without the ledger of a run. */
final class ReleaseSuccessions {
    static final TableDefinition TABLE = LedgerTables.of(Datasets.SUCCESSIONS);

    private static final String CODE = "project_code";
    private static final String DATE = "snapshot_date";
    private static final String DELIVERY = "delivery_number";

    private final ReleaseRows rows;
    private final AsOf asOf;
    private final EffectiveDeliveries effective;

    ReleaseSuccessions(ReleaseRows rows, AsOf asOf) {
        this.rows = rows;
        this.asOf = asOf;
        this.effective = EffectiveDeliveries.of(rows.all(LedgerTables.DELIVERIES), rows.all(LedgerTables.WITHDRAWALS));
    }

    EffectiveDeliveries effective() {
        return effective;
    }

    Successions inForce() {
        return Successions.of(
                rows.all(TABLE).stream().filter(this::counts).toList(),
                row -> effective.place(row.<Long>getAs(DELIVERY)).orElseThrow(),
                asOf,
                this::lists);
    }

    private boolean counts(Row row) {
        return effective.place(row.<Long>getAs(DELIVERY)).isPresent();
    }

    private Map<String, NamedCodes> lists(Map<String, LocalDate> wanted) {
        Map<String, NamedCodes> named = new HashMap<>();
        if (!wanted.isEmpty()) {
            rows.ofProjects(LedgerTables.of(Datasets.PROJECTS), List.of(DELIVERY, CODE, DATE), wanted.keySet()).stream()
                    .filter(this::counts)
                    .forEach(row -> {
                        String code = row.getAs(CODE);
                        LocalDate date = LocalDate.parse(row.getAs(DATE).toString());
                        if (!date.isAfter(asOf.date())) {
                            named.merge(code, NamedCodes.by(date, wanted.get(code)), NamedCodes::with);
                        }
                    });
        }
        return named;
    }
}
