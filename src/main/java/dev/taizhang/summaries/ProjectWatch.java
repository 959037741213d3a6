package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Money;
import dev.taizhang.facts.ProjectState;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Every project by itself: the latest facts about it, and its figures as the measures define them. */
final class ProjectWatch implements LargeTable {
    private static final RollUp FIGURES = new RollUp(
            Fact.PROJECTS,
            List.of(Dimension.DISTRICT, Dimension.CLUSTER, Dimension.STATUS),
            Fact.PROJECTS.measures(
                    "total_investment",
                    "annual_plan_investment",
                    "month_investment",
                    "year_to_date_investment",
                    "cumulative_investment",
                    "annual_plan_completion",
                    "total_completion"));

    private static final List<String> COLUMNS = List.of(
            "as_of_date",
            "project_code",
            "project_name",
            "district_code",
            "district_name",
            "district_name_en",
            "cluster_code",
            "cluster_name",
            "cluster_name_en",
            "status_code",
            "status_name",
            "status_name_en",
            "nature_code",
            "level_code",
            "ownership_code",
            "currency",
            "total_investment",
            "annual_plan_investment",
            "month_investment",
            "year_to_date_investment",
            "cumulative_investment",
            "annual_plan_completion",
            "total_completion",
            "physical_progress",
            "planned_start_date",
            "actual_start_date",
            "planned_completion_date",
            "actual_completion_date",
            "last_report_month",
            "light_code",
            "investment_light_code",
            "start_light_code",
            "statistics_light_code",
            "light_reasons",
            "light_reasons_en",
            "ahead_of_time_pp",
            "open_bottlenecks",
            "leader",
            "responsible_unit");

    @Override
    public String name() {
        return "project_watch";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("项目跟踪", "Project watch");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个项目一行", "One row per project");
    }

    @Override
    public List<String> grain() {
        return List.of("as_of_date", "project_code");
    }

    @Override
    public StructType schema() {
        StructType figures = FIGURES.schema();
        List<String> ofFigures = List.of(figures.fieldNames());
        StructType facts = ProjectState.TABLE.schema();
        return new StructType(COLUMNS.stream()
                .map(name -> ofFigures.contains(name) ? figures.apply(name) : facts.apply(name))
                .toArray(StructField[]::new));
    }

    @Override
    public Dataset<Row> rows(ComputedTable.Sources sources) {
        // As in the measure: preliminary projects stay out of the plan, so that the column sums to the programme's.
        Dataset<Row> rows = sources.state()
                .withColumn(
                        "annual_plan_investment",
                        expr("IF(nature_code = 'preliminary', NULL, annual_plan_investment)"));
        rows = sources.named(rows, FIGURES.dimensions());
        for (Measure measure : FIGURES.measures()) {
            rows = rows.withColumn(measure.name(), figure(measure));
        }
        return rows.select(COLUMNS.stream().skip(1).map(name -> col(name)).toArray(Column[]::new));
    }

    /** The figure of one project: its own amount in whole units, or the formula over such amounts. */
    private static Column figure(Measure measure) {
        String formula = measure.kind() == Measure.Kind.SUMMED ? Money.wholeUnits(measure.name()) : measure.formula();
        return expr(formula).cast(measure.unit().type());
    }
}
