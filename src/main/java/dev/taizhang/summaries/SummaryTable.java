package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** A table of figures as of a date. */
public sealed interface SummaryTable permits RollUpTable, ComputedTable {
    /** Precedes the names of these tables in the warehouse. */
    String NAMESPACE = "summaries.";

    TableHead head();

    default String name() {
        return head().name();
    }

    default Bilingual title() {
        return head().title();
    }

    default Bilingual sentence() {
        return head().sentence();
    }

    default List<String> grain() {
        return head().grain();
    }

    default StructType schema() {
        return head().schema();
    }

    /** Returns the names of the tables from which it is computed. */
    Set<String> inputs();

    /** Returns how its rows consist of the rows of a fact; empty if they do not. */
    Optional<Breakdown> breakdown();

    /**
     * Whether it can have as many rows as there are projects. Spark then writes it, the driver never loads it, and only
     * some dates are kept.
     */
    default boolean isLarge() {
        return head().retention() != Retention.EVERY_DATE;
    }

    /** Returns the definition of the table in the warehouse. */
    default TableDefinition definition() {
        return new TableDefinition(NAMESPACE + name(), title(), sentence(), grain(), schema(), head().retention());
    }

    /** Returns the table without some columns; empty if they identify its rows. */
    default Optional<SummaryTable> without(Set<String> columns) {
        if (grain().stream().anyMatch(columns::contains)) {
            return Optional.empty();
        }
        if (Stream.of(schema().fieldNames()).noneMatch(columns::contains)) {
            return Optional.of(this);
        }
        return Optional.of(
                this instanceof RollUpTable table
                        ? new RollUpTable(head().without(columns), table.rollUp())
                        : ((ComputedTable) this).withHead(head().without(columns)));
    }

    /** The built-in tables. Each is always the same object. */
    Supplier<List<SummaryTable>> BUILT_IN =
            Suppliers.memoize(() -> Stream.of(RollUpFiles.builtIn(), SqlTables.builtIn(), AdministrationTables.all())
                    .flatMap(List::stream)
                    .toList());

    /** Returns the built-in table of a name. */
    static SummaryTable builtIn(String name) {
        return BUILT_IN.get().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * The tables that are always published, whatever tables are selected: the whole programme, and the tables that show
     * whether its figures are reliable.
     */
    Set<String> ALWAYS = Set.of("programme_overview", "data_coverage", ExchangeRatesUsed.NAME);
}
