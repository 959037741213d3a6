package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/** A table of figures as of a date. */
public sealed interface SummaryTable permits RollUpTable, ComputedTable, LargeTable {
    /** Snake case, without namespace. */
    String name();

    /** Its name for people: unique, and of Chinese characters alone where it is Chinese, as it names the view of the table. */
    Bilingual title();

    /** "One row per …". */
    Bilingual sentence();

    /** The columns that tell one row from another; the as-of date is the first. */
    List<String> grain();

    /** All columns; {@code as_of_date} is the first. */
    StructType schema();

    /** Which dates the warehouse keeps. */
    default Retention retention() {
        return Retention.EVERY_DATE;
    }

    /** The table as the warehouse keeps it. */
    default TableDefinition definition() {
        return new TableDefinition("summaries." + name(), title(), sentence(), grain(), schema(), retention());
    }

    /** The tables of the program; one object for each, however often it is asked for. */
    Supplier<List<SummaryTable>> BUILT_IN = Suppliers.memoize(BuiltInTables::all);

    /** Every table there is: those of the program and those that a configuration defines, in the order of their names. */
    static List<SummaryTable> all(Configuration configuration) {
        return Stream.concat(BUILT_IN.get().stream(), RollUpFiles.of(configuration, BUILT_IN.get()).stream())
                .sorted(Comparator.comparing(SummaryTable::name))
                .toList();
    }
}
