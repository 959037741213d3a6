package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.ContractMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.Measures;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What each district has signed this year, against its target and the time elapsed. */
@AutoService(SummaryTable.class)
public final class SigningTargets implements RollUpTable {
    @Override
    public String name() {
        return "signing_targets";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("签约目标完成", "Signing targets");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个县区、币种一行", "One row per district and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(
                Fact.CONTRACTS,
                List.of(Dimension.DISTRICT),
                List.of(
                        ContractMeasures.SIGNED_COUNT,
                        ContractMeasures.SIGNED_AMOUNT,
                        ContractMeasures.SIGNED_AMOUNT_TARGET,
                        ContractMeasures.SIGNING_COMPLETION,
                        Measures.TIME_ELAPSED,
                        ContractMeasures.SIGNING_AHEAD_OF_TIME,
                        ContractMeasures.CONTRACT_COUNT,
                        ContractMeasures.CONTRACTED_AMOUNT,
                        ContractMeasures.CONTRACTED_KNOWN,
                        ContractMeasures.CONTRACTED_COVERAGE));
    }
}
