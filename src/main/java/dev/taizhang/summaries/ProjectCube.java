package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Counted;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.ledger.TableDefinition;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Additive figures by every dimension at once, for tools that slice. A project stands once, under its own members, and on the
 * cross-district or cross-cluster line where it lies in several.
 */
@AutoService(SummaryTable.class)
public final class ProjectCube implements LargeTable {
    private static final RollUp ROLL_UP = new RollUp(
            Fact.PROJECTS,
            List.of(
                    Dimension.DISTRICT,
                    Dimension.CLUSTER,
                    Dimension.STATUS,
                    Dimension.LEVEL,
                    Dimension.NATURE,
                    Dimension.OWNERSHIP,
                    Dimension.SIZE_BAND),
            Measures.ADDITIVE,
            Counted.ONCE);

    @Override
    public String name() {
        return "project_cube";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("项目多维汇总", "Project cube");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual(
                "县区、产业集群、项目状态、级别、建设性质、投资主体、投资规模、币种的每个有项目的组合一行",
                "One row per combination in use of district, industry cluster, status, level, nature, ownership, size band"
                        + " and currency");
    }

    @Override
    public Optional<RollUp> rollUp() {
        return Optional.of(ROLL_UP);
    }

    @Override
    public List<String> grain() {
        return ROLL_UP.grain();
    }

    @Override
    public StructType schema() {
        return ROLL_UP.schema();
    }

    @Override
    public Dataset<Row> rows(ComputedTable.Sources sources) {
        return sources.cubes().sparseRows(name()).drop(TableDefinition.AS_OF_DATE);
    }
}
