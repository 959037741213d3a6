package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Settings;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One row per project that has not left, as of a date: its latest record, its codes, and the figures of its monthly
 * reports.
 */
public final class ProjectState {
    /** The datasets from which the states of projects as of any date are computed. */
    static final List<DatasetDefinition> DATASETS = List.of(Datasets.PROJECTS, Datasets.PROGRESS, Datasets.ALLOCATIONS);

    private static final List<Column> RECORD_COLUMNS = Datasets.PROJECTS.columns();

    private static final List<StructField> PROGRESS = List.of(
            field("last_report_month", DataTypes.DateType, "最近报告月份", "latest report month"),
            field("month_investment", DataTypes.LongType, "本月完成投资", "invested in the report month"),
            field(
                    "month_covers_gap",
                    DataTypes.BooleanType,
                    "本月所报数含多个月份：本年首次累计数不列入任何单月",
                    "whether the report of the month covers several months; the first such one of a year is in no single"
                            + " month"),
            field(
                    "progress_until",
                    DataTypes.DateType,
                    "本年投资填报至（月份）",
                    "latest month of the year for which it has reported investment"),
            field("year_to_date_investment", DataTypes.LongType, "本年完成投资", "invested this year to date"),
            field(
                    "annual_plan_counted",
                    DataTypes.LongType,
                    "计入年度计划的投资：前期项目不计入",
                    "its part of the annual plan: none for preliminary projects, whatever plan they state"),
            field("planned_to_date", DataTypes.LongType, "本年累计计划投资", "planned this year to date"),
            field(
                    "last_year_to_date_investment",
                    DataTypes.LongType,
                    "上年同期完成投资",
                    "invested last year to the same month"),
            field("cumulative_investment", DataTypes.LongType, "自开始建设累计完成投资", "invested since start"),
            field("physical_progress", ColumnType.FRACTION.sparkType(), "形象进度", "physical progress, 1 = finished"));

    private static final List<StructField> LINES = AllocationSets.DIMENSIONS.stream()
            .flatMap(dimension -> Stream.of(
                    field(
                            dimension + "_lines",
                            AllocationSets.LINES,
                            "按" + Datasets.PROJECTS.column(dimension).title().zh() + "计入的各行：成员、权重（百万分之一）、计数；空为自身一行",
                            "allocation lines in tables by " + dimension
                                    + ": member, weight in millionths, times; empty if it lies in only one"),
                    field(
                            dimension + "_once_code",
                            DataTypes.StringType,
                            "只计一次时的"
                                    + Datasets.PROJECTS
                                            .column(dimension)
                                            .title()
                                            .zh(),
                            "the one member under which tables that count it once show it; cross_" + dimension
                                    + " if it lies in several")))
            .toList();

    /** The columns of the record that figures need: all except most free text. */
    private static final List<Column> FIGURE_COLUMNS = RECORD_COLUMNS.stream()
            .filter(column -> column.type() != ColumnType.TEXT
                    || List.of("project_code", "currency", "leader", "industry_code")
                            .contains(column.name()))
            .toList();

    private static final StructField OPEN_BOTTLENECKS = field(
            "open_bottlenecks",
            DataTypes.IntegerType,
            "未办结堵点难点数：从未报送则为空",
            "its bottlenecks that are not settled; empty if never reported");

    private static final String NO_BOTTLENECKS = "CAST(NULL AS INT)";

    /**
     * Investment since start: the last reported value plus later months, or else the sum of all months if the project
     * started within them.
     */
    private static final String CUMULATIVE =
            "coalesce(invested_since_start, IF(actual_start_date >= first_month, invested_since_first, NULL))";

    /**
     * The monthly reports of the portfolio.
     *
     * @param months result of {@link ProgressMonths#of}; empty if no report was ever delivered
     * @param reported the time that they have reached
     */
    record Progress(Optional<Dataset<Row>> months, ReportedDates reported) {}

    /** The fact table. */
    public static final TableDefinition TABLE = new TableDefinition(
            "facts.project_state",
            new Bilingual("项目现状", "Project state"),
            new Bilingual("截止日期在册的每个项目一行", "One row per project that has not left as of the date"),
            List.of(TableDefinition.AS_OF_DATE, "project_code"),
            schema(),
            Retention.NEWEST_AND_MONTH_ENDS);

    /** The amount columns, in smallest units. */
    public static final SortedSet<String> AMOUNTS = amounts();

