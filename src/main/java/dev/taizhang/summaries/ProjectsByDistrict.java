package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each district. */
@AutoService(SummaryTable.class)
public final class ProjectsByDistrict implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_district";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分县区项目", "Projects by district");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、币种一行", "One row per district and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.DISTRICT), Measures.OF_PROJECTS);
    }
}
