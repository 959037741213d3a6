package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.ContractMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What came of contracts, stage by stage: over what was signed, and over the stage before. */
@AutoService(SummaryTable.class)
public final class ContractFunnel implements RollUpTable {
    @Override
    public String name() {
        return "contract_funnel";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("签约转化", "Contract funnel");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、签约年度、币种一行", "One row per district, year signed and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                Fact.CONTRACTS, List.of(Dimension.DISTRICT, Dimension.SIGNED_YEAR), ContractMeasures.OF_FUNNEL);
    }
}
