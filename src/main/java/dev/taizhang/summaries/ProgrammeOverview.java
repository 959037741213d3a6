package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.LightMeasures;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The whole programme: the first paragraph of the report. */
@AutoService(SummaryTable.class)
public final class ProgrammeOverview implements RollUpTable {
    @Override
    public String name() {
        return "programme_overview";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("总体情况", "Programme overview");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个项目盘子、币种一行", "One row per programme and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                List.of(Dimension.PROGRAMME),
                List.of(
                        Measures.PROJECT_COUNT,
                        Measures.CONSTRUCTION_PROJECT_COUNT,
                        Measures.NEW_PROJECT_COUNT,
                        Measures.CONTINUING_PROJECT_COUNT,
                        Measures.PRELIMINARY_PROJECT_COUNT,
                        Measures.TOTAL_INVESTMENT,
                        Measures.TOTAL_INVESTMENT_KNOWN,
                        Measures.TOTAL_INVESTMENT_COVERAGE,
                        Measures.ANNUAL_PLAN_INVESTMENT,
                        Measures.ANNUAL_PLAN_COVERAGE,
                        Measures.MONTH_INVESTMENT,
                        Measures.YEAR_TO_DATE_INVESTMENT,
                        Measures.YEAR_TO_DATE_COVERAGE,
                        Measures.CUMULATIVE_INVESTMENT,
                        Measures.ANNUAL_PLAN_COMPLETION,
                        Measures.MONTHS_ELAPSED,
                        Measures.TIME_ELAPSED,
                        Measures.AHEAD_OF_TIME,
                        Measures.TOTAL_COMPLETION,
                        Measures.PLANNED_START_COUNT,
                        Measures.STARTED_OF_PLANNED,
                        Measures.START_RATE,
                        Measures.STARTED_COUNT,
                        Measures.RESUMED_COUNT,
                        Measures.RESUMPTION_RATE,
                        Measures.START_AND_RESUMPTION_RATE,
                        Measures.ANNUAL_INVESTMENT_TARGET,
                        Measures.ANNUAL_INVESTMENT_TARGET_COMPLETION,
                        Measures.SIGNED_AMOUNT,
                        Measures.SIGNED_AMOUNT_TARGET,
                        Measures.SIGNING_COMPLETION,
                        LightMeasures.GREEN_COUNT,
                        LightMeasures.YELLOW_COUNT,
                        LightMeasures.RED_COUNT));
    }
}
