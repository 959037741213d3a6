package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ReplacedFile;
import dev.taizhang.definition.Settings;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The news summary of a release. Every figure in it comes from {@code programme_overview}, and every rate from {@code
 * exchange_rates}. A figure that was not reported is omitted or called so; it is never a zero. It is written to {@code
 * exports/<as-of>/brief.md} and printed among the last lines of a nightly run.
 */
public final class Brief {
    private final Bilingual programme;
    private final DisplayUnit unit;
    private final LocalDate asOf;
    private final List<Row> overview;
    private final Optional<Bilingual> conversion;

    /** Receives the rows of all tables, of which it uses the overview and the rates. */
    public Brief(Settings settings, DisplayUnit unit, LocalDate asOf, Map<SummaryTable, List<Row>> tables) {
        this.programme = settings.programmeName();
        this.unit = unit;
        this.asOf = asOf;
        this.overview = Summaries.named(tables, "programme_overview");
        this.conversion = new ConversionNote(settings.currency(), tables).converted();
    }

    /** Returns the paragraphs: one per currency, and one on converted amounts. */
    public List<Bilingual> paragraphs() {
        Stream<Bilingual> currencies = overview.stream()
                .map(row -> new Bilingual(
                        sentences(row).stream().map(Bilingual::zh).collect(Collectors.joining()),
                        sentences(row).stream().map(Bilingual::en).collect(Collectors.joining(" "))));
        return Stream.of(severalCurrencies().stream(), currencies, conversion.stream())
                .flatMap(paragraphs -> paragraphs)
                .toList();
    }

    /** Returns the number of all projects and of those in each currency if there are several. */
    private Optional<Bilingual> severalCurrencies() {
        CurrencyLines lines = new CurrencyLines(overview, List.of());
        List<Row> several = lines.ofSeveral();
        return several.isEmpty()
                ? Optional.empty()
                : Optional.of(new Bilingual(
                        "截至%s年%s月%s日，%s共 %s 个项目，其中 %s；不同币种的金额不相加。"
                                .formatted(
                                        asOf.getYear(),
                                        asOf.getMonthValue(),
                                        asOf.getDayOfMonth(),
                                        programme.zh(),
                                        lines.projects(),
                                        several.stream()
                                                .map(row -> row.getAs("currency") + " " + count(row, "project_count")
                                                        + " 个")
                                                .collect(Collectors.joining("、"))),
                        "%s as of %s: %s projects in all (%s). Amounts in different currencies are not added."
                                .formatted(
                                        programme.en(),
                                        asOf,
                                        lines.projects(),
                                        several.stream()
                                                .map(row ->
                                                        count(row, "project_count") + " in " + row.getAs("currency"))
                                                .collect(Collectors.joining(", ")))));
    }

    /** Writes the file. */
    void write(Warehouse warehouse) throws IOException {
        String title = "# " + programme.line() + " · " + asOf + "\n\n";
        String text = paragraphs().stream()
                .map(paragraph -> paragraph.zh() + "\n\n" + paragraph.en() + "\n")
                .collect(Collectors.joining("\n", title, ""));
        ReplacedFile.print(warehouse.files(), warehouse.path("exports/" + asOf + "/brief.md"), out -> out.append(text));
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
        if (positive(row, "planned_start_count") || positive(row, "continuing_project_count")) {
            sentences.add(work(row));
        }
        if (has(row, "signed_amount")) {
            sentences.add(signed(row));
        }
        if (positive(row, "green_count") || positive(row, "yellow_count") || positive(row, "red_count")) {
            sentences.add(lights(row));
        }
        return sentences;
    }

