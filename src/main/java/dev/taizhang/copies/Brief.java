package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Language;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The news summary of a release: the headline of the page and what has changed, then the figures and the findings of each
 * currency. A figure that was not reported is omitted or called so; it is never a zero. It is written to
 * {@code exports/<as-of>/brief.md} and printed among the last lines of a nightly run.
 */
public final class Brief {
    private static final String OVERVIEW = "programme_overview";

    private final Settings settings;
    private final Bilingual programme;
    private final String currency;
    private final PageFigures figures;
    private final PageTexts texts;
    private final AsOf asOf;
    private final Map<SummaryTable, List<Row>> held;
    private final Map<String, List<Row>> tables;
    private final List<Row> overview;
    private final List<Row> before;
    private final List<Bilingual> notices;

    /** Returns the brief of a release. */
    public static Brief of(Settings settings, Map<String, ReferenceTable> references, ReleaseRows rows) {
        return new Brief(
                settings,
                references,
                rows.release().asOfDate(),
                rows.held(),
                rows.before(SummaryTable.builtIn(OVERVIEW)),
                CopyMessages.notices(rows.warehouse(), rows.release()));
    }

    /**
     * Receives the rows of all tables except the large ones.
     *
     * @param before the overview of the date published before
     * @param notices what has to be said before any figure
     */
    Brief(
            Settings settings,
            Map<String, ReferenceTable> references,
            LocalDate asOf,
            Map<SummaryTable, List<Row>> held,
            List<Row> before,
            List<Bilingual> notices) {
        this.settings = settings;
        this.programme = settings.programmeName();
        this.currency = settings.currency().getCurrencyCode();
        this.figures = new PageFigures(references.get("units"));
        this.texts = new PageTexts(references, CopySettings.of(settings).words());
        this.asOf = new AsOf(asOf, settings.planYear());
        this.held = held;
        this.tables = held.entrySet().stream()
                .collect(Collectors.toMap(table -> table.getKey().name(), Map.Entry::getValue));
        this.overview = Summaries.named(held, OVERVIEW);
        this.before = before;
        this.notices = notices;
    }

    /** Returns the paragraphs: notices, what is found, one of figures per currency, and one on converted amounts. */
    public List<Bilingual> paragraphs() {
        List<Bilingual> found = found();
        Stream<Bilingual> currencies = withProjects().map(row -> joined(sentences(row)));
        Optional<Bilingual> conversion = new ConversionNote(settings.currency(), held).converted();
        Stream<Bilingual> first = found.isEmpty() ? Stream.of() : Stream.of(joined(found));
        return Stream.of(notices.stream(), first, severalCurrencies().stream(), currencies, conversion.stream())
                .flatMap(paragraphs -> paragraphs)
                .toList();
    }

    private static Bilingual joined(List<Bilingual> sentences) {
        return new Bilingual(
                sentences.stream().map(Bilingual::zh).collect(Collectors.joining()),
                sentences.stream().map(Bilingual::en).collect(Collectors.joining(" ")));
    }

    /** Writes the file. Its last line identifies the release, so that a printed copy can prove what was published. */
    void write(Warehouse warehouse, Release release) throws IOException {
        Language language = settings.language();
        List<String> paragraphs = new ArrayList<>(List.of("# " + language.line(programme) + " · " + asOf.date()));
        paragraphs.addAll(text());
        paragraphs.add(language.line(WorkbookMessages.release(release.number(), release.runId())) + " SHA-256 "
                + release.hash());
        ReplacedFile.print(
                warehouse.files(),
                warehouse.path("exports/" + asOf.date() + "/brief.md"),
                out -> out.append(String.join("\n\n", paragraphs)).append('\n'));
    }

