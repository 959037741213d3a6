package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import com.google.common.base.Throwables;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** A table of figures as of a date. */
public sealed interface SummaryTable permits RollUpTable, ComputedTable {
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

    /**
     * Whether it can have as many rows as there are projects. Spark then writes it, the driver never loads it, and only
     * some dates are kept.
     */
    default boolean isLarge() {
        return head().retention() == Retention.NEWEST_AND_MONTH_ENDS;
    }

    /** Returns the definition of the table in the warehouse. */
    default TableDefinition definition() {
        return new TableDefinition("summaries." + name(), title(), sentence(), grain(), schema(), head().retention());
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

    /** Returns the tables that a run with the configuration publishes, sorted by name. */
    static List<SummaryTable> all(Configuration configuration) {
        return known(configuration).stream()
                .filter(table -> configuration.settings().tables().includes(table.name(), ALWAYS))
                .toList();
    }

    /**
     * Returns all tables: the built-in ones and those that a configuration defines, sorted by name.
     *
     * @throws dev.taizhang.definition.Failure if files of the configuration contain mistakes; it lists all of them with
     *     file and line
     */
    static List<SummaryTable> known(Configuration configuration) {
        try {
            return OF_CONFIGURATIONS.get(configuration, () -> read(configuration));
        } catch (UncheckedExecutionException | ExecutionException mistakes) {
            Throwables.throwIfUnchecked(mistakes.getCause());
            throw new IllegalStateException(mistakes);
        }
    }

    private static List<SummaryTable> read(Configuration configuration) {
        List<SummaryTable> all = new ArrayList<>(BUILT_IN.get());
        Mistakes mistakes = new Mistakes();
        all.addAll(RollUpFiles.of(configuration, all, mistakes));
        all.addAll(SqlTables.of(configuration, all, mistakes));
        mistakes.requireNone();
        Set<String> names = all.stream().map(SummaryTable::name).collect(Collectors.toUnmodifiableSet());
        configuration.settings().tables().check(names, ALWAYS);
        all.sort(Comparator.comparing(SummaryTable::name));
        return List.copyOf(all);
    }

    /** Caches an office's tables, because reading and checking them is slow and many callers request them. */
    Cache<Configuration, List<SummaryTable>> OF_CONFIGURATIONS =
            CacheBuilder.newBuilder().weakKeys().build();
}