    private Bilingual whole(Row row) {
        Bilingual total = amount(row, "total_investment");
        String count = count(row, "project_count");
        String known = count(row, "total_investment_known_count");
        String currency = row.getAs("currency");
        boolean several = severalCurrencies().isPresent();
        boolean hasNatures = positive(row, "construction_project_count") || positive(row, "preliminary_project_count");
        Bilingual natures = hasNatures ? natures(row) : new Bilingual("", "");
        return new Bilingual(
                "截至%s年%s月%s日，%s%s %s 个，计划总投资 %s（%s 个项目填报）%s。"
                        .formatted(
                                asOf.getYear(),
                                asOf.getMonthValue(),
                                asOf.getDayOfMonth(),
                                programme.zh(),
                                several ? "币种为 " + currency + " 的项目" : "共",
                                count,
                                total.zh(),
                                known,
                                natures.zh()),
                "%s as of %s: %s projects%s with a total investment of %s (reported for %s of them)%s."
                        .formatted(
                                programme.en(),
                                asOf,
                                count,
                                several ? " in " + currency : "",
                                total.en(),
                                known,
                                natures.en()));
    }

    private static Bilingual natures(Row row) {
        String newOnes = count(row, "new_project_count");
        String continuing = count(row, "continuing_project_count");
        String preliminary = count(row, "preliminary_project_count");
        return new Bilingual(
                "，其中新建 %s 个、续建 %s 个、前期 %s 个".formatted(newOnes, continuing, preliminary),
                ", of which %s new, %s continuing and %s preliminary".formatted(newOnes, continuing, preliminary));
    }

    private Bilingual plan(Row row) {
        Bilingual plan = amount(row, "annual_plan_investment");
        Bilingual done = amount(row, "year_to_date_investment");
        Bilingual planned = ofPlanned(row);
        String elapsed = percent(row, "time_elapsed");
        if (!has(row, "annual_plan_completion")) {
            return new Bilingual(
                    "年度计划投资 %s，本年完成 %s，时间进度 %s。".formatted(plan.zh(), done.zh(), elapsed),
                    "Annual plan: %s; invested this year: %s, with %s of the year elapsed."
                            .formatted(plan.en(), done.en(), elapsed));
        }
        String completion = percent(row, "annual_plan_completion");
        return new Bilingual(
                "年度计划投资 %s，本年完成 %s%s，投资完成率 %s，时间进度 %s。"
                        .formatted(plan.zh(), done.zh(), planned.zh(), completion, elapsed),
                "The annual plan is %s; %s has been invested this year%s (%s of the plan), with %s of the year elapsed."
                        .formatted(plan.en(), done.en(), planned.en(), completion, elapsed));
    }

    /** The part of the investment that completes the plan, if some is in projects without a plan. */
    private Bilingual ofPlanned(Row row) {
        String numerator = "year_to_date_investment_with_annual_plan";
        if (PageSections.text(row, numerator).isEmpty()
                || row.<BigDecimal>getAs(numerator).compareTo(row.getAs("year_to_date_investment")) == 0) {
            return new Bilingual("", "");
        }
        Bilingual part = amount(row, numerator);
        return new Bilingual(
                "（其中有年度计划的项目 %s）".formatted(part.zh()), ", %s of it in projects with a plan".formatted(part.en()));
    }

    private static Bilingual work(Row row) {
        List<Bilingual> parts = new ArrayList<>();
        if (positive(row, "planned_start_count")) {
            parts.add(starts(row));
        }
        if (positive(row, "continuing_project_count")) {
            parts.add(resumption(row));
        }
        if (has(row, "start_and_resumption_rate")) {
            String both = percent(row, "start_and_resumption_rate");
            parts.add(new Bilingual("开复工率 " + both, "The combined start and resumption rate is " + both + "."));
        }
        return new Bilingual(
                parts.stream().map(Bilingual::zh).collect(Collectors.joining("；", "", "。")),
                parts.stream().map(Bilingual::en).collect(Collectors.joining(" ")));
    }

    private static Bilingual starts(Row row) {
        String planned = count(row, "planned_start_count");
        if (!has(row, "start_rate")) {
            return new Bilingual(
                    "本年应开工 %s 个，开工情况未报".formatted(planned),
                    "%s projects are planned to start this year; whether they have started is not reported."
                            .formatted(planned));
        }
        String started = count(row, "started_of_planned_count");
        String rate = percent(row, "start_rate");
        Bilingual reported = reportedFor(row, "start_coverage");
        return new Bilingual(
                "本年应开工 %s 个，已开工 %s 个，开工率 %s%s".formatted(planned, started, rate, reported.zh()),
                "%s of %s projects planned to start this year have started (%s%s)."
                        .formatted(started, planned, rate, reported.en()));
    }

