package dev.taizhang.definition;

import java.io.Serializable;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * A canonical column of a dataset.
 *
 * @param name the name in snake case, the same in every table
 * @param type the type of its values
 * @param title the title shown to people
 * @param reference the reference table whose members a column of type REFERENCE names; null for other types
 * @param wholeMonth what a month without a day means in a column of type DATE
 * @param quantity what a column of type NUMBER measures; null for other types
 */
public record Column(
        String name, ColumnType type, Bilingual title, String reference, WholeMonth wholeMonth, UnitKind quantity)
        implements Serializable {
    /** The meaning of a month without a day, such as 2024年5月, in a column of dates. */
    public enum WholeMonth {
        NO_DATE,
        FIRST_DAY,
        LAST_DAY
    }

    static Column of(String name, ColumnType type, String zh, String en) {
        return new Column(name, type, new Bilingual(zh, en), null, WholeMonth.NO_DATE, null);
    }

    static Column reference(String name, String table, String zh, String en) {
        return new Column(name, ColumnType.REFERENCE, new Bilingual(zh, en), table, WholeMonth.NO_DATE, null);
    }

    static Column number(String name, UnitKind quantity, String zh, String en) {
        return new Column(name, ColumnType.NUMBER, new Bilingual(zh, en), null, WholeMonth.NO_DATE, quantity);
    }

    /** A date on which something starts: a month without a day means its first day. */
    static Column start(String name, String zh, String en) {
        return new Column(name, ColumnType.DATE, new Bilingual(zh, en), null, WholeMonth.FIRST_DAY, null);
    }

    /** A date by which something is completed or due: a month without a day means its last day. */
    static Column completion(String name, String zh, String en) {
        return new Column(name, ColumnType.DATE, new Bilingual(zh, en), null, WholeMonth.LAST_DAY, null);
    }

    /** Returns the kinds of units in which its values may be stated; empty if it has no numbers. */
    public Set<UnitKind> unitKinds() {
        return switch (type) {
            case AMOUNT -> Set.of(UnitKind.MONEY);
            case TARGET -> EnumSet.complementOf(EnumSet.of(UnitKind.OTHER));
            case FRACTION, SHARE -> Set.of(UnitKind.FRACTION);
            case NUMBER -> Set.of(quantity);
            case TEXT, REFERENCE, MEMBER, DATE, MONTH, YEAR, FLAG -> Set.of();
        };
    }

    /** Returns the field of ledger tables, with the bilingual title as comment. */
    public StructField field() {
        return field(name, type.sparkType(), title);
    }

    /**
     * Returns a field of any table with its bilingual comment. The Chinese half is the title of the column, alone or
     * followed by a colon and an explanation.
     */
    public static StructField field(String name, DataType type, Bilingual comment) {
        Metadata metadata = new MetadataBuilder()
                .putString("comment", comment.line())
                .putString("comment_zh", comment.zh())
                .putString("comment_en", comment.en())
                .build();
        return new StructField(name, type, true, metadata);
    }

    /** Returns a field of any table, with its comment given in both languages. */
    public static StructField field(String name, DataType type, String zh, String en) {
        return field(name, type, new Bilingual(zh, en));
    }

    /** Returns the bilingual comment of a field. */
    public static Bilingual comment(StructField field) {
        return new Bilingual(
                field.metadata().getString("comment_zh"), field.metadata().getString("comment_en"));
    }

    /** Returns the Chinese title of a field. */
    public static String title(StructField field) {
        return comment(field).zh().replaceFirst("：.*", "");
    }

    /** Returns the field with a notice that readers should no longer use it. */
    public static StructField deprecated(StructField field, Bilingual instead) {
        Metadata metadata = new MetadataBuilder()
                .withMetadata(field.metadata())
                .putString("deprecated_zh", instead.zh())
                .putString("deprecated_en", instead.en())
                .build();
        return new StructField(field.name(), field.dataType(), field.nullable(), metadata);
    }

    /** Returns what readers should use instead of a field; empty if it is not deprecated. */
    public static Optional<Bilingual> deprecation(StructField field) {
        return field.metadata().contains("deprecated_zh")
                ? Optional.of(new Bilingual(
                        field.metadata().getString("deprecated_zh"),
                        field.metadata().getString("deprecated_en")))
                : Optional.empty();
    }
}
