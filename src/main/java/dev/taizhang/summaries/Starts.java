package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.DeadlineMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Whether new projects start when they were to, against the target and its day. */
@AutoService(SummaryTable.class)
public final class Starts implements RollUpTable {
    @Override
    public String name() {
        return "starts";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("新建项目开工", "Starts");
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
                        Measures.NEW_PROJECT_COUNT,
                        Measures.PLANNED_START_COUNT,
                        DeadlineMeasures.START_DUE_COUNT,
                        Measures.STARTED_OF_PLANNED,
                        DeadlineMeasures.EARLY_START_COUNT,
                        DeadlineMeasures.LATE_START_COUNT,
                        DeadlineMeasures.START_OVERDUE_COUNT,
                        Measures.START_RATE,
                        DeadlineMeasures.START_TARGET,
                        DeadlineMeasures.START_DUE_DATE,
                        Measures.TOTAL_INVESTMENT));
    }
}
