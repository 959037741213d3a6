package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.DeadlineMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Whether continuing projects are back at work, against the target and its day. */
@AutoService(SummaryTable.class)
public final class Resumption implements RollUpTable {
    @Override
    public String name() {
        return "resumption";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("续建项目复工", "Resumption");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、项目级别、币种一行", "One row per district, level and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                List.of(Dimension.DISTRICT, Dimension.LEVEL),
                List.of(
                        Measures.CONTINUING_PROJECT_COUNT,
                        Measures.RESUMED_COUNT,
                        DeadlineMeasures.NOT_RESUMED_COUNT,
                        Measures.RESUMPTION_RATE,
                        DeadlineMeasures.RESUMPTION_TARGET,
                        DeadlineMeasures.RESUMPTION_DUE_DATE,
                        Measures.CONSTRUCTION_PROJECT_COUNT,
                        Measures.STARTED_COUNT,
                        Measures.START_AND_RESUMPTION_RATE));
    }
}
