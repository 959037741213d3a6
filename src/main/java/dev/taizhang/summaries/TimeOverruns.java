package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.OverrunMeasures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How far projects are behind the date first set and the date set last. */
@AutoService(SummaryTable.class)
public final class TimeOverruns implements RollUpTable {
    @Override
    public String name() {
        return "time_overruns";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("工期拖延", "Time overruns");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、产业集群、币种一行", "One row per district, industry cluster and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.DISTRICT, Dimension.CLUSTER), OverrunMeasures.OF_TIME);
    }
}
