package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.OverrunMeasures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How far work and money are apart. */
@AutoService(SummaryTable.class)
public final class PhysicalFinancialGap implements RollUpTable {
    @Override
    public String name() {
        return "physical_financial_gap";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("形象进度与投资进度", "Physical and financial progress");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、产业集群、币种一行", "One row per district, industry cluster and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.DISTRICT, Dimension.CLUSTER), OverrunMeasures.OF_GAP);
    }
}
