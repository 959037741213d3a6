package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The monthly industrial output of the counties and zones by cluster: one file per year from each district, one month
 * that arrived late, one that was corrected, and one county that has not reported the last month.
 */
final class IndustrialOutput {
    /** The county without a report for the last month. */
    static final String MISSING_IN = "140723";

    private static final String SUBJECT = "规上工业产值";
    private static final Set<String> NO_INDUSTRY = Set.of("logistics", "tourism", "public_works");
    private static final long STREAMS_OF_OUTPUT = 1L << 46;

    /** The seasonal distribution of a year's output in thousandths, from January on. */
    private static final int[] SEASONS = {62, 60, 88, 84, 86, 92, 82, 82, 88, 90, 92, 94};

    /** The gaps and errors in a district's files, and the later file that completes or corrects them. */
    private enum Afterwards {
        LATE("140722", YearMonth.of(2024, 12), "（补报）"),
        CORRECTED("140725", Timeline.LAST_MONTH, "（更正）");

        private final String district;
        private final YearMonth month;
        private final String mark;

        Afterwards(String district, YearMonth month, String mark) {
            this.district = district;
            this.month = month;
            this.mark = mark;
        }

        private boolean of(Line line) {
            return line.district().code().equals(district) && line.month().equals(month);
        }
    }

    /** The output of a district's cluster in a month. */
    private record Line(District district, Cluster cluster, YearMonth month, Amount output, Amount before, int firms) {
        private Line tenfold() {
            return new Line(district, cluster, month, new Amount(10 * output.fen()), before, firms);
        }
    }

    private final City city;

    IndustrialOutput(City city) {
        this.city = city;
    }

    /** Returns the files of all districts and years, followed by the later corrections. */
    List<SampleFile> deliver() {
        List<SampleFile> deliveries = new ArrayList<>();
        for (District district : District.ALL) {
            for (int year : city.timeline().years()) {
                add(
                        deliveries,
                        district,
                        year,
                        "",
                        lines(district, year, line -> !Afterwards.LATE.of(line)).stream()
                                .map(line -> Afterwards.CORRECTED.of(line) ? line.tenfold() : line)
                                .toList());
            }
        }
        for (Afterwards afterwards : Afterwards.values()) {
            District district = District.coded(afterwards.district);
            int year = afterwards.month.getYear();
            add(deliveries, district, year, afterwards.mark, lines(district, year, afterwards::of));
        }
        return deliveries;
    }

    /** Adds a file. A file without rows is not sent. */
    private static void add(List<SampleFile> deliveries, District district, int year, String mark, List<Line> lines) {
        if (!lines.isEmpty()) {
            FileForm form = district.form();
            String title = district.name() + year + "年" + SUBJECT
                    + district.manner().unit().inTitle();
            deliveries.add(new SampleFile(
                    SampleFile.Dataset.INDUSTRIAL_OUTPUT,
                    form.fileName(year + "年", district.name(), SUBJECT + mark),
                    form,
                    register(district).sheet(form, title, Timeline.END, lines),
                    List.of()));
        }
    }

    private static Register<Line> register(District district) {
        MoneyUnit unit = district.manner().unit();
        return new Register<>(
                "工业产值",
                List.of(
                        Register.Field.text(
                                "district", "所属县区", line -> line.district().name()),
                        Register.Field.text(
                                "cluster", "产业集群", line -> line.cluster().name()),
                        new Register.Field<>("report_month", "报告月份", (line, date) -> new Cell.Month(line.month())),
                        Register.Field.money("output", "当月产值", unit, (line, date) -> Optional.of(line.output())),
                        Register.Field.money(
                                "output_same_month_last_year",
                                "上年同月产值",
                                unit,
                                (line, date) -> Optional.of(line.before())),
                        new Register.Field<>(
                                "enterprises",
                                "企业数",
                                (line, date) -> new Cell.Decimal(BigDecimal.valueOf(line.firms())))));
    }

    /** Returns the lines that a district has reported for a year by the end, month by month. */
    private List<Line> lines(District district, int year, Predicate<Line> wanted) {
        return city.timeline().months().stream()
                .filter(month -> month.getYear() == year)
                .filter(month -> !(district.code().equals(MISSING_IN) && month.equals(Timeline.LAST_MONTH)))
                .flatMap(month -> Cluster.ALL.stream()
                        .filter(cluster -> !NO_INDUSTRY.contains(cluster.code()))
                        .flatMap(cluster -> line(district, cluster, month).stream()))
                .filter(wanted)
                .toList();
    }

    /** Returns a line. Two of three clusters have industry in a district; in the first district all of them have. */
    private Optional<Line> line(District district, Cluster cluster, YearMonth month) {
        long pair = 100L * District.ALL.indexOf(district) + Cluster.ALL.indexOf(cluster);
        Dice dice = new Dice(city.seed(), STREAMS_OF_OUTPUT + pair);
        boolean there = dice.happens(650) || cluster.code().equals("farm_produce");
        Amount year = Amount.ofTenThousands(5_000L * district.weight() * cluster.weight() * dice.between(2, 12) / 10);
        int growth = dice.between(-6, 18);
        int firms = dice.between(2, 5 + district.weight());
        return there
                ? Optional.of(new Line(
                        district,
                        cluster,
                        month,
                        output(year, growth, month, pair),
                        output(year, growth, month.minusYears(1), pair),
                        firms))
                : Optional.empty();
    }

    /**
     * Returns the output of 2024 with the given annual growth in percent, distributed over the seasons, with a small
     * random variation.
     */
    private Amount output(Amount year, int growth, YearMonth month, long pair) {
        Dice dice = new Dice(
                city.seed(),
                STREAMS_OF_OUTPUT + 10_000L * month.getYear() + 10_000_000L * month.getMonthValue() + pair);
        long grown = 100L + (long) growth * (month.getYear() - 2024);
        return year.percent(grown)
                .times(SEASONS[month.getMonthValue() - 1], 1000)
                .percent(dice.between(96, 104));
    }

    /** Writes the totals of the latest record on the last reported month, and on the year to date, by district. */
    void writeTo(ObjectNode node) {
        for (District district : District.ALL) {
            List<Line> lines = lines(district, Timeline.END.getYear(), line -> true);
            node.putObject(district.name())
                    .put("rows", lines.size())
                    .put("last_month", sum(lines, line -> line.month().equals(Timeline.LAST_MONTH)))
                    .put("year_to_date", sum(lines, line -> true));
        }
    }

    /** Returns the sum of the output; null if there is none. */
    private static String sum(List<Line> lines, Predicate<Line> wanted) {
        return lines.stream()
                .filter(wanted)
                .map(Line::output)
                .reduce(Amount::plus)
                .map(Amount::yuan)
                .orElse(null);
    }
}
