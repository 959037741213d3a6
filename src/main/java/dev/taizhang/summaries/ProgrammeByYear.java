package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** The programme over the years: as listed at the end of each year, and as of the date for the year that runs. */
@AutoService(SummaryTable.class)
public final class ProgrammeByYear implements RollUpTable {
    @Override
    public String name() {
        return "programme_by_year";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("历年情况", "Programme by year");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个年度、币种一行", "One row per year and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.YEAR), Measures.OF_YEARS);
    }
}
