package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How far each district has carried out its plan of the year, against time and against last year. */
@AutoService(SummaryTable.class)
public final class InvestmentProgress implements RollUpTable {
    @Override
    public String name() {
        return "investment_progress";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("投资进度", "Investment progress");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、币种一行", "One row per district and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                List.of(Dimension.DISTRICT),
                List.of(
                        Measures.PROJECT_COUNT,
                        Measures.ANNUAL_PLAN_INVESTMENT,
                        Measures.MONTH_INVESTMENT,
                        Measures.YEAR_TO_DATE_INVESTMENT,
                        Measures.CUMULATIVE_INVESTMENT,
                        Measures.PLANNED_TO_DATE,
                        Measures.LAST_YEAR_TO_DATE,
                        Measures.YEAR_ON_YEAR,
                        Measures.ANNUAL_PLAN_COMPLETION,
                        Measures.TIME_ELAPSED,
                        Measures.AHEAD_OF_TIME,
                        Measures.PLAN_TO_DATE_COMPLETION,
                        Measures.ANNUAL_INVESTMENT_TARGET,
                        Measures.ANNUAL_INVESTMENT_TARGET_COMPLETION));
    }
}
