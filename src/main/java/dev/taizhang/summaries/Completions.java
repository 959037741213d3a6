package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.DeadlineMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Whether projects are completed when they were to be, and produce. */
@AutoService(SummaryTable.class)
public final class Completions implements RollUpTable {
    @Override
    public String name() {
        return "completions";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("竣工投产", "Completions");
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
                        DeadlineMeasures.PLANNED_COMPLETION_COUNT,
                        DeadlineMeasures.COMPLETED_OF_PLANNED,
                        DeadlineMeasures.EARLY_COMPLETION_COUNT,
                        DeadlineMeasures.LATE_COMPLETION_COUNT,
                        DeadlineMeasures.COMPLETION_OVERDUE_COUNT,
                        DeadlineMeasures.COMPLETION_RATE,
                        DeadlineMeasures.COMPLETED_COUNT,
                        DeadlineMeasures.IN_PRODUCTION_OF_PLANNED,
                        DeadlineMeasures.PRODUCTION_RATE));
    }
}
