package dev.taizhang.definition;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * One canonical column of a dataset.
 *
 * @param name snake case, as in every table
 * @param type what it holds
 * @param title its name for people
 * @param reference the reference table its words belong to, for a column of type REFERENCE; null for others
 */
public record Column(String name, ColumnType type, Bilingual title, String reference) implements Serializable {
    static Column of(String name, ColumnType type, String zh, String en) {
        return new Column(name, type, new Bilingual(zh, en), null);
    }

    static Column reference(String name, String table, String zh, String en) {
        return new Column(name, ColumnType.REFERENCE, new Bilingual(zh, en), table);
    }

    /** The column as ledger tables keep it, its bilingual title as comment. */
    public StructField field() {
        return field(name, type.sparkType(), title);
    }

    /**
     * A field of any table with its bilingual comment. The Chinese half is the column's title for people, alone or with an
     * explanation after a colon.
     */
    public static StructField field(String name, DataType type, Bilingual comment) {
        Metadata metadata = new MetadataBuilder()
                .putString("comment", comment.line())
                .putString("comment_zh", comment.zh())
                .putString("comment_en", comment.en())
                .build();
        return new StructField(name, type, true, metadata);
    }

    /** The same, its comment given in both languages. */
    public static StructField field(String name, DataType type, String zh, String en) {
        return field(name, type, new Bilingual(zh, en));
    }

    /** The comment that {@link #field(String, DataType, Bilingual)} was given. */
    public static Bilingual comment(StructField field) {
        return new Bilingual(
                field.metadata().getString("comment_zh"), field.metadata().getString("comment_en"));
    }

    /** The Chinese title of a field. */
    public static String title(StructField field) {
        return comment(field).zh().replaceFirst("：.*", "");
    }
}
