package dev.taizhang.summaries;

import dev.taizhang.cube.RollUp;
import java.util.Optional;
import java.util.Set;

/**
 * A table of measures by dimensions. All tables of a fact are computed together.
 *
 * @param rollUp the table's dimensions and figures
 */
public record RollUpTable(TableHead head, RollUp rollUp) implements SummaryTable {
    @Override
    public Optional<Breakdown> breakdown() {
        return Optional.of(Breakdown.of(rollUp));
    }

    @Override
    public Set<String> inputs() {
        return rollUp.inputs();
    }
}
