package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Industrial output of the as-of date's year by month, each month beside the same month a year before. The earlier
 * figure is the one in the month's own report, or else the one in last year's report.
 */
public final class OutputState {
    /** The fact table. */
    public static final TableDefinition TABLE = new TableDefinition(
            "facts.output_state",
            new Bilingual("工业产值现状", "Output state"),
            new Bilingual("本年每个县区、产业集群、月份、币种一行", "One row per district, cluster, month of the year and currency"),
            List.of(TableDefinition.AS_OF_DATE, "district_code", "cluster_code", "report_month", "currency"),
            new StructType()
                    .add(field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "as-of date of the row"))
                    .add(field("district_code", DataTypes.StringType, "县区代码", "code of the district"))
                    .add(field("cluster_code", DataTypes.StringType, "产业集群代码", "code of the industry cluster"))
                    .add(field("report_month", DataTypes.DateType, "报告月份", "report month, as its first day"))
                    .add(field("latest_month", DataTypes.DateType, "最近结束的月份", "latest month that has ended"))
                    .add(field("currency", DataTypes.StringType, "币种", "currency (ISO 4217)"))
                    .add(field("output", DataTypes.LongType, "当月产值", "output of the month"))
                    .add(field("output_last_year", DataTypes.LongType, "上年同月产值", "output of the same month last year"))
                    .add(field("enterprises", ColumnType.NUMBER.sparkType(), "企业数", "enterprises that report")),
            Retention.NEWEST_AND_MONTH_ENDS);

    /** The amount columns, in smallest units. */
    public static final Set<String> AMOUNTS = Set.of("output", "output_last_year");

    private OutputState() {}

    /** Returns the rows as of a date: the columns of the table except {@code as_of_date}. */
    static Steps of(AsOf asOf, InterpretedLedger ledger) {
        // Two spellings of one district are the same district. Spellings that match no district stay separate until
        // they are summed.
        Steps records = Steps.from(ledger.converted(Datasets.INDUSTRIAL_OUTPUT))
                .where("report_month <= " + AsOf.literal(asOf.reportMonth()))
                .select(
                        col("*"),
                        ledger.code("districts", col("district")).as("district_code"),
                        ledger.code("clusters", col("cluster")).as("cluster_code"),
                        expr("IF(district_code = 'unassigned', district, district_code)")
                                .as("own_district"),
                        expr("IF(cluster_code = 'unassigned', cluster, cluster_code)")
                                .as("own_cluster"))
                .group(
                        Steps.columns("own_district", "own_cluster", "report_month", "currency"),
                        expr("max_by(struct(*), delivery_number)").as("latest"))
                .select("latest.*");
        Steps months = Steps.from(records.group(
                        Steps.columns("district_code", "cluster_code", "report_month", "currency"),
                        expr("sum(output)").as("output"),
                        expr("sum(output_same_month_last_year)").as("stated_last_year"),
                        expr("sum(enterprises)").as("enterprises"))
                .rows());
        Steps before = months.select(
                col("district_code"),
                col("cluster_code"),
                expr("add_months(report_month, 12)").as("report_month"),
                col("currency"),
                col("output").as("output_before"));
        return months.where("report_month >= " + AsOf.literal(asOf.yearStart()))
                .join(before, List.of("district_code", "cluster_code", "report_month", "currency"), "left_outer")
                .select(Stream.of(TABLE.schema().fields())
                        .filter(one -> !one.name().equals(TableDefinition.AS_OF_DATE))
                        .map(one -> value(one.name(), asOf).cast(one.dataType()).as(one.name()))
                        .toArray(org.apache.spark.sql.Column[]::new));
    }

    private static org.apache.spark.sql.Column value(String column, AsOf asOf) {
        return switch (column) {
            case "output_last_year" -> expr("coalesce(stated_last_year, output_before)");
            case "latest_month" -> expr(AsOf.literal(asOf.reportMonth()));
            default -> col(column);
        };
    }
}
