package dev.taizhang.cube;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import java.util.List;
import java.util.stream.Stream;

/**
 * What roll-ups sum: the rows of one fact, all of whose roll-ups come out of one pass over it.
 *
 * @param name the table of facts that the rows come from
 * @param dataset the dataset without which there are no rows
 * @param summed every measure that adds rows up: what derived formulas may name
 * @param shared summed measures whose sum over the whole programme stands beside every line as {@code whole_<measure>}
 */
public record Fact(String name, DatasetDefinition dataset, List<Measure> summed, List<Measure> shared) {
    public static final Fact PROJECTS = new Fact(
            "project_state",
            Datasets.PROJECTS,
            Stream.of(
                            Measures.SUMMED,
                            DeadlineMeasures.SUMMED,
                            OverrunMeasures.SUMMED,
                            CapitalMeasures.SUMMED,
                            LightMeasures.SUMMED)
                    .flatMap(List::stream)
                    .toList(),
            List.of(Measures.TOTAL_INVESTMENT));
    public static final Fact CONTRACTS = new Fact(
            "contract_state",
            Datasets.CONTRACTS,
            ContractMeasures.SUMMED,
            List.of(ContractMeasures.CONTRACTED_AMOUNT, ContractMeasures.SIGNED_AMOUNT));
    public static final Fact BOTTLENECKS =
            new Fact("bottleneck_state", Datasets.BOTTLENECKS, BottleneckMeasures.SUMMED, List.of());
    public static final Fact APPROVALS =
            new Fact("approval_state", Datasets.APPROVALS, ApprovalMeasures.SUMMED, List.of());
    public static final Fact FACTORS = new Fact("project_factors", Datasets.PROJECTS, FactorMeasures.SUMMED, List.of());
    public static final Fact OUTPUT = new Fact(
            "output_state",
            Datasets.INDUSTRIAL_OUTPUT,
            OutputMeasures.SUMMED,
            List.of(OutputMeasures.LAST_YEAR_OUTPUT, OutputMeasures.YEAR_TO_DATE_OUTPUT));

    /** Whether its lines are of one currency each: those of a fact with amounts are. */
    boolean hasCurrency() {
        return summed.stream().anyMatch(measure -> measure.unit() == Unit.AMOUNT);
    }
}
