package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Lists;
import dev.taizhang.TestSpark;
import dev.taizhang.cube.Unit;
import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The copies of a release beside its CSV files: every cell of five tables is the same in each of them, and SQLite and Parquet
 * have everything else that is published.
 */
class CopiesTest {
    private static final String DATE = "2025-03-31";

    private static final List<String> LEADERS = Stream.of("张示例", "李示例")
            .map(name -> new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1))
            .toList();

    @TempDir
    private static Path warehouse;

    @TempDir
    private static Path origin;

    private static Commands.Answer night;
    private static TestInbox ofOneProject;
    private static Commands.Answer nightOfOneProject;

    private static Connection duck;

    @BeforeAll
    static void runTheNight() throws IOException, SQLException {
        night = SmallCity.at(warehouse);
        duck = duck(warehouse);
    }

    /** Opens DuckDB with the views in {@code duckdb.sql}. */
    private static Connection duck(Path warehouse) throws IOException, SQLException {
        Path folder = warehouse.resolve("exports/latest/parquet");
        Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET file_search_path = '" + folder + "'");
            statement.execute(Files.readString(folder.resolve("duckdb.sql")));
        }
        return duck;
    }

    @AfterAll
    static void closeDuck() throws SQLException {
        duck.close();
    }

    /** Returns the rows that answer a query, their cells separated by {@code |}, null as nothing. */
    private static List<String> ask(Connection database, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    Object cell = found.getObject(column);
                    cells.add(cell == null ? "" : cell.toString());
                }
                rows.add(String.join("|", cells));
            }
        }
        return rows;
    }

    static List<String> fiveTables() {
        return List.of(
                "programme_overview", "district_ranking", "projects_by_district", "contract_funnel", "project_watch");
    }

    private static SummaryTable table(String name) {
        return OfficeTables.of(Configuration.read(Path.of("conf"))).published().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<CSVRecord> exported(String table) throws IOException {
        String text = Files.readString(warehouse.resolve("exports/" + DATE + "/" + table + ".csv"))
                .replace("\uFEFF", "");
        return CSVParser.parse(
                        text,
                        CSVFormat.DEFAULT
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get())
                .getRecords();
    }

    private static boolean isAmount(StructField field) {
        return Unit.AMOUNT.isUnitOf(field);
    }

    @ParameterizedTest
    @MethodSource("fiveTables")
    void everyCellIsTheSameInTheMartWithoutAServer(String name) throws IOException, SQLException {
        StructField[] fields = table(name).schema().fields();
        List<List<String>> rows = new ArrayList<>();
        try (Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"));
                Statement statement = sqlite.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + name + " ORDER BY rowid")) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (StructField field : fields) {
                    cells.add(cell(found, field));
                }
                rows.add(cells);
            }
        }
        assertThat(rows)
                .containsExactlyElementsOf(
                        exported(name).stream().map(CSVRecord::toList).toList());
    }

    @ParameterizedTest
    @MethodSource("fiveTables")
    void everyCellIsTheSameInParquetAndInAQuery(String name) throws IOException, SQLException {
        List<String> expected = exported(name).stream()
                .map(record -> record.toList().toString())
                .toList();
        List<String> rows = new ArrayList<>();
        try (Statement statement = duck.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM latest." + name)) {
            while (found.next()) {
                List<String> cells = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    Object value = found.getObject(column);
                    cells.add(
                            value instanceof BigDecimal number
                                    ? number.toPlainString()
                                    : value == null ? "" : value.toString());
                }
                rows.add(cells.toString());
            }
        }
        assertThat(rows).containsExactlyElementsOf(expected);
        Commands.Answer answer = Commands.query(Path.of("conf"), warehouse, "csv", "SELECT * FROM latest." + name);
        assertThat(CSVParser.parse(answer.out(), CSVFormat.RFC4180).stream()
                        .skip(1)
                        .map(record -> record.toList().toString()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    /** The facts behind the tables, the deliveries and the rejected rows, as the six projects of the city have them. */
    @Test
    void everythingPublishedIsInTheFiles() throws SQLException {
        try (Connection sqlite =
                DriverManager.getConnection("jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"))) {
            for (Connection files : List.of(duck, sqlite)) {
                assertThat(ask(
                                files,
                                "SELECT count(*), count(district_code), count(actual_start_date) FROM project_state"))
                        .containsExactly("6|6|4");
                assertThat(ask(
                                files,
                                "SELECT name, count(*) FROM project_state JOIN dim_status USING (status_code)"
                                        + " GROUP BY name ORDER BY name"))
                        .containsExactly("停工|1", "前期|1", "开工|2", "投产|1", "落地|1");
                assertThat(ask(
                                files,
                                "SELECT delivery_number, rows_read = rows_accepted + rows_rejected + rows_left_out"
                                        + " FROM deliveries ORDER BY delivery_number"))
                        .hasSize(13)
                        .allMatch(row -> row.endsWith("|true") || row.endsWith("|1"));
                assertThat(ask(files, "SELECT count(*) FROM rejected JOIN deliveries USING (delivery_number)"))
                        .isEqualTo(ask(files, "SELECT sum(rows_rejected) FROM deliveries"));
                assertThat(ask(
                                files,
                                "SELECT district_code, parent_code FROM dim_district"
                                        + " WHERE district_code = 'cross_district'"))
                        .containsExactly("cross_district|");
                assertThat(ask(files, "SELECT project_name FROM dim_project WHERE project_code = 'P4'"))
                        .containsExactly("示例四号农产品加工");
            }
            assertThat(ask(sqlite, "SELECT 计划总投资_亿元 FROM 项目现状 WHERE 项目代码 = 'P1'"))
                    .containsExactly("1.0");
            assertThat(ask(sqlite, "SELECT \"table\" FROM pragma_foreign_key_list('project_state')"))
                    .contains("dim_date", "dim_project", "dim_district", "dim_level");
            assertThat(ask(sqlite, "PRAGMA foreign_key_check")).isEmpty();
        }
        assertThat(ask(duck, "SELECT total_investment, currency FROM latest.project_state WHERE project_code = 'P2'"))
                .containsExactly("200005000.00|CNY");
        // As docs/bi.md joins them.
        assertThat(
                        ask(
                                duck,
                                "SELECT d.name, CAST(sum(s.total_investment * a.weight) AS DECIMAL(20, 2)) AS total"
                                        + " FROM project_state s JOIN project_allocation a"
                                        + " ON a.as_of_date = s.as_of_date AND a.project_code = s.project_code"
                                        + " JOIN dim_district d ON d.district_code = a.district_code GROUP BY ALL ORDER BY ALL"))
                .isEqualTo(ask(
                        duck, "SELECT district_name, total_investment FROM latest.projects_by_district ORDER BY ALL"));
        assertThat(ask(
                        duck,
                        "SELECT view_name FROM duckdb_views() WHERE NOT internal AND schema_name = 'main'"
                                + " AND comment IS NULL"))
                .isEmpty();
        assertThat(ask(
                        duck,
                        "SELECT table_name, column_name FROM duckdb_columns()"
                                + " WHERE NOT internal AND schema_name = 'main' AND comment IS NULL"))
                .isEmpty();
    }

    @Test
    void theLineageNamesTheTablesOfEachCopy() throws IOException, SQLException {
        assertThat(ofCopy("csv")).isEqualTo(namesIn(warehouse.resolve("exports/" + DATE), "\\.csv"));
        // A table without rows has no folder.
        assertThat(ofCopy("parquet"))
                .containsAll(namesIn(warehouse.resolve("exports/latest/parquet"), "").stream()
                        .filter(name -> Files.isDirectory(warehouse.resolve("exports/latest/parquet/" + name)))
                        .filter(name -> !name.startsWith("dim_") && !name.equals("release"))
                        .collect(Collectors.toCollection(TreeSet::new)));
        try (Connection sqlite =
                DriverManager.getConnection("jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"))) {
            assertThat(ask(sqlite, "SELECT name FROM sqlite_master WHERE type = 'table'"))
                    .containsAll(ofCopy("sqlite"));
        }
        try (ReadableWorkbook workbook = new ReadableWorkbook(warehouse
                .resolve("exports/" + DATE + "/taizhang-" + DATE + ".xlsx")
                .toFile())) {
            assertThat(workbook.getSheets().map(Sheet::getName))
                    .containsAll(ofCopy("workbook").stream()
                            .map(name -> table(name).title().zh())
                            .toList());
        }
        List<String> blocks = Lists.newArrayList(
                PageTest.data(Jsoup.parse(warehouse.resolve("report/index.html").toFile(), "UTF-8"))
                        .get("blocks")
                        .fieldNames());
        // These lists are of bottleneck_state and approval_state.
        blocks.removeAll(List.of("overdue_bottlenecks", "overdue_approvals"));
        assertThat(ofCopy("page"))
                .containsAll(blocks)
                .contains("bottleneck_state", "approval_state", "programme_overview");
    }

    private static SortedSet<String> ofCopy(String copy) throws IOException {
        SortedSet<String> tables = new TreeSet<>();
        String edges = Commands.run("tables", "--conf", "conf", "--lineage", "--format", "json")
                .out();
        for (String line : edges.lines().toList()) {
            JsonNode edge = new ObjectMapper().readTree(line);
            if (edge.get("to").asText().equals("copies." + copy)) {
                tables.add(edge.get("from").asText().replaceFirst("^.*\\.", ""));
            }
        }
        return tables;
    }

    private static SortedSet<String> namesIn(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(".*" + ending))
                    .map(name -> name.replaceFirst(ending + "$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void aParquetFileNamesItsReleaseAndDescribesItsColumns() throws IOException, SQLException {
        Path file = warehouse.resolve("exports/latest/parquet/projects_by_district/" + DATE + ".parquet");
        JsonNode release = new ObjectMapper()
                .readTree(warehouse.resolve("exports/" + DATE + "/release.json").toFile());
        assertThat(ask(
                        duck,
                        "SELECT CAST(value AS VARCHAR) FROM parquet_kv_metadata('" + file + "')"
                                + " WHERE CAST(key AS VARCHAR) = 'release_hash'"))
                .containsExactly(release.get("release_hash").asText());
        StructField column =
                TestSpark.session().read().parquet(file.toString()).schema().apply("total_investment");
        assertThat(column.getComment().get()).contains("计划总投资", "otal investment");
    }

    private static String cell(ResultSet found, StructField field) throws SQLException {
        if (isAmount(field)) {
            long cents = found.getLong(field.name() + "_cents");
            return found.wasNull() ? "" : BigDecimal.valueOf(cents, 2).toPlainString();
        }
        Object value = found.getObject(field.name());
        if (value instanceof Double number) {
            int scale = ((org.apache.spark.sql.types.DecimalType) field.dataType()).scale();
            return BigDecimal.valueOf(number).setScale(scale).toPlainString();
        }
        return value == null ? "" : value.toString();
    }

    /** The columns of a table that its sheet shows: names instead of codes, and no currency, because there is only one. */
    private static List<StructField> shown(SummaryTable table) {
        List<String> names = List.of(table.schema().fieldNames());
        return Stream.of(table.schema().fields())
                .filter(field -> !List.of("as_of_date", "line_kind", "currency").contains(field.name()))
                .filter(field -> !field.name().endsWith("_en"))
                .filter(field -> !field.name().endsWith("_code")
                        || !names.contains(field.name().replaceFirst("_code$", "_name")))
                .toList();
    }

    private static List<Row> sheet(String name) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(warehouse
                .resolve("exports/" + DATE + "/taizhang-" + DATE + ".xlsx")
                .toFile())) {
            return workbook.getSheets()
                    .filter(sheet -> sheet.getName().equals(table(name).title().zh()))
                    .findFirst()
                    .orElseThrow()
                    .read();
        }
    }

    @ParameterizedTest
    @MethodSource("fiveTables")
    void everyCellIsTheSameInTheWorkbookInItsUnit(String name) throws IOException {
        List<StructField> fields = shown(table(name));
        List<CSVRecord> expected = exported(name);
        List<Row> rows = sheet(name);
        List<List<String>> lines = new ArrayList<>();
        if (name.equals("programme_overview")) {
            // The row of a programme is a column.
            lines.add(Stream.iterate(0, place -> place + 1)
                    .limit(fields.size())
                    .map(place -> cell(rows.get(3 + place).getOptionalCell(1), fields.get(place)))
                    .toList());
        } else {
            boolean total = name.equals("projects_by_district");
            assertThat(rows).hasSize(3 + expected.size() + (total ? 1 : 0));
            for (Row row : rows.subList(3, 3 + expected.size())) {
                lines.add(Stream.iterate(0, place -> place + 1)
                        .limit(fields.size())
                        .map(place -> cell(row.getOptionalCell(place), fields.get(place)))
                        .toList());
            }
        }
        assertThat(lines)
                .containsExactlyInAnyOrderElementsOf(expected.stream()
                        .map(record -> fields.stream()
                                .map(field -> plain(field, record.get(field.name())))
                                .toList())
                        .toList());
    }

    @Test
    void theTotalBelowThePartsIsThatOfTheProgramme() throws IOException {
        List<StructField> fields = shown(table("projects_by_district"));
        List<Row> rows = sheet("projects_by_district");
        Row last = rows.get(rows.size() - 1);
        assertThat(last.getCellText(0)).isEqualTo("合计 Total");
        for (String name : List.of("project_count", "total_investment", "total_completion")) {
            StructField field = table("projects_by_district").schema().apply(name);
            assertThat(cell(last.getOptionalCell(fields.indexOf(field)), field))
                    .isEqualTo(
                            plain(field, exported("programme_overview").get(0).get(name)));
        }
    }

    @Test
    void theWorstAreFirstAndLightsAreWords() throws IOException {
        List<StructField> ranking = shown(table("district_ranking"));
        int rank = ranking.indexOf(table("district_ranking").schema().apply("rank"));
        assertThat(sheet("district_ranking").stream().skip(3).map(row -> row.getCellText(rank)))
                .containsExactly("2", "1", "");
        List<StructField> watch = shown(table("project_watch"));
        int light = watch.indexOf(table("project_watch").schema().apply("light_code"));
        assertThat(sheet("project_watch").stream().skip(3).map(row -> row.getCellText(light)))
                .startsWith("红灯", "绿灯");
    }

    /** Returns the text of a cell as {@link #plain} writes it. */
    private static String cell(Optional<Cell> cell, StructField field) {
        if (cell.isEmpty() || cell.get().getType() == CellType.EMPTY) {
            return "";
        }
        if (cell.get().getType() != CellType.NUMBER) {
            return plain(field, cell.get().asString());
        }
        if (field.dataType() instanceof DateType) {
            return cell.get().asDate().toLocalDate().toString();
        }
        BigDecimal value = new BigDecimal(cell.get().getRawValue());
        return plain(field, (isAmount(field) ? value.movePointRight(8) : value).toPlainString());
    }

    /** Returns a cell without zeros at its end; of a code that the workbook puts into words, whether there is one. */
    private static String plain(StructField field, String text) {
        if (!text.isEmpty() && field.dataType() instanceof StringType) {
            return field.name().matches(".*(name|_code|leader|unit)")
                            && !field.name().endsWith("light_code")
                    ? text
                    : "…";
        }
        return text.isEmpty() || field.dataType() instanceof DateType || field.dataType() instanceof BooleanType
                ? text
                : new BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    @Test
    void theContractNamesEveryColumnOfTheFiles() throws IOException, SQLException {
        JsonNode tables = new ObjectMapper()
                .readTree(warehouse.resolve("report/catalogue.json").toFile())
                .get("tables");
        List<String> columns = new ArrayList<>();
        tables.forEach(table -> table.get("columns")
                .forEach(column -> columns.add(
                        table.get("name").asText() + "|" + column.get("name").asText())));
        assertThat(ask(
                        duck,
                        "SELECT table_name, column_name FROM duckdb_columns()"
                                + " WHERE NOT internal AND schema_name = 'main'"))
                .containsExactlyInAnyOrderElementsOf(columns);
        assertThat(ask(
                        duck,
                        "SELECT table_name, column_name FROM read_csv('"
                                + warehouse.resolve("exports/latest/dictionary.csv") + "', header = true)"))
                .containsExactlyElementsOf(columns);
        assertThat(ask(
                        duck,
                        "SELECT type, unit, refers_to FROM read_csv('"
                                + warehouse.resolve("exports/latest/dictionary.csv")
                                + "', header = true) WHERE table_name = 'project_state'"
                                + " AND column_name IN ('total_investment', 'level_code')"))
                .containsExactlyInAnyOrder("DECIMAL(20,2)|amount|", "STRING||dim_level.level_code");
    }

    /** The leaders of the city's projects are named in no byte of any copy, and its tables by leader are not there. */
    @Test
    void aColumnOfPersonsCanBeLeftOutOfEveryCopy(@TempDir Path folder) throws IOException, SQLException {
        Path office = folder.resolve("w");
        SmallCity.at(office);
        assertThat(namingALeader(office)).isNotEmpty();
        Path conf = folder.resolve("conf");
        FileUtils.copyDirectory(SmallCity.CONF.toFile(), conf.toFile());
        Files.writeString(conf.resolve("taizhang.conf"), "\ncopies_without = [leader]\n", StandardOpenOption.APPEND);
        Commands.Answer answer = Commands.run("publish", "--conf", conf.toString(), "--warehouse", office.toString());
        assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
        assertThat(namingALeader(office)).isEmpty();
        assertThat(office.resolve("exports/" + DATE + "/leader_cards.csv")).doesNotExist();
        try (Connection files = duck(office)) {
            assertThat(ask(files, "SELECT table_name FROM duckdb_columns() WHERE column_name = 'leader'"))
                    .isEmpty();
            assertThat(ask(files, "SELECT count(*), count(responsible_unit) FROM project_state"))
                    .isEqualTo(ask(duck, "SELECT count(*), count(responsible_unit) FROM project_state"));
        }
    }

    /** The files of copies, and what workbooks consist of, with a name of a leader. */
    private static List<String> namingALeader(Path warehouse) throws IOException {
        List<String> naming = new ArrayList<>();
        for (String copies : List.of("exports", "report")) {
            try (Stream<Path> files = Files.walk(warehouse.resolve(copies))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                    if (file.toString().endsWith(".xlsx")) {
                        try (FileSystem parts = FileSystems.newFileSystem(file)) {
                            bytes = Files.readString(
                                    parts.getPath("xl/sharedStrings.xml"), StandardCharsets.ISO_8859_1);
                        }
                    }
                    if (LEADERS.stream().anyMatch(bytes::contains)) {
                        naming.add(file.toString());
                    }
                }
            }
        }
        return naming;
    }

    /** 320 mu of land are no hundred-millionth of anything. */
    @Test
    void quantitiesHaveTheirUnitInEveryCopy() throws IOException, SQLException {
        CSVRecord exported = exported("factor_guarantees").get(0);
        assertThat(List.of(exported.get("needed"), exported.get("quantity_unit")))
                .containsExactly("320.00", "亩");
        try (Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"));
                ResultSet view = sqlite.createStatement().executeQuery("SELECT 需求量, 数量单位 FROM 要素保障")) {
            view.next();
            assertThat(List.of(view.getString(1), view.getString(2))).containsExactly("320.0", "亩");
        }
        List<String> headings = Stream.iterate(0, place -> place + 1)
                .limit(12)
                .map(place -> uncheckedText("factor_guarantees", 2, place))
                .toList();
        int needed = headings.indexOf("需求量\nNeeded");
        int unit = headings.indexOf("数量单位\nQuantity unit");
        assertThat(List.of(uncheckedText("factor_guarantees", 3, needed), uncheckedText("factor_guarantees", 3, unit)))
                .containsExactly("320.00", "亩");
        Commands.Answer query =
                Commands.query(Path.of("conf"), warehouse, "csv", "SELECT 需求量, 数量单位 FROM 最新.要素保障 WHERE 县区 = '榆次区'");
        assertThat(query.out()).contains("320.00,亩");
    }

    private static String uncheckedText(String table, int line, int place) {
        try {
            List<Row> rows = sheet(table);
            return rows.get(line).getOptionalCell(place).map(Cell::getText).orElse("");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void aStarCanBeDrawnAndPeopleReadChinese() throws SQLException {
        try (Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"));
                Statement statement = sqlite.createStatement()) {
            try (ResultSet star =
                    statement.executeQuery("SELECT name, sum(total_investment_cents) FROM projects_by_district"
                            + " JOIN dim_district USING (district_code) JOIN dim_date ON date = as_of_date"
                            + " WHERE year = 2025 AND district_code = '140702' GROUP BY name")) {
                assertThat(star.next()).isTrue();
                assertThat(star.getString(1)).isEqualTo("榆次区");
                assertThat(star.getLong(2)).isEqualTo(40_000_000_000L);
            }
            try (ResultSet whole = statement.executeQuery("SELECT sum(project_count), sum(total_investment_cents)"
                    + " FROM projects_by_district JOIN dim_district USING (district_code)")) {
                assertThat(whole.next()).isTrue();
                assertThat(whole.getLong(1)).isEqualTo(6);
                assertThat(whole.getLong(2)).isEqualTo(95_000_500_000L);
            }
            try (ResultSet view = statement.executeQuery("SELECT 项目数, 计划总投资_亿元 FROM 总体情况")) {
                assertThat(view.next()).isTrue();
                assertThat(view.getString(2)).isEqualTo("9.5001");
            }
        }
    }

    @Test
    void aMonitorIsToldAndTheLastLinesNameTheCopies() throws IOException {
        assertThat(Files.readString(warehouse.resolve("exports/metrics/taizhang.prom"), StandardCharsets.UTF_8))
                .contains("taizhang_release_number 1.0")
                .contains("taizhang_rows{outcome=\"accepted\"} 39.0")
                .contains("taizhang_sender_late_days{dataset=\"projects\",sender=\"榆次区\"} 0.0");
        assertThat(night.out()).contains("taizhang-" + DATE + ".xlsx", "exports/latest/taizhang.sqlite");
    }

    /** A copy of an office with one project and one release, whose night is run once. */
    private static TestInbox oneProject(Path folder) throws IOException {
        if (ofOneProject == null) {
            TestInbox office = TestInbox.below(origin);
            office.copying();
            office.publishing("project_watch", "starts");
            office.deliver("2025-02-28 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
            nightOfOneProject = office.nightly(DATE);
            assertThat(nightOfOneProject.code()).as(nightOfOneProject.err()).isZero();
            ofOneProject = office;
        }
        return ofOneProject.copiedTo(folder);
    }

    @Test
    void theWorkbookHasTheTablesAndColumnsThatAreAskedForInTheirOrder(@TempDir Path folder) throws IOException {
        TestInbox office = oneProject(folder);
        office.configure(
                "taizhang.conf",
                Files.readString(office.conf().resolve("taizhang.conf"))
                        + "workbook = [{ table = projects_by_district, columns = [project_count, district_name] }, starts]");
        assertThat(office.run("publish", null).code()).isZero();
        try (ReadableWorkbook workbook = new ReadableWorkbook(office.warehouse()
                .resolve("exports/" + DATE + "/taizhang-" + DATE + ".xlsx")
                .toFile())) {
            assertThat(workbook.getSheets().map(sheet -> sheet.getName()))
                    .containsExactly("封面 Cover", "目录 Contents", "分县区项目", "新建项目开工", "数据字典 Dictionary");
            List<String> rows = workbook.findSheet("分县区项目").orElseThrow().read().stream()
                    .skip(2)
                    .map(row -> row.getCellText(0) + "|" + row.getCellText(1))
                    .toList();
            assertThat(rows).startsWith("项目数\nProject count|县区\nDistrict", "1|东区");
            assertThat(rows.get(rows.size() - 1)).isEqualTo("1|");
        }
    }

    @Test
    void onlyTheFilesThatAreAskedForAreThere(@TempDir Path folder) throws IOException {
        TestInbox office = oneProject(folder);
        String settings = Files.readString(office.conf().resolve("taizhang.conf"));
        office.configure("taizhang.conf", settings + "copies = [parquet]");
        Commands.Answer answer = office.run("publish", null);
        assertThat(answer.out()).contains("exports/latest/parquet").doesNotContain("sqlite");
        assertThat(office.warehouse().resolve("exports/latest")).isDirectoryContaining("glob:**parquet");
        assertThat(office.warehouse().resolve("exports/latest")).isDirectoryNotContaining("glob:**sqlite");

        office.configure("taizhang.conf", settings + "copies = [excel]");
        Commands.Answer wrong = office.run("publish", null);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("taizhang.conf", "copies", "excel", "parquet", "sqlite");
    }

    @Test
    void aBackfillOfAnOlderDateLeavesTheLatestAlone(@TempDir Path folder) throws IOException, SQLException {
        TestInbox office = oneProject(folder);
        byte[] page = Files.readAllBytes(office.warehouse().resolve("report/index.html"));
        Path parquet = office.warehouse().resolve("exports/latest/parquet/projects_by_district");
        FileTime written = Files.getLastModifiedTime(parquet.resolve(DATE + ".parquet"));
        Path ofAnEarlierVersion = Files.createFile(parquet.resolveSibling("projects_by_district.parquet"));
        assertThat(office.nightly("2025-02-28").code()).isZero();
        assertThat(Files.readAllBytes(office.warehouse().resolve("report/index.html")))
                .isEqualTo(page);
        assertThat(Files.getLastModifiedTime(parquet.resolve(DATE + ".parquet")))
                .isEqualTo(written);
        assertThat(parquet.resolve("2025-02-28.parquet")).exists();
        assertThat(ofAnEarlierVersion).doesNotExist();
        String dates = "SELECT as_of_date, project_count FROM projects_by_district ORDER BY as_of_date";
        try (Connection files = duck(office.warehouse());
                Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + office.warehouse().resolve("exports/latest/taizhang.sqlite"))) {
            assertThat(ask(files, dates)).containsExactly("2025-02-28|1", DATE + "|1");
            assertThat(ask(sqlite, dates)).containsExactly("2025-02-28|1", DATE + "|1");
            assertThat(ask(files, "SELECT as_of_date FROM latest.projects_by_district"))
                    .containsExactly(DATE);
        }
        assertThat(office.warehouse().resolve("exports/2025-02-28/taizhang-2025-02-28.xlsx"))
                .exists();
    }

    @Test
    void aCopyThatCannotBeWrittenTakesNeitherTheOthersNorTheReleaseWithIt(@TempDir Path folder) throws IOException {
        TestInbox office = oneProject(folder);
        FileUtils.deleteDirectory(office.warehouse().resolve("exports").toFile());
        // A folder with something in it stands where the file should be.
        Path blocked = office.warehouse().resolve("exports/latest/taizhang.sqlite/x");
        Files.createDirectories(blocked);
        Commands.Answer answer = office.nightly(DATE);
        assertThat(answer.code()).as(answer.err()).isEqualTo(6);
        assertThat(answer.out()).contains("副本未更新：taizhang.sqlite", "a copy is out of date: taizhang.sqlite");
        assertThat(office.warehouse().resolve("exports/metrics/taizhang.prom")).exists();
        Files.delete(blocked);
        Files.delete(blocked.getParent());
        assertThat(office.nightly(DATE).code()).isZero();
        assertThat(blocked.getParent()).isRegularFile();
    }

    /** The rows of a large table are read for the copies alone, after the release. */
    @Test
    void rowsThatCannotBeReadStopOnlyTheCopiesThatHaveThem(@TempDir Path folder) throws IOException {
        TestInbox office = oneProject(folder);
        try (Stream<Path> files = Files.walk(office.warehouse().resolve("summaries/project_watch"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".parquet")).toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        Path brief = office.warehouse().resolve("exports/2025-03-31/brief.md");
        Files.delete(brief);
        FileUtils.deleteDirectory(office.warehouse().resolve("exports/latest").toFile());
        Commands.Answer answer = office.run("publish", null);
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(6);
        assertThat(answer.out()).contains("exports: ", "workbook: ", "taizhang.sqlite: ", "parquet: ", "project_watch");
        assertThat(brief).exists();
        try (Stream<Path> left = Files.walk(office.warehouse().resolve("exports"))) {
            assertThat(left.filter(path -> path.toString().endsWith(".part"))).isEmpty();
        }
    }

    @Test
    void everyCopyOfTheSyntheticCitySaysThatItIsOne(@TempDir Path folder) throws IOException, SQLException {
        TestInbox office = oneProject(folder);
        assertThat(nightOfOneProject.out()).doesNotContain("合成");
        assertThat(marks(office.warehouse())).containsExactly("false", "false", "0");
        Files.createFile(office.warehouse().resolve("SYNTHETIC-SAMPLE-CITY"));

        assertThat(office.run("publish", null).code()).isZero();
        assertThat(marks(office.warehouse())).containsExactly("true", "true", "1");
        Path exports = office.warehouse().resolve("exports/" + DATE);
        String sentence = "合成的示例城市";
        assertThat(Files.readString(exports.resolve("brief.md"))).contains(sentence, "synthetic sample city");
        try (ReadableWorkbook workbook = new ReadableWorkbook(
                exports.resolve("taizhang-" + DATE + ".xlsx").toFile())) {
            assertThat(workbook.getFirstSheet().read())
                    .anySatisfy(row ->
                            assertThat(row.toString() + row.getCellText(0)).contains(sentence));
        }
    }

    /** Returns how {@code release.json}, a Parquet file and SQLite state whether the data are synthetic. */
    private static List<String> marks(Path warehouse) throws IOException, SQLException {
        JsonNode json = new ObjectMapper()
                .readTree(warehouse.resolve("exports/" + DATE + "/release.json").toFile());
        Path parquet = warehouse.resolve("exports/latest/parquet/programme_overview/" + DATE + ".parquet");
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"));
                ResultSet metadata = duck.createStatement()
                        .executeQuery("SELECT CAST(value AS VARCHAR) FROM parquet_kv_metadata('" + parquet
                                + "') WHERE CAST(key AS VARCHAR) = 'synthetic'");
                ResultSet release = sqlite.createStatement().executeQuery("SELECT synthetic FROM release")) {
            metadata.next();
            return List.of(json.get("synthetic").asText(), metadata.getString(1), release.getString(1));
        }
    }
}
