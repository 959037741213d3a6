package dev.taizhang.copies;

import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;

/**
 * A column as copies write it. Its kind follows from its definition, and its type in each format from its kind.
 *
 * @param field the column of the table
 * @param kind its content, decided once because copies ask for each cell
 */
record CopiedColumn(StructField field, Kind kind) {
    private static final int MOST_DIGITS_OF_AN_INT = 9;
    private static final int MOST_DIGITS_OF_A_LONG = 18;

    /** The content of a column. */
    enum Kind {
        TEXT("text", "TEXT", ""),
        DATE("date", "TEXT", ""),
        TIMESTAMP("timestamptz", "TEXT", ""),
        FLAG("boolean", "INTEGER", ""),
        /** A year, a rank or another small whole number. */
        INTEGER("integer", "INTEGER", "0"),
        COUNT("bigint", "INTEGER", "#,##0"),
        AMOUNT("numeric", "INTEGER", "#,##0.00"),
        FRACTION("numeric", "REAL", "0.0%"),
        /** Behind is red. */
        POINTS("numeric", "REAL", "+0.0;[Red]−0.0;0.0"),
        /** A quantity or a mean: two decimals. */
        NUMBER("numeric", "REAL", "#,##0.00"),
        DAYS("numeric", "REAL", "0.0"),
        RATE("numeric", "REAL", "0.0#########");

        private final String postgres;
        private final String sqlite;
        private final String excel;

        Kind(String postgres, String sqlite, String excel) {
            this.postgres = postgres;
            this.sqlite = sqlite;
            this.excel = excel;
        }
    }

    private static final Map<DataType, Kind> WITHOUT_UNIT = Map.of(
            DataTypes.StringType, Kind.TEXT,
            DataTypes.DateType, Kind.DATE,
            DataTypes.TimestampType, Kind.TIMESTAMP,
            DataTypes.BooleanType, Kind.FLAG,
            DataTypes.IntegerType, Kind.INTEGER,
            DataTypes.LongType, Kind.COUNT);

    String name() {
        return field.name();
    }

    static CopiedColumn of(StructField field) {
        Kind kind = Unit.of(field)
                .map(CopiedColumn::kind)
                .orElseGet(() -> WITHOUT_UNIT.getOrDefault(field.dataType(), Kind.RATE));
        return new CopiedColumn(field, kind);
    }

    private static Kind kind(Unit unit) {
        return switch (unit) {
            case COUNT -> Kind.COUNT;
            case AMOUNT -> Kind.AMOUNT;
            case FRACTION -> Kind.FRACTION;
            case POINTS -> Kind.POINTS;
            case MEAN, QUANTITY -> Kind.NUMBER;
            case MONTHS -> Kind.INTEGER;
            case DAYS -> Kind.DAYS;
            case DATE -> Kind.DATE;
            case TEXT -> Kind.TEXT;
        };
    }

    boolean isAmount() {
        return kind == Kind.AMOUNT;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    /** Returns its heading for readers: its Chinese title, and its name as English words. */
    Bilingual heading() {
        String words = name().replaceFirst("_(name|zh|pp|code)$", "").replace('_', ' ');
        return new Bilingual(
                Column.title(field)
                        .replaceFirst("（中文）$", "")
                        .replaceFirst("代码$", "")
                        .replaceFirst("_(.+)$", "（$1）"),
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
    }

    /** Returns what its values mean, and what readers should use instead if it is deprecated. */
    Bilingual meaning() {
        return CopyMessages.withDeprecation(Column.comment(field), Column.deprecation(field));
    }

    /** Returns the unit of its values by its definition; empty if they have none. */
    Bilingual unit(DisplayUnit money) {
        return Unit.of(field)
                .map(unit -> switch (unit) {
                    case AMOUNT -> new Bilingual(money.bare(), money.en());
                    case COUNT -> new Bilingual("个", "number");
                    case FRACTION -> new Bilingual("%", "%");
                    case POINTS -> new Bilingual("个百分点", "percentage points");
                    case MONTHS -> new Bilingual("月", "months");
                    case DAYS -> new Bilingual("天", "days");
                    case QUANTITY -> new Bilingual("见各行", "in each row");
                    case MEAN, DATE, TEXT -> new Bilingual("", "");
                })
                .orElse(new Bilingual("", ""));
    }

    /**
     * Returns its Chinese title, followed by the unit if it is an amount. A part in brackets is written after an
     * underscore instead, so that the title can be typed as a name in SQL.
     */
    String title(String unitName) {
        String title = Column.title(field);
        String full = isAmount() && !unitName.isEmpty() ? title + "（" + unitName + "）" : title;
        return full.replaceAll("（(.*?)）", "_$1");
    }

    String postgresType() {
        return field.dataType() instanceof DecimalType decimal
                ? kind.postgres + "(" + decimal.precision() + ", " + decimal.scale() + ")"
                : kind.postgres;
    }

    String sqliteType() {
        return kind.sqlite;
    }

    /** Returns the format of its cells in a workbook; empty if they need none. */
    String excelFormat() {
        return kind.excel;
    }

    Type parquetType() {
        return switch (kind) {
            case TEXT ->
                Types.optional(PrimitiveTypeName.BINARY)
                        .as(LogicalTypeAnnotation.stringType())
                        .named(name());
            case DATE ->
                Types.optional(PrimitiveTypeName.INT32)
                        .as(LogicalTypeAnnotation.dateType())
                        .named(name());
            case TIMESTAMP ->
                Types.optional(PrimitiveTypeName.INT64)
                        .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS))
                        .named(name());
            case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name());
            case INTEGER -> Types.optional(PrimitiveTypeName.INT32).named(name());
            case COUNT -> Types.optional(PrimitiveTypeName.INT64).named(name());
            case AMOUNT, FRACTION, POINTS, NUMBER, DAYS, RATE -> decimal((DecimalType) field.dataType());
        };
    }

    /** Returns the number of bytes that can hold any number of the type's digits with its sign. */
    private static int bytes(DecimalType decimal) {
        return BigInteger.TEN.pow(decimal.precision()).bitLength() / Byte.SIZE + 1;
    }

    private Type decimal(DecimalType decimal) {
        return container(decimal)
                .as(LogicalTypeAnnotation.decimalType(decimal.scale(), decimal.precision()))
                .named(name());
    }

    /** Returns the narrowest type for the digits, as the format recommends. */
    private static Types.PrimitiveBuilder<PrimitiveType> container(DecimalType decimal) {
        if (decimal.precision() <= MOST_DIGITS_OF_AN_INT) {
            return Types.optional(PrimitiveTypeName.INT32);
        }
        return decimal.precision() <= MOST_DIGITS_OF_A_LONG
                ? Types.optional(PrimitiveTypeName.INT64)
                : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY).length(bytes(decimal));
    }
}
