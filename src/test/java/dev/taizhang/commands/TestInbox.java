package dev.taizhang.commands;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.io.FileUtils;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A small office on disk: a configuration of three districts and two clusters, an inbox, and a warehouse beside them. Everything
 * in it is small enough to be added up by hand.
 */
public final class TestInbox {
    /** The header of a project list; amounts are in 万元, as the header says. */
    public static final String PROJECTS = "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）,实际开工日期,是否推介,币种";

    /** The header of changes to projects. */
    public static final String CHANGED = "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）";

    /** The columns that changes to projects have in Parquet. */
    static final String CHANGES = "required binary 项目代码 (STRING); optional binary 项目名称 (STRING);"
            + " optional binary 所属县区 (STRING); optional binary 产业集群 (ENUM); optional binary 项目状态 (STRING);"
            + " optional int64 计划总投资（万元） (DECIMAL(18, 2));";

    /** The header of a progress report. */
    static final String PROGRESS = "项目代码,报告月份,本月完成投资（万元）";

    /** A feed of allocation sets, for the offices whose projects lie in several places. */
    static final String SETS = """
            dataset = allocations
            files = "*分摊表.csv"
            list = whole
            scope = everything
            columns {
              snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
              project_code = "项目代码"
              dimension = "维度"
              member = "成员"
              share { header = "份额", unit = percent }
            }
            """;

    private static final Map<String, String> CONFIGURATION = Map.of(
            "taizhang.conf",
            """
            programme {
              code = test_city
              name_zh = "测试市"
              name_en = "Test City"
            }
            # Nights take less time with fewer tables and copies; a test that asks for others says so.
            tables { only = [projects_by_district] }
            copies = []
            """,
            "reference/districts.csv",
            """
            code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
            D1,东区,East District,东,,1,,
            D2,西区,West District,西,,2,,
            D3,南区,South District,南,,3,,
            """,
            "reference/clusters.csv",
            """
            code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
            iron,铸造,Castings,,,1,,
            energy,新能源,New energy,,,2,,
            """,
            "feeds/projects.conf",
            """
            dataset = projects
            files = ["*项目清单.xlsx", "*项目清单.csv"]
            sheets = "清单"
            list = whole
            scope = districts
            columns {
              snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
              project_code = "项目代码"
              project_name = "项目名称"
              district = "所属县区"
              cluster = "产业集群"
              status = "项目状态"
              total_investment = "计划总投资"
              actual_start_date = "实际开工日期"
              open_to_private_capital = "是否推介"
              currency = "币种"
            }
            """,
            "feeds/changes.conf",
            """
            dataset = projects
            files = ["*项目变更.csv", "*项目变更.parquet", "*项目变更.jsonl"]
            list = changes
            columns {
              snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
              project_code = "项目代码"
              project_name = "项目名称"
              district = "所属县区"
              cluster = "产业集群"
              status = "项目状态"
              total_investment = "计划总投资"
            }
            """,
            "feeds/progress.conf",
            """
            dataset = progress
            files = "*项目进度.csv"
            sender { file_name = "^\\\\d{4}年 (.+?) " }
            columns {
              project_code = "项目代码"
              report_month = "报告月份"
              invested_this_month = "本月完成投资"
            }
            """,
            "feeds/targets.conf",
            """
            dataset = targets
            files = "*目标任务.csv"
            columns {
              metric = "指标"
              year = "年度"
              target = "目标值"
              district = "所属县区"
            }
            """);

    private final Path home;

    private TestInbox(Path home) {
        this.home = home;
    }

    /** Writes the configuration and makes an empty inbox below a folder. */
    public static TestInbox below(Path home) throws IOException {
        TestInbox office = new TestInbox(home);
        for (Map.Entry<String, String> file : CONFIGURATION.entrySet()) {
            office.configure(file.getKey(), file.getValue());
        }
        Files.createDirectories(office.inbox());
        return office;
    }

    /** The office that is below a folder already. */
    static TestInbox at(Path home) {
        return new TestInbox(home);
    }

    /** Copies this office, with its warehouse as it stands, to a folder. */
    TestInbox copiedTo(Path folder) throws IOException {
        FileUtils.copyDirectory(home.toFile(), folder.toFile());
        return new TestInbox(folder);
    }

