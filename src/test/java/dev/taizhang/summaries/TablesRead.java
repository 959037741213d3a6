package dev.taizhang.summaries;

import dev.taizhang.TestSpark;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerStore;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.validated.DeliveryDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** What facts, relations and tables read of a warehouse that has rows of every dataset, beside what their lineage names. */
public final class TablesRead {
    /** These decide of every dataset which rows count, and are not compared. */
    private static final Set<String> OF_EVERY_DATASET = Set.of(
            LedgerTables.DELIVERIES.name(),
            LedgerTables.WITHDRAWALS.name(),
            LedgerTables.REJECTED.name(),
            LedgerTables.of(Datasets.SUCCESSIONS).name());

    private final Configuration configuration;
    private final Release release;
    private final States stored;
    private final Recording ledger;
    private final Map<String, Inputs> all = new TreeMap<>();

    private TablesRead(Configuration configuration, Warehouse warehouse) {
        this.configuration = configuration;
        this.release = warehouse.current().orElseThrow();
        Tables tables = new Tables(TestSpark::session, warehouse, "test");
        tables.openReadOnly(LedgerTables.all(), Optional.of(release));
        this.ledger = new Recording(tables, new TreeSet<>());
        Map<String, Dataset<Row>> facts = new TreeMap<>();
        States.TABLES.forEach(table -> facts.put(
                table.name(),
                Tables.read(
                                TestSpark.session(),
                                warehouse,
                                table,
                                release.tables().get(table.name()),
                                Set.of(release.asOfDate()))
                        .as(table.shortName())));
        this.stored = new States(facts.get(ProjectState.TABLE.name()), facts);
    }

    /** The names of tables. */
    public record Inputs(Set<String> named, Set<String> read) {}

    /** A ledger that notes which of its tables are read. */
    private record Recording(Tables tables, Set<String> read) implements LedgerStore {
        @Override
        public Dataset<Row> read(String table) {
            read.add(table);
            return tables.read(table);
        }

        @Override
        public List<Row> rows(String table) {
            read.add(table);
            return tables.rows(table);
        }

        @Override
        public long count(String table) {
            return tables.count(table);
        }

        @Override
        public void append(String table, List<Row> rows) {
            throw new UnsupportedOperationException(table);
        }

        @Override
        public void append(String table, Steps rows, long count, List<String> sorted) {
            throw new UnsupportedOperationException(table);
        }
    }

    /** Returns what is read and named by the name of the fact, the relation or the table. */
    public static Map<String, Inputs> of(Path conf, Path folder) {
        TablesRead read = new TablesRead(
                Configuration.read(conf), Warehouse.at(folder.toString(), new org.apache.hadoop.conf.Configuration()));
        read.facts();
        Relations.schemas(List.of(), Set.of())
                .forEach((name, columns) -> read.note(
                        name,
                        Relations.inputs(name),
                        sources -> Relations.of(name, sources, Set.of(columns.fieldNames()))));
        AdministrationTables.all().forEach(table -> {
            ComputedTable computed = (ComputedTable) table;
            read.note("summaries." + table.name(), table.inputs(), computed::rows);
        });
        return read.all;
    }

    private Facts newFacts() {
        DeliveryDefinitions deliveries = DeliveryDefinitions.of(configuration);
        return new Facts(
                TestSpark.session(),
                new AsOf(release.asOfDate(), configuration.settings().planYear()),
                new InterpretedLedger(
                        new Ledger(ledger, configuration.hash(), deliveries.feeds()),
                        configuration.references(),
                        configuration.exchange(),
                        deliveries.rules()),
                configuration.settings());
    }

    private void facts() {
        try (Facts facts = newFacts()) {
            facts.states((table, rows) -> {
                add(table.name(), States.inputs(table), rows);
                return stored.of(table);
            });
        }
    }

    /** Computes rows of a relation or a table. */
    private interface Computing {
        Steps rows(ComputedTable.Sources sources);
    }

    private void note(String name, Set<String> named, Computing computing) {
        Members members = new Members(configuration.settings(), configuration.references());
        try (Facts facts = newFacts();
                Cubes cubes = new Cubes(
                        stored, facts, members, configuration.settings().elapsed(), List.of())) {
            if (!name.equals("targets")) {
                // Cubes have the targets, whether or not anything is compared with them.
                ledger.read().clear();
            }
            add(
                    name,
                    named,
                    computing.rows(new ComputedTable.Sources(stored, facts, members, configuration.due(), cubes)));
        }
    }

    private static Set<String> compared(Set<String> tables) {
        Set<String> compared = new TreeSet<>(tables);
        compared.removeAll(OF_EVERY_DATASET);
        return compared;
    }

    private void add(String name, Set<String> named, Steps rows) {
        Set<String> read = new TreeSet<>(ledger.read());
        ledger.read().clear();
        String plan = rows.plan().toString();
        States.TABLES.stream()
                .filter(table -> plan.contains("SubqueryAlias " + table.shortName()))
                .map(TableDefinition::name)
                .forEach(read::add);
        all.put(name, new Inputs(compared(named), compared(read)));
    }
}
