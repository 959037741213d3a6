package dev.taizhang.bench;

import dev.taizhang.definition.Configuration;
import dev.taizhang.feeds.DeliveryReader;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.SourceRow;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Reads a workbook and a CSV of a million rows and twenty columns, the CSV beside DuckDB, and writes what it took into the page. */
public final class ReaderBench {
    private static final int ROWS = 1_000_000;

    /** Ten columns of text, of which one differs in every row, and ten of numbers. */
    private static final List<String> COLUMNS = List.of(
            "project_code",
            "project_name",
            "district",
            "status",
            "cluster",
            "nature",
            "level",
            "ownership",
            "leader",
            "responsible_unit",
            "total_investment",
            "original_total_investment",
            "annual_plan_investment",
            "land_needed",
            "land_granted",
            "energy_needed",
            "energy_granted",
            "financing_wanted",
            "financing_agreed",
            "financing_paid_in");

    private static final int TEXTS = 10;

    private ReaderBench() {}

    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(System.getProperty("taizhang.home", ".")).toAbsolutePath();
        Path folder = Files.createDirectories(home.resolve("target/taizhang-bench/reader"));
        Path workbook = folder.resolve("rows.xlsx");
        Path csv = folder.resolve("rows.csv");
        if (!Files.exists(csv)) {
            writeCsv(csv);
        }
        if (!Files.exists(workbook)) {
            writeWorkbook(workbook);
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("what", "MiB", "seconds", "rows a second", "greatest heap, MiB"));
        rows.add(read("workbook", workbook, folder));
        rows.add(read("CSV", csv, folder));
        rows.add(duckDb(csv));
        String text = "\n"
                + String.format(
                        Locale.ROOT,
                        "`jobs/bench --reader`: %,d rows of %d columns each, read to text by one thread within a heap of %d MiB;"
                                + " DuckDB with one thread, every column as text.%n%n",
                        ROWS,
                        COLUMNS.size(),
                        Runtime.getRuntime().maxMemory() >> 20)
                + Page.table(rows) + "\n";
        System.out.print(text);
        Path page = home.resolve("docs/benchmarks.md");
        Files.writeString(page, Page.with(Files.readString(page), "reader", text));
    }

    private static String text(int row, int column) {
        return column < 2 ? "P-" + column + "-" + row : "词" + column + "-" + row % (column * 7);
    }

    private static double number(int row, int column) {
        return ((long) row * (column + 3) % 1_000_003) / 4.0;
    }

    private static void writeCsv(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", COLUMNS) + "\n");
            for (int row = 1; row <= ROWS; row++) {
                for (int column = 0; column < COLUMNS.size(); column++) {
                    out.write(column < TEXTS ? text(row, column) : Double.toString(number(row, column)));
                    out.write(column < COLUMNS.size() - 1 ? ',' : '\n');
                }
            }
        }
    }

    private static void writeWorkbook(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Taizhang", null)) {
            Worksheet sheet = workbook.newWorksheet("rows");
            IntStream.range(0, COLUMNS.size()).forEach(column -> sheet.value(0, column, COLUMNS.get(column)));
            for (int row = 1; row <= ROWS; row++) {
                for (int column = 0; column < COLUMNS.size(); column++) {
                    if (column < TEXTS) {
                        sheet.value(row, column, text(row, column));
                    } else {
                        sheet.value(row, column, number(row, column));
                    }
                }
                if (row % 1000 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private static Configuration configuration(Path folder) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf/feeds")).getParent();
        Files.writeString(conf.resolve("taizhang.conf"), "programme { code = bench, name_zh = 测量, name_en = Bench }");
        StringBuilder feed = new StringBuilder("""
                dataset = projects
                files = "*"
                unit = one
                columns {
                snapshot_date { constant = "2025-03-31" }
                """);
        COLUMNS.forEach(
                column -> feed.append(column).append(" = ").append(column).append('\n'));
        Files.writeString(conf.resolve("feeds/rows.conf"), feed.append("}\n"));
        return Configuration.read(conf);
    }

    private static List<String> read(String what, Path file, Path folder) throws Exception {
        Configuration configuration = configuration(folder);
        Feed feed = FeedFiles.read(configuration).get(0);
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        List<AutoCloseable> opened = new ArrayList<>();
        long start = System.nanoTime();
        Iterator<SourceRow> rows = new DeliveryReader(
                        feed,
                        configuration.reference("units"),
                        configuration.settings().zone(),
                        file.getFileName().toString())
                .rows(file, opened::add);
        long count = 0;
        while (rows.hasNext()) {
            count += rows.next().cells()[0] == null ? 0 : 1;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        for (AutoCloseable reader : opened) {
            reader.close();
        }
        if (count != ROWS) {
            throw new IllegalStateException(what + " gave " + count + " rows.");
        }
        return line(what, file, seconds, String.valueOf(heap() >> 20));
    }

    private static long heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    private static List<String> duckDb(Path csv) throws IOException, SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET threads = 1");
            StringBuilder query = new StringBuilder("SELECT count(*)");
            COLUMNS.forEach(
                    column -> query.append(", max(length(").append(column).append("))"));
            long start = System.nanoTime();
            try (ResultSet result = statement.executeQuery(
                    query + " FROM read_csv('" + csv + "', header = true, all_varchar = true)")) {
                if (!result.next() || result.getLong(1) != ROWS) {
                    throw new IllegalStateException("DuckDB gave other rows.");
                }
            }
            return line("CSV, DuckDB", csv, (System.nanoTime() - start) / 1e9, "");
        }
    }

    private static List<String> line(String what, Path file, double seconds, String heap) throws IOException {
        return List.of(
                what,
                String.valueOf(Files.size(file) >> 20),
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%,.0f", ROWS / seconds),
                heap);
    }
}
