package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;

import com.google.common.base.Suppliers;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ExchangeRates;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table that is not a roll-up. An entry is either an object with name, type or unit, and title in both
 * languages, or only the name of a known column: of a dimension, a measure of projects, or {@code facts.project_state}.
 */
final class TableColumns {
    private static final Set<String> COLUMN = Set.of("name", "type", "unit", "zh", "en", "deprecated");

    private static final Map<String, DataType> TYPES = Map.of(
            "text", DataTypes.StringType,
            "integer", DataTypes.IntegerType,
            "whole", DataTypes.LongType,
            "date", DataTypes.DateType,
            "boolean", DataTypes.BooleanType,
            "rate", ExchangeRates.RATE);

    /** The units of the columns of {@code facts.project_state} that are neither amounts nor whole numbers. */
    private static final Map<String, Unit> UNITS =
            Map.of("physical_progress", Unit.FRACTION, "ahead_of_time_pp", Unit.POINTS);

    private static final Supplier<Map<String, StructField>> KNOWN = Suppliers.memoize(TableColumns::known);

    private TableColumns() {}

    /** Reads all columns, {@code as_of_date} first. */
    static StructType read(ConfigurationFile head) {
        StructType columns = new StructType()
                .add(field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "as-of date of the figures"));
        for (ConfigurationFile column : head.objectsOrWords("columns", "name", COLUMN)) {
            columns = columns.add(column(column));
        }
        return columns;
    }

    private static StructField column(ConfigurationFile entry) {
        return entry.has("deprecated")
                ? Column.deprecated(defined(entry), entry.bilingual("deprecated"))
                : defined(entry);
    }

    private static StructField defined(ConfigurationFile entry) {
        String name = entry.name();
        if (entry.has("zh") || entry.has("en") || entry.has("type") || entry.has("unit")) {
            return entry.has("unit") && !entry.has("type")
                    ? Unit.read(entry).markOn(field(name, Unit.read(entry).type(), entry.text("zh"), entry.text("en")))
                    : field(name, type(entry), entry.text("zh"), entry.text("en"));
        }
        StructField known = KNOWN.get().get(name);
        if (known == null) {
            throw entry.unknownWord("name", name, KNOWN.get().keySet());
        }
        return known;
    }

    private static DataType type(ConfigurationFile entry) {
        if (!entry.has("type") || entry.has("unit")) {
            throw TableMessages.notOneOfTypeAndUnit(entry);
        }
        String word = entry.text("type");
        if (!TYPES.containsKey(word)) {
            throw entry.unknownWord("type", word, TYPES.keySet());
        }
        return TYPES.get(word);
    }

    /**
     * Returns the known columns. If a measure and a column have the same name, the column is used. Amounts are the
     * exception, because amounts of the fact are in smallest units and amounts of measures are not.
     */
    private static Map<String, StructField> known() {
        Map<String, StructField> known = new TreeMap<>();
        Measures measures = Measures.builtIn();
        measures.names(Fact.PROJECTS)
                .forEach(name -> known.put(name, Fact.PROJECTS.measure(name).field()));
        Stream.of(ProjectState.TABLE.schema().fields())
                .filter(field -> !ProjectState.AMOUNTS.contains(field.name()))
                .forEach(field -> known.put(
                        field.name(),
                        UNITS.containsKey(field.name())
                                ? UNITS.get(field.name()).markOn(field)
                                : field));
        RollUp everyDimension = new RollUp(Fact.PROJECTS, Fact.PROJECTS.dimensions(), List.of());
        Stream.of(everyDimension.schema().fields()).forEach(field -> known.put(field.name(), field));
        return known;
    }
}
