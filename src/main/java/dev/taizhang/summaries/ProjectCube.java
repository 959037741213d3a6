package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Counted;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Additive figures by every dimension at once, for tools that slice; each project stands once. */
@AutoService(SummaryTable.class)
public final class ProjectCube implements RollUpTable {
    @Override
    public String name() {
        return "project_cube";
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual(
                "每个县区、产业集群、项目状态、级别、建设性质、投资主体、投资规模、币种的组合一行",
                "One row per combination of district, industry cluster, status, level, nature, ownership, size band and currency in use");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
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
    }
}
