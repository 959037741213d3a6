package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.definition.SqlExpression;
import dev.taizhang.facts.Successions;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import dev.taizhang.query.ExplainedFigure;
import dev.taizhang.query.Explanation;
import dev.taizhang.query.ProjectNames;
import dev.taizhang.query.ReleaseFacts;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.terminal.ExplanationReport;
import dev.taizhang.terminal.ReportFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.Callable;
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

    @Option(
            names = "--project",
            paramLabel = "PROJECT",
            description = {
                "只看一个项目：项目代码（包括变更前的代码）、名称或名称的一部分；对应多个项目时列出。",
                "Only one project: its code or a former one, its name, or a part of its name. If several match, they are"
                        + " listed."
            })
    private String project;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}；缺省为 by default ${DEFAULT-VALUE}")
    private ReportFormat format;

    @Override
    public Integer call() throws IOException {
        Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        OfficeTables office = OfficeTables.of(configuration);
        SummaryTable wanted = table(office.known());
        ExplainedFigure figure = ExplainedFigure.of(wanted, measure)
                .orElseThrow(() ->
                        ConfigurationFile.unknown(measure, "--measure", Set.copyOf(ExplainedFigure.columns(wanted))));
        SqlExpression.objection(where, wanted.schema()).ifPresent(objection -> {
            throw CommandMessages.wrongCondition(table, objection);
        });
        if (project != null && !figure.isOfProjects()) {
            throw CommandMessages.notOfProjects(wanted.name());
        }
        Release release = WantedRelease.of(warehouse, run);
        Optional<Release> other = Optional.ofNullable(against).map(named -> WantedRelease.of(warehouse, named));
        LocalDate asOf = asOf(release, figure);
        Optional<LocalDate> otherAsOf = other.map(named -> asOf(named, figure));
        SparkSession spark =
                Sessions.open("taizhang explain", Optional.of(release), 0, System.getProperty("java.io.tmpdir"));
        ReleaseFacts facts = new ReleaseFacts(spark, configuration, office, warehouse, release);
        Successions codes = facts.successions(asOf);
        Explanation.Rows rows = new Explanation.Rows(
                where, Optional.ofNullable(project).map(given -> new ProjectNames(facts, asOf, codes).code(given)));
        new ExplanationReport(
                        figure,
                        rows,
                        new ExplanationReport.Side(release, asOf, new Explanation(facts, asOf, figure, rows, codes)),
                        other.map(named -> new ExplanationReport.Side(
                                named,
                                otherAsOf.get(),
                                new Explanation(
                                        new ReleaseFacts(spark, configuration, office, warehouse, named),
                                        otherAsOf.get(),
                                        figure,
                                        rows,
                                        codes))))
                .print(format, System.out);
        return ExitCode.PUBLISHED.code();
    }

    /**
     * Returns the requested date, or else the one that {@code latest} shows. After a backfill, that is not the
     * release's own date.
     */
    private LocalDate asOf(Release release, ExplainedFigure figure) {
        SortedSet<LocalDate> dates = ReleaseFacts.dates(release);
        LocalDate asOf = date == null ? dates.last() : GivenDate.of("--as-of", date);
        if (!dates.contains(asOf)) {
            throw CommandMessages.dateNotInRelease(release.number(), asOf, dates);
        }
        if (figure.isOfStoredRows() && !ReleaseFacts.has(release, figure.table(), asOf)) {
            throw CommandMessages.tableNotInRelease(
                    release.number(), figure.table().name(), asOf);
        }
        return asOf;
    }

    private SummaryTable table(List<SummaryTable> known) {
        String bare = table.replaceFirst("^(latest|summaries|最新)\\.", "");
        List<SummaryTable> tables =
                known.stream().filter(one -> one.breakdown().isPresent()).toList();
        return tables.stream()
                .filter(one -> one.name().equals(bare) || one.title().zh().equals(bare))
                .findFirst()
                .orElseThrow(() -> CommandMessages.notExplainable(
                        table, tables.stream().map(SummaryTable::name).toList()));
    }
}
