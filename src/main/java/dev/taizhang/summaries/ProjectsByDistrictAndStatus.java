package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each district in each status. */
@AutoService(SummaryTable.class)
public final class ProjectsByDistrictAndStatus implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_district_and_status";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分县区分状态项目", "Projects by district and status");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、项目状态、币种一行", "One row per district, status and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.DISTRICT, Dimension.STATUS), Measures.OF_PROJECTS);
    }
}
