package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.AsOf;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The figures of the first screen, from {@code programme_overview}. */
final class PageOverview {
    private static final StructType COLUMNS =
            SummaryTable.builtIn("programme_overview").schema();

    private static final Bilingual EMPTY = new Bilingual("", "");

    private final PageFigures figures;
    private final PageTexts texts;
    private final AsOf asOf;
    private final CurrencyLines currencies;
    private final Optional<Row> before;

    /**
     * Formats the overview of one currency.
     *
     * @param currencies the overview in all currencies
     * @param before the overview of the previously published date, in the same currency
     */
    PageOverview(PageFigures figures, PageTexts texts, AsOf asOf, CurrencyLines currencies, Optional<Row> before) {
        this.figures = figures;
        this.texts = texts;
        this.asOf = asOf;
        this.currencies = currencies;
        this.before = before;
    }

    /** Returns the cards: the number of all projects, and the figures of one currency as far as it has projects. */
    List<PageCard> cards(Optional<Row> whole) {
        Optional<PageCard> all = currencies.card(figures, texts);
        return Stream.concat(
                        all.stream(),
                        whole.stream().flatMap(row -> cards(row).stream().skip(all.isPresent() ? 1 : 0)))
                .toList();
    }

    /**
     * Returns the cards of a line of the overview. A card without a figure is omitted, except one that a reader would miss,
     * which says that the figure is not reported.
     */
    private List<PageCard> cards(Row row) {
        return Stream.of(
                        card(row, "project_count", natures(row), ""),
                        card(
                                row,
                                "total_investment",
                                PageNotes.reportedFor(shown(row, "total_investment_known_count")),
                                ""),
                        card(row, "annual_plan_investment", EMPTY, ""),
                        card(row, "year_to_date_investment", month(row), "")
                                .or(() -> unreported(row, "year_to_date_investment", "annual_plan_investment", EMPTY)),
                        card(row, "annual_plan_completion", time(row), "time_elapsed"),
                        card(row, "start_rate", starts(row), "start_rate_target")
                                .or(() -> unreported(row, "start_rate", "planned_start_count", starts(row))),
                        card(row, "resumption_rate", resumption(row), "resumption_rate_target")
                                .or(() -> unreported(
                                        row, "resumption_rate", "continuing_project_count", resumption(row))),
                        card(row, "signed_amount", target(row), ""))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<PageCard> card(Row row, String column, Bilingual note, String mark) {
        return figure(row, column)
                .map(value -> new PageCard(
                        column,
                        texts.title(COLUMNS.apply(column)),
                        value,
                        note,
                        change(row, column, value.kind()),
                        mark.isEmpty() ? Optional.empty() : figure(row, mark)));
    }

    /** Returns the card of a figure that nobody reported, if there are things that it would be about. */
    private Optional<PageCard> unreported(Row row, String column, String things, Bilingual note) {
        String there = PageSections.text(row, things);
        return there.isEmpty() || there.matches("0(\\.0+)?")
                ? Optional.empty()
                : Optional.of(new PageCard(
                        column,
                        texts.title(COLUMNS.apply(column)),
                        new PageCell("text", PageNotes.NOT_REPORTED, ""),
                        note,
                        Optional.empty(),
                        Optional.empty()));
    }

    private Bilingual starts(Row row) {
        String planned = shown(row, "planned_start_count");
        return PageSections.text(row, "start_rate").isEmpty()
                ? PageNotes.plannedToStart(planned)
                : PageNotes.started(shown(row, "started_of_planned_count"), planned, part(row, "start_coverage"));
    }

    private Bilingual resumption(Row row) {
        String continuing = shown(row, "continuing_project_count");
        return PageSections.text(row, "resumption_rate").isEmpty()
                ? PageNotes.continuing(continuing)
                : PageNotes.resumed(shown(row, "resumed_count"), continuing, part(row, "resumption_coverage"));
    }

    /** Returns a coverage in display form; empty if it is complete. */
    private Optional<String> part(Row row, String coverage) {
        return row.<BigDecimal>getAs(coverage).compareTo(BigDecimal.ONE) == 0
                ? Optional.empty()
                : Optional.of(shown(row, coverage));
    }

    private Optional<PageCell> figure(Row row, String column) {
        if (PageSections.text(row, column).isEmpty()) {
            return Optional.empty();
        }
        String kind = PageFigures.kind(COLUMNS.apply(column));
        return Optional.of(figures.cell(kind, row.getAs(column), row.getAs("currency")));
    }

    private Optional<PageCell> change(Row row, String column, String kind) {
        return before.map(earlier -> PageSections.text(earlier, column))
                .filter(value -> !value.isEmpty())
                .map(value -> figures.difference(
                        kind,
                        new BigDecimal(PageSections.text(row, column)),
                        new BigDecimal(value),
                        row.getAs("currency")));
    }

    /** Returns a count or a rate, which reads the same in both languages. */
    private String shown(Row row, String column) {
        return amount(row, column).zh();
    }

    private Bilingual amount(Row row, String column) {
        return figure(row, column).map(PageCell::text).orElse(new Bilingual("—", "—"));
    }

    private Bilingual natures(Row row) {
        String known = PageSections.text(row, "construction_project_count")
                + PageSections.text(row, "preliminary_project_count");
        if (known.replace("0", "").isEmpty()) {
            return EMPTY;
        }
        return PageNotes.natures(
                shown(row, "new_project_count"),
                shown(row, "continuing_project_count"),
                shown(row, "preliminary_project_count"));
    }

    private Bilingual month(Row row) {
        Bilingual month = PageSections.text(row, "month_investment").isEmpty()
                ? EMPTY
                : PageNotes.latestMonth(amount(row, "month_investment"));
        Bilingual several = positive(row, "several_months_count")
                ? PageNotes.severalMonths(shown(row, "several_months_count"))
                : EMPTY;
        return joined(month, several);
    }

    private Bilingual time(Row row) {
        Bilingual time = PageNotes.timeElapsed(shown(row, "time_elapsed"), shown(row, "ahead_of_time_pp"));
        return joined(
                time, MissingMonths.of(asOf, row).map(MissingMonths::clause).orElse(EMPTY));
    }

    private static boolean positive(Row row, String column) {
        return !List.of("", "0").contains(PageSections.text(row, column));
    }

    private static Bilingual joined(Bilingual note, Bilingual other) {
        if (note.equals(EMPTY) || other.equals(EMPTY)) {
            return note.equals(EMPTY) ? other : note;
        }
        return new Bilingual(note.zh() + "；" + other.zh(), note.en() + "; " + other.en());
    }

    private Bilingual target(Row row) {
        return PageSections.text(row, "signed_amount_target").isEmpty()
                ? EMPTY
                : PageNotes.ofTarget(amount(row, "signed_amount_target"), shown(row, "signing_completion"));
    }
}