    /** Returns the paragraphs in the language of the settings, all those in Chinese first. */
    public List<String> text() {
        return settings.language().inEach(paragraphs()).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Returns what is found in the portfolio's currency: the headline, and what has changed. */
    List<Bilingual> found() {
        boolean others = withProjects().findAny().isPresent();
        if (others && ofCurrency(overview).filter(Brief::hasProjects).isEmpty()) {
            return List.of();
        }
        Bilingual headline = findings(currency).whole().get(0).text();
        return Stream.concat(
                        Stream.of(BriefMessages.opening(asOf.date(), programme, headline)),
                        changes().map(Finding::text))
                .toList();
    }

    /** Returns all that is found in the portfolio's currency: the headline, what stands below it, and what has changed. */
    List<Bilingual> findings() {
        List<Bilingual> found = found();
        return found.isEmpty()
                ? List.of()
                : Stream.of(
                                found.stream().limit(1),
                                points(currency).stream(),
                                found.stream().skip(1))
                        .flatMap(sentences -> sentences)
                        .toList();
    }

    private List<Bilingual> points(String code) {
        return findings(code).whole().stream().skip(1).map(Finding::text).toList();
    }

    private Findings findings(String code) {
        Map<String, List<Row>> ofCurrency = ofCurrency(code);
        return new Findings(
                new Scorecard(ofCurrency, code, programme, texts), ofCurrency, List.of(), code, figures, texts, asOf);
    }

    private Stream<Finding> changes() {
        Changes changes = new Changes(tables, new Scorecard(tables, currency, programme, texts), currency);
        return Stream.of(
                        changes.whole(),
                        ofCurrency(before)
                                .flatMap(earlier -> changes.sinceBefore(earlier, asOf, figures, Optional.empty())))
                .flatMap(Optional::stream);
    }

    /** Returns the tables for the findings in a currency. What has no currency is said with the portfolio's own. */
    private Map<String, List<Row>> ofCurrency(String code) {
        return code.equals(currency)
                ? tables
                : tables.entrySet().stream()
                        .filter(table -> table.getValue().stream()
                                .allMatch(row ->
                                        row.schema().getFieldIndex("currency").isDefined()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<Row> ofCurrency(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .findFirst();
    }

    private Stream<Row> withProjects() {
        return overview.stream().filter(row -> hasProjects(row) || has(row, "signed_amount"));
    }

    private static boolean hasProjects(Row row) {
        return row.<Long>getAs("project_count") > 0;
    }

    /** Returns the number of all projects and of those in each currency if there are several. */
    private Optional<Bilingual> severalCurrencies() {
        CurrencyLines lines = new CurrencyLines(overview, List.of());
        List<Row> several = lines.ofSeveral();
        return several.isEmpty()
                ? Optional.empty()
                : Optional.of(BriefMessages.severalCurrencies(
                        programme,
                        lines.projects(),
                        several.stream()
                                .map(row -> BriefMessages.ofCurrency(
                                        row.<Long>getAs("project_count"), row.getAs("currency")))
                                .toList()));
    }

    private List<Bilingual> sentences(Row row) {
        return Stream.of(
                        Stream.of(whole(row)),
                        plan(row).stream(),
                        points(row.getAs("currency")).stream(),
                        lights(row).stream())
                .flatMap(sentences -> sentences)
                .toList();
    }

    private Bilingual whole(Row row) {
        long projects = row.<Long>getAs("project_count");
        long known = row.<Long>getAs("total_investment_known_count");
        return BriefMessages.whole(
                programme,
                severalCurrencies().map(several -> row.getAs("currency")),
                projects,
                amount(row, "total_investment"),
                known == projects ? Optional.empty() : Optional.of(known),
                Stream.of("new", "continuing", "preliminary")
                        .filter(nature -> positive(row, nature + "_project_count"))
                        .map(nature -> BriefMessages.nature(nature, row.<Long>getAs(nature + "_project_count")))
                        .toList());
    }

    private Optional<Bilingual> plan(Row row) {
        if (!has(row, "annual_plan_investment") && !has(row, "year_to_date_investment")) {
            return Optional.empty();
        }
        String numerator = "year_to_date_investment_with_annual_plan";
        boolean divided = has(row, numerator)
                && row.<BigDecimal>getAs(numerator).compareTo(row.getAs("year_to_date_investment")) != 0;
        return Optional.of(BriefMessages.plan(
                amount(row, "annual_plan_investment"),
                amount(row, "year_to_date_investment"),
                divided ? BriefMessages.ofPlanned(amount(row, numerator).orElseThrow()) : Sentences.EMPTY,
                percent(row, "annual_plan_completion"),
                percent(row, "time_elapsed").orElse("—")));
    }

    private static Optional<Bilingual> lights(Row row) {
        if (Stream.of("green_count", "yellow_count", "red_count").noneMatch(light -> positive(row, light))) {
            return Optional.empty();
        }
        long green = row.<Long>getAs("green_count");
        long yellow = row.<Long>getAs("yellow_count");
        long red = row.<Long>getAs("red_count");
        return Optional.of(
                BriefMessages.lights(green, yellow, red, row.<Long>getAs("project_count") - green - yellow - red));
    }

    private static boolean has(Row row, String column) {
        return row.getAs(column) != null;
    }

    private static boolean positive(Row row, String column) {
        return has(row, column) && row.<Long>getAs(column) > 0;
    }

    private Optional<Bilingual> amount(Row row, String column) {
        return Optional.ofNullable(row.<BigDecimal>getAs(column))
                .map(amount -> figures.money(amount, row.getAs("currency")));
    }

    private static Optional<String> percent(Row row, String column) {
        return Optional.ofNullable(row.<BigDecimal>getAs(column)).map(PageFigures::percent);
    }
}
