package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** One row per project that has not left, as of a date: its latest word, its codes, and what its monthly reports say. */
public final class ProjectState {
    private static final List<Column> WORDS = Datasets.PROJECTS.columns();

    private static final List<StructField> PROGRESS = List.of(
            column("last_report_month", DataTypes.DateType, "最近报告月份", "latest report month"),
            column("month_investment", DataTypes.LongType, "本月完成投资", "invested in the report month"),
            column(
                    "month_covers_gap",
                    DataTypes.BooleanType,
                    "本月数含此前未报月份",
                    "whether the month's figure covers months before it that were not reported"),
            column("year_to_date_investment", DataTypes.LongType, "本年完成投资", "invested this year to date"),
            column("planned_to_date", DataTypes.LongType, "本年累计计划投资", "planned this year to date"),
            column(
                    "last_year_to_date_investment",
                    DataTypes.LongType,
                    "上年同期完成投资",
                    "invested last year to the same month"),
            column("cumulative_investment", DataTypes.LongType, "自开始建设累计完成投资", "invested since start"),
            column("physical_progress", ColumnType.FRACTION.sparkType(), "形象进度", "physical progress, 1 = finished"));

    /** The fact table. */
    public static final TableDefinition TABLE = new TableDefinition(
            "facts.project_state",
            new Bilingual("截止日期在册的每个项目一行", "One row per project that has not left as of the date"),
            schema(),
            Retention.NEWEST_AND_MONTH_ENDS);

    /** Its columns that hold money, in smallest units. */
    public static final Set<String> AMOUNTS = amounts();

    private ProjectState() {}

    private static Set<String> amounts() {
        return Stream.concat(
                        WORDS.stream()
                                .filter(word -> word.type() == ColumnType.AMOUNT)
                                .map(Column::name),
                        PROGRESS.stream()
                                .filter(field -> field.dataType().equals(DataTypes.LongType))
                                .map(StructField::name))
                .collect(Collectors.toSet());
    }

    private static StructType schema() {
        StructType schema = new StructType()
                .add(column(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "date the row speaks of"));
        for (Column word : WORDS) {
            schema = schema.add(word.field());
            if (word.type() == ColumnType.REFERENCE) {
                schema = schema.add(column(
                        word.name() + "_code",
                        DataTypes.StringType,
                        word.title().zh() + "代码",
                        "code of the " + word.title().en()));
            }
        }
        for (StructField field : PROGRESS) {
            schema = schema.add(field);
        }
        return schema;
    }

    /** The state as of a date; all columns but {@code as_of_date}. */
    public static Dataset<Row> of(SparkSession spark, AsOf asOf, Ledger ledger, Configuration configuration) {
        return latestWords(asOf, ledger)
                .transform(words -> withCodes(words, configuration))
                .transform(words -> withoutLeavers(spark, words, asOf, ledger))
                .join(ProgressState.of(asOf, ledger), new String[] {"project_code"}, "left_outer")
                .withColumn("cumulative_investment", cumulative())
                .select(Stream.of(TABLE.schema().fieldNames())
                        .filter(name -> !name.equals(TableDefinition.AS_OF_DATE))
                        .map(name -> col(name))
                        .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** The latest word on each project: of the latest date, and among equal dates the one taken last. */
    private static Dataset<Row> latestWords(AsOf asOf, Ledger ledger) {
        return ledger.accepted(Datasets.PROJECTS)
                .where(col("snapshot_date").leq(expr(AsOf.literal(asOf.date()))))
                .groupBy("project_code")
                .agg(expr("max_by(struct(*), struct(snapshot_date, delivery_number))")
                        .as("word"))
                .select("word.*");
    }

    private static Dataset<Row> withCodes(Dataset<Row> words, Configuration configuration) {
        return words.select(Stream.concat(
                        Stream.of(col("*")),
                        WORDS.stream()
                                .filter(word -> word.type() == ColumnType.REFERENCE)
                                .map(word -> Matching.code(configuration.reference(word.reference()), col(word.name()))
                                        .as(word.name() + "_code")))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** At a whole list's date every project that lies in its scope and that it does not name has left. */
    private static Dataset<Row> withoutLeavers(SparkSession spark, Dataset<Row> words, AsOf asOf, Ledger ledger) {
        WholeLists lists = WholeLists.of(ledger.deliveries(), asOf);
        if (lists.isEmpty()) {
            return words;
        }
        Dataset<Row> everything = lists.rows(spark).where("scope = '" + Ledger.EVERYTHING + "'");
        Dataset<Row> districts = lists.rows(spark).where("scope <> '" + Ledger.EVERYTHING + "'");
        Dataset<Row> named = ledger.read(LedgerTables.REJECTED)
                .where("dataset = '" + Datasets.PROJECTS.name() + "' AND key IS NOT NULL")
                .selectExpr("delivery_number AS naming_number", "key AS project_code")
                .distinct();
        return words.crossJoin(broadcast(everything.agg(expr("max(struct(list_date, list_number)) AS of_everything"))))
                .join(
                        broadcast(districts.selectExpr(
                                "scope AS district_code", "struct(list_date, list_number) AS of_district")),
                        new String[] {"district_code"},
                        "left_outer")
                .withColumn("list", expr("greatest(of_everything, of_district)"))
                .withColumn("naming_number", expr("list.list_number"))
                .join(
                        broadcast(named.withColumn("named", lit(true))),
                        new String[] {"naming_number", "project_code"},
                        "left_outer")
                .where("list IS NULL OR list <= struct(snapshot_date, delivery_number) OR named");
    }

    /** What was invested since start: as reported, else the sum of all months where the project began within them. */
    private static org.apache.spark.sql.Column cumulative() {
        return coalesce(
                col("invested_since_start"), expr("IF(actual_start_date >= first_report_month, all_months, NULL)"));
    }

    private static StructField column(String name, DataType type, String zh, String en) {
        return field(name, type, new Bilingual(zh, en));
    }
}
