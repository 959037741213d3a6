package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.NamedRow;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What is wrong or odd about one cell.
 *
 * @param column the canonical column
 * @param value the text as delivered; null where there was none
 * @param rule the name of the check
 * @param sentence what the sender should know, in both languages
 */
record Finding(String column, String value, String rule, Bilingual sentence) {
    /** Column, value, rule, sentence in Chinese and in English. */
    static final StructType SCHEMA = new StructType()
            .add("column", DataTypes.StringType)
            .add("value", DataTypes.StringType)
            .add("rule", DataTypes.StringType)
            .add("sentence_zh", DataTypes.StringType)
            .add("sentence_en", DataTypes.StringType);

    static Finding of(String column, String value, String rule, String zh, String en) {
        return new Finding(column, value, rule, new Bilingual(zh, en));
    }

    Row row() {
        return NamedRow.of(SCHEMA)
                .with("column", column)
                .with("value", value)
                .with("rule", rule)
                .with("sentence_zh", sentence.zh())
                .with("sentence_en", sentence.en())
                .row();
    }

    static Row[] rows(List<Finding> findings) {
        return findings.stream().map(Finding::row).toArray(Row[]::new);
    }
}
