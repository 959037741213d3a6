package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.OutputMeasures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What industry produces, how it grows, and what each district and cluster adds to that. */
@AutoService(SummaryTable.class)
public final class IndustrialOutput implements RollUpTable {
    @Override
    public String name() {
        return "industrial_output";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("工业生产", "Industrial production");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、产业集群、币种一行", "One row per district, industry cluster and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(Fact.OUTPUT, List.of(Dimension.DISTRICT, Dimension.CLUSTER), OutputMeasures.OF_OUTPUT);
    }
}
