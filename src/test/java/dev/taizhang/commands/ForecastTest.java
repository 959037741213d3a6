package dev.taizhang.commands;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import dev.taizhang.TestSpark;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.FileAddress;
import dev.taizhang.definition.HadoopConfiguration;
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
import dev.taizhang.validated.SheetCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plan and a validation say what the run then does, with a ledger of earlier deliveries: files of every third kind (of all with
 * {@code --long}), a city of the generator, files that were changed at random, and return workbooks.
 */
class ForecastTest {
    private static final Path CITY = Path.of("src/test/resources/city");
    private static final LocalDate FIRST = LocalDate.of(2025, 3, 31);
    private static final LocalDate SECOND = LocalDate.of(2025, 4, 30);
    private static final int MUTATED = LongForm.ASKED ? 600 : 20;
    private static final long SEED = 23;

    /** Warnings and checks; with {@code --long} beside those of the shipped configuration, which cost ten seconds. */
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

    private static final String KIND = "kind ";

    @TempDir
    private static Path folder;

    private static Path conf;
    private static Configuration configuration;
    private static List<KindCase> kinds;

    /** The first night has a city, and copies of its files with other cells, so that rows are returned to their senders. */
    @BeforeAll
    static void runAFirstNight() throws IOException {
        conf = Commands.publishing(Path.of("conf"), folder.resolve("conf"), List.of("projects_by_district"));
        if (!LongForm.ASKED) {
            FileUtils.cleanDirectory(conf.resolve("rules").toFile());
        }
        Files.writeString(conf.resolve("rules/own.conf"), RULES);
        kinds = LongForm.sample(KindCase.all());
        for (int number = 0; number < kinds.size(); number++) {
            if (!kinds.get(number).isWrongConfiguration()) {
                Files.writeString(
                        conf.resolve("feeds/kind-" + number + ".conf"),
                        kinds.get(number).feed(prefix(number)));
            }
        }
        configuration = Configuration.read(conf);
        FileUtils.copyDirectory(CITY.toFile(), inbox().toFile(), file -> isOfTheSample(file.toPath()));
        mutated(files(inbox(), ".csv"), 10, "2025-03-");
        Commands.Answer answer = Commands.nightly(conf, inbox(), folder.resolve("warehouse"), FIRST.toString());
        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
    }

    private static String prefix(int number) {
        return KIND + number + " ";
    }

    private static boolean isListOfAKind(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(KIND) && name.contains("清单");
    }

    private static Path inbox() {
        return folder.resolve("inbox");
    }

    private static Warehouse warehouse() {
        return Warehouse.at(folder.resolve("warehouse").toString(), HadoopConfiguration.read());
    }

    /** What became of some files, in lines that can be compared. */
    private record Outcome(
            List<String> deliveries, List<String> rejections, List<String> warnings, List<String> sheets) {}

    @Test
    void aNightDoesWhatItsPlanAndAValidationSay() throws IOException {
        deliverTheSampleCity();
        List<Path> given = deliverKinds();
        given.addAll(deliverReturns());
        // The feed of a kind reads its copies too, one of which may be the earlier list that its list is compared with.
        mutated(originals(), MUTATED, "2025-04-").stream()
                .filter(ForecastTest::isListOfAKind)
                .forEach(given::add);
        String validated = validated(given);
        Outcome expected;
        String plan;
        try (Preview preview = preview()) {
            assertThat(preview.stop()).isEmpty();
            expected = forecast(preview);
            plan = Plan.text(preview, configuration.settings().currency());
        }
        long before = deliveries(ledger()).count();
        Commands.Answer answer = Commands.nightly(conf, inbox(), folder.resolve("warehouse"), SECOND.toString());
        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
        Outcome recorded = recorded(before);
        assertThat(recorded.deliveries()).isNotEmpty().containsExactlyElementsOf(expected.deliveries());
        assertThat(recorded.rejections()).isNotEmpty().containsExactlyElementsOf(expected.rejections());
        assertThat(recorded.warnings()).isNotEmpty().containsExactlyElementsOf(expected.warnings());
        assertThat(recorded.sheets()).isNotEmpty().containsExactlyElementsOf(expected.sheets());
        printed(plan, expected);
        // Each line about the given files is the same, whatever else is in the inbox.
        List<String> planned = linesOf(given, plan);
        assertThat(linesOf(given, validated)).isNotEmpty().containsAll(planned);
        // Of many files a plan does not list all warnings.
        if (!plan.contains(" more.")) {
            assertThat(planned).containsExactlyElementsOf(linesOf(given, validated));
        }
        assertThat(validated).contains("（退回单，答复 return workbook for ");
    }

    private static Preview preview() {
        return new Preview(
                DeliveryDefinitions.of(configuration),
                new Preview.Imagined(
                        Optional.of(warehouse()),
                        new Arrival.FromInbox(FileAddress.of(inbox()), Optional.empty()),
                        0,
                        SECOND,
                        Instant.EPOCH));
    }

    /** Each dataset costs seconds, so that all of them are looked at only with {@code --long}. */
    private static boolean isOfTheSample(Path file) {
        return LongForm.ASKED || Files.isDirectory(file) || file.toString().matches(".*(重大项目清单|项目进度)\\.\\w+");
    }

    private static void deliverTheSampleCity() throws IOException {
        SampleCity.write(folder.resolve("sample"), SampleCity.FEWEST_PROJECTS, 3, SEED);
        FileUtils.copyDirectory(
                folder.resolve("sample/inbox").toFile(), inbox().toFile(), file -> isOfTheSample(file.toPath()));
    }

