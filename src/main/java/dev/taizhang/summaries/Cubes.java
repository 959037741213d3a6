package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import dev.taizhang.cube.Cube;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.FactLines;
import dev.taizhang.cube.FormulaParameters;
import dev.taizhang.cube.Members;
import dev.taizhang.cube.RollUp;
import dev.taizhang.cube.Targets;
import dev.taizhang.definition.CachedRows;
import dev.taizhang.definition.Elapsed;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.RegisterState;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.TableDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** One cube for each fact that has roll-ups, each computed in a few passes. */
public final class Cubes implements AutoCloseable {
    /** The cubes of the facts of which anything was ever delivered. */
    private final Map<Fact, Cube> cubes = new LinkedHashMap<>();

    private final Map<Fact, Supplier<Map<String, List<Row>>>> rows = new LinkedHashMap<>();
    private final Map<String, RollUpTable> tables = new LinkedHashMap<>();
    private final CachedRows amounts;
    private final Targets targets;

    /**
     * Plans the passes.
     *
     * @param wanted all roll-ups that will be requested
     */
    Cubes(States states, Facts facts, Members members, Elapsed elapsed, Collection<RollUpTable> wanted) {
        Ledger ledger = facts.ledger().delivered();
        Targets stated = Targets.of(facts.asOf(), facts.ledger(), states.of(RegisterState.CONTRACTS.table()));
        this.amounts = new CachedRows(Steps.from(stated.amounts()));
        this.targets = new Targets(amounts.rows(), stated.parameters());
        Map<Fact, Map<String, RollUp>> byFact = new LinkedHashMap<>();
        for (RollUpTable table : wanted) {
            tables.put(table.name(), table);
            byFact.computeIfAbsent(table.rollUp().fact(), fact -> new LinkedHashMap<>())
                    .put(table.name(), table.rollUp());
        }
        byFact.forEach((fact, own) -> {
            rows.put(fact, Suppliers.memoize(() -> computed(fact)));
            if (ledger.hasRows(fact.dataset())) {
                Steps lines = fact.linesOf(
                        states, facts.ledger().rates().portfolio(), facts.asOf().years());
                boolean byYear = fact.dimensions().contains(Dimension.YEAR);
                Steps years = byYear ? years(states, facts) : lines;
                AsOf reached = fact.equals(Fact.PROJECTS) ? facts.reported().of(facts.asOf()) : facts.asOf();
                FormulaParameters parameters = new FormulaParameters(facts.asOf(), reached, elapsed, targets);
                cubes.put(fact, new Cube(members, parameters, fact, own, lines, years));
            }
        });
    }

    private static Steps years(States states, Facts facts) {
        Steps yearEnds = Steps.from(facts.earlier())
                .where(functions
                        .col(TableDefinition.AS_OF_DATE)
                        .isin(facts.asOf().yearEnds().stream().map(AsOf::date).toArray()));
        return FactLines.once(Steps.from(states.projects())).unionOfSomeColumns(FactLines.once(yearEnds));
    }

    /** Returns the facts that have any roll-up. */
    Set<Fact> facts() {
        return rows.keySet();
    }

    /** Returns the table of one of the roll-ups. */
    RollUpTable table(String name) {
        return tables.get(name);
    }

    /** Returns the targets: those that apply to every line alike, and those of scopes. */
    Targets targets() {
        return targets;
    }

    /**
     * Returns the rows of every roll-up of a fact, computed once. They are empty if nothing of its dataset was ever
     * delivered.
     */
    Map<String, List<Row>> rows(Fact fact) {
        return rows.get(fact).get();
    }

    private Map<String, List<Row>> computed(Fact fact) {
        Map<String, List<Row>> none = new LinkedHashMap<>();
        tables.values().stream()
                .filter(table -> table.rollUp().fact().equals(fact))
                .forEach(table -> none.put(table.name(), List.of()));
        return cubes.containsKey(fact) ? cubes.get(fact).rows() : none;
    }

    /**
     * Returns the rows of a roll-up with one row per existing combination. They are empty if nothing of its dataset was
     * ever delivered.
     */
    Steps sparseRows(RollUpTable table) {
        return Optional.ofNullable(cubes.get(table.rollUp().fact()))
                .map(cube -> cube.sparseRows(table.name()))
                .orElseGet(() -> Steps.from(amounts.rows().sparkSession(), List.of(), table.schema()));
    }

    /** Releases the caches of the passes. */
    @Override
    public void close() {
        cubes.values().forEach(Cube::close);
        amounts.close();
    }
}
