package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.DeadlineMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.LightMeasures;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How the projects stand that each leader answers for. */
@AutoService(SummaryTable.class)
public final class LeaderCards implements RollUpTable {
    @Override
    public String name() {
        return "leader_cards";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("领导包联", "Leader cards");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每位包联领导、币种一行", "One row per leader and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                List.of(Dimension.LEADER),
                List.of(
                        Measures.PROJECT_COUNT,
                        Measures.TOTAL_INVESTMENT,
                        Measures.ANNUAL_PLAN_INVESTMENT,
                        Measures.YEAR_TO_DATE_INVESTMENT,
                        Measures.ANNUAL_PLAN_COMPLETION,
                        Measures.TIME_ELAPSED,
                        Measures.AHEAD_OF_TIME,
                        LightMeasures.AHEAD_COUNT,
                        LightMeasures.ON_TIME_COUNT,
                        LightMeasures.BEHIND_COUNT,
                        Measures.PLANNED_START_COUNT,
                        Measures.STARTED_OF_PLANNED,
                        Measures.START_RATE,
                        DeadlineMeasures.PLANNED_COMPLETION_COUNT,
                        DeadlineMeasures.COMPLETED_OF_PLANNED,
                        DeadlineMeasures.COMPLETION_RATE,
                        LightMeasures.GREEN_COUNT,
                        LightMeasures.YELLOW_COUNT,
                        LightMeasures.RED_COUNT,
                        LightMeasures.OPEN_BOTTLENECK_COUNT));
    }
}
