package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What changed since the end of the month before, by {@code movement} and {@code district_ranking}, which are computed
 * from the ledger, so that a second run of the same date changes nothing here.
 */
final class Changes {
    private static final List<String> KINDS = List.of("joined", "left", "status_changed", "cost_changed");
    private static final int NAMED = 3;

    private final Map<String, List<Row>> tables;
    private final Scorecard scorecard;
    private final String currency;

    Changes(Map<String, List<Row>> tables, Scorecard scorecard, String currency) {
        this.tables = tables;
        this.scorecard = scorecard;
        this.currency = currency;
    }

    /** Returns what changed in the whole programme; empty if there is no earlier state. */
    Optional<Finding> whole() {
        List<Bilingual> changes = new ArrayList<>(moved(""));
        scorecard.districts().stream()
                .filter(line -> line.orZero("rank_move").signum() != 0)
                .sorted(Comparator.comparing(
                        line -> line.orZero("rank_move").abs().negate()))
                .limit(NAMED)
                .map(Changes::rank)
                .forEach(changes::add);
        return since(changes);
    }

    /** Returns what changed in a district. */
    Optional<Finding> of(ScoreLine district) {
        List<Bilingual> changes = new ArrayList<>(moved(district.code()));
        if (district.orZero("rank_move").signum() != 0) {
            changes.add(rank(district));
        }
        return since(changes);
    }

    private Optional<Finding> since(List<Bilingual> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : rows().map(row -> row.getAs("base_date").toString())
                        .findFirst()
                        .map(date -> new Finding(
                                FindingMessages.sentence(FindingMessages.since(date, changes), List.of()), "movement"));
    }

    private Stream<Row> rows() {
        return tables.getOrDefault("movement", List.of()).stream()
                .filter(row -> currency.equals(row.getAs("currency")) && "previous_month".equals(row.getAs("base")));
    }

    private List<Bilingual> moved(String district) {
        List<Bilingual> moved = new ArrayList<>();
        for (String kind : KINDS) {
            long count = rows().filter(row -> kind.equals(row.getAs("kind")))
                    .filter(row -> district.isEmpty() || district.equals(row.getAs("district_code")))
                    .mapToLong(row -> row.<Long>getAs("project_count"))
                    .sum();
            if (count > 0) {
                moved.add(FindingMessages.moved(kind, PageFigures.count(BigDecimal.valueOf(count))));
            }
        }
        return moved;
    }

    private static Bilingual rank(ScoreLine line) {
        return FindingMessages.rankMoved(line.name(), line.orZero("rank_move").longValue());
    }
}
