package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each industry cluster in each status. */
@AutoService(SummaryTable.class)
public final class ProjectsByClusterAndStatus implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_cluster_and_status";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分集群分状态项目", "Projects by cluster and status");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个产业集群、项目状态、币种一行", "One row per industry cluster, status and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.CLUSTER, Dimension.STATUS), Measures.OF_PROJECTS);
    }
}
