package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What the programme is for: the three sectors, and industry, infrastructure, livelihood and services. */
@AutoService(SummaryTable.class)
public final class IndustryMix implements RollUpTable {
    @Override
    public String name() {
        return "industry_mix";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("行业结构", "Industry mix");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个三次产业、行业大类、币种一行", "One row per sector, industry group and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(List.of(Dimension.SECTOR, Dimension.INDUSTRY_GROUP), Measures.OF_PROJECTS);
    }
}
