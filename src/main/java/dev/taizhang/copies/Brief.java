package dev.taizhang.copies;

import com.google.common.collect.Lists;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.LineKind;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The news summary of a release: what is found, then the figures. Every figure comes from {@code programme_overview}, those of
 * districts from {@code investment_progress}, and rates of exchange from {@code exchange_rates}. A figure that was not reported
 * is omitted or called so; it is never a zero. It is written to {@code exports/<as-of>/brief.md} and printed among the last lines
 * of a nightly run.
 */
public final class Brief {
    private static final String OVERVIEW = "programme_overview";
    private static final int NAMED = 3;

    /** Less would be shown as 0.0 points. */
    private static final BigDecimal LEAST_POINTS = new BigDecimal("0.05");

    private final Settings settings;
    private final Bilingual programme;
    private final String currency;
    private final FigureText figures;
    private final AsOf asOf;
    private final Map<SummaryTable, List<Row>> tables;
    private final List<Row> overview;
    private final List<Row> before;
    private final List<Bilingual> notices;

    /** Returns the brief of a release. */
    public static Brief of(Settings settings, ReferenceTable units, ReleaseRows rows) {
        return new Brief(
                settings,
                units,
                rows.release().asOfDate(),
                rows.held(),
                before(rows),
                CopyMessages.notices(rows.warehouse()));
    }

    /**
     * Receives the rows of all tables, of which it uses the overview, the districts and the rates.
     *
     * @param units the reference table of units
     * @param before the overview of the date published before
     * @param notices what has to be said before any figure
     */
    Brief(
            Settings settings,
            ReferenceTable units,
            LocalDate asOf,
            Map<SummaryTable, List<Row>> tables,
            List<Row> before,
            List<Bilingual> notices) {
        this.settings = settings;
        this.programme = settings.programmeName();
        this.currency = settings.currency().getCurrencyCode();
        this.figures = new FigureText(units);
        this.asOf = new AsOf(asOf, settings.planYear());
        this.tables = tables;
        this.overview = Summaries.named(tables, OVERVIEW);
        this.before = before;
        this.notices = notices;
    }

    /** Returns the overview of the latest date published before the release's own; a rerun of its date does not empty it. */
    private static List<Row> before(ReleaseRows rows) {
        return rows.tables().published().stream()
                .filter(table -> table.name().equals(OVERVIEW))
                .findFirst()
                .map(table -> before(rows, table))
                .orElse(List.of());
    }

    private static List<Row> before(ReleaseRows rows, SummaryTable table) {
        SortedMap<String, String> earlier = rows.release()
                .tables()
                .get(table.definition().name())
                .digests()
                .headMap(rows.release().asOfDate().toString());
        return earlier.isEmpty()
                ? List.of()
                : Lists.newArrayList(rows.of(table, Set.of(LocalDate.parse(earlier.lastKey()))));
    }

    /** Returns the paragraphs: notices, what is found, one of figures per currency, and one on converted amounts. */
    public List<Bilingual> paragraphs() {
        Stream<Bilingual> found = findings().isEmpty() ? Stream.of() : Stream.of(joined(findings()));
        Stream<Bilingual> currencies = withProjects().map(row -> joined(sentences(row)));
        Optional<Bilingual> conversion = new ConversionNote(settings.currency(), tables).converted();
        return Stream.of(notices.stream(), found, severalCurrencies().stream(), currencies, conversion.stream())
                .flatMap(paragraphs -> paragraphs)
                .toList();
    }

    private static Bilingual joined(List<Bilingual> sentences) {
        return new Bilingual(
                sentences.stream().map(Bilingual::zh).collect(Collectors.joining()),
                sentences.stream().map(Bilingual::en).collect(Collectors.joining(" ")));
    }

    /** Writes the file. */
    void write(Warehouse warehouse) throws IOException {
        String title = "# " + settings.language().line(programme) + " · " + asOf.date() + "\n\n";
        ReplacedFile.print(
                warehouse.files(),
                warehouse.path("exports/" + asOf.date() + "/brief.md"),
                out -> out.append(title).append(String.join("\n\n", text())).append('\n'));
    }

