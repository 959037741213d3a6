package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ReplacedFile;
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
 * exchange_rates}. Figures that were not reported are omitted. It is written to {@code exports/<as-of>/brief.md} and
 * printed among the last lines of a nightly run.
 */
public final class Brief {
    private final Configuration configuration;
    private final DisplayUnit unit;
    private final LocalDate asOf;
    private final List<Row> overview;
    private final Optional<Bilingual> conversion;

    /** Receives the rows of all tables, of which it uses the overview and the rates. */
    public Brief(Configuration configuration, LocalDate asOf, Map<SummaryTable, List<Row>> tables) {
        this.configuration = configuration;
        this.unit = new DisplayUnit(configuration);
        this.asOf = asOf;
        this.overview = Summaries.named(tables, "programme_overview");
        this.conversion = new ConversionNote(configuration, tables).converted();
    }

    /** Returns the paragraphs: one per currency, and one on converted amounts. */
    public List<Bilingual> paragraphs() {
        Stream<Bilingual> currencies = overview.stream()
                .map(row -> new Bilingual(
                        sentences(row).stream().map(Bilingual::zh).collect(Collectors.joining()),
                        sentences(row).stream().map(Bilingual::en).collect(Collectors.joining(" "))));
        return Stream.concat(currencies, conversion.stream()).toList();
    }

    /** Writes the file. */
    void write(Warehouse warehouse) throws IOException {
        String title = "# " + configuration.settings().programmeName().line() + " · " + asOf + "\n\n";
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
        }
        if (positive(row, "planned_start_count") || positive(row, "continuing_project_count")) {
            sentences.add(work(row));
        }
        if (has(row, "signed_amount")) {
            sentences.add(signed(row));
        }
        if (positive(row, "green_count") || positive(row, "yellow_count") || positive(row, "red_count")) {
            sentences.add(new Bilingual(
                    "绿灯 " + row.getAs("green_count") + " 个，黄灯 " + row.getAs("yellow_count") + " 个，红灯 "
                            + row.getAs("red_count") + " 个。",
                    row.getAs("green_count") + " projects have a green light, " + row.getAs("yellow_count")
                            + " a yellow and " + row.getAs("red_count") + " a red one."));
        }
        return sentences;
    }

    private Bilingual whole(Row row) {
        Bilingual total = amount(row, "total_investment");
        String zh = "截至" + asOf.getYear() + "年" + asOf.getMonthValue() + "月" + asOf.getDayOfMonth() + "日，"
                + configuration.settings().programmeName().zh() + "共 " + row.getAs("project_count") + " 个，计划总投资 "
                + total.zh() + "（" + row.getAs("total_investment_known_count") + " 个项目填报）";
        String en = configuration.settings().programmeName().en() + " as of " + asOf + ": "
                + row.getAs("project_count") + " projects with a total investment of " + total.en() + " ("
                + row.getAs("total_investment_known_count") + " of them state it)";
        boolean natures = positive(row, "construction_project_count") || positive(row, "preliminary_project_count");
        return new Bilingual(
                zh
                        + (natures
                                ? "，其中新建 " + row.getAs("new_project_count") + " 个、续建 "
                                        + row.getAs("continuing_project_count") + " 个、前期 "
                                        + row.getAs("preliminary_project_count") + " 个"
                                : "")
                        + "。",
                en
                        + (natures
                                ? ", of which " + row.getAs("new_project_count") + " new, "
                                        + row.getAs("continuing_project_count") + " continuing and "
                                        + row.getAs("preliminary_project_count") + " preliminary"
                                : "")
                        + ".");
    }

    private Bilingual plan(Row row) {
        Bilingual plan = amount(row, "annual_plan_investment");
        Bilingual done = amount(row, "year_to_date_investment");
        String completion = percent(row, "annual_plan_completion");
        String elapsed = percent(row, "time_elapsed");
        return new Bilingual(
                "年度计划投资 " + plan.zh() + "，本年完成 " + done.zh() + "，投资完成率 " + completion + "，时间进度 " + elapsed + "。",
                "Of the annual plan of " + plan.en() + ", " + done.en() + " were invested this year, " + completion
                        + " of it, while " + elapsed + " of the year have passed.");
    }

    private static Bilingual work(Row row) {
        return new Bilingual(
                "本年应开工 " + row.getAs("planned_start_count") + " 个，已开工 " + row.getAs("started_of_planned_count")
                        + " 个，开工率 " + percent(row, "start_rate") + "；续建 " + row.getAs("continuing_project_count")
                        + " 个，已复工 " + row.getAs("resumed_count") + " 个，复工率 " + percent(row, "resumption_rate")
                        + "；开复工率 " + percent(row, "start_and_resumption_rate") + "。",
                row.getAs("started_of_planned_count") + " of " + row.getAs("planned_start_count")
                        + " projects planned to start this year have started (" + percent(row, "start_rate") + "), "
                        + row.getAs("resumed_count") + " of " + row.getAs("continuing_project_count")
                        + " continuing ones are back at work (" + percent(row, "resumption_rate")
                        + "); started or resumed " + percent(row, "start_and_resumption_rate") + ".");
    }

    private Bilingual signed(Row row) {
        Bilingual signed = amount(row, "signed_amount");
        if (!has(row, "signed_amount_target")) {
            return new Bilingual(
                    "本年签约 " + signed.zh() + "。", "Contracts of " + signed.en() + " were signed this year.");
        }
        Bilingual target = amount(row, "signed_amount_target");
        String completion = percent(row, "signing_completion");
        return new Bilingual(
                "本年签约 " + signed.zh() + "，为目标 " + target.zh() + " 的 " + completion + "。",
                "Contracts of " + signed.en() + " were signed this year, " + completion + " of the target of "
                        + target.en() + ".");
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
            return new Bilingual("—", "—");
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
