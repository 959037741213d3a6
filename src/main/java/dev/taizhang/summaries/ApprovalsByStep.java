package dev.taizhang.summaries;

import com.google.auto.service.AutoService;
import dev.taizhang.cube.ApprovalMeasures;
import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Bilingual;
import java.util.List;

/** How long each step of the approval takes, against its limit. */
@AutoService(SummaryTable.class)
public final class ApprovalsByStep implements RollUpTable {
    @Override
    public String name() {
        return "approvals_by_step";
    }

    @Override
    public Bilingual title() {
        return new Bilingual("分事项审批", "Approvals by step");
    }

    @Override
    public Bilingual sentence() {
        return new Bilingual("每个审批事项一行", "One row per step of the approval");
    }

    @Override
    public RollUp rollUp() {
        return new RollUp(Fact.APPROVALS, List.of(Dimension.STEP), ApprovalMeasures.OF_APPROVALS);
    }
}