    private static Bilingual resumption(Row row) {
        String continuing = count(row, "continuing_project_count");
        if (!has(row, "resumption_rate")) {
            return new Bilingual(
                    "续建 %s 个，复工情况未报".formatted(continuing),
                    "Whether the %s continuing projects have resumed work is not reported.".formatted(continuing));
        }
        String resumed = count(row, "resumed_count");
        String rate = percent(row, "resumption_rate");
        Bilingual reported = reportedFor(row, "resumption_coverage");
        return new Bilingual(
                "续建 %s 个，已复工 %s 个，复工率 %s%s".formatted(continuing, resumed, rate, reported.zh()),
                "%s of %s continuing projects have resumed work (%s%s)."
                        .formatted(resumed, continuing, rate, reported.en()));
    }

    /** Says for which part of the projects a rate is reported, unless for all of them. */
    private static Bilingual reportedFor(Row row, String coverage) {
        boolean everyone = row.<BigDecimal>getAs(coverage).compareTo(BigDecimal.ONE) == 0;
        String part = percent(row, coverage);
        return everyone
                ? new Bilingual("", "")
                : new Bilingual("（%s的项目有报送）".formatted(part), ", reported for %s of them".formatted(part));
    }

    private Bilingual signed(Row row) {
        Bilingual signed = amount(row, "signed_amount");
        if (!has(row, "signed_amount_target")) {
            return new Bilingual(
                    "本年签约 %s。".formatted(signed.zh()),
                    "Contracts worth %s were signed this year.".formatted(signed.en()));
        }
        Bilingual target = amount(row, "signed_amount_target");
        String completion = percent(row, "signing_completion");
        return new Bilingual(
                "本年签约 %s，为目标 %s 的 %s。".formatted(signed.zh(), target.zh(), completion),
                "Contracts worth %s were signed this year, %s of the target of %s."
                        .formatted(signed.en(), completion, target.en()));
    }

    private static Bilingual lights(Row row) {
        String green = count(row, "green_count");
        String yellow = count(row, "yellow_count");
        String red = count(row, "red_count");
        long none = row.<Long>getAs("project_count")
                - row.<Long>getAs("green_count")
                - row.<Long>getAs("yellow_count")
                - row.<Long>getAs("red_count");
        return new Bilingual(
                "绿灯 %s 个，黄灯 %s 个，红灯 %s 个%s。"
                        .formatted(green, yellow, red, none == 0 ? "" : "，无灯 " + none + " 个（填报的内容不足以判断）"),
                "Lights: %s green, %s yellow and %s red%s."
                        .formatted(
                                green,
                                yellow,
                                red,
                                none == 0 ? "" : "; " + none + " have none, because nothing reported tells"));
    }

    private static String count(Row row, String column) {
        return String.valueOf(row.<Object>getAs(column));
    }

    private static boolean has(Row row, String column) {
        return row.getAs(column) != null;
    }

    private static boolean positive(Row row, String column) {
        return has(row, column) && row.<Long>getAs(column) > 0;
    }

    private Bilingual amount(Row row, String column) {
        BigDecimal amount = row.getAs(column);
        if (amount == null) {
            return new Bilingual("未报", "not reported");
        }
        String currency = row.getAs("currency");
        String figure = unit.of(amount).setScale(2, RoundingMode.HALF_UP).toPlainString();
        return new Bilingual(
                figure + " " + unit.zh(currency),
                figure + " " + unit.title().en().toLowerCase(Locale.ROOT) + " "
                        + (currency.equals("CNY") ? "yuan" : currency));
    }

    private static String percent(Row row, String column) {
        BigDecimal fraction = row.getAs(column);
        return fraction == null
                ? "—"
                : fraction.movePointRight(2).setScale(2, RoundingMode.HALF_UP).toPlainString() + "%";
    }
}
