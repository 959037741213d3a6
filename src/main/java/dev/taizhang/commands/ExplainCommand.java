package dev.taizhang.commands;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.cube.Contributions;
import dev.taizhang.cube.Measure;
import dev.taizhang.cube.RollUp;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.definition.SqlExpression;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.query.Explanation;
import dev.taizhang.query.ReleaseFacts;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.RollUpTable;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.terminal.AnswerTable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the items behind a figure of a summary table, or what changed in them since another release. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "拆解汇总表中的一个数：列出构成该数的项目，以及各项目所依据的文件、工作表和行；加 --against 则列出与另一次发布相比的变动。",
            "Breaks down a figure of a summary table: lists the projects that it sums, with the file, sheet and"
                    + " row behind each."
                    + " With --against, lists what changed since another release."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private CommonOptions options;

    @Parameters(paramLabel = "TABLE", description = "汇总表，如 projects_by_district。 A summary table.")
    private String table;

    @Option(
            names = "--where",
            defaultValue = "true",
            paramLabel = "CONDITION",
            description =
                    "限定哪些行，如 \"district_code = '140703'\"；缺省为全部。 Condition that selects rows; all rows by default.")
    private String where;

    @Option(names = "--measure", required = true, paramLabel = "M", description = "指标名。 Name of the measure.")
    private String measure;

    @Option(
            names = "--run",
            paramLabel = "ID",
            description = "发布序号或运行标识，缺省为当前发布。 Release number or run; the current release by default.")
    private String run;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "截止日期，缺省为该发布所含的最晚日期。 As-of date; the latest in the release by default.")
    private String date;

    @Option(names = "--against", paramLabel = "ID", description = "用于比较的发布。 The release to compare with.")
    private String against;

    @Override
    public Integer call() {
        Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        OfficeTables office = OfficeTables.of(configuration);
        RollUpTable wanted = table(office.rollUps());
        Contributions contributions = new Contributions(wanted.rollUp(), measure(wanted.rollUp()));
        SqlExpression.objection(where, wanted.schema()).ifPresent(objection -> {
            throw CommandMessages.wrongCondition(table, objection);
        });
        Release release = WantedRelease.of(warehouse, run);
        Optional<Release> other = Optional.ofNullable(against).map(named -> WantedRelease.of(warehouse, named));
        LocalDate asOf = asOf(release);
        Optional<LocalDate> otherAsOf = other.map(this::asOf);
        SparkSession spark =
                Sessions.open("taizhang explain", Optional.of(release), 0, System.getProperty("java.io.tmpdir"));
        Explanation now = new Explanation(
                new ReleaseFacts(spark, configuration, office, warehouse, release), asOf, contributions, where);
        Measure figure = contributions.measure();
        System.out.print(wanted.name() + " · " + wanted.title().line() + " · " + figure.name() + " "
                + figure.title().line() + "\n" + of(release) + " 截止 as of " + asOf + "  " + where
                + "\n公式 formula: " + figure.formula() + "\n" + total(contributions, now));
        if (other.isEmpty()) {
            AnswerTable.print(now.things().orderBy(largestFirst(contributions, now)), System.out);
        } else {
            Explanation before = new Explanation(
                    new ReleaseFacts(spark, configuration, office, warehouse, other.get()),
                    otherAsOf.get(),
                    contributions,
                    where);
            System.out.print("对比 against: " + of(other.get()) + " 截止 as of " + otherAsOf.get() + "\n"
                    + total(contributions, before));
            AnswerTable.print(moves(contributions, now, before), System.out);
        }
        return ExitCode.PUBLISHED.code();
    }

    /**
     * Returns the requested date, or else the one that {@code latest} shows. After a backfill, that is not the
     * release's own date.
     */
    private LocalDate asOf(Release release) {
        SortedSet<LocalDate> dates = ReleaseFacts.dates(release);
        if (date == null) {
            return dates.last();
        }
        LocalDate given = GivenDate.of("--as-of", date);
        if (!dates.contains(given)) {
            throw CommandMessages.dateNotInRelease(release.number(), given, dates);
        }
        return given;
    }

    private static String of(Release release) {
        return "发布 release " + release.number() + "（" + release.runId() + "）";
    }

    private RollUpTable table(List<RollUpTable> tables) {
        String bare = table.replaceFirst("^(latest|summaries|最新)\\.", "");
        return tables.stream()
                .filter(one -> one.name().equals(bare) || one.title().zh().equals(bare))
                .findFirst()
                .orElseThrow(() -> CommandMessages.notExplainable(
                        table, tables.stream().map(SummaryTable::name).toList()));
    }

    private Measure measure(RollUp rollUp) {
        return rollUp.measures().stream()
                .filter(one -> one.name().equals(measure))
                .findFirst()
                .orElseThrow(() -> ConfigurationFile.unknown(
                        measure,
                        "--measure",
                        rollUp.measures().stream().map(Measure::name).collect(Collectors.toSet())));
    }

    /** Returns the parts with their numbers, one line per currency. */
    private static String total(Contributions contributions, Explanation explanation) {
        List<Row> lines = explanation.total();
        return lines.stream()
                .map(row -> "  " + (lines.size() > 1 ? row.getAs("currency") + ": " : "")
                        + contributions.parts().stream()
                                .map(part -> part(part, row))
                                .collect(Collectors.joining(", "))
                        + "\n")
                .collect(Collectors.joining());
    }

    /** Returns a part with its number, and with the unit that its definition names. */
    private static String part(Measure part, Row line) {
        String unit = switch (part.unit()) {
            case AMOUNT -> " " + line.<String>getAs("currency");
            case COUNT -> " 个";
            case MONTHS -> " 月 months";
            case DAYS -> " 天 days";
            case POINTS -> " 个百分点 points";
            case FRACTION, MEAN, QUANTITY, DATE, TEXT -> "";
        };
        String number = CanonicalCsv.cell(line.getAs(part.name()));
        return part.name() + " = " + number + (number.isEmpty() ? "" : unit);
    }

    private static Column[] largestFirst(Contributions contributions, Explanation explanation) {
        return Stream.concat(
                        Stream.of(col(contributions.parts().get(0).name()).desc_nulls_last()),
                        explanation.thing().stream().map(name -> col(name)))
                .toArray(Column[]::new);
    }

    /**
     * Returns the differences: each thing that joined, left or was corrected, and the amount of its change. The amounts
     * sum to the total difference.
     */
    private static Dataset<Row> moves(Contributions contributions, Explanation now, Explanation before) {
        List<String> keys = new ArrayList<>(now.thing());
        keys.add("currency");
        List<Column> shown =
                new ArrayList<>(keys.stream().map(name -> col(name)).toList());
        shown.add(expr("CASE WHEN was IS NULL THEN 'joined' WHEN is_now IS NULL THEN 'left' ELSE 'corrected' END")
                .as("kind"));
        List<String> differences = new ArrayList<>();
        List<Column> earlier =
                new ArrayList<>(keys.stream().map(name -> col(name)).toList());
        earlier.add(lit(true).as("was"));
        for (Measure part : contributions.parts()) {
            String name = part.name();
            earlier.add(col(name).as("before_" + name));
            shown.add(col("before_" + name));
            shown.add(col(name));
            shown.add(expr("coalesce(" + name + ", 0) - coalesce(before_" + name + ", 0)")
                    .as("difference_" + name));
            differences.add("coalesce(" + name + ", 0) <> coalesce(before_" + name + ", 0)");
        }
        Dataset<Row> after = now.things().withColumn("is_now", lit(true));
        Stream.of(after.columns())
                .filter(name -> name.endsWith("file_name") || name.endsWith("row_number"))
                .forEach(name -> shown.add(col(name)));
        return after.join(
                        before.things().select(earlier.toArray(Column[]::new)),
                        keys.toArray(String[]::new),
                        "full_outer")
                .where(String.join(" OR ", differences))
                .select(shown.toArray(Column[]::new))
                .orderBy(now.thing().stream().map(name -> col(name)).toArray(Column[]::new));
    }
}
