package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taizhang.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that would be script, markup, formula, SQL or a change of direction come out as they came in, and are nothing but names. */
class InjectionTest {
    private static final List<String> WRITTEN = List.of(
            "<script>window.stolen=1</script>",
            "</script><img src=x onerror=window.stolen=1>",
            "\" onmouseover=\"window.stolen=1",
            "' autofocus onfocus='window.stolen=1",
            "${7*7} @template.say() {{constructor}}",
            "javascript:window.stolen=1",
            "&lt;b&gt; &amp; 100%",
            "=HYPERLINK(\"http://x\",\"y\")",
            "+1+1|cmd",
            "@SUM(A1:A9)",
            "-2+3",
            "'); DROP TABLE project_watch; --",
            "a,b\tc\\d",
            "上行\n下行",
            "\u202E倒 \u2067مشروع الطريق",
            "W".repeat(300),
            "项目名称".repeat(75));

    /** Each beginning with each ending is a formula to some program. */
    private static final List<String> BEGINNINGS = List.of("=", "+", "-", "@", "＝", "＋", "－", "＠");

    private static final List<String> ENDINGS = List.of(
            "cmd|' /C calc'!A0",
            "IMPORTXML(\"http://x\";\"//a\")",
            "WEBSERVICE(\"http://x/\"&A1)",
            "SUM(1+1)*cmd|'/C calc'!A0",
            "DDE(\"cmd\";\"/C calc\";\"1\")",
            "1+MSEXCEL|'\\..\\cmd.exe /c calc'!A0",
            "IF(1,EXEC(\"calc\"),0)");

    private static final List<String> ELEMENTS =
            List.of("img src=x", "svg", "body", "iframe", "input", "video", "details open", "object", "math", "a");

    private static final List<String> SCRIPTS = List.of(
            "<%s onerror=window.stolen=1>",
            "\"><%s onload=window.stolen=1>",
            "'><%s onmouseover=window.stolen=1 autofocus>",
            "<%s href=\"javascript:window.stolen=1\">",
            "</title></script ><%s tabindex=0 onfocus=window.stolen=1>");

    static final List<String> NAMES = Stream.of(
                    WRITTEN.stream(),
                    BEGINNINGS.stream().flatMap(begin -> ENDINGS.stream().map(begin::concat)),
                    ELEMENTS.stream().flatMap(element -> SCRIPTS.stream().map(form -> form.formatted(element))))
            .flatMap(names -> names)
            .toList();
    private static final String RIGHT_TO_LEFT = "东\u202E区";

    @TempDir
    private static Path home;

    private static TestInbox office;
    private static Document page;

    static Document pageOfHostileNames(TestInbox office) throws IOException {
        office.publishing("project_watch");
        office.configure("reference/districts.csv", """
                code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
                D1,%s,"East ""><script>window.stolen=1</script>",东,,1,,
                """.formatted(RIGHT_TO_LEFT));
        String[] lines = new String[NAMES.size() + 1];
        lines[0] = TestInbox.PROJECTS;
        for (int place = 0; place < NAMES.size(); place++) {
            lines[place + 1] = "P" + place + ",\"" + NAMES.get(place).replace("\"", "\"\"") + "\",东,铸造,开工,"
                    + (1000 - place) + ",,,";
        }
        office.deliver("2025-03-31_项目清单.csv", lines);
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        return Jsoup.parse(office.warehouse().resolve("report/index.html").toFile(), "UTF-8");
    }

    @BeforeAll
    static void publishHostileNames() throws IOException {
        office = TestInbox.below(home);
        office.copying();
        page = pageOfHostileNames(office);
    }

