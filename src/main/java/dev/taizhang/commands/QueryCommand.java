package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import dev.taizhang.query.QuerySession;
import dev.taizhang.query.ReleaseFacts;
import dev.taizhang.query.ReleaseRelations;
import dev.taizhang.query.Statements;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.terminal.AnswerFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Answers read-only SQL queries over the tables of a release: one, those of a file, or those that are typed into a shell. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = {
            "对一次发布的各表执行只读 SQL 查询；不给 SQL 则进入交互查询。",
            "Runs read-only SQL queries over the tables of a release. Without SQL it is a shell."
        })
final class QueryCommand implements Callable<Integer> {
    /** The name of a file that stands for the standard input. */
    private static final Path INPUT = Path.of("-");

    @Mixin
    private CommonOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "SQL",
            description = {
                "一条 SELECT，例如 One SELECT, for example:",
                "\"SELECT * FROM latest.projects_by_district\"",
                "或用中文名 or, with Chinese names:",
                "\"SELECT * FROM 最新.分县区项目\""
            })
    private String sql;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = {
                "依次执行文件中的查询，以分号分隔；- 为标准输入。",
                "Runs the queries of a file, which semicolons separate, one after the other; - is the standard input."
            })
    private Path file;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}；缺省为 by default ${DEFAULT-VALUE}")
    private AnswerFormat format;

    /** The release to query; the current one if neither option is given. */
    private static final class Wanted {
        @Option(
                names = "--run",
                paramLabel = "ID",
                description = "发布序号或运行标识，缺省为当前发布。 Release number or run; the current release by default.")
        private String run;

        @Option(
                names = "--known-at",
                paramLabel = "DATE",
                description = "查询该日终了时的当前发布。 The release that was current at the end of that day.")
        private String knownAt;
    }

    @ArgGroup
    private Wanted wanted = new Wanted();

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = {
                "project_state 等关系和 :as_of、:report_month、:year 的截止日期，缺省为该发布的最晚截止日期。",
                "As-of date of the relations such as project_state and of :as_of, :report_month and :year; the"
                        + " latest in the"
                        + " release by default."
            })
    private String asOf;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "最长运行秒数，缺省为 ${DEFAULT-VALUE}。 Maximum seconds that the query may take; ${DEFAULT-VALUE} by"
                    + " default.")
    private int timeout;

    @Override
    public Integer call() throws IOException {
        if (timeout < 1) {
            throw CommandMessages.wrongTimeout();
        }
        boolean shell = sql == null && file == null && Boolean.getBoolean("taizhang.keyboard");
        List<String> queries = shell ? List.of() : queries();
        Configuration configuration = options.configuration();
        Warehouse warehouse = options.warehouse(configuration);
        Release release = wanted.knownAt == null
                ? WantedRelease.of(warehouse, wanted.run)
                : WantedRelease.knownAt(
                        warehouse,
                        GivenDate.of("--known-at", wanted.knownAt),
                        configuration.settings().zone());
        SparkSession spark =
                Sessions.open("taizhang query", Optional.of(release), 0, System.getProperty("java.io.tmpdir"));
        Optional<LocalDate> date = Optional.ofNullable(asOf).map(given -> GivenDate.of("--as-of", given));
        OfficeTables tables = OfficeTables.of(configuration);
        ReleaseRelations relations =
                new ReleaseRelations(new ReleaseFacts(spark, configuration, tables, warehouse, release), date);
        try (QuerySession session = new QuerySession(spark, relations, warehouse)) {
            if (shell) {
                List<TableDefinition> known = WarehouseTables.known(tables);
                try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
                    new QueryShell(
                                    terminal,
                                    session,
                                    new QueryShell.Names(release, known, relations.names()),
                                    new QueryShell.Form(format, limit()))
                            .run(Path.of(System.getProperty("user.home"), ".taizhang_history"));
                }
            }
            for (int place = 0; place < queries.size(); place++) {
                System.out.print(place == 0 ? "" : "\n");
                answer(session, queries, place);
            }
        }
        if (System.out.checkError()) {
            throw CommandMessages.incompleteOutput();
        }
        return ExitCode.PUBLISHED.code();
    }

    private Duration limit() {
        return Duration.ofSeconds(timeout);
    }

    private void answer(QuerySession session, List<String> queries, int place) {
        try {
            session.answer(queries.get(place), limit(), rows -> format.print(rows, System.out));
        } catch (Failure failed) {
            if (queries.size() > 1) {
                System.err.println(
                        CommandMessages.queryFailed(place + 1, queries.size()).line());
            }
            throw failed;
        }
    }

    /**
     * Returns what is asked without a shell. A single query need not be divided, so that a mistake in it is reported as it stands.
     */
    private List<String> queries() throws IOException {
        if (sql != null) {
            if (file != null) {
                throw CommandMessages.queryTwice();
            }
            return List.of(sql);
        }
        Path from = file == null ? INPUT : file;
        List<String> queries = Statements.of(text(from)).all();
        if (queries.isEmpty()) {
            throw CommandMessages.noQuery();
        }
        return queries;
    }

    /** Returns the content of a file of queries. */
    static String text(Path from) throws IOException {
        if (from.equals(INPUT)) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            return Files.readString(from);
        } catch (IOException wrong) {
            throw CommandMessages.noQueryFile(from.toString());
        }
    }
}
