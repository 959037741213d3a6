package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects in each status. */
@AutoService(SummaryTable.class)
public final class ProjectsByStatus implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_status";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分状态项目", "Projects by status");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个项目状态、币种一行", "One row per status and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.STATUS), Measures.OF_PROJECTS);
    }
}
