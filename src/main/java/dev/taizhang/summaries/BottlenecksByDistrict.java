package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.BottleneckMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Where projects are held up. */
@AutoService(SummaryTable.class)
public final class BottlenecksByDistrict implements RollUpTable {
    @Override
    public String name() {
        return "bottlenecks_by_district";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分县区堵点难点", "Bottlenecks by district");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区一行", "One row per district");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(Fact.BOTTLENECKS, List.of(Dimension.DISTRICT), BottleneckMeasures.OF_BOTTLENECKS);
    }
}
