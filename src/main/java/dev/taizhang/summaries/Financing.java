package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.CapitalMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What projects want of banks and others, and what of it was agreed and paid in. */
@AutoService(SummaryTable.class)
public final class Financing implements RollUpTable {
    @Override
    public String name() {
        return "financing";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("项目融资", "Financing");
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
                        CapitalMeasures.FINANCING_COUNT,
                        CapitalMeasures.FINANCING_WANTED,
                        CapitalMeasures.FINANCING_AGREED,
                        CapitalMeasures.FINANCING_PAID_IN,
                        CapitalMeasures.FINANCING_AGREED_RATE,
                        CapitalMeasures.FINANCING_PAID_IN_RATE));
    }
}
