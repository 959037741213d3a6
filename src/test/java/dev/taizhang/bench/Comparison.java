package dev.taizhang.bench;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Computes the tables of the oracle by DuckDB and by the program, in turn and in one process: first in a fresh DuckDB and a fresh
 * Java, then again.
 */
final class Comparison {
    /** So long a short query is repeated, because the kernel counts in hundredths of a second. */
    private static final long REPEATED_NANOSECONDS = 500_000_000;

    private static final String NOT_COMPUTED = "not computed: ";

    private final Oracle oracle;
    private final ProgramTables program;
    private final Meter meter;
    private final List<String> summaries;
    private final Map<String, List<TableCost>> duckDb = new LinkedHashMap<>();
    private final Map<String, List<TableCost>> own = new LinkedHashMap<>();
    private final Map<String, String> remarks = new LinkedHashMap<>();

    private Comparison(Oracle oracle, ProgramTables program, Meter meter, List<String> summaries) {
        this.oracle = oracle;
        this.program = program;
        this.meter = meter;
        this.summaries = summaries;
    }

    /** Writes the text about a warehouse's release into a file; arguments: warehouse, configuration, rounds, file. */
    public static void main(String[] arguments) throws IOException, SQLException {
        Warehouse warehouse = Warehouse.at(arguments[0], HadoopConfiguration.read());
        Files.createDirectories(Path.of(warehouse.scratch()));
        String text = of(
                Sessions.open("taizhang comparison", warehouse.current(), 0, warehouse.scratch()),
                warehouse,
                Configuration.read(Path.of(arguments[1])),
                Oracle.TABLES,
                Integer.parseInt(arguments[2]));
        Files.writeString(Path.of(arguments[3]), text);
        System.exit(0);
    }

    /**
     * The page's text about the comparison.
     *
     * @param summaries the summary tables to compare
     * @param rounds how often they are computed again
     */
    static String of(
            SparkSession spark, Warehouse warehouse, Configuration configuration, List<String> summaries, int rounds)
            throws SQLException {
        Release release = warehouse.current().orElseThrow();
        Meter meter = new Meter(spark);
        try (Oracle oracle = new Oracle(warehouse, release, configuration, settings(warehouse))) {
            Comparison comparison = new Comparison(
                    oracle, new ProgramTables(spark, warehouse, release, configuration, meter), meter, summaries);
            for (int pass = 0; pass <= rounds; pass++) {
                comparison.computeByDuckDb(pass);
                comparison.program.compute(summaries, comparison.own);
            }
            return comparison.text();
        } finally {
            spark.sparkContext().removeSparkListener(meter);
        }
    }

    /** As many threads as Spark has, and most of the memory that Java leaves. */
    private static List<String> settings(Warehouse warehouse) {
        long left = Machine.mebibytes() - (Runtime.getRuntime().maxMemory() >> 20);
        return List.of(
                "threads = " + Runtime.getRuntime().availableProcessors(),
                "memory_limit = '" + Math.max(1024, left * 4 / 5) + "MiB'",
                "temp_directory = '" + warehouse.scratch().replace("'", "''") + "/duckdb'");
    }

    private void computeByDuckDb(int pass) {
        meter.begin();
        for (String table : Oracle.FACTS) {
            measure("facts." + table, () -> oracle.computeFacts(table), 0);
        }
        for (String table : summaries) {
            measure("summaries." + table, () -> oracle.computeSummary(table), pass == 0 ? 0 : REPEATED_NANOSECONDS);
        }
    }

    private interface Query {
        void run() throws SQLException;
    }

    /** A table that takes too long or too much memory is not computed, nor those that need it. */
    private void measure(String table, Query query, long nanoseconds) {
        if (remarks.containsKey(table)) {
            return;
        }
        try {
            long start = System.nanoTime();
            int times = 0;
            do {
                query.run();
                times++;
            } while (System.nanoTime() - start < nanoseconds);
            duckDb.computeIfAbsent(table, key -> new ArrayList<>())
                    .add(meter.duckDb().dividedBy(times));
        } catch (SQLException failed) {
            duckDb.remove(table);
            remarks.put(
                    table,
                    NOT_COMPUTED + failed.getMessage().lines().findFirst().orElse(""));
            meter.begin();
        }
    }

    private String text() {
        for (String table : summaries) {
            String name = "summaries." + table;
            if (!remarks.containsKey(name)) {
                remarks.put(name, remark(table));
            }
        }
        return ComparedTable.text(
                // A fact of which nothing was delivered is not computed.
                Oracle.FACTS.stream()
                        .map(table -> "facts." + table)
                        .filter(own::containsKey)
                        .map(this::compared)
                        .toList(),
                summaries.stream().map(table -> compared("summaries." + table)).toList(),
                own.get(ProgramTables.TOGETHER));
    }

    private ComparedTable compared(String table) {
        return new ComparedTable(
                table, duckDb.getOrDefault(table, List.of()), own.get(table), remarks.getOrDefault(table, ""));
    }

    /** Both have computed the same rows, or the comparison says that they have not. */
    private String remark(String table) {
        try {
            oracle.confirm(table);
            return "";
        } catch (AssertionError different) {
            System.err.println(different.getMessage());
            return "other rows";
        }
    }
}
