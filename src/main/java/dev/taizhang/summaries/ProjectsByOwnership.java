package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each kind of owner. */
@AutoService(SummaryTable.class)
public final class ProjectsByOwnership implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_ownership";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分投资主体项目", "Projects by ownership");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每种投资主体、币种一行", "One row per ownership and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.OWNERSHIP), Measures.OF_PROJECTS);
    }
}
