package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.DeadlineMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Whether projects that have started were entered into statistics. */
@AutoService(SummaryTable.class)
public final class StatisticsEntry implements RollUpTable {
    @Override
    public String name() {
        return "statistics_entry";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("入统", "Statistics entry");
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
                        DeadlineMeasures.BEGUN_COUNT,
                        DeadlineMeasures.ENTERED_COUNT,
                        DeadlineMeasures.NOT_ENTERED_COUNT,
                        DeadlineMeasures.NOT_ENTERED_AFTER_ONE_MONTH,
                        DeadlineMeasures.NOT_ENTERED_AFTER_TWO_MONTHS,
                        DeadlineMeasures.STATISTICS_ENTRY_RATE));
    }
}
