package dev.taizhang.summaries;

import dev.taizhang.cube.RollUp;

/**
 * A table of measures by dimensions; all of them come out of one pass over the fact.
 *
 * @param rollUp what the table is by, and its figures
 */
public record RollUpTable(TableHead head, RollUp rollUp) implements SummaryTable {}
