package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first sentence about the whole programme or a district. It says what the figures allow: completion of the annual
 * plan against the time elapsed; else the plan, the investment, or the projects alone.
 */
final class Headline {
    private static final int NAMED = 3;
    private static final BigDecimal SHOWN_AS_NOTHING = new BigDecimal("0.05");

    private final Scorecard scorecard;
    private final String currency;
    private final PageFigures figures;
    private final PageTexts texts;

    Headline(Scorecard scorecard, String currency, PageFigures figures, PageTexts texts) {
        this.scorecard = scorecard;
        this.currency = currency;
        this.figures = figures;
        this.texts = texts;
    }

    /**
     * Returns the headline.
     *
     * @param district the name of the district that the line is about; empty for the whole programme
     */
    Bilingual of(ScoreLine line, Optional<Bilingual> district) {
        Optional<BigDecimal> completion = line.figure("annual_plan_completion");
        Optional<BigDecimal> ahead = line.figure("ahead_of_time_pp");
        List<Bilingual> clauses = new ArrayList<>();
        if (completion.isPresent() && ahead.isPresent()) {
            if (district.isEmpty()) {
                districtsBehind().ifPresent(clauses::add);
            } else if (line.has("rank")) {
                clauses.add(FindingMessages.rank(
                        line.orZero("rank").longValue(),
                        line.orZero("ranked_count").longValue()));
            }
            redLights(line).ifPresent(clauses::add);
            String percent = PageFigures.percent(completion.get());
            String points = PageFigures.points(ahead.get());
            return Sentences.sentence(
                    district.map(name -> FindingMessages.completionOf(name, percent, pace(ahead.get()), points))
                            .orElseGet(() -> FindingMessages.completion(percent, pace(ahead.get()), points)),
                    clauses);
        }
        if (line.positive("annual_plan_investment") && !line.has("year_to_date_investment")) {
            redLights(line).ifPresent(clauses::add);
            return Sentences.sentence(
                    FindingMessages.planWithoutProgress(district, money(line, "annual_plan_investment")), clauses);
        }
        if (line.positive("year_to_date_investment")) {
            redLights(line).ifPresent(clauses::add);
            return Sentences.sentence(
                    FindingMessages.progressWithoutPlan(district, money(line, "year_to_date_investment")), clauses);
        }
        if (!line.positive("project_count")) {
            return Sentences.sentence(FindingMessages.noProjects(), clauses);
        }
        boolean known = line.positive("total_investment");
        if (known && district.isEmpty()) {
            largest(line.orZero("total_investment")).ifPresent(clauses::add);
        }
        return Sentences.sentence(
                FindingMessages.projects(
                        district,
                        PageFigures.count(line.orZero("project_count")),
                        known ? Optional.of(money(line, "total_investment")) : Optional.empty()),
                clauses);
    }

    /** A difference that would be shown as 0.0 is none. */
    private static FindingMessages.Pace pace(BigDecimal ahead) {
        if (ahead.abs().compareTo(SHOWN_AS_NOTHING) < 0) {
            return FindingMessages.Pace.LEVEL;
        }
        return ahead.signum() < 0 ? FindingMessages.Pace.BEHIND : FindingMessages.Pace.AHEAD;
    }

    private Optional<Bilingual> districtsBehind() {
        List<ScoreLine> compared = scorecard.districts().stream()
                .filter(line -> line.has("ahead_of_time_pp"))
                .sorted(Comparator.comparing(line -> line.orZero("ahead_of_time_pp")))
                .toList();
        List<ScoreLine> behind = compared.stream()
                .filter(line -> pace(line.orZero("ahead_of_time_pp")) == FindingMessages.Pace.BEHIND)
                .toList();
        return compared.size() < 2
                ? Optional.empty()
                : Optional.of(FindingMessages.districtsBehind(
                        behind.size(), compared.size(), names(behind), texts.word("district")));
    }

    private static Optional<Bilingual> redLights(ScoreLine line) {
        boolean lights = Stream.of("red_count", "yellow_count", "green_count").anyMatch(line::positive);
        return lights
                ? Optional.of(FindingMessages.redLights(line.orZero("red_count").longValue()))
                : Optional.empty();
    }

    /** The largest districts and their share, where there are enough to choose from. */
    private Optional<Bilingual> largest(BigDecimal whole) {
        List<ScoreLine> districts = scorecard.districts().stream()
                .filter(line -> line.positive("total_investment"))
                .sorted(Comparator.comparing(
                        line -> line.orZero("total_investment").negate()))
                .toList();
        List<ScoreLine> first = districts.stream().limit(NAMED).toList();
        BigDecimal sum =
                first.stream().map(line -> line.orZero("total_investment")).reduce(BigDecimal.ZERO, BigDecimal::add);
        return districts.size() <= NAMED
                ? Optional.empty()
                : Optional.of(FindingMessages.largest(names(first), share(sum, whole)));
    }

    /** Returns a share with more digits than are shown, so that it is rounded only once. */
    static String share(BigDecimal part, BigDecimal whole) {
        return PageFigures.percent(part.divide(whole, 12, RoundingMode.HALF_UP));
    }

    /** Returns the names of the first lines. */
    static List<Bilingual> names(List<ScoreLine> lines) {
        return lines.stream().limit(NAMED).map(ScoreLine::name).toList();
    }

    private Bilingual money(ScoreLine line, String column) {
        return figures.money(line.orZero(column), currency);
    }
}
