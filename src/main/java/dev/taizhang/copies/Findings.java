package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Datasets;
import dev.taizhang.facts.AsOf;
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
 * What the page says first about the whole programme and about each district: a headline, and the points below it. The
 * rules: completion of the annual plan against the time elapsed, the three districts furthest behind, red lights and the
 * largest of them, starts, resumption, signings against the target, bottlenecks and approvals past their limits, late
 * senders, growth. A rule without figures says nothing.
 */
final class Findings {
    private static final int NAMED = 3;
    private static final String OVERDUE = "overdue_count";

    private final Headline headline;
    private final Scorecard scorecard;
    private final Map<String, List<Row>> tables;
    private final List<Row> projects;
    private final String currency;
    private final PageFigures figures;
    private final PageTexts texts;
    private final AsOf asOf;

    /**
     * Prepares the findings.
     *
     * @param tables the rows of the tables by name
     * @param projects rows of {@code project_watch}, the red ones first and then the largest
     */
    Findings(
            Scorecard scorecard,
            Map<String, List<Row>> tables,
            List<Row> projects,
            String currency,
            PageFigures figures,
            PageTexts texts,
            AsOf asOf) {
        this.headline = new Headline(scorecard, currency, figures, texts);
        this.scorecard = scorecard;
        this.tables = tables;
        this.projects = projects;
        this.currency = currency;
        this.figures = figures;
        this.texts = texts;
        this.asOf = asOf;
    }

    /** Returns the findings about the whole programme, the headline first. */
    List<Finding> whole() {
        return scorecard
                .whole()
                .map(line -> all(line, Optional.empty()))
                .orElse(List.of(new Finding(
                        Sentences.sentence(FindingMessages.noProjects(), List.of()), "project_watch")));
    }

    /** Returns the findings about a district, the headline first. */
    List<Finding> of(ScoreLine district) {
        return all(district, Optional.of(district.name()));
    }

    private List<Finding> all(ScoreLine line, Optional<Bilingual> district) {
        List<Finding> said = new ArrayList<>();
        said.add(new Finding(headline.of(line, district), "scorecard"));
        Stream.of(
                        missingMonths(district),
                        statuses(line),
                        clusters(line),
                        red(line),
                        starts(line),
                        resumption(line),
                        signings(line),
                        bottlenecks(line),
                        approvals(line),
                        senders(line),
                        growth(line))
                .flatMap(Optional::stream)
                .map(point -> new Finding(Sentences.sentence(point.text(), List.of()), point.target()))
                .forEach(said::add);
        return said;
    }

    private Optional<Finding> missingMonths(Optional<Bilingual> district) {
        return district.isPresent()
                ? Optional.empty()
                : tables.getOrDefault("programme_overview", List.of()).stream()
                        .filter(row -> currency.equals(row.getAs("currency")))
                        .findFirst()
                        .filter(row -> row.getAs("annual_plan_completion") != null)
                        .flatMap(row -> MissingMonths.of(asOf, row))
                        .map(missing -> new Finding(missing.compared(), "investment_by_month"));
    }