    /** Returns the paragraphs in the language of the settings, all those in Chinese first. */
    public List<String> text() {
        List<List<String>> paragraphs =
                paragraphs().stream().map(settings.language()::texts).toList();
        return paragraphs.isEmpty()
                ? List.of()
                : Stream.iterate(0, language -> language + 1)
                        .limit(paragraphs.get(0).size())
                        .flatMap(language -> paragraphs.stream().map(paragraph -> paragraph.get(language)))
                        .toList();
    }

    // What is found

    /**
     * Returns what is found in the portfolio's currency: whether the plan is on time, the districts furthest behind by points,
     * the red lights, and what has changed since the date published before.
     */
    List<Bilingual> findings() {
        Optional<Row> own = ofCurrency(overview);
        if (own.isEmpty() || own.get().<Long>getAs("project_count") == 0) {
            return withProjects().findAny().isPresent()
                    ? List.of()
                    : List.of(BriefMessages.noProjects(asOf.date(), programme));
        }
        Row row = own.get();
        return Stream.of(Optional.of(headline(row)), districts(), redLights(row), changes(row))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Row> ofCurrency(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .findFirst();
    }

    private Bilingual headline(Row row) {
        if (has(row, "annual_plan_completion")) {
            BigDecimal ahead = row.getAs("ahead_of_time_pp");
            return BriefMessages.completion(
                    asOf.date(),
                    programme,
                    percent(row, "annual_plan_completion"),
                    sign(ahead),
                    FigureText.points(ahead));
        }
        return amount(row, "annual_plan_investment")
                .map(plan -> BriefMessages.noProgress(asOf.date(), programme, plan))
                .orElse(BriefMessages.noPlan(asOf.date(), programme));
    }

    private static int sign(BigDecimal ahead) {
        return ahead.abs().compareTo(LEAST_POINTS) < 0 ? 0 : ahead.signum();
    }

    private Optional<Bilingual> districts() {
        List<Row> compared = Summaries.named(tables, "investment_progress").stream()
                .filter(row -> row.<String>getAs("currency").equals(currency))
                .filter(row -> row.<String>getAs("line_kind").equals(LineKind.MEMBER.code()))
                .filter(row -> has(row, "ahead_of_time_pp"))
                .sorted(Comparator.comparing(row -> row.<BigDecimal>getAs("ahead_of_time_pp")))
                .toList();
        List<Row> behind = compared.stream()
                .filter(row -> sign(row.getAs("ahead_of_time_pp")) < 0)
                .toList();
        return compared.size() < 2
                ? Optional.empty()
                : Optional.of(BriefMessages.districts(
                        behind.size(),
                        compared.size(),
                        behind.stream()
                                .limit(NAMED)
                                .map(row -> BriefMessages.district(
                                        new Bilingual(row.getAs("district_name"), row.getAs("district_name_en")),
                                        FigureText.points(row.getAs("ahead_of_time_pp"))))
                                .toList()));
    }

    private static Optional<Bilingual> redLights(Row row) {
        return hasLights(row) ? Optional.of(BriefMessages.redLights(row.<Long>getAs("red_count"))) : Optional.empty();
    }

    /** Returns what has changed; amounts of two years are not compared. */
    private Optional<Bilingual> changes(Row row) {
        return ofCurrency(before).map(earlier -> {
            LocalDate date =
                    LocalDate.parse(earlier.getAs(TableDefinition.AS_OF_DATE).toString());
            List<Bilingual> changes = new ArrayList<>();
            change(earlier, row, "project_count")
                    .map(BriefMessages::projectsChanged)
                    .ifPresent(changes::add);
            String done = "year_to_date_investment";
            boolean sameYear = settings.planYear().of(date) == asOf.year();
            if (sameYear && has(earlier, done) && has(row, done)) {
                BigDecimal change = row.<BigDecimal>getAs(done).subtract(earlier.getAs(done));
                if (change.signum() != 0) {
                    changes.add(BriefMessages.investmentChanged(
                            change.signum() > 0, figures.money(change.abs(), currency)));
                }
            }
            change(earlier, row, "red_count").map(BriefMessages::redChanged).ifPresent(changes::add);
            return BriefMessages.changes(date, changes);
        });
    }

    private static Optional<Long> change(Row earlier, Row now, String count) {
        return has(earlier, count) && has(now, count)
                ? Optional.of(now.<Long>getAs(count) - earlier.<Long>getAs(count))
                        .filter(change -> change != 0)
                : Optional.empty();
    }

    // The figures

    private Stream<Row> withProjects() {
        return overview.stream().filter(row -> row.<Long>getAs("project_count") > 0 || has(row, "signed_amount"));
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
        List<Bilingual> sentences = new ArrayList<>();
        sentences.add(whole(row));
        if (has(row, "annual_plan_investment") || has(row, "year_to_date_investment")) {
            sentences.add(plan(row));
            if (has(row, "annual_plan_completion")) {
                MissingMonths.of(asOf, row).map(MissingMonths::sentence).ifPresent(sentences::add);
            }
        }
        if (positive(row, "planned_start_count")) {
            sentences.add(starts(row));
        }
        if (positive(row, "continuing_project_count")) {
            sentences.add(resumption(row));
        }
        if (has(row, "start_and_resumption_rate")) {
            sentences.add(BriefMessages.startsAndResumption(percent(row, "start_and_resumption_rate")));
        }
        signed(row).ifPresent(sentences::add);
        if (hasLights(row)) {
            sentences.add(lights(row));
        }
        return sentences;
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

    private Bilingual plan(Row row) {
        String numerator = "year_to_date_investment_with_annual_plan";
        boolean divided = has(row, numerator)
                && row.<BigDecimal>getAs(numerator).compareTo(row.getAs("year_to_date_investment")) != 0;
        return BriefMessages.plan(
                amount(row, "annual_plan_investment"),
                amount(row, "year_to_date_investment"),
                divided ? BriefMessages.ofPlanned(amount(row, numerator).orElseThrow()) : new Bilingual("", ""),
                has(row, "annual_plan_completion")
                        ? Optional.of(percent(row, "annual_plan_completion"))
                        : Optional.empty(),
                percent(row, "time_elapsed"));
    }

    private static Bilingual starts(Row row) {
        long planned = row.<Long>getAs("planned_start_count");
        return has(row, "start_rate")
                ? BriefMessages.starts(
                        planned,
                        row.<Long>getAs("started_of_planned_count"),
                        percent(row, "start_rate"),
                        part(row, "start_coverage"))
                : BriefMessages.startsNotReported(planned);
    }

    private static Bilingual resumption(Row row) {
        long continuing = row.<Long>getAs("continuing_project_count");
        return has(row, "resumption_rate")
                ? BriefMessages.resumption(
                        continuing,
                        row.<Long>getAs("resumed_count"),
                        percent(row, "resumption_rate"),
                        part(row, "resumption_coverage"))
                : BriefMessages.resumptionNotReported(continuing);
    }

    /** Returns a coverage; empty if it is complete. */
    private static Optional<String> part(Row row, String coverage) {
        return row.<BigDecimal>getAs(coverage).compareTo(BigDecimal.ONE) == 0
                ? Optional.empty()
                : Optional.of(percent(row, coverage));
    }

    private Optional<Bilingual> signed(Row row) {
        return amount(row, "signed_amount")
                .map(signed -> amount(row, "signed_amount_target")
                        .filter(target -> has(row, "signing_completion"))
                        .map(target -> BriefMessages.signed(signed, target, percent(row, "signing_completion")))
                        .orElse(BriefMessages.signed(signed)));
    }

    private static Bilingual lights(Row row) {
        long green = row.<Long>getAs("green_count");
        long yellow = row.<Long>getAs("yellow_count");
        long red = row.<Long>getAs("red_count");
        return BriefMessages.lights(green, yellow, red, row.<Long>getAs("project_count") - green - yellow - red);
    }

    private static boolean hasLights(Row row) {
        return Stream.of("green_count", "yellow_count", "red_count").anyMatch(light -> positive(row, light));
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

    private static String percent(Row row, String column) {
        BigDecimal fraction = row.getAs(column);
        return fraction == null ? "—" : FigureText.percent(fraction);
    }
}
