package dev.taizhang.validated;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.feeds.SourceRow;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * A problem or warning about one cell.
 *
 * @param column the canonical column; null if it concerns the whole row
 * @param value the text as delivered; null if there was none
 * @param rule the name of the rule
 * @param sentence the message for the sender
 */
record Finding(String column, String value, String rule, Bilingual sentence) {
    /** Column, value, rule, and the sentence in Chinese and English. */
    static final StructType SCHEMA = new StructType()
            .add("column", DataTypes.StringType)
            .add("value", DataTypes.StringType)
            .add("rule", DataTypes.StringType)
            .add("sentence_zh", DataTypes.StringType)
            .add("sentence_en", DataTypes.StringType);

    static Finding of(String column, String value, String rule, String zh, String en) {
        return new Finding(column, value, rule, new Bilingual(zh, en));
    }

    static Finding of(SourceRow.Problem problem) {
        return new Finding(null, null, problem.rule(), problem.sentence());
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
