package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.BottleneckMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What holds projects up, and who is to settle it. */
@AutoService(SummaryTable.class)
public final class BottlenecksByFactor implements RollUpTable {
    @Override
    public String name() {
        return "bottlenecks_by_factor";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分要素堵点难点", "Bottlenecks by factor");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个要素、责任部门一行", "One row per factor and department");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                Fact.BOTTLENECKS, List.of(Dimension.FACTOR, Dimension.DEPARTMENT), BottleneckMeasures.OF_BOTTLENECKS);
    }
}
