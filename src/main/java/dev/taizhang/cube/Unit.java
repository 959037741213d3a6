package dev.taizhang.cube;

import dev.taizhang.definition.ConfigurationFile;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/** The unit of a measure, which determines the type of its column. */
public enum Unit {
    COUNT,
    /** Whole units of the line's currency, with two decimals. */
    AMOUNT,
    /** A ratio of sums: 1 means 100 %, and it may exceed 1. */
    FRACTION,
    /** Percentage points. */
    POINTS,
    MONTHS,
    /** Days, in steps of one half because a median can fall between two days. */
    DAYS,
    /** A mean of whole numbers of things. */
    MEAN,
    /** A quantity in the unit that its column implies. */
    QUANTITY,
    DATE,
    /** A word, such as the unit of the quantities of a line. */
    TEXT;

    /** Returns its name in measure files. */
    private String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static final String METADATA_KEY = "unit";

    /** Reads the unit that a file names with the key {@code unit}. */
    public static Unit read(ConfigurationFile entry) {
        String word = entry.text("unit");
        return Stream.of(values())
                .filter(unit -> unit.key().equals(word))
                .findFirst()
                .orElseThrow(() -> entry.unknownWord(
                        "unit", word, Stream.of(values()).map(Unit::key).collect(Collectors.toSet())));
    }

    /** Returns the field with this unit in its metadata. */
    public StructField markOn(StructField field) {
        Metadata metadata = new MetadataBuilder()
                .withMetadata(field.metadata())
                .putString(METADATA_KEY, key())
                .build();
        return new StructField(field.name(), field.dataType(), field.nullable(), metadata);
    }

    /** Returns the unit of a column; empty for a column that is no measure. */
    public static Optional<Unit> of(StructField field) {
        return Stream.of(values()).filter(unit -> unit.isUnitOf(field)).findFirst();
    }

    /** Whether its values are numbers. */
    public boolean isNumber() {
        return this != DATE && this != TEXT;
    }

    /** Whether a column counts in this unit, by its definition and not by its type, which several units share. */
    public boolean isUnitOf(StructField field) {
        return field.metadata().contains(METADATA_KEY)
                && field.metadata().getString(METADATA_KEY).equals(key());
    }

    public DataType type() {
        return switch (this) {
            case COUNT -> DataTypes.LongType;
            case AMOUNT -> DataTypes.createDecimalType(20, 2);
            case FRACTION -> DataTypes.createDecimalType(12, 6);
            case POINTS -> DataTypes.createDecimalType(9, 2);
            case MONTHS -> DataTypes.IntegerType;
            case DAYS -> DataTypes.createDecimalType(12, 1);
            case MEAN -> DataTypes.createDecimalType(12, 2);
            case QUANTITY -> DataTypes.createDecimalType(20, 2);
            case DATE -> DataTypes.DateType;
            case TEXT -> DataTypes.StringType;
        };
    }

    /** Returns the type of a sum before it is scaled and rounded. */
    String sumType() {
        return switch (this) {
            case QUANTITY -> "DECIMAL(26, 6)";
            case DAYS -> "DECIMAL(12, 1)";
            case DATE -> "DATE";
            case TEXT -> "STRING";
            default -> "DECIMAL(20, 0)";
        };
    }
}
