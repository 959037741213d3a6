package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.DueDelivery;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.States;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The relations and parameters of tables by a query, for queries of users: the same names, computed when first named. */
public final class SqlRelations implements AutoCloseable {
    private final States states;
    private final Facts facts;
    private final Settings settings;
    private final List<DueDelivery> due;
    private final OfficeTables office;
    private final Members members;
    private final List<Cubes> opened = new ArrayList<>();
    private final Supplier<Cubes> withoutRollUps = Suppliers.memoize(() -> open(List.of()));
    private final Map<String, Dataset<Row>> computed = new HashMap<>();

    /**
     * Prepares the relations of a date.
     *
     * @param states the fact tables of the date
     * @param facts the facts of other dates; closed with the relations
     */
    public SqlRelations(States states, Facts facts, Settings settings, List<DueDelivery> due, OfficeTables office) {
        this.states = states;
        this.facts = facts;
        this.settings = settings;
        this.due = due;
        this.office = office;
        this.members = new Members(settings, facts.ledger().references());
    }

    /**
     * Returns the columns of all relations, by name.
     *
     * @param references the names of the reference tables
     */
    public static Map<String, StructType> schemas(OfficeTables office, Collection<String> references) {
        return Relations.schemas(office.known(), references);
    }

    /** Returns the values of {@code :as_of}, {@code :report_month}, {@code :year} and {@code :year_start}. */
    public static Map<String, Object> parameters(AsOf asOf) {
        return SqlTables.parameters(asOf);
    }

    /** Returns the rows of a relation by a name that {@link #schemas} contains. */
    public Dataset<Row> rows(String name) {
        return computed.computeIfAbsent(name, this::compute);
    }

    private Dataset<Row> compute(String name) {
        Cubes cubes = office.rollUps().stream()
                .filter(table -> Relations.ofRollUp(table).equals(name))
                .findFirst()
                .map(table -> open(List.of(table)))
                .orElseGet(withoutRollUps);
        return Relations.of(
                        name,
                        new ComputedTable.Sources(states, facts, members, due, cubes),
                        Set.of(schemas(office, facts.ledger().references().keySet())
                                .get(name)
                                .fieldNames()))
                .rows();
    }

    private Cubes open(List<RollUpTable> rollUps) {
        Cubes cubes = new Cubes(states, facts, members, settings.elapsed(), rollUps);
        opened.add(cubes);
        return cubes;
    }

    /** Releases the caches. */
    @Override
    public void close() {
        opened.forEach(Cubes::close);
        facts.close();
    }
}
