package dev.taizhang.summaries;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Datasets;
import dev.taizhang.facts.AllocationSets;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.LedgerTables;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What is odd about the data that hold as of the date, each row of which was acceptable by itself: sets that do not come to the
 * whole or have no project, reports in another currency than their project's, projects that vanished. A later delivery that mends
 * one ends it.
 */
final class DataFindings implements LargeTable {
    private static final String PERCENT =
            "format_string('%s%%', CAST(CAST(total AS DECIMAL(18, 0)) / 10000 AS DECIMAL(12, 2)))";
    private static final String DIMENSION_ZH = "IF(dimension = 'district', '县区', '产业集群')";

    @Override
    public String name() {
        return "data_findings";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("数据疑点", "Data findings");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个数据集、项目、事项、规则一行", "One row per dataset, project, subject and rule that found something");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "dataset", "project_code", "subject", "rule");
    }

    @Override
    public StructType schema() {
        return new StructType(new StructField[] {
            field("as_of_date", DataTypes.DateType, "截止日期", "date the findings speak of"),
            field("dataset", DataTypes.StringType, "数据集", "dataset"),
            field("project_code", DataTypes.StringType, "项目代码", "project code"),
            field("subject", DataTypes.StringType, "事项", "dimension of a set, or currency of reports"),
            field("rule", DataTypes.StringType, "规则", "rule that found it"),
            field("value", DataTypes.StringType, "数值", "what was found"),
            field(
                    "file_name",
                    DataTypes.StringType,
                    "文件名",
                    "name of the file that says so; empty where there are several"),
            field("sentence_zh", DataTypes.StringType, "说明（中文）", "what is odd, in Chinese"),
            field("sentence_en", DataTypes.StringType, "说明（英文）", "what is odd, in English"),
        });
    }

    @Override
    public Dataset<Row> rows(ComputedTable.Sources sources) {
        Dataset<Row> findings = reportsInAnotherCurrency(sources).unionByName(vanished(sources), true);
        if (sources.ledger().holds(Datasets.ALLOCATIONS)) {
            findings = findings.unionByName(sets(sources), true);
        }
        // The file's own name: neither its folder nor its place among the deliveries may make a difference to the
        // bytes.
        Dataset<Row> files = sources.ledger()
                .read(LedgerTables.DELIVERIES)
                .selectExpr("delivery_number", "substring_index(file_name, '/', -1) AS file_name");
        return findings.join(broadcast(files), new String[] {"delivery_number"}, "left_outer")
                .select(Stream.of(schema().fieldNames())
                        .skip(1)
                        .map(name -> col(name))
                        .toArray(Column[]::new));
    }

    private static Dataset<Row> reportsInAnotherCurrency(ComputedTable.Sources sources) {
        return sources.facts()
                .months()
                .join(
                        sources.state()
                                .select(col("project_code"), col("currency").as("own")),
                        new String[] {"project_code"})
                .where("currency <> own")
                .groupBy("project_code", "currency", "own")
                .agg(expr("count(1)").as("months"))
                .select(
                        lit(Datasets.PROGRESS.name()).as("dataset"),
                        col("project_code"),
                        col("currency").as("subject"),
                        lit("progress_currency").as("rule"),
                        expr("CAST(months AS STRING)").as("value"),
                        lit(null).cast("bigint").as("delivery_number"),
                        expr("concat('该项目以 ', own, ' 计，却有 ', months, ' 个月的进度以 ', currency,"
                                        + " ' 报送（或已折算为该币种）；不同币种不能相加，这些月份未计入。')")
                                .as("sentence_zh"),
                        expr("concat('The project is in ', own, ', but ', months, ' of its months were reported in ', currency,"
                                        + " ' (or converted to it); currencies are never added, so these months do not count.')")
                                .as("sentence_en"));
    }

    /** Projects that were under construction at the end of the month before, and that no list names any more. */
    private static Dataset<Row> vanished(ComputedTable.Sources sources) {
        LocalDate before = sources.asOf().previousMonth().date();
        return sources.facts()
                .earlier()
                .where("as_of_date = " + AsOf.literal(before) + " AND status_code = 'started'")
                .join(sources.state().select("project_code"), new String[] {"project_code"}, "left_anti")
                .select(
                        lit(Datasets.PROJECTS.name()).as("dataset"),
                        col("project_code"),
                        lit("").as("subject"),
                        lit("vanished_under_construction").as("rule"),
                        lit(null).cast("string").as("value"),
                        lit(null).cast("bigint").as("delivery_number"),
                        lit("该项目在 " + before + " 还在建，最新的整表却不再列出，按退出计；请核对是否漏报。").as("sentence_zh"),
                        lit("The project was under construction on " + before
                                        + ", but the latest whole list no longer names it, so that it counts as left; make sure it was not"
                                        + " forgotten.")
                                .as("sentence_en"));
    }

    private static Dataset<Row> sets(ComputedTable.Sources sources) {
        String lines = "IF(dimension = 'district', district_lines, cluster_lines)";
        return sources.facts()
                .allocationSets()
                .join(
                        sources.state()
                                .select(
                                        col("project_code"),
                                        lit(true).as("listed"),
                                        col("district_lines"),
                                        col("cluster_lines")),
                        new String[] {"project_code"},
                        "left_outer")
                .withColumn("total", expr("aggregate(parts, 0L, (sum, part) -> sum + part.weight)"))
                .withColumn(
                        "rule",
                        expr(
                                "CASE WHEN listed IS NULL THEN 'set_without_project' WHEN size(parts) = 0 THEN 'set_emptied' WHEN "
                                        + lines + " IS NULL THEN 'set_not_listed' WHEN total <> " + AllocationSets.WHOLE
                                        + " THEN 'shares_not_whole' END"))
                .where("rule IS NOT NULL")
                .select(
                        lit(Datasets.ALLOCATIONS.name()).as("dataset"),
                        col("project_code"),
                        col("dimension").as("subject"),
                        col("rule"),
                        expr("IF(rule = 'shares_not_whole', " + PERCENT + ", NULL)")
                                .as("value"),
                        col("delivery_number"),
                        expr("concat('“', " + DIMENSION_ZH + ", '”：', CASE rule"
                                        + " WHEN 'set_without_project' THEN '该项目不在截止日期的清单中，这组分摊未使用。'"
                                        + " WHEN 'set_emptied' THEN '此前的分摊已被空的一组取代，按项目自身的一行计。'"
                                        + " WHEN 'set_not_listed' THEN '最新的整表不再列出这组分摊，按项目自身的一行计。'"
                                        + " ELSE concat('份额合计 ', " + PERCENT + ", '，不是 100%；按份额分摊时差额计入“未分摊”。') END)")
                                .as("sentence_zh"),
                        expr("concat('By ', dimension, ': ', CASE rule"
                                        + " WHEN 'set_without_project' THEN 'no list names the project as of the date, so that the set is not used.'"
                                        + " WHEN 'set_emptied' THEN 'an empty set has replaced the earlier one; the project counts under its own row.'"
                                        + " WHEN 'set_not_listed' THEN 'the latest whole list has no such set any more; the project counts under its own row.'"
                                        + " ELSE concat('the shares come to ', " + PERCENT
                                        + ", ' and not to 100%; by share, the difference stands as not shared out.') END)")
                                .as("sentence_en"));
    }
}
