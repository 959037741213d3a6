package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.CapitalMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How much of each district is private. */
@AutoService(SummaryTable.class)
public final class PrivateInvestment implements RollUpTable {
    @Override
    public String name() {
        return "private_investment";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("民间投资", "Private investment");
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
                        CapitalMeasures.PRIVATE_COUNT,
                        CapitalMeasures.OPEN_COUNT,
                        Measures.TOTAL_INVESTMENT,
                        CapitalMeasures.PRIVATE_TOTAL,
                        CapitalMeasures.PRIVATE_SHARE,
                        Measures.YEAR_TO_DATE_INVESTMENT,
                        CapitalMeasures.PRIVATE_YEAR_TO_DATE,
                        CapitalMeasures.PRIVATE_SHARE_OF_YEAR));
    }
}
