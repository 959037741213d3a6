package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.ContractMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** What contracts are for. */
@AutoService(SummaryTable.class)
public final class ContractsByCluster implements RollUpTable {
    @Override
    public String name() {
        return "contracts_by_cluster";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分集群签约", "Contracts by cluster");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个产业集群、币种一行", "One row per industry cluster and currency");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(Fact.CONTRACTS, List.of(Dimension.CLUSTER), ContractMeasures.OF_CONTRACTS);
    }
}
