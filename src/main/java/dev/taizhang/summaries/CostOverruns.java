package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.OverrunMeasures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What projects cost beyond what they were first to cost. */
@AutoService(SummaryTable.class)
public final class CostOverruns implements RollUpTable {
    @Override
    public String name() {
        return "cost_overruns";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("投资超概", "Cost overruns");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、产业集群、币种一行", "One row per district, industry cluster and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.DISTRICT, Dimension.CLUSTER), OverrunMeasures.OF_COST);
    }
}
