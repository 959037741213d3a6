package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The projects of each band of total investment. */
@AutoService(SummaryTable.class)
public final class ProjectsBySizeBand implements RollUpTable {
    @Override
    public String name() {
        return "projects_by_size_band";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分规模项目", "Projects by size band");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个投资规模、币种一行", "One row per size band and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.SIZE_BAND), Measures.OF_PROJECTS);
    }
}