    /** The columns from which figures are computed: codes, dates, numbers and amounts. */
    public static final StructType FIGURES = new StructType(Stream.of(
                    TABLE.schema().fields())
            .filter(field -> RECORD_COLUMNS.stream()
                    .noneMatch(column -> column.name().equals(field.name())
                            && (column.type() == ColumnType.REFERENCE || !FIGURE_COLUMNS.contains(column))))
            .filter(field -> !field.name().endsWith("_lines") && !field.name().startsWith("light_reasons"))
            .toArray(StructField[]::new));

    private ProjectState() {}

    private static SortedSet<String> amounts() {
        return Stream.concat(
                        RECORD_COLUMNS.stream()
                                .filter(column -> column.type() == ColumnType.AMOUNT)
                                .map(Column::name),
                        PROGRESS.stream()
                                .filter(field -> field.dataType().equals(DataTypes.LongType))
                                .map(StructField::name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static StructType schema() {
        StructType schema = new StructType()
                .add(field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "as-of date of the row"));
        for (Column column : RECORD_COLUMNS) {
            schema = schema.add(column.field());
            if (column.type() == ColumnType.REFERENCE) {
                schema = schema.add(field(
                        column.name() + "_code",
                        DataTypes.StringType,
                        column.title().zh() + "代码",
                        "code of the " + column.title().en()));
            }
        }
        schema = schema.add(field("size_band_code", DataTypes.StringType, "投资规模代码", "code of the size band"));
        schema = schema.add(field("sector_code", DataTypes.StringType, "三次产业代码", "code of the sector"))
                .add(field("industry_group_code", DataTypes.StringType, "行业大类代码", "code of the industry group"));
        List<StructField> computed = Stream.of(
                        LINES.stream(),
                        PROGRESS.stream(),
                        Events.columns(Datasets.PROJECTS).stream(),
                        ProjectLights.COLUMNS.stream(),
                        Stream.of(OPEN_BOTTLENECKS))
                .flatMap(fields -> fields)
                .toList();
        for (StructField field : computed) {
            schema = schema.add(field);
        }
        return schema;
    }

    /**
     * Returns the state as of a date: the columns of the table except {@code as_of_date}.
     *
     * @param progress the monthly reports
     * @param bottlenecks project_code, bottlenecks and open_bottlenecks; empty if bottlenecks were never delivered
     */
    static Steps of(
            AsOf asOf, ProjectRecords records, Progress progress, Optional<Steps> bottlenecks, Settings settings) {
        Steps states = withProgress(records, List.of(asOf), RECORD_COLUMNS, progress, settings);
        Stream<String> columns =
                Stream.of(TABLE.schema().fieldNames()).filter(name -> !name.equals(TableDefinition.AS_OF_DATE));
        return bottlenecks
                .map(counted -> selected(
                        states.join(counted, List.of("project_code"), "left_outer"),
                        columns,
                        "IF(bottlenecks IS NULL, 0, open_bottlenecks)"))
                .orElseGet(() -> selected(states, columns, NO_BOTTLENECKS));
    }

    private static Steps selected(Steps states, Stream<String> columns, String openBottlenecks) {
        return states.select(columns.map(name -> name.equals(OPEN_BOTTLENECKS.name())
                        ? expr(openBottlenecks).as(name)
                        : col(name))
                .toArray(org.apache.spark.sql.Column[]::new));
    }

    /** Returns the states as of several dates, with the columns {@link #FIGURES}. */
    static Steps figures(List<AsOf> dates, ProjectRecords records, Progress progress, Settings settings) {
        return selected(
                withProgress(records, dates, FIGURE_COLUMNS, progress, settings),
                Stream.of(FIGURES.fieldNames()),
                NO_BOTTLENECKS);
    }

    private static Steps withProgress(
            ProjectRecords records, List<AsOf> dates, List<Column> columns, Progress progress, Settings settings) {
        Dataset<Row> known = records.of(dates, columns);
        Steps states = Steps.from(known);
        return ProgressMonths.inOwnCurrency(
                progress.months()
                        .map(months -> states.join(
                                ProgressMonths.known(Steps.from(months), dates, progress.reported()),
                                List.of(TableDefinition.AS_OF_DATE, "project_code"),
                                "left_outer"))
                        .orElseGet(() -> ProgressMonths.unknown(states)),
                List.of(known.columns()),
                Stream.concat(
                        Stream.of(
                                expr(CUMULATIVE).as("cumulative_investment"),
                                expr("IF(nature_code = 'preliminary', NULL, annual_plan_investment)")
                                        .as("annual_plan_counted")),
                        ProjectLights.columns(
                                settings.lights(), progress.reported().timeElapsed(dates, settings.elapsed()))));
    }
}