    /** Puts files of these kinds into the inbox, and gives those whose outcome follows from themselves and the ledger. */
    private static List<Path> deliverKinds() throws IOException {
        List<Path> lists = new ArrayList<>();
        for (int number = 0; number < kinds.size(); number++) {
            KindCase kind = kinds.get(number);
            if (!kind.isWrongConfiguration()) {
                Path file = Files.write(inbox().resolve(prefix(number) + kind.fileName()), kind.bytes());
                if (isListOfAKind(file)) {
                    lists.add(file);
                }
            }
        }
        return lists;
    }

    /** Puts the return workbooks of the first night into the inbox, each with another cell in its first row. */
    private static List<Path> deliverReturns() throws IOException {
        List<Path> mended = new ArrayList<>();
        for (Path returned : files(folder.resolve("warehouse/exports/" + FIRST + "/returns"), ".xlsx")) {
            mended.add(Files.write(
                    inbox().resolve("改好的 " + returned.getFileName()),
                    Returned.mended(returned, new Returned.Change(4, 4, "榆次区"))));
        }
        assertThat(mended).isNotEmpty();
        return mended;
    }

    private static String validated(List<Path> files) {
        List<String> arguments = new ArrayList<>(List.of(
                "validate",
                "--conf",
                conf.toString(),
                "--warehouse",
                warehouse().folder()));
        files.forEach(file -> arguments.add(file.toString()));
        Commands.Answer answer = Commands.run(arguments.toArray(String[]::new));
        assertThat(answer.code()).as(answer.err()).isEqualTo(3);
        return answer.out();
    }

    /** The lines of tables about some files, without the blanks that align them. */
    private static List<String> linesOf(List<Path> files, String text) {
        return text.lines()
                .filter(line -> files.stream()
                        .anyMatch(file ->
                                line.matches(Pattern.quote(file.getFileName().toString()) + "(  .*|（.*)")))
                .map(line -> line.replaceAll(" +", " "))
                .sorted()
                .toList();
    }

    /** Refused files are printed first, then rejected rows, as far as the list goes. */
    private static void printed(String text, Outcome expected) {
        long refused = expected.deliveries().stream()
                .filter(line -> line.contains("|refused "))
                .count();
        assertThat(text.lines().filter(line -> line.contains("  退回 reject  ")).count())
                .isEqualTo(Math.min(1000 - refused, expected.rejections().size()));
    }

    private static Outcome forecast(Preview preview) {
        return new Outcome(
                preview.entries().stream().map(ForecastTest::line).sorted().toList(),
                lines(preview.rejections()),
                lines(atTheRow(preview)),
                preview.entries().stream()
                        .flatMap(entry ->
                                preview.sheets(entry.delivery()).stream().map(sheet -> line(sheet)))
                        .filter(line -> !line.isEmpty())
                        .sorted()
                        .toList());
    }

    /** The warnings without those that a run reports in {@code data_findings}. */
    private static Dataset<Row> atTheRow(Preview preview) {
        return preview.warnings()
                .where(not(col("rule")
                        .isin(preview.definitions().rules().stream()
                                .filter(rule -> rule.isOnRecords())
                                .map(rule -> rule.name())
                                .toArray())));
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
                        : "refused " + entry.refused().rule()
                                + entry.refused().sentence().line(),
                entry.read() + "," + entry.accepted() + "," + entry.rejected() + "," + entry.leftOut());
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
                Stream.of("rows_read", "rows_accepted", "rows_rejected", "rows_left_out")
                        .map(name -> delivery.getAs(name).toString())
                        .collect(Collectors.joining(",")));
    }

    /** The rows of each sheet in the ledger and the sums of their amounts, added up row by row. */
    private static Stream<String> sheets(Tables tables, DatasetDefinition dataset, long before) {
        List<String> amounts = dataset.columns().stream()
                .filter(column -> column.type() == ColumnType.AMOUNT)
                .map(column -> column.name())
                .toList();
        return tables
                .read(LedgerTables.of(dataset).name())
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

    /** The files of the city and of the generator that can be changed. */
    private static List<Path> originals() throws IOException {
        return Stream.of(files(inbox(), ".csv"), files(inbox(), ".xlsx"))
                .flatMap(List::stream)
                .filter(file -> !file.getFileName().toString().startsWith("改好的"))
                .filter(ForecastTest::isReadable)
                .toList();
    }

    /** Adds files to the inbox of which each was one of the originals, with other cells and another date. */
    private static List<Path> mutated(List<Path> originals, int count, String month) throws IOException {
        List<Path> added = new ArrayList<>();
        for (int seed = 0; seed < count; seed++) {
            SplittableRandom random = new SplittableRandom(SEED * 1000 + seed);
            Path original = originals.get(random.nextInt(originals.size()));
            String name = name(original.getFileName().toString(), month, seed, random);
            byte[] mutated = MutatedGrid.of(original, random);
            // Of two files with the same bytes a run takes the first.
            if (!Arrays.equals(mutated, Files.readAllBytes(original))) {
                added.add(Files.write(inbox().resolve(name), mutated, StandardOpenOption.CREATE_NEW));
            }
        }
        return added;
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
    private static String name(String original, String month, int seed, SplittableRandom random) {
        String later = original.replaceFirst("^2025-0\\d-\\d\\d", month + (10 + random.nextInt(20)));
        int last = Math.max(later.lastIndexOf('_'), later.lastIndexOf(' ')) + 1;
        return later.substring(0, last) + "m" + seed + month.charAt(6) + later.substring(last);
    }

    private static List<Path> files(Path below, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(below)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        }
    }
}
