package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.InstalledProject;
import dev.taizhang.LongForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An office's first weeks with the small city: nights, a correction, a late month, a return workbook, a withdrawal, past dates,
 * and questions. What writes where its caller stands are processes that the scripts under {@code jobs/} start, as users start them.
 * The other commands, and the first night, go on in this process, which takes a tenth of the time; with
 * {@code -Dtaizhang.long=true} each is started by its script once. Each test goes on from the one before; the last sees that no
 * option was left out.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UserStoryTest {
    private static final String LIST = "项目代码,项目名称,所属县区,产业集群,项目状态,建设性质,计划总投资（万元）,年度计划投资（万元）,计划开工日期,实际开工日期,复工日期\n";
    private static final String CORRECTION = "2025-04-01_榆次区_重大项目清单.csv";
    private static final String LATE = "2025年_太谷区_项目进度.csv";
    private static final String[] FIGURE = {"projects_by_district", "--measure", "total_investment"};

    /** The option, behind its command, of every step. */
    private static final SortedSet<String> USED = new TreeSet<>();

    @TempDir
    private static Path folder;

    private static InstalledProject project;

    @BeforeAll
    static void install() throws IOException {
        project = InstalledProject.below(folder);
        SmallCity.deliver(inbox());
        Files.writeString(
                project.home().resolve("conf/taizhang.conf"),
                "\ntables { only = [projects_by_district, projects_by_status] }\n",
                StandardOpenOption.APPEND);
        System.setProperty("taizhang.home", project.home().toString());
    }

    @AfterAll
    static void leave() {
        System.clearProperty("taizhang.home");
    }

    private static Path inbox() {
        return project.home().resolve("inbox");
    }

    private static Path warehouse() {
        return project.home().resolve("warehouse");
    }

    /** Runs a script in a process of its own, notes its options, and gives what it answered; the code is the one that is expected. */
    private static String script(int code, String script, String... arguments)
            throws IOException, InterruptedException {
        InstalledProject.Answer answer = project.run(script, arguments);
        return checked(code, answer.code(), answer.out(), answer.err(), script, arguments);
    }

    private static String script(String script, String... arguments) throws IOException, InterruptedException {
        return script(0, script, arguments);
    }

    /** Runs a command by its script with {@code --long}, and in this process otherwise. */
    private static String either(int code, String command, String... arguments)
            throws IOException, InterruptedException {
        return LongForm.ASKED ? script(code, command, arguments) : run(code, command, arguments);
    }

    private static String either(String command, String... arguments) throws IOException, InterruptedException {
        return either(0, command, arguments);
    }

    /** Runs a command in this process, notes its options, and gives what it answered. */
    private static String run(int code, String command, String... arguments) {
        Commands.Answer answer = Commands.run(
                Stream.concat(Stream.of(command), Stream.of(arguments)).toArray(String[]::new));
        return checked(code, answer.code(), answer.out(), answer.err(), command, arguments);
    }

    private static String run(String command, String... arguments) {
        return run(0, command, arguments);
    }

    /** Runs a command in this process with a master, which the launcher would give to Spark. */
    private static String runOn(String command, String... arguments) {
        // As `spark/cluster.conf` may say it; Spark's own numbers are for more machines than one.
        List<String> division = List.of("spark.sql.shuffle.partitions", "spark.sql.files.minPartitionNum");
        division.forEach(key -> System.setProperty(key, "2"));
        try {
            return run(
                    command,
                    Stream.concat(Stream.of(arguments), Stream.of("--master", "local[2]"))
                            .toArray(String[]::new));
        } finally {
            System.clearProperty("spark.master");
            division.forEach(System::clearProperty);
        }
    }

    private static String checked(int expected, int code, String out, String err, String command, String... arguments) {
        note(command, arguments);
        assertThat(code)
                .as("jobs/" + command + " " + List.of(arguments) + "\n" + out + err)
                .isEqualTo(expected);
        assertThat(out + err).doesNotContain("\tat ", "Exception", "dev.taizhang.");
        return out;
    }

    private static void note(String script, String... arguments) {
        Stream.of(arguments).filter(word -> word.startsWith("-")).forEach(option -> USED.add(script + " " + option));
    }

    private static String[] explain(String... more) {
        return Stream.concat(Stream.of(FIGURE), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    @Order(1)
    void theFirstNight() throws Exception {
        String[] places = {
            "--conf", project.home().resolve("conf").toString(), "--inbox", inbox().toString(), "--warehouse", "库 w"
        };
        assertThat(either("doctor", places))
                .contains("does not exist yet; the first run creates it", "No problem was found.");
        assertThat(script(2, "runs")).isEmpty();
        assertThat(either("nightly", "--as-of", "2025-03-31"))
                .contains("晋中市重大项目共 6 个，计划总投资 9.50 亿元", "已发布 published: 发布 release 1（");
    }

    @Test
    @Order(2)
    void aCorrectionAndALateMonthAreLookedAtBeforehandAndThenTaken() throws Exception {
        Path correction = Files.writeString(project.caller().resolve(CORRECTION), LIST + """
                        P1,示例一号光伏,榆次区,新能源,开工,新建,11000,4000,2025-02-01,2025-02-10,
                        P2,示例二号器械园,榆次区,医疗器械,开工,续建,20000.5,5000,2024-05-01,2024-05-01,
                        P3,示例三号风电,榆次区,新能源,前期,前期,30000,,,,
                        P7,示例七号,榆次区,新能源,签约,新建,约三千,,2025-06-01,,
                        """);
        Path late = Files.writeString(
                project.caller().resolve(LATE), "项目代码,报告月份,本月完成投资（万元）\nP5,2025年2月,80\nP4,2025年2月,1,多余的格\n");
        assertThat(either(
                        3,
                        "validate",
                        "--conf",
                        project.home().resolve("conf").toString(),
                        correction.toString(),
                        late.toString()))
                .containsPattern(CORRECTION + " +5 +计划总投资 +退回 reject +“约三千”不是数字")
                .containsPattern(LATE + " +3 +退回 reject +该行有 4 个单元格");
        Files.move(correction, inbox().resolve(CORRECTION));
        Files.move(late, inbox().resolve(LATE));

        assertThat(run("nightly", "--plan"))
                .containsPattern(CORRECTION + " +county-projects +项目清单 +4 +3 +1 +0")
                .containsPattern(LATE + " +county-progress +月度进度 +2 +1 +1 +0")
                .contains("files already in the ledger: 7", "以上为预览，未写入任何内容。");
        assertThat(run("nightly", "--as-of", "2025-04-01"))
                .contains("rejected rows still open: 2（2 份收件 deliveries）", "已发布 published: 发布 release 2（");
    }

    @Test
    @Order(3)
    void aReturnWorkbookComesBackMended() throws Exception {
        Path returned = warehouse().resolve("exports/2025-04-01/returns/榆次区.xlsx");
        Path mended =
                Files.write(inbox().resolve("改好的.xlsx"), Returned.mended(returned, new Returned.Change(4, 9, "3000")));
        assertThat(run("validate", "--warehouse", warehouse().toString(), mended.toString()))
                .containsPattern("改好的.xlsx（退回单，答复 return workbook for " + CORRECTION + "） .* 1 +1 +0 +0 ");
        assertThat(run(
                        "nightly",
                        "--as-of",
                        "2025-04-01",
                        "--conf",
                        project.home().resolve("conf").toString(),
                        "--inbox",
                        inbox().toString(),
                        "--warehouse",
                        warehouse().toString(),
                        "--rebuild"))
                .contains("rejected rows still open: 1（1 份收件 deliveries）", "晋中市重大项目共 7 个", "截止 as of 2025-03-31");
    }

    @Test
    @Order(4)
    void theLateMonthIsWithdrawnAndTakenBackIn() throws Exception {
        assertThat(run("withdraw", LATE, "--reason", "填错了")).contains("发布 release 5（");
        assertThat(run("nightly", "--as-of", "2025-04-01", "--reread", LATE)).contains("发布 release 6（");
    }

    @Test
    @Order(5)
    void pastDatesArePublishedInOneGo() throws Exception {
        assertThat(either("backfill", "--from", "2025-02-27", "--to", "2025-02-28"))
                .contains("截止 as of 2025-02-27", "截止 as of 2025-02-28", "发布 release 8（");
        assertThat(run("runs").lines().filter(line -> line.matches(".*\\d{6}-\\d.*")))
                .hasSize(8)
                .last()
                .asString()
                .contains(" 2025-02-28 ");
        assertThat(runOn("backfill", "--step", "month", "--from", "2025-02-01", "--to", "2025-03-01", "--again"))
                .contains("发布 release 9（");
    }

    @Test
    @Order(6)
    void copiesAreMadeOnceMoreOfTheNewestDateAndOfTheStandingRelease() throws Exception {
        FileUtils.deleteDirectory(warehouse().resolve("report").toFile());
        assertThat(either("publish")).contains("exports/2025-04-01", "exports/2025-02-28");
        assertThat(warehouse().resolve("report/index.html")).exists();
    }

    @Test
    @Order(7)
    void aFigureIsTakenApart() throws Exception {
        assertThat(either("explain", explain("--where", "district_code = '140702'")))
                .contains("截止 as of 2025-04-01  district_code = '140702'", CORRECTION, "改好的.xlsx");
        assertThat(run("explain", explain("--run", "5", "--against", "1")))
                .containsPattern("对比 against: 发布 release 1（.+） 截止 as of 2025-03-31")
                .containsPattern("P1 .*corrected .* 10000000.00")
                .containsPattern("P7 .*joined .* 30000000.00");
        assertThat(run("explain", explain("--as-of", "2025-03-31", "--run", "1")))
                .contains("截止 as of 2025-03-31");
        assertThat(run("explain", explain("--project", "示例七号", "--format", "json")))
                .startsWith("{\"table\":\"projects_by_district\",\"measure\":\"total_investment\"")
                .contains("\"project_name\":\"示例七号\"", "改好的.xlsx")
                .endsWith("]}\n");
    }

    @Test
    @Order(8)
    void questionsAreAnsweredInEachForm() throws Exception {
        String count =
                "SELECT as_of_date, sum(project_count) AS projects FROM summaries.projects_by_status GROUP BY 1 ORDER BY 1";
        assertThat(either("query", "--timeout", "120", "--format", "csv", count))
                .isEqualToNormalizingNewlines("""
                        as_of_date,projects
                        2025-02-28,3
                        2025-03-31,6
                        2025-04-01,7
                        """);
        assertThat(run("query", "SELECT as_of_date, count(1) AS releases FROM ledger.runs GROUP BY 1 ORDER BY 1"))
                .containsPattern("2025-02-27 +1\n2025-02-28 +2\n2025-03-31 +2\n2025-04-01 +4\n");
        Path file = Files.writeString(project.caller().resolve("问题 questions.sql"), count + ";\nSELECT 1 AS one\n");
        assertThat(run("query", "--run", "1", "--format", "csv", "--file", file.toString())
                        .replace("\r", ""))
                .isEqualTo("as_of_date,projects\n2025-03-31,6\n\none\n1\n");
        assertThat(run("query", "--run", "1", "--format", "json", count))
                .isEqualTo("{\"as_of_date\":\"2025-03-31\",\"projects\":6}\n");
        assertThat(run(
                        "query",
                        "--as-of",
                        "2025-02-28",
                        "SELECT :as_of AS date, count(1) AS projects FROM project_state"))
                .containsPattern("2025-02-28 +3\n");
        assertThat(run("query", "--known-at", "2999-12-31", "SELECT 县区, 项目数 FROM 最新.分县区项目"))
                .containsPattern("榆次区 +4");
    }

    @Test
    @Order(9)
    void everythingElseThatAUserLooksAt() throws Exception {
        assertThat(either("tables")).containsPattern("summaries.programme_overview +总体情况 +\\d+ +2025-04-01 ");
        assertThat(run("tables", "--run", "1")).containsPattern("summaries.programme_overview +总体情况 +1 +2025-03-31 ");
        assertThat(run("tables", "最新.分县区项目")).startsWith("summaries.projects_by_district · ");
        assertThat(run("tables", "--markdown")).isEqualTo(Files.readString(Path.of("docs/tables.md")));
        assertThat(run("tables", "--lineage"))
                .containsPattern("summaries.projects_by_status +csv, .*page.* +project_state\n");
        assertThat(run("tables", "--lineage", "--format", "json", "分县区项目"))
                .contains(
                        "{\"from\":\"feeds.county-projects\",\"from_kind\":\"feed\",\"to\":\"ledger.projects\",\"to_kind\":\"ledger\"}\n")
                .contains("\"to\":\"summaries.projects_by_district\"", "\"from\":\"summaries.projects_by_district\"")
                .doesNotContain("feeds.contracts");
        Path unknown =
                Files.writeString(project.caller().resolve("调度 某单位.csv"), "项目代码,项目名称,所属县区,计划总投资（万元）\nX1,某项目,榆次区,100\n");
        assertThat(either("feed", "--dataset", "projects", unknown.toString())).contains("columns {", "项目名称");
        String conf =
                project.caller().relativize(project.home().resolve("conf")).toString();
        assertThat(script("feed", "--template", "projects", "--to", "模板.xlsx", "--conf", conf)
                        .strip())
                .isEqualTo("模板.xlsx");
        assertThat(project.caller().resolve("模板.xlsx")).isNotEmptyFile();
        Path own = project.caller().resolve("我市");
        assertThat(either(
                        "init",
                        own.toString(),
                        "--name-zh",
                        "我市重大项目",
                        "--name-en",
                        "Our projects",
                        "--code",
                        "ours",
                        "--districts",
                        "榆次区,太谷区",
                        "--language",
                        "zh",
                        "--currency",
                        "CNY",
                        "--display-unit",
                        "ten_thousand",
                        "--zone",
                        "Asia/Shanghai",
                        "--from",
                        inbox().resolve("2025-03-31_榆次区_重大项目清单.csv").toString()))
                .contains("/nightly --conf '" + own.resolve("conf") + "'");
        assertThat(run("doctor", "--conf", own.resolve("conf").toString())).contains("No problem was found.");
        Path city = project.caller().resolve("城");
        assertThat(either(
                                "sample",
                                city.toString(),
                                "--projects",
                                "60",
                                "--months",
                                "3",
                                "--seed",
                                "7",
                                "--form",
                                "parquet")
                        .strip())
                .isEqualTo(city + "/inbox");
        assertThat(city.resolve("known.json")).isNotEmptyFile();
        assertThat(Commands.run("sample", city.resolveSibling("小城").toString(), "--projects", "20")
                        .err())
                .contains("示例城市至少须有 60 个项目，月数须为 1 至 60；所给为 20 个项目", "The sample city needs 60 projects or more");
        Commands.Answer misspelt = Commands.run("backfill", "--form", "2025-02-28");
        assertThat(misspelt.code()).isEqualTo(2);
        assertThat(misspelt.out()).isEmpty();
        assertThat(misspelt.err()).isEqualToNormalizingNewlines("""
                jobs/backfill 没有选项“--form”。是否想写“--from”？用法见 jobs/backfill --help。
                jobs/backfill has no option "--form". Did you mean "--from"? See jobs/backfill --help.
                退出码 exit code 2
                """);
        assertThat(script("bench", "--help")).contains("Usage: jobs/bench", "--projects", "--nights", "--rounds");
        assertThat(run("doctor", "--deep", "--mend")).contains("发布 release 9", "No problem was found.");
        assertThat(run("doctor", "--tests")).contains("No problem was found.");
        assertThat(either("maintain")).contains("合计 total");
        run("maintain", "--apply");
        assertThat(run("maintain")).contains("There is nothing to do.");
        assertThat(run("query", "--format", "csv", "SELECT sum(project_count) FROM latest.projects_by_status")
                        .lines())
                .endsWith("7");
    }

    @Test
    @Order(10)
    void anEarlierReleaseIsRestoredAndTheNextNightAwaitsApproval() throws Exception {
        assertThat(either("runs", "--restore", "6")).contains("已恢复发布 6 restored release 6: 发布 release 10（");
        assertThat(run("runs", "10")).containsPattern("恢复 restores +6\n");
        // Nothing differs between a release and the one that restores it.
        assertThat(run(2, "runs", "--diff", "6", "10", "--format", "json")).isEmpty();
        Files.writeString(
                project.home().resolve("conf/taizhang.conf"), "\nrelease = by_hand\n", StandardOpenOption.APPEND);
        assertThat(run(7, "nightly", "--as-of", "2025-04-02")).contains("晋中市重大项目共 7 个");
        assertThat(run("runs")).containsPattern("11  000011-1  2025-04-02  待批准 awaits approval");
        assertThat(either("runs", "--approve", "000011-1")).contains("已发布 published: 发布 release 11（000011-1）");
    }

    @Test
    @Order(11)
    void theWarehouseIsMadeAnewFromItsOriginals() throws Exception {
        assertThat(either(
                        "rebuild",
                        project.caller().resolve("重建").toString(),
                        "--as-of",
                        "2025-04-02",
                        "--as-delivered"))
                .containsPattern("全部 \\d+ 张表与发布 11 相同。 All \\d+ tables are those of release 11.");
    }

    /** Of those that only say where things are, and those that print how a command is used, one process would be like another. */
    @Test
    @Order(12)
    void everyOptionOfEveryCommandWasUsed() {
        List<String> all = new ArrayList<>();
        new CommandLine(Taizhang.class).getSubcommands().forEach((name, command) -> {
            for (String asked : List.of("--help", "--version")) {
                note(name, asked);
                Commands.Answer answer = Commands.run(name, asked);
                assertThat(answer.code()).as(name + " " + asked).isZero();
                assertThat(answer.out()).contains(asked.equals("--help") ? "Usage: jobs/" + name : "Taizhang ");
            }
            // These are the same for all commands that have them.
            for (String shared : List.of("--conf", "--warehouse", "--master")) {
                if (command.getCommandSpec().findOption(shared) != null) {
                    note(name, shared);
                }
            }
            command.getCommandSpec().options().stream()
                    .map(OptionSpec::longestName)
                    .forEach(option -> all.add(name + " " + option));
        });
        assertThat(USED).containsAll(all);
    }
}
