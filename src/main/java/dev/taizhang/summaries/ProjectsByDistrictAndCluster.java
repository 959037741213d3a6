package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each district in each industry cluster. */
@AutoService(SummaryTable.class)
public final class ProjectsByDistrictAndCluster implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_district_and_cluster";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分县区分集群项目", "Projects by district and cluster");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、产业集群、币种一行", "One row per district, industry cluster and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.DISTRICT, Dimension.CLUSTER), Measures.OF_PROJECTS);
    }
}