    public Path conf() {
        return home.resolve("conf");
    }

    public Path inbox() {
        return home.resolve("inbox");
    }

    public Path warehouse() {
        return home.resolve("warehouse");
    }

    /** Writes one file of the configuration. */
    public void configure(String name, String... lines) throws IOException {
        Path file = conf().resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", lines));
    }

    /** Publishes these tables as well, or every table if none is named. */
    public void publishing(String... tables) throws IOException {
        Path settings = conf().resolve("taizhang.conf");
        String more = tables.length == 0
                ? "tables = null\n"
                : "tables.only = ${?tables.only} [" + String.join(", ", tables) + "]\n";
        configure("taizhang.conf", Files.readString(settings) + more);
    }

    /** Has the copies in files made. */
    void copying() throws IOException {
        configure(
                "taizhang.conf",
                Files.readString(conf().resolve("taizhang.conf")) + "copies = [sqlite, parquet, delta]\n");
    }

    /** Puts a text file of these lines into the inbox, in UTF-8. */
    public void deliver(String name, String... lines) throws IOException {
        deliver(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    void deliver(String name, byte[] bytes) throws IOException {
        Files.write(inbox().resolve(name), bytes);
    }

    /** Puts a workbook of one sheet into the inbox; every line is a row, its cells parted by commas. */
    void deliverWorkbook(String name, String sheet, String... lines) throws IOException {
        deliver(name, workbook(sheet, lines));
    }

    /** A workbook of one sheet; a cell that is a plain number is written as one. */
    static byte[] workbook(String sheet, String... lines) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (OutputStream stream = bytes;
                Workbook workbook = new Workbook(stream, "Taizhang tests", null)) {
            Worksheet worksheet = workbook.newWorksheet(sheet);
            for (int row = 0; row < lines.length; row++) {
                String[] cells = lines[row].split(",", -1);
                for (int column = 0; column < cells.length; column++) {
                    if (cells[column].matches("-?\\d+(\\.\\d+)?")) {
                        worksheet.value(row, column, new BigDecimal(cells[column]));
                    } else if (!cells[column].isEmpty()) {
                        worksheet.value(row, column, cells[column]);
                    }
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Runs {@code jobs/nightly} on this office. */
    public Commands.Answer nightly(String asOf) {
        return Commands.nightly(conf(), inbox(), warehouse(), asOf);
    }

    /** Runs a command on this office, as of a date if one is given. */
    public Commands.Answer run(String command, String asOf, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--conf", conf().toString()));
        arguments.addAll(List.of("--warehouse", warehouse().toString()));
        if (command.equals("nightly")) {
            arguments.addAll(List.of("--inbox", inbox().toString()));
        }
        if (asOf != null) {
            arguments.addAll(List.of("--as-of", asOf));
        }
        arguments.addAll(List.of(more));
        return Commands.run(arguments.toArray(String[]::new));
    }

    /** The log of a run, such as {@code 000001-1}. */
    String log(String runId) throws IOException {
        return Files.readString(warehouse().resolve("runs").resolve(runId).resolve("run.log"));
    }

    /** Runs {@code jobs/query} on this office; the answer is a CSV. */
    Commands.Answer ask(String sql) {
        return Commands.query(conf(), warehouse(), "csv", sql);
    }

    /** The rows that a query answers, the cells of each parted by {@code |}. */
    public List<String> lines(String sql) {
        Commands.Answer answer = ask(sql);
        if (answer.code() != 0) {
            throw new AssertionError(answer.err());
        }
        try (CSVParser parser = CSVParser.parse(answer.out(), CSVFormat.RFC4180)) {
            return parser.stream()
                    .skip(1)
                    .map(record -> String.join("|", record.values()))
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Every CSV under {@code exports/<as-of>}, by its name. */
    public SortedMap<String, String> exports(String asOf) throws IOException {
        SortedMap<String, String> exports = new TreeMap<>();
        try (Stream<Path> files = Files.list(warehouse().resolve("exports").resolve(asOf))) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".csv")).toList()) {
                exports.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return exports;
    }
}