    /** What a portfolio that nobody plans by the year consists of. */
    private Optional<Finding> statuses(ScoreLine line) {
        List<Bilingual> parts = parts(line, "projects_by_status", "project_count").stream()
                .map(row -> named(
                        texts.text(row, "status_name"),
                        Scorecard.number(row, "project_count").orElseThrow()))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(FindingMessages.consistsOf(texts.word("status"), parts), "projects_by_status"));
    }

    private Optional<Finding> clusters(ScoreLine line) {
        List<Bilingual> parts = parts(line, "projects_by_cluster", "total_investment").stream()
                .map(row -> BlockMessages.member(
                        texts.text(row, "cluster_name"), figures.money(row.getAs("total_investment"), currency)))
                .toList();
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(FindingMessages.consistsOf(texts.word("cluster"), parts), "projects_by_cluster"));
    }

    /** Returns the members with the most of something, if there are several and the headline is not about the year. */
    private List<Row> parts(ScoreLine line, String table, String column) {
        List<Row> rows = tables.getOrDefault(table, List.of()).stream()
                .filter(row -> line.code().isEmpty() && !line.has("annual_plan_completion"))
                .filter(row -> currency.equals(row.getAs("currency")) && "member".equals(row.getAs("line_kind")))
                .filter(row -> Scorecard.number(row, column)
                        .filter(value -> value.signum() > 0)
                        .isPresent())
                .sorted(Comparator.comparing(
                        row -> Scorecard.number(row, column).orElseThrow().negate()))
                .limit(NAMED + 1L)
                .toList();
        return rows.size() < 2 ? List.of() : rows;
    }

    private Optional<Finding> red(ScoreLine line) {
        return projects.stream()
                .filter(row -> "red".equals(row.getAs("light_code")) && row.getAs("total_investment") != null)
                .filter(row -> line.code().isEmpty() || line.code().equals(row.getAs("district_code")))
                .filter(row -> row.getAs("light_reasons") != null)
                .findFirst()
                .map(row -> new Finding(
                        FindingMessages.largestRed(
                                Sentences.name(texts.text(row, "project_name")),
                                figures.money(row.getAs("total_investment"), row.getAs("currency")),
                                texts.text(row, "light_reasons")),
                        "project:" + row.getAs("project_code")));
    }

    private Optional<Finding> starts(ScoreLine line) {
        if (!line.positive("planned_start_count")) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                line.has("started_of_planned_count")
                        ? FindingMessages.starts(
                                count(line, "planned_start_count"),
                                count(line, "started_of_planned_count"),
                                line.figure("start_rate").map(PageFigures::percent),
                                part(line, "start_coverage"),
                                count(line, "start_overdue_count"),
                                most(line, "start_overdue_count"))
                        : FindingMessages.startsNotReported(count(line, "planned_start_count")),
                "starts"));
    }

    private Optional<Finding> resumption(ScoreLine line) {
        if (!line.positive("continuing_project_count")) {
            return Optional.empty();
        }
        Bilingual resumed = line.has("resumed_count")
                ? FindingMessages.resumption(
                        count(line, "continuing_project_count"),
                        count(line, "resumed_count"),
                        line.figure("resumption_rate").map(PageFigures::percent),
                        part(line, "resumption_coverage"),
                        count(line, "not_resumed_count"),
                        most(line, "not_resumed_count"))
                : FindingMessages.resumptionNotReported(count(line, "continuing_project_count"));
        Optional<Bilingual> together = line.figure("start_and_resumption_rate")
                .map(rate -> FindingMessages.startsAndResumption(PageFigures.percent(rate)));
        return Optional.of(new Finding(
                Sentences.clauses(Stream.concat(Stream.of(resumed), together.stream())
                        .toList()),
                "resumption"));
    }

    /** Returns a coverage; empty if it is complete or not known. */
    private static Optional<String> part(ScoreLine line, String coverage) {
        return line.figure(coverage)
                .filter(part -> part.compareTo(BigDecimal.ONE) != 0)
                .map(PageFigures::percent);
    }

    private Optional<Finding> signings(ScoreLine line) {
        if (!line.has("signed_amount") || (!line.has("signed_amount_target") && !line.positive("signed_amount"))) {
            return Optional.empty();
        }
        boolean compared = line.has("signed_amount_target") && line.has("signing_completion");
        List<ScoreLine> slowest = scorecard.districts().stream()
                .filter(district -> district.has("signing_completion"))
                .sorted(Comparator.comparing(district -> district.orZero("signing_completion")))
                .toList();
        return Optional.of(new Finding(
                FindingMessages.signed(
                        money(line, "signed_amount"),
                        compared ? Optional.of(money(line, "signed_amount_target")) : Optional.empty(),
                        line.figure("signing_completion")
                                .map(PageFigures::percent)
                                .orElse(""),
                        line.code().isEmpty() && slowest.size() > NAMED ? Headline.names(slowest) : List.of()),
                "signing_targets"));
    }

    private Optional<Finding> bottlenecks(ScoreLine line) {
        if (!line.positive("open_count")) {
            return Optional.empty();
        }
        List<Row> late = tables.getOrDefault("bottlenecks_by_factor", List.of()).stream()
                .filter(row -> line.code().isEmpty())
                .filter(row -> Scorecard.number(row, OVERDUE)
                        .filter(count -> count.signum() > 0)
                        .isPresent())
                .sorted(Comparator.comparing(
                        row -> Scorecard.number(row, OVERDUE).orElseThrow().negate()))
                .toList();
        Bilingual most = FindingMessages.most(
                late.stream()
                        .limit(NAMED)
                        .map(row -> named(
                                texts.text(row, "factor_name"),
                                Scorecard.number(row, OVERDUE).orElseThrow()))
                        .toList(),
                late.size());
        return Optional.of(new Finding(
                FindingMessages.bottlenecks(count(line, "open_count"), count(line, OVERDUE), most),
                "overdue_bottlenecks"));
    }

    private static Optional<Finding> approvals(ScoreLine line) {
        return line.positive("pending_over_limit_count")
                ? Optional.of(new Finding(
                        FindingMessages.approvals(
                                count(line, "pending_count"), count(line, "pending_over_limit_count")),
                        "overdue_approvals"))
                : Optional.empty();
    }

    private Optional<Finding> senders(ScoreLine line) {
        if (!line.positive("due_count")) {
            return Optional.empty();
        }
        List<Row> senders = tables.getOrDefault("senders", List.of()).stream()
                .filter(row -> line.code().isEmpty() || line.code().equals(row.getAs("district_code")))
                .toList();
        List<Bilingual> who = Stream.of("missing", "late")
                .flatMap(state -> senders.stream().filter(row -> state.equals(row.getAs("state"))))
                .map(row -> FindingMessages.sender(
                        Sentences.name(texts.text(row, "sender")),
                        Datasets.named(row.getAs("dataset")).orElseThrow().title()))
                .toList();
        Bilingual punctual = who.isEmpty()
                ? FindingMessages.sendersOnTime(count(line, "due_count"))
                : FindingMessages.senders(
                        count(line, "due_count"),
                        count(line, "missing_count"),
                        count(line, "late_count"),
                        FindingMessages.most(who.stream().limit(NAMED).toList(), who.size()));
        Optional<Bilingual> last = senders.stream()
                .map(row -> PageSections.text(row, "last_delivery_date"))
                .filter(date -> !date.isEmpty())
                .max(Comparator.naturalOrder())
                .map(date -> FindingMessages.lastDelivery(LocalDate.parse(date)));
        return Optional.of(new Finding(
                Sentences.clauses(
                        Stream.concat(Stream.of(punctual), last.stream()).toList()),
                "senders"));
    }

    private static Optional<Finding> growth(ScoreLine line) {
        return line.figure("year_on_year_growth")
                .filter(growth -> growth.signum() != 0)
                .map(growth -> new Finding(
                        FindingMessages.growth(growth.signum() > 0, PageFigures.percent(growth.abs())),
                        "investment_by_month"));
    }

    /** Returns, for the whole programme, the districts with the most of something, each with its number. */
    private Bilingual most(ScoreLine line, String column) {
        List<ScoreLine> districts = scorecard.districts().stream()
                .filter(district ->
                        line.code().isEmpty() && scorecard.districts().size() > 1)
                .filter(district -> district.positive(column))
                .sorted(Comparator.comparing(district -> district.orZero(column).negate()))
                .toList();
        return FindingMessages.most(
                districts.stream()
                        .limit(NAMED)
                        .map(district -> named(district.name(), district.orZero(column)))
                        .toList(),
                districts.size());
    }

    private static Bilingual named(Bilingual name, BigDecimal number) {
        String count = PageFigures.count(number);
        return new Bilingual(name.zh() + " " + count, name.en() + " " + count);
    }

    private Bilingual money(ScoreLine line, String column) {
        return figures.money(line.orZero(column), currency);
    }

    private static String count(ScoreLine line, String column) {
        return PageFigures.count(line.orZero(column));
    }
}
