package dev.taizhang.summaries;

import java.util.List;
import java.util.stream.Stream;

/** The tables of the program: the roll-ups of its files, and those with a query of their own, which stand here. */
final class BuiltInTables {
    private BuiltInTables() {}

    static List<SummaryTable> all() {
        return Stream.concat(
                        RollUpFiles.builtIn().stream(),
                        Stream.of(
                                new DataCoverage(),
                                new DataFindings(),
                                new DistrictRanking(),
                                new ExchangeRatesUsed(),
                                new InvestmentByMonth(),
                                new Movement(),
                                new ProjectWatch(),
                                new ProjectsOpenToPrivateCapital(),
                                new QuarterlyScoreboard(),
                                new Senders(),
                                new SigningsByMonth()))
                .toList();
    }
}