    @Test
    void namesAreNothingButNames() throws IOException {
        JsonNode data = PageTest.data(page);
        List<String> texts = new ArrayList<>();
        data.get("texts").forEach(text -> texts.add(text.isArray() ? text.get(0).asText() : text.asText()));
        assertThat(texts).containsAll(NAMES).contains(RIGHT_TO_LEFT);
        assertThat(page.select("script")).hasSize(2);
        assertThat(page.select("img")).isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(element -> element.attributes().asList().stream())
                        .filter(attribute -> attribute.getKey().startsWith("on")))
                .isEmpty();
    }

    @Test
    void theyAreNothingElseInTheOtherCopies() throws IOException, SQLException {
        Path exports = office.warehouse().resolve("exports");
        assertThat(namesInCsv(exports))
                .containsExactlyInAnyOrderElementsOf(NAMES.stream()
                        .map(name -> "=+@-＝＋－＠".indexOf(name.charAt(0)) < 0 ? name : "'" + name)
                        .toList());
        assertThat(names("jdbc:sqlite:" + exports.resolve("latest/taizhang.sqlite"), "project_watch"))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(names(
                        "jdbc:duckdb:", "'" + exports.resolve("latest/parquet/project_watch/2025-03-31.parquet") + "'"))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(office.ask("SELECT project_name FROM latest.project_watch WHERE project_name LIKE '=HYPER%'")
                        .out())
                .contains("\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
        try (ReadableWorkbook workbook = new ReadableWorkbook(
                exports.resolve("2025-03-31/taizhang-2025-03-31.xlsx").toFile())) {
            Sheet sheet = workbook.getSheets()
                    .filter(found -> found.getName().equals("项目跟踪"))
                    .findFirst()
                    .orElseThrow();
            List<Cell> cells = sheet.read().stream()
                    .skip(1)
                    .flatMap(row -> row.stream().filter(cell -> cell != null && NAMES.contains(cell.getText())))
                    .toList();
            assertThat(cells.stream().map(Cell::getText)).containsExactlyInAnyOrderElementsOf(NAMES);
            assertThat(cells).allMatch(cell -> cell.getFormula() == null && cell.getType() == CellType.STRING);
        }
        csvExportsHoldTheTextsAsSentIfToldSo();
        try (Goal.Count goal = Goal.HOSTILE_NAMES.begin()) {
            goal.add(NAMES.size());
        }
    }

    private static void csvExportsHoldTheTextsAsSentIfToldSo() throws IOException {
        Path settings = office.conf().resolve("taizhang.conf");
        office.configure("taizhang.conf", Files.readString(settings) + "\ncsv_formulas = as_sent\n");
        assertThat(office.run("publish", null).code()).isZero();
        assertThat(namesInCsv(office.warehouse().resolve("exports"))).containsExactlyInAnyOrderElementsOf(NAMES);
    }

    private static List<String> namesInCsv(Path exports) throws IOException {
        String csv = Files.readString(exports.resolve("2025-03-31/project_watch.csv"))
                .replace("\uFEFF", "");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return CSVParser.parse(csv, format).stream()
                .map(record -> record.get("project_name"))
                .toList();
    }

    private static List<String> names(String url, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT project_name FROM " + table)) {
            while (found.next()) {
                names.add(found.getString(1));
            }
        }
        return names;
    }

    /** Log lines, last lines and plan; a name can hold everything but a slash and a zero. */
    @Test
    void namesOfFilesDriveNoTerminal(@TempDir Path folder) throws IOException {
        TestInbox sent = TestInbox.below(folder);
        sent.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        sent.deliver("2025-03-31 a\n\u001B[2J\u202Evsc 项目清单.csv", "没有表头");
        sent.deliver("b\n退出码 exit code 0\u001B[2J", "无人认领");
        String[] options = {
            "--conf",
            sent.conf().toString(),
            "--inbox",
            sent.inbox().toString(),
            "--warehouse",
            sent.warehouse().toString(),
            "--as-of",
            "2025-03-31"
        };
        for (String[] command : new String[][] {{"nightly", "--plan"}, {"nightly"}, {"doctor"}}) {
            List<String> all = new ArrayList<>(List.of(command));
            all.addAll(List.of(options).subList(0, command[0].equals("doctor") ? 6 : 8));
            Commands.Answer answer = Commands.run(all.toArray(String[]::new));
            assertThat(answer.code()).as(answer.err()).isZero();
            assertThat(answer.out() + answer.err())
                    .contains("b\\n退出码 exit code 0\\u001B[2J")
                    .doesNotContain("\u001B", "\u202E", "\n退出码 exit code 0");
        }
        Commands.Answer validated = Commands.run(
                "validate",
                "--conf",
                sent.conf().toString(),
                sent.inbox()
                        .resolve("2025-03-31 a\n\u001B[2J\u202Evsc 项目清单.csv")
                        .toString());
        assertThat(validated.code()).as(validated.err()).isEqualTo(3);
        assertThat(validated.out())
                .contains("2025-03-31 a\\n\\u001B[2J\\u202Evsc")
                .doesNotContain("\u001B", "\u202E");
    }
}
