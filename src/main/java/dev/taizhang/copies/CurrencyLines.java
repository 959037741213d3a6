package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/**
 * A programme whose projects are in several currencies: their number is one figure, their amounts are a line for each
 * currency.
 */
final class CurrencyLines {
    private static final String COUNT = "project_count";

    private final List<Row> now;
    private final List<Row> before;

    /**
     * Selects the currencies that have projects.
     *
     * @param now rows of {@code programme_overview}
     * @param before those of the previously published date; empty if there is none
     */
    CurrencyLines(List<Row> now, List<Row> before) {
        this.now = withProjects(now);
        this.before = withProjects(before);
    }

    private static List<Row> withProjects(List<Row> rows) {
        return rows.stream().filter(row -> row.<Long>getAs(COUNT) > 0).toList();
    }

    /** Returns the rows of the currencies if there are several, otherwise none. */
    List<Row> ofSeveral() {
        return now.size() > 1 ? now : List.of();
    }

    /** Returns the number of projects in all currencies. */
    long projects() {
        return projects(now);
    }

    private static long projects(List<Row> rows) {
        return rows.stream().mapToLong(row -> row.<Long>getAs(COUNT)).sum();
    }

    /** Returns the card with the number of all projects and a line for each currency; empty if there is one currency. */
    Optional<PageCard> card(PageFigures figures, PageTexts texts) {
        if (ofSeveral().isEmpty()) {
            return Optional.empty();
        }
        List<Bilingual> lines = now.stream().map(row -> line(figures, row)).toList();
        Optional<PageCell> change = before.isEmpty()
                ? Optional.empty()
                : Optional.of(figures.difference(
                        "count", BigDecimal.valueOf(projects()), BigDecimal.valueOf(projects(before)), ""));
        return Optional.of(new PageCard(
                COUNT,
                texts.title(SummaryTable.builtIn("programme_overview").schema().apply(COUNT)),
                figures.cell("count", projects(), ""),
                new Bilingual(
                        lines.stream().map(Bilingual::zh).collect(Collectors.joining("\n")),
                        lines.stream().map(Bilingual::en).collect(Collectors.joining("\n"))),
                change,
                Optional.empty()));
    }

    private static Bilingual line(PageFigures figures, Row row) {
        BigDecimal total = row.getAs("total_investment");
        return PageNotes.ofCurrency(
                PageFigures.count(BigDecimal.valueOf(row.<Long>getAs(COUNT))),
                total == null ? new Bilingual("—", "—") : figures.money(total, row.getAs("currency")));
    }
}
