package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.expr;

import com.google.auto.service.AutoService;
import dev.taizhang.definition.Bilingual;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** A table that does not keep its word: each of its rows stands twice. */
@AutoService(SummaryTable.class)
public final class NaturesTwice implements ComputedTable {
    @Override
    public String name() {
        return "natures_twice";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("重复性质", "Natures twice");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每种建设性质一行", "One row per nature");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "nature_code");
    }

    @Override
    public StructType schema() {
        return new StructType()
                .add(field("as_of_date", DataTypes.DateType, "截止日期", "date the figures speak of"))
                .add(field("nature_code", DataTypes.StringType, "建设性质代码", "nature code"))
                .add(field("project_count", DataTypes.LongType, "项目数", "projects"));
    }

    @Override
    public Dataset<Row> rows(Sources sources) {
        Dataset<Row> once =
                sources.state().groupBy("nature_code").agg(expr("count(1)").as("project_count"));
        return once.union(once);
    }
}
