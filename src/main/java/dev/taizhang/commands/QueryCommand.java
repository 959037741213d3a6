package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.query.BoundedQuery;
import dev.taizhang.query.HeapWatch;
import dev.taizhang.query.QueryFailure;
import dev.taizhang.query.QueryGuard;
import dev.taizhang.query.ReleaseFacts;
import dev.taizhang.query.ReleaseRelations;
import dev.taizhang.query.WantedRelease;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.terminal.AnswerTable;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one read-only SQL query over the tables of a release. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        description = "对一次发布的各表执行一条只读 SQL 查询。 Runs one read-only SQL query over the tables of a release.")
final class QueryCommand implements Callable<Integer> {
    private enum Format {
        table,
        csv,
        json
    }

    @Mixin
    private CommonOptions options;

    @Parameters(
            paramLabel = "SQL",
            description = {
                "一条 SELECT，例如 One SELECT, for example:",
                "\"SELECT * FROM latest.projects_by_district\"",
                "或用中文名 or, with Chinese names:",
                "\"SELECT * FROM 最新.分县区项目\""
            })
    private String sql;

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "${COMPLETION-CANDIDATES}；缺省为 by default ${DEFAULT-VALUE}")
    private Format format;

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
        ReleaseRelations relations = new ReleaseRelations(
                new ReleaseFacts(spark, configuration, OfficeTables.of(configuration), warehouse, release), date);
        // Created while enough memory is available.
        Failure outOfMemory = QueryFailure.outOfMemory();
        HeapWatch heap = HeapWatch.begin();
        try (relations) {
            BoundedQuery.run(spark.sparkContext(), Duration.ofSeconds(timeout), () -> {
                print(QueryGuard.rows(spark, relations, sql), System.out);
                return null;
            });
        } catch (Throwable failed) {
            throw explained(failed, relations, warehouse, heap, outOfMemory);
        }
        if (System.out.checkError()) {
            throw CommandMessages.incompleteOutput();
        }
        return ExitCode.PUBLISHED.code();
    }

    /** Explains a failed query. A query that ran out of memory may leave too little to build an explanation. */
    private static Failure explained(
            Throwable failed, ReleaseRelations relations, Warehouse warehouse, HeapWatch heap, Failure outOfMemory) {
        try {
            return QueryFailure.of(failed, relations::names, warehouse.folder(), heap);
        } catch (Error broken) {
            // Libraries wrap an OutOfMemoryError in errors of their own.
            if (heap.isExhausted() || QueryFailure.hasExhaustedMemory(broken)) {
                return outOfMemory;
            }
            throw broken;
        }
    }

    /**
     * Prints the result. Only the output for a terminal is held in memory; the other formats are streamed, whatever the
     * size of the result.
     */
    private void print(Dataset<Row> rows, PrintStream out) throws IOException {
        switch (format) {
            case csv -> {
                Iterator<Row> printed = untilStopped(rows.toLocalIterator());
                // A failing query fails at its first row, which is therefore requested before anything is printed.
                boolean any = printed.hasNext();
                CanonicalCsv.print(out, rows.columns(), any ? printed : Collections.emptyIterator());
            }
            case json -> untilStopped(rows.toJSON().toLocalIterator()).forEachRemaining(line -> out.print(line + "\n"));
            case table -> AnswerTable.print(rows, out);
        }
    }

    private static <T> Iterator<T> untilStopped(Iterator<T> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException();
                }
                return rows.hasNext();
            }

            @Override
            public T next() {
                return rows.next();
            }
        };
    }
}
