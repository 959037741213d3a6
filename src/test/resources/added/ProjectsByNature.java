package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each nature. */
@AutoService(SummaryTable.class)
public final class ProjectsByNature implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_nature";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分性质项目", "Projects by nature");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每种建设性质、币种一行", "One row per nature and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.NATURE), Measures.OF_PROJECTS);
    }
}
