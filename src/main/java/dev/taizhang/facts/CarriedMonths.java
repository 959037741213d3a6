package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The months of projects that continue others, which were merged or split. What each month of the earlier projects adds
 * is added up in the months of the later one, by the sections that {@link Successions#sections} gives. A month that the
 * later project reports itself, from the month of the date on, is its own report; a year to date in it covers the months
 * before.
 *
 * <p>A project then has its months twice: until the date those that it reported itself, from then on those with the
 * history that it continues. {@link #inForce} selects one of them.
 */
final class CarriedMonths {
    private static final String FROM = "valid_from";
    private static final String UNTIL = "valid_until";

    /** The amounts of a month that add up. */
    private static final List<String> ADDED =
            List.of("invested", "planned", "invested_since_last", "planned_since_last", "since_start_added");

    /** The months of a project in order. */
    private static final String SO_FAR = " OVER (PARTITION BY project_code, currency%s ORDER BY report_month"
            + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)";

    /** What the months of the parts know better than the sum of what they add to the year. */
    private static final List<String> OVERRIDDEN = List.of("invested", "planned", "covers_gap");

    private static final String OF_PARTS = "of_parts";

    private final PlanYear years;
    private final Dataset<Row> reports;
    private final Steps carried;
    private final Steps wholes;

    /**
     * Prepares the computation.
     *
     * @param reports rows of the dataset {@code progress} with {@code year} and {@code month_of_year}
     * @param sections result of {@link Successions#carried}
     */
    CarriedMonths(AsOf asOf, Dataset<Row> reports, Dataset<Row> sections) {
        this.years = asOf.years();
        this.reports = reports;
        this.carried = Steps.from(sections);
        this.wholes = this.carried.group(
                List.of(col("whole")),
                expr("max(since)").as(FROM),
                expr("max(trunc(since, 'MM'))").as("first_own_month"),
                expr("bool_or(has_itself)").as("has_itself"));
    }

    /**
     * Returns the months that apply as of a date.
     *
     * @param months rows with the columns of {@code all}, among others
     * @param all all months
     * @param date the date in Spark SQL
     */
    static Steps inForce(Steps months, Dataset<Row> all, String date) {
        return List.of(all.columns()).contains(FROM)
                ? months.where(
                        "coalesce(%1$s >= valid_from, true) AND coalesce(%1$s < valid_until, true)".formatted(date))
                : months;
    }

    /** Adds to the months that projects reported themselves those with the history that some of them continue. */
    Steps addedTo(Steps reported) {
        Dataset<Row> months = reported.rows();
        Steps own = Steps.from(months)
                .join(
                        wholes.select(col("whole"), col(FROM).as(UNTIL)).broadcast(),
                        expr("project_code = whole"),
                        "left_outer")
                .drop("whole");
        Steps ownReports = Steps.from(ownReports().rows());
        return own.unionOfSomeColumns(continued(ownReports, sections(Steps.from(months)))
                .join(wholes.select("whole", FROM).broadcast(), expr("project_code = whole"), "inner")
                .drop("whole"));
    }

    /** Returns the months of the later projects with the history that the months of their parts give. */
    private Steps continued(Steps ownReports, Steps sections) {
        return ProgressMonths.ofReports(ownReports.unionOfSomeColumns(asReports(sections, ownReports)), col(OF_PARTS))
                .withColumns(OVERRIDDEN.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                name -> expr("IF(of_parts IS NULL, " + name + ", of_parts." + name + ")"))))
                .drop(OF_PARTS);
    }

    /** Returns what the later projects reported themselves: of one that is a part of itself, only from the date on. */
    private Steps ownReports() {
        return Steps.from(reports)
                .join(wholes.broadcast(), expr("project_code = whole"), "inner")
                .where("NOT has_itself OR report_month >= first_own_month")
                .select(reports.columns());
    }

    /**
     * Returns the sections of months that go on under another code. A project that is a part of itself is this with what it
     * reported itself.
     */
    private Steps sections(Steps months) {
        return months.join(carried.where("to_weight > from_weight").broadcast(), expr("project_code = part"), "inner")
                .where("coalesce(report_month < part_goes_on_from, true)")
                .select(
                        col("*"),
                        expr("lag(invested_since_start)" + ofPart()).as("since_start_before"),
                        expr("lag(report_month)" + ofPart() + " IS NULL").as("begins"))
                .select(
                        col("*"),
                        expr("invested_since_start - coalesce(since_start_before, 0L)")
                                .as("since_start_added"),
                        expr("invested_since_start IS NOT NULL AND since_start_before IS NULL")
                                .as("states_start"))
                .select(Stream.concat(
                                Stream.of(
                                        col("whole"),
                                        col("currency"),
                                        col("report_month"),
                                        col("covers_gap"),
                                        col("begins"),
                                        col("states_start")),
                                ADDED.stream().map(CarriedMonths::section))
                        .toArray(Column[]::new));
    }

    /** Returns sections as reports of the later project, if it has none of its own for the month. */
    private Steps asReports(Steps sections, Steps ownReports) {
        Steps added = sections.group(
                List.of(col("whole").as("project_code"), col("currency"), col("report_month")),
                Stream.concat(
                                Stream.of(
                                        expr("bool_or(covers_gap)").as("covers_gap"),
                                        expr("count_if(begins)").as("begun"),
                                        expr("count_if(states_start)").as("stating")),
                                ADDED.stream()
                                        .map(name -> expr("sum(" + name + ")").as(name)))
                        .toArray(Column[]::new));
        List<String> month = List.of("project_code", "report_month");
        return added.select(col("*"), expr(years.yearOf("report_month")).as("year"))
                .select(
                        col("project_code"),
                        col("currency"),
                        col("report_month"),
                        col("year"),
                        expr(years.monthOf("report_month")).as("month_of_year"),
                        lit(0L).as("delivery_number"),
                        col("invested_since_last").as("invested_this_month"),
                        expr("sum(planned_since_last)" + SO_FAR.formatted(", year"))
                                .as("planned_to_date"),
                        expr("IF(sum(begun)" + SO_FAR.formatted("") + " = sum(stating)" + SO_FAR.formatted("")
                                        + ", sum(since_start_added)" + SO_FAR.formatted("") + ", NULL)")
                                .as("invested_since_start"),
                        expr("struct(" + String.join(", ", OVERRIDDEN) + ")").as(OF_PARTS))
                .join(ownReports.select("project_code", "report_month"), month, "left_anti");
    }

    private static String ofPart() {
        return " OVER (PARTITION BY part, whole, currency ORDER BY report_month)";
    }

    private static Column section(String amount) {
        String until = "floor(CAST(" + amount + " AS DECIMAL(19, 0)) * CAST(%s AS DECIMAL(7, 0)) / 1000000)";
        return expr("CAST(" + until.formatted("to_weight") + " - " + until.formatted("from_weight") + " AS BIGINT)")
                .as(amount);
    }
}
