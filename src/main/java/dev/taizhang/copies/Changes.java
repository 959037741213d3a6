package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.TableDefinition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What changed since the end of the month before, by {@code movement} and {@code district_ranking}, which are computed
 * from the ledger, and since the date published before. A second run of the same date changes nothing here.
 */
final class Changes {
    private static final List<String> KINDS = List.of(
            "joined",
            "joined_by_merger",
            "joined_by_split",
            "left",
            "left_by_merger",
            "left_by_split",
            "status_changed",
            "cost_changed");
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
        return moved().map(Changes::finding);
    }

    /** Returns the clause about what changed in the whole programme. */
    Optional<Bilingual> moved() {
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
        return since(changes).map(Changes::finding);
    }

    private static Finding finding(Bilingual since) {
        return new Finding(Sentences.sentence(since, List.of()), "movement");
    }

    private Optional<Bilingual> since(List<Bilingual> changes) {
        return changes.isEmpty()
                ? Optional.empty()
                : rows().map(row -> row.getAs("base_date").toString())
                        .findFirst()
                        .map(date -> ChangeMessages.since(LocalDate.parse(date), changes));
    }

    /**
     * Returns what changed in the whole programme since the date published before. Amounts of two years are not compared.
     *
     * @param before the overview of that date
     * @param turned which red lights are new and which are gone, if the projects of that date are known; else the change of
     *     their number is said
     */
    Optional<Finding> sinceBefore(Row before, AsOf asOf, PageFigures figures, Optional<Bilingual> turned) {
        return scorecard.whole().map(now -> {
            LocalDate date =
                    LocalDate.parse(before.getAs(TableDefinition.AS_OF_DATE).toString());
            List<Bilingual> changes = Stream.of(
                            change(before, now, "project_count")
                                    .map(change -> ChangeMessages.projects(
                                            change.signum() > 0, PageFigures.count(change.abs()))),
                            change(before, now, "total_investment")
                                    .map(change -> ChangeMessages.total(
                                            change.signum() > 0, figures.money(change.abs(), currency))),
                            change(before, now, "year_to_date_investment")
                                    .filter(change -> !date.isBefore(asOf.yearStart()))
                                    .map(change -> ChangeMessages.invested(
                                            change.signum() > 0, figures.money(change.abs(), currency))),
                            turned.or(() -> change(before, now, "red_count")
                                    .map(change ->
                                            ChangeMessages.red(change.signum() > 0, PageFigures.count(change.abs())))))
                    .flatMap(Optional::stream)
                    .toList();
            Bilingual since =
                    changes.isEmpty() ? ChangeMessages.unchanged(date, asOf) : ChangeMessages.since(date, changes);
            return new Finding(Sentences.sentence(since, List.of()), "project_watch");
        });
    }

    private static Optional<BigDecimal> change(Row before, ScoreLine now, String column) {
        return Scorecard.number(before, column)
                .flatMap(earlier -> now.figure(column).map(later -> later.subtract(earlier)))
                .filter(change -> change.signum() != 0);
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
                moved.add(ChangeMessages.moved(kind, PageFigures.count(BigDecimal.valueOf(count))));
            }
        }
        return moved;
    }

    private static Bilingual rank(ScoreLine line) {
        return ChangeMessages.rankMoved(line.name(), line.orZero("rank_move").longValue());
    }
}
