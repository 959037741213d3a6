package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.FactorMeasures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What projects need of land, energy and environmental capacity, and what they were granted. */
@AutoService(SummaryTable.class)
public final class FactorGuarantees implements RollUpTable {
    @Override
    public String name() {
        return "factor_guarantees";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("要素保障", "Factor guarantees");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、要素一行", "One row per district and factor");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(Fact.FACTORS, List.of(Dimension.DISTRICT, Dimension.FACTOR), FactorMeasures.OF_FACTORS);
    }
}
