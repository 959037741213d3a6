package dev.taizhang.copies;

import com.google.common.base.Suppliers;
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
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/**
 * The deliveries of a release, which copies read without the ledger of a run: those that count, the names of their files,
 * and the successions in force. Each is read once, when it is first asked for.
 */
final class DeliveredToRelease {
    /** The table of successions, which is read beside the deliveries. */
    static final TableDefinition SUCCESSIONS = LedgerTables.of(Datasets.SUCCESSIONS);

    private static final String CODE = "project_code";
    private static final String DATE = "snapshot_date";
    private static final String DELIVERY = "delivery_number";

    private final ReleaseRows rows;
    private final AsOf asOf;
    private final Supplier<List<Row>> deliveries;
    private final Supplier<EffectiveDeliveries> effective;
    private final Supplier<Successions> successions;

    DeliveredToRelease(ReleaseRows rows, AsOf asOf) {
        this.rows = rows;
        this.asOf = asOf;
        this.deliveries = Suppliers.memoize(() -> rows.all(LedgerTables.DELIVERIES));
        this.effective =
                Suppliers.memoize(() -> EffectiveDeliveries.of(deliveries.get(), rows.all(LedgerTables.WITHDRAWALS)));
        this.successions = Suppliers.memoize(this::inForce);
    }

    /** Returns the deliveries that count. */
    EffectiveDeliveries effective() {
        return effective.get();
    }

    /** Returns the successions in force. */
    Successions successions() {
        return successions.get();
    }

    /** Returns the name of the file of each delivery, without its folder, by the number of the delivery. */
    Map<Long, String> files() {
        Map<Long, String> files = new HashMap<>();
        deliveries.get().forEach(row -> {
            String file = row.getAs("file_name");
            files.put(row.getAs(DELIVERY), file.substring(file.lastIndexOf('/') + 1));
        });
        return files;
    }

    private Successions inForce() {
        return Successions.of(
                rows.all(SUCCESSIONS).stream().filter(this::counts).toList(),
                row -> effective().place(row.<Long>getAs(DELIVERY)).orElseThrow(),
                asOf,
                this::lists);
    }

    private boolean counts(Row row) {
        return effective().place(row.<Long>getAs(DELIVERY)).isPresent();
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
