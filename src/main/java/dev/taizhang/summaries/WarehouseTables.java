package dev.taizhang.summaries;

import dev.taizhang.facts.States;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.stream.Stream;

/** All tables of a warehouse, in the order summaries, facts, ledger. */
public final class WarehouseTables {
    /** The tables that readers get in copies beside the summaries: facts, deliveries and rejected rows. */
    public static final List<TableDefinition> COPIED = Stream.concat(
                    States.TABLES.stream(), Stream.of(LedgerTables.DELIVERIES, LedgerTables.REJECTED))
            .toList();

    private WarehouseTables() {}

    /** Returns the tables that a run writes. */
    public static List<TableDefinition> published(OfficeTables office) {
        return Stream.of(
                        office.published().stream().map(SummaryTable::definition),
                        States.TABLES.stream(),
                        LedgerTables.all().stream())
                .flatMap(tables -> tables)
                .toList();
    }

    /** Returns the tables that a query may read, including those that are no longer published. */
    public static List<TableDefinition> known(OfficeTables office) {
        return Stream.of(
                        office.known().stream().map(SummaryTable::definition),
                        States.TABLES.stream(),
                        LedgerTables.all().stream(),
                        Stream.of(LedgerTables.RUNS))
                .flatMap(tables -> tables)
                .toList();
    }
}
