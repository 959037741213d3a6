package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
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

/** The list shown to private investors. */
final class ProjectsOpenToPrivateCapital implements LargeTable {
    private static final RollUp FIGURES = new RollUp(
            Fact.PROJECTS,
            List.of(Dimension.DISTRICT, Dimension.CLUSTER, Dimension.STATUS),
            Fact.PROJECTS.measures("total_investment", "annual_plan_investment"));

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
            "currency",
            "total_investment",
            "annual_plan_investment",
            "planned_start_date",
            "planned_completion_date",
            "owner_enterprise",
            "responsible_unit");

    @Override
    public String name() {
        return "projects_open_to_private_capital";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("向民间资本推介项目", "Projects open to private capital");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个向民间资本推介的项目一行", "One row per project open to private capital");
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
        // As everywhere: preliminary projects stay out of the plan.
        Dataset<Row> rows = sources.state()
                .where("open_to_private_capital")
                .withColumn(
                        "annual_plan_investment",
                        expr("IF(nature_code = 'preliminary', NULL, annual_plan_investment)"));
        rows = sources.named(rows, FIGURES.dimensions());
        for (String amount : List.of("total_investment", "annual_plan_investment")) {
            rows = rows.withColumn(
                    amount,
                    expr(Money.wholeUnits(amount)).cast(schema().apply(amount).dataType()));
        }
        return rows.select(COLUMNS.stream().skip(1).map(name -> col(name)).toArray(Column[]::new));
    }
}
