package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each level. */
@AutoService(SummaryTable.class)
public final class ProjectsByLevel implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_level";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分级别项目", "Projects by level");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个项目级别、币种一行", "One row per level and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.LEVEL), Measures.OF_PROJECTS);
    }
}
