package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.apache.spark.sql.functions.col;

import dev.taizhang.TestSpark;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.night.Arrival;
import dev.taizhang.night.Preview;
import dev.taizhang.sample.SampleCity;
import dev.taizhang.terminal.Plan;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.KindCase;
import dev.taizhang.validated.RuleFiles;
import dev.taizhang.validated.SheetCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan and a validation say what the run then does: on a first night with a city of the generator and a file of each kind, and
 * on a second with files that were changed at random and with return workbooks.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForecastTest {
    private static final Path CITY = Path.of("src/test/resources/city");
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 31);
    private static final LocalDate SECOND = LocalDate.of(2025, 4, 30);
    private static final int SAMPLE = 120;
    private static final int LONG = 600;
    private static final long SEED = 23;

    /** Warnings and checks beside those of the shipped configuration. */
    private static final String RULES = """
            rules = [
              {
                name = own_known_project, dataset = progress, severity = warn, column = project_code
                condition = "project.project_code IS NOT NULL"
                message { zh = "没有这个项目。", en = "There is no such project." }
              }
              {
                name = own_new_project, dataset = projects, severity = warn, column = project_code
                condition = "previous.project_code IS NOT NULL"
                message { zh = "第一次报来{project_name}。", en = "{project_name} is new." }
              }
            ]
            checks = [
              { name = own_rows, dataset = projects, measure = rows, at_most_fall = "1%", at_most_growth = "1%", severity = warn }
              { name = own_sum, dataset = projects, measure = total_investment, at_most_fall = "1%", at_most_growth = "1%", severity = warn }
            ]
            """;

    @TempDir
    private static Path folder;

    private static Path conf;
    private static Configuration configuration;

    @BeforeAll
    static void makeAnOffice() throws IOException {
        conf = Commands.publishing(Path.of("conf"), folder.resolve("conf"), List.of("projects_by_district"));
        Files.writeString(conf.resolve("rules/own.conf"), RULES);
        List<KindCase> kinds = KindCase.all();
        SampleCity.write(folder, SampleCity.FEWEST_PROJECTS, 3, SEED);
        for (int number = 0; number < kinds.size(); number++) {
            KindCase kind = kinds.get(number);
            if (!kind.isWrongConfiguration()) {
                Files.writeString(conf.resolve("feeds/kind-" + number + ".conf"), kind.feed(prefix(number)));
                Files.write(inbox().resolve(prefix(number) + kind.fileName()), kind.bytes());
            }
        }
        configuration = Configuration.read(conf);
    }

    private static String prefix(int number) {
        return "kind " + number + " ";
    }

    private static Path inbox() {
        return folder.resolve("inbox");
    }

    private static Warehouse warehouse() {
        return Warehouse.at(folder.resolve("warehouse").toString(), new org.apache.hadoop.conf.Configuration());
    }

    /** What became of some files, in lines that can be compared. */
    private record Outcome(
            List<String> deliveries, List<String> rejections, List<String> warnings, List<String> sheets) {}

    @Test
    @Order(1)
    void theFirstNightDoesWhatItsPlanSays() throws IOException {
        equal(FIRST);
    }

    @Test
    @Order(2)
    void aLaterNightDoesWhatItsPlanAndAValidationSay() throws IOException {
        List<Path> files = new ArrayList<>(mutated(Boolean.getBoolean("taizhang.long") ? LONG : SAMPLE));
        Path returns = folder.resolve("warehouse/exports/" + FIRST + "/returns");
        for (Path returned : files(returns, ".xlsx")) {
            Path mended = inbox().resolve("改好的 " + returned.getFileName());
            files.add(Files.write(mended, Returned.mended(returned, new Returned.Change(4, 4, "榆次区"))));
        }
        assertThat(files).hasSizeGreaterThan(SAMPLE);
        List<String> arguments = new ArrayList<>(
                List.of("validate", "--conf", conf.toString(), "--warehouse", warehouse().folder()));
        files.forEach(file -> arguments.add(file.toString()));
        Commands.Answer validated = Commands.run(arguments.toArray(String[]::new));
        assertThat(validated.code()).as(validated.err()).isEqualTo(3);
        String plan = equal(SECOND);
        String read = validated.out().substring(0, validated.out().indexOf("\n\n"));
        assertThat(plan).startsWith(read + "\n\n");
        assertThat(plan).contains(problems(validated.out()));
        assertThat(validated.out()).contains("（退回单，答复 returns rows of ");
    }

    /** The table of the problems of deliveries; those of files that no delivery was made of stand above it in a plan. */
    private static String problems(String validated) {
        return validated.lines()
                .filter(line -> line.contains("退回 reject") || line.contains("提示 warn"))
                .map(String::stripTrailing)
                .findFirst()
                .orElseThrow();
    }

    /** Compares a preview with the night that follows it, and gives the text of the plan. */
    private static String equal(LocalDate night) throws IOException {
        Outcome expected;
        String text;
        long before = warehouse().current().isPresent() ? deliveries(ledger()).count() : 0;
        try (Preview preview = new Preview(
                new Preview.Definitions(DeliveryDefinitions.of(configuration), RuleFiles.checks(configuration)),
                new Preview.Imagined(
                        Optional.of(warehouse()),
                        new Arrival.FromInbox(inbox(), Optional.empty()),
                        0,
                        night,
                        Instant.now()))) {
            assertThat(preview.stop()).isEmpty();
            expected = forecast(preview);
            text = Plan.text(preview, configuration.settings().currency());
        }
        Commands.Answer answer = Commands.nightly(conf, inbox(), folder.resolve("warehouse"), night.toString());
        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
        Outcome recorded = recorded(before);
        assertThat(recorded.deliveries()).isNotEmpty().containsExactlyElementsOf(expected.deliveries());
        assertThat(recorded.rejections()).isNotEmpty().containsExactlyElementsOf(expected.rejections());
        assertThat(recorded.warnings()).isNotEmpty().containsExactlyElementsOf(expected.warnings());
        assertThat(recorded.sheets()).isNotEmpty().containsExactlyElementsOf(expected.sheets());
        printed(text, expected);
        return text;
    }

    /** Everything that the run recorded is printed, as far as the list goes. */
    private static void printed(String text, Outcome expected) {
        assertThat(text.lines().filter(line -> line.contains("  退回 reject  ")).count())
                .isEqualTo(Math.min(1000, expected.rejections().size()));
    }

    private static Outcome forecast(Preview preview) {
        return new Outcome(
                preview.entries().stream()
                        .map(ForecastTest::line)
                        .sorted()
                        .toList(),
                lines(preview.rejections()),
                lines(preview.warnings()),
                preview.entries().stream()
                        .flatMap(entry -> preview.sheets(entry.delivery()).stream()
                                .map(sheet -> line(sheet)))
                        .filter(line -> !line.isEmpty())
                        .sorted()
                        .toList());
    }

    private static String line(Ledger.Entry entry) {
        return String.join(
                "|",
                Long.toString(entry.delivery().number()),
                entry.delivery().fileName(),
                entry.delivery().feed(),
                entry.dataset(),
                entry.refused() == null
                        ? "accepted"
                        : "refused " + entry.refused().rule() + entry.refused().sentence().line(),
                entry.read() + "," + entry.accepted() + "," + entry.rejected() + "," + entry.leftOut() + ","
                        + entry.warnings());
    }

    /** The accepted rows of a sheet and their sums; empty if there are none. */
    private static String line(SheetCounts sheet) {
        return sheet.accepted() == 0
                ? ""
                : sheet.deliveryNumber() + "|" + sheet.sheet() + "|" + sheet.accepted() + "|"
                        + sheet.sums().stream()
                                .map(sum -> sum.column() + " " + sum.currency() + " " + sum.amount())
                                .sorted()
                                .toList();
    }

    private static List<String> lines(Dataset<Row> findings) {
        return findings.collectAsList().stream()
                .map(row -> row.mkString("|"))
                .sorted()
                .toList();
    }

    private static Tables ledger() {
        Tables tables = new Tables(TestSpark::session, warehouse(), "test");
        tables.openReadOnly(LedgerTables.all(), warehouse().current());
        return tables;
    }

    private static Dataset<Row> deliveries(Tables tables) {
        return tables.read(LedgerTables.DELIVERIES.name());
    }

    /** What the ledger has of the deliveries after a number. */
    private static Outcome recorded(long before) {
        Tables tables = ledger();
        String place = "delivery_number, dataset, sheet, row_number, ";
        String problem = "column, value, rule, sentence_zh, sentence_en";
        tables.read(LedgerTables.REJECTED.name())
                .where(col("delivery_number").gt(before))
                .selectExpr((place + "explode(problems) AS problem").split(", "))
                .createOrReplaceTempView("recorded_rejections");
        tables.read(LedgerTables.WARNINGS.name())
                .where(col("delivery_number").gt(before))
                .createOrReplaceTempView("recorded_warnings");
        return new Outcome(
                deliveries(tables).where(col("delivery_number").gt(before)).collectAsList().stream()
                        .map(ForecastTest::line)
                        .sorted()
                        .toList(),
                lines(TestSpark.session().sql("SELECT " + place + "problem.* FROM recorded_rejections")),
                lines(TestSpark.session().sql("SELECT " + place + problem + " FROM recorded_warnings")),
                Datasets.ALL.stream()
                        .flatMap(dataset -> sheets(tables, dataset, before))
                        .sorted()
                        .toList());
    }

    private static String line(Row delivery) {
        return String.join(
                "|",
                delivery.getAs("delivery_number").toString(),
                delivery.getAs("file_name"),
                delivery.getAs("feed"),
                delivery.getAs("dataset"),
                delivery.getAs("state").equals("accepted")
                        ? "accepted"
                        : "refused " + delivery.getAs("reason") + delivery.getAs("sentence_zh") + " "
                                + delivery.getAs("sentence_en"),
                Stream.of("rows_read", "rows_accepted", "rows_rejected", "rows_left_out", "warnings")
                        .map(name -> delivery.getAs(name).toString())
                        .collect(Collectors.joining(",")));
    }

    /** The rows of each sheet in the ledger and the sums of their amounts, added up row by row. */
    private static Stream<String> sheets(Tables tables, DatasetDefinition dataset, long before) {
        List<String> amounts = dataset.columns().stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(column -> column.name())
                .toList();
        return tables.read(LedgerTables.of(dataset).name())
                .where(col("delivery_number").gt(before))
                .collectAsList()
                .stream()
                .collect(Collectors.groupingBy(
                        row -> row.getAs("delivery_number") + "|" + row.getAs("sheet"),
                        TreeMap::new,
                        Collectors.toList()))
                .entrySet()
                .stream()
                .map(sheet -> sheet.getKey() + "|" + sheet.getValue().size() + "|"
                        + amounts.stream()
                                .flatMap(amount -> sums(sheet.getValue(), amount, dataset.has("currency")))
                                .sorted()
                                .toList());
    }

    private static Stream<String> sums(List<Row> rows, String amount, boolean hasCurrency) {
        return rows.stream()
                .filter(row -> row.getAs(amount) != null)
                .collect(Collectors.groupingBy(
                        row -> amount + " " + (hasCurrency ? row.<String>getAs("currency") : null),
                        Collectors.summingLong(row -> row.<Long>getAs(amount))))
                .entrySet()
                .stream()
                .map(sum -> sum.getKey() + " " + sum.getValue());
    }

    /** Adds files to the inbox of which each was one of the city or the generator, with other cells and a later date. */
    private static List<Path> mutated(int count) throws IOException {
        List<Path> originals = Stream.of(files(CITY, ".csv"), files(inbox(), ".csv"), files(inbox(), ".xlsx"))
                .flatMap(List::stream)
                .filter(file -> isReadable(file))
                .toList();
        return IntStream.range(0, count)
                .mapToObj(seed -> {
                    SplittableRandom random = new SplittableRandom(SEED * 1000 + seed);
                    Path original = originals.get(random.nextInt(originals.size()));
                    try {
                        String name = name(original.getFileName().toString(), seed, random);
                        return Files.write(
                                inbox().resolve(name), MutatedGrid.of(original, random), StandardOpenOption.CREATE_NEW);
                    } catch (IOException stuck) {
                        throw new java.io.UncheckedIOException(stuck);
                    }
                })
                .toList();
    }

    /** Whether the parser of this test reads the file, too. */
    private static boolean isReadable(Path file) {
        try {
            return MutatedGrid.of(file, new SplittableRandom(SEED)).length > 0;
        } catch (IOException | RuntimeException unreadable) {
            return false;
        }
    }

    /** Keeps the parts of a name by which a feed knows the date, the sender and the kind. */
    private static String name(String original, int seed, SplittableRandom random) {
        String later = original.replaceFirst("^2025-0\\d-\\d\\d", "2025-04-" + (10 + random.nextInt(20)));
        int last = Math.max(later.lastIndexOf('_'), later.lastIndexOf(' ')) + 1;
        return later.substring(0, last) + "m" + seed + later.substring(last);
    }

    private static List<Path> files(Path below, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
