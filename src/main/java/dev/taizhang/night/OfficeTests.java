package dev.taizhang.night;

import com.google.common.base.Suppliers;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.GivenDate;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.FileUtils;

/**
 * Runs the tests of custom tables. Each file under {@code conf/tests} gives a few rows of datasets and the rows that
 * tables must then have. A test runs in a temporary warehouse, with the office's configuration except its feeds; feeds
 * for the given rows replace them.
 */
public final class OfficeTests {
    private static final Set<String> KEYS = Set.of("as_of", "given", "expect");
    private static final String SNAPSHOT_DATE = "snapshot_date";

    private final Configuration configuration;
    private final Path folder;
    private final Supplier<Set<String>> tables;

    /**
     * Prepares the tests.
     *
     * @param folder a temporary folder
     */
    public OfficeTests(Configuration configuration, Path folder) {
        this.configuration = configuration;
        this.folder = folder;
        this.tables = Suppliers.memoize(() -> OfficeTables.of(configuration).names());
    }

    /** Returns the files of the tests, sorted. */
    public List<Path> files() {
        Path tests = configuration.folder().resolve("tests");
        if (!Files.isDirectory(tests)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(tests)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * Runs one test and returns how many rows were compared.
     *
     * @throws Failure if a table has other rows than expected, or the file has a mistake
     */
    public int run(Path file) {
        ConfigurationFile test = ConfigurationFile.read(file, KEYS);
        LocalDate asOf = GivenDate.of(file + ": as_of", test.text("as_of"));
        ConfigurationFile expected = test.object("expect", tables.get());
        try {
            Path home = Files.createTempDirectory(folder, "test");
            configure(home, expected.keys());
            writeGiven(home, test, asOf);
            publish(home, asOf);
            int compared = 0;
            for (String table : expected.keys()) {
                compared += compare(expected, table, home.resolve("warehouse/exports/" + asOf + "/" + table + ".csv"));
            }
            return compared;
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /**
     * Copies the office's configuration without its feeds, mart and notifications. It publishes only the expected tables.
     */
    private void configure(Path home, Set<String> tables) throws IOException {
        Path conf = home.resolve("conf");
        FileUtils.copyDirectory(
                configuration.folder().toFile(),
                conf.toFile(),
                file -> !file.equals(configuration.folder().resolve("feeds").toFile())
                        && !file.getName().equals("senders.conf"));
        Path settings = conf.resolve("taizhang.conf");
        String own = Files.exists(settings) ? Files.readString(settings) : "";
        Files.writeString(
                settings,
                own + "\ntables = null\ntables { only = [" + String.join(", ", tables)
                        + "] }\ncsv_formulas = as_sent\nmart = null\nwebhook = null\nmail = null\nreaders_group = null\n");
    }

    /** Writes the given rows to an inbox, with a feed for each dataset. */
    private static void writeGiven(Path home, ConfigurationFile test, LocalDate asOf) throws IOException {
        Path inbox = Files.createDirectory(home.resolve("inbox"));
        Path feeds = Files.createDirectory(home.resolve("conf/feeds"));
        ConfigurationFile given = test.object(
                "given", Datasets.ALL.stream().map(DatasetDefinition::name).collect(Collectors.toSet()));
        for (String name : given.keys()) {
            DatasetDefinition dataset = Datasets.named(name).orElseThrow();
            List<ConfigurationFile> rows = given.objects(name, Set.copyOf(dataset.columnNames()));
            Set<String> stated = new LinkedHashSet<>(dataset.required());
            dataset.columnNames().stream()
                    .filter(column -> rows.stream().anyMatch(row -> row.has(column)))
                    .forEach(stated::add);
            boolean dated = rows.stream().anyMatch(row -> row.has(SNAPSHOT_DATE));
            if (!dated) {
                stated.remove(SNAPSHOT_DATE);
            }
            Files.writeString(feeds.resolve(name + ".conf"), feed(dataset, stated, asOf));
            try (Writer out = Files.newBufferedWriter(inbox.resolve(name + ".csv"), StandardCharsets.UTF_8);
                    CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
                csv.printRecord(stated);
                for (ConfigurationFile row : rows) {
                    csv.printRecord(stated.stream()
                            .map(column -> row.optionalText(column).orElse(""))
                            .toList());
                }
            }
        }
    }

    /** Returns a feed for the given rows, whose amounts are in whole units and whose fractions have the form 0.45. */
    private static String feed(DatasetDefinition dataset, Set<String> stated, LocalDate asOf) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (String name : stated) {
            Column column = dataset.column(name);
            String unit =
                    column.type() == ColumnType.AMOUNT ? "one" : column.type() == ColumnType.FRACTION ? "fraction" : "";
            columns.put(name, unit.isEmpty() ? name : Map.of("header", name, "unit", unit));
        }
        if (dataset.has(SNAPSHOT_DATE) && !stated.contains(SNAPSHOT_DATE)) {
            columns.put(SNAPSHOT_DATE, Map.of("constant", asOf.toString()));
        }
        return ConfigValueFactory.fromMap(Map.of(
                        "dataset",
                        dataset.name(),
                        "files",
                        dataset.name() + ".csv",
                        "list",
                        "changes",
                        "columns",
                        columns))
                .render(ConfigRenderOptions.concise());
    }

    private static void publish(Path home, LocalDate asOf) {
        Configuration own = Configuration.read(home.resolve("conf"));
        Warehouse warehouse = Warehouse.at(home.resolve("warehouse").toString(), HadoopConfiguration.read());
        warehouse.prepare();
        Clock clock = Clock.fixed(asOf.atStartOfDay(ZoneOffset.UTC).toInstant(), ZoneOffset.UTC);
        new NightlyJob(
                        // The session lives longer than the folder of a test, so its own files are elsewhere.
                        () -> Sessions.open(
                                "taizhang doctor", Optional.empty(), 0, System.getProperty("java.io.tmpdir")),
                        RunDefinitions.of(own),
                        warehouse,
                        asOf,
                        clock,
                        "000001-1")
                .run(new Arrival.FromInbox(FileAddress.of(home.resolve("inbox")), Optional.empty()), Optional.empty());
    }

    /** Compares the expected columns of all rows, in the order of the table. */
    private static int compare(ConfigurationFile expected, String table, Path csv) throws IOException {
        List<Map<String, String>> wanted = expected.anyObjects(table).stream()
                .map(row -> {
                    Map<String, String> values = new LinkedHashMap<>();
                    row.keys().forEach(column -> values.put(column, row.text(column)));
                    return values;
                })
                .toList();
        List<Map<String, String>> found = new ArrayList<>();
        String text = Files.readString(csv).replaceFirst("^\uFEFF", "");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(text, format)) {
            Set<String> columns = wanted.isEmpty() ? Set.of() : wanted.get(0).keySet();
            columns.stream()
                    .filter(column -> !rows.getHeaderNames().contains(column))
                    .findFirst()
                    .ifPresent(column -> {
                        throw expected.unknownWord(table, column, Set.copyOf(rows.getHeaderNames()));
                    });
            for (CSVRecord row : rows) {
                Map<String, String> values = new LinkedHashMap<>();
                columns.forEach(column -> values.put(column, row.get(column)));
                found.add(values);
            }
        }
        boolean same = wanted.size() == found.size();
        for (int row = 0; same && row < wanted.size(); row++) {
            same = isSame(wanted.get(row), found.get(row));
        }
        if (!same) {
            throw NightMessages.unexpectedRows(expected, table, lines(wanted), lines(found));
        }
        return wanted.size();
    }

    private static boolean isSame(Map<String, String> wanted, Map<String, String> found) {
        return wanted.entrySet().stream().allMatch(value -> isSame(value.getValue(), found.get(value.getKey())));
    }

    private static boolean isSame(String wanted, String found) {
        return wanted.equals(found)
                || (found != null
                        && isNumber(wanted)
                        && isNumber(found)
                        && new BigDecimal(wanted).compareTo(new BigDecimal(found)) == 0);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    private static String lines(List<Map<String, String>> rows) {
        return rows.stream().map(row -> row.toString()).collect(Collectors.joining(", ", "[", "]"));
    }
}
