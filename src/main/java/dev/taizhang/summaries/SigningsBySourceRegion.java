package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.ContractMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** Where the money of contracts comes from. */
@AutoService(SummaryTable.class)
public final class SigningsBySourceRegion implements RollUpTable {
    @Override
    public String name() {
        return "signings_by_source_region";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分来源地签约", "Signings by source region");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个资金来源地、币种一行", "One row per source region and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(Fact.CONTRACTS, List.of(Dimension.SOURCE_REGION), ContractMeasures.OF_CONTRACTS);
    }
}
