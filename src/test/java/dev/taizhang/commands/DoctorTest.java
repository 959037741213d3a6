package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That {@code jobs/doctor} names every problem at once, each with its place, and changes nothing. */
class DoctorTest {
    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("project_watch");
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
    }

    private Commands.Answer doctor() {
        return Commands.run(
                "doctor",
                "--conf",
                office.conf().toString(),
                "--inbox",
                office.inbox().toString(),
                "--warehouse",
                office.warehouse().toString());
    }

    private void finds(int problems, String... told) {
        Commands.Answer answer = doctor();
        assertThat(answer.out()).contains(told).contains("Problems found: " + problems + ".");
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(answer.out()).doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }

    @Test
    void allIsWellBeforeAndAfterTheFirstNight() throws IOException {
        office.deliver("备忘.txt", "不是报表");
        Commands.Answer before = doctor();
        assertThat(before.code()).as(before.out() + before.err()).isZero();
        assertThat(before.out()).contains("尚不存在，首次运行时建立", "没有相符报表配置（feed）的文件 matched by no feed: 备忘.txt", "没有发现问题");
        assertThat(office.warehouse()).doesNotExist();

        assertThat(office.nightly("2025-03-31").code()).isZero();
        Commands.Answer after = doctor();
        assertThat(after.code()).as(after.out() + after.err()).isZero();
        assertThat(after.out()).contains("发布 release 1", "No problem was found.");
        aFileThatIsGoneIsNamed();
    }

    private void aFileThatIsGoneIsNamed() throws IOException {
        Path projects = only(office.warehouse().resolve("ledger/projects"), ".parquet");
        Path aside = Files.move(projects, folder.resolve("aside"));
        finds(1, "表 ledger.projects 的数据文件", "it is missing", "从备份恢复台账库");
        Files.move(aside, projects);
        assertThat(doctor().code()).isZero();
    }

    @Test
    void everyMistakeOfTheConfigurationIsNamedAtOnce() throws IOException {
        String settings = Files.readString(office.conf().resolve("taizhang.conf"));
        office.configure("taizhang.conf", "currency = RMB\nzone = Asia/Shanghei\n" + settings);
        office.configure(
                "senders.conf",
                "due = [{ dataset = progres, senders = 东区, days_after_month_end = 5, requird = true }]");
        office.configure(
                "reference/districts.csv",
                "# ours",
                "code,name_zh,name_en,aliases,parent,sort_order",
                "D1,东区,East,东,,1",
                "D1,西区,West,西,,2",
                "D3,南区,South,南,D9,3");
        office.configure(
                "reference/clusters.csv", "code,name_zh,name_en,aliases", "casting,铸造,Casting,", "chemistry,化工");
        String feed = Files.readString(office.conf().resolve("feeds/projects.conf"));
        office.configure(
                "feeds/changes.conf", feed.replace("files =", "fils =").replace("project_code =", "project_cod ="));
        office.configure("feeds/other.conf", "dataset = projects, columns [");
        office.configure(
                "rules/own.conf",
                "rules = [",
                "  { name = r, dataset = projects, condition = \"totl > 0\", severity = wrn, message { zh = 甲, en = A } }",
                "  { name = s, dataset = project, condition = \"total > 0\", severity = warn }",
                "]");
        office.configure(
                "tables/own.conf",
                "measures = [\n  { name = m, unit = amount, sum = \"totl_investment\", title { zh = 甲, en = A } }\n]");
        finds(
                14,
                "taizhang.conf:1: the key \"currency\" is invalid: \"RMB\"",
                "taizhang.conf:2: the key \"zone\" is invalid",
                "senders.conf:1: unknown key \"requird\". Did you mean \"required\"?",
                "senders.conf:1: the key \"dataset\" is invalid: \"progres\" is not a monthly dataset",
                "districts.csv:4: the code \"D1\" is listed twice.",
                "districts.csv:5: the parent \"D9\" is not a member of this table.",
                "clusters.csv:3: the number of columns differs from that of the header.",
                "other.conf:1: this is not valid HOCON: Key 'columns'",
                "changes.conf:2: unknown key \"fils\". Did you mean \"files\"?",
                "changes.conf:8: unknown key \"project_cod\". Did you mean \"project_code\"?",
                "own.conf:2",
                "totl",
                "own.conf:3",
                "totl_investment",
                "[好 ok]   报表配置 feed projects",
                "[未查 no] 收件目录 inbox：因上述问题 because of a problem above",
                "[未查 no] 台账库 warehouse：");
    }

    @Test
    void aTargetOfADistrictThatThereIsNotIsNamedByFileAndRow() throws IOException {
        office.deliver("目标任务.csv", "指标,年度,目标值,所属县区", "annual_investment,2025,500,东区", "annual_investment,2025,300,北区");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        finds(1, "目标任务.csv !3（北区）", "The district of 1 row of targets is not in districts.csv");
    }

    @Test
    void aThresholdOfOnesOwnDecidesTheLight() throws IOException {
        String feed = Files.readString(office.conf().resolve("feeds/projects.conf"));
        office.configure(
                "feeds/projects.conf",
                feed.replace("columns {", "columns {\n  planned_start_date = \"计划开工日期\"\n  nature = \"建设性质\""));
        office.deliver(
                "2025-03-31 西区 项目清单.csv",
                TestInbox.PROJECTS + ",计划开工日期,建设性质",
                "W-01,西一,西区,铸造,签约,1000,,是,CNY,2025-01-15,新建");
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS + ",计划开工日期,建设性质",
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY,2024-05-01,新建");
        String light = "SELECT project_code, light_code FROM latest.project_watch WHERE project_code = 'W-01'";
        assertThat(office.nightly("2025-03-31").code()).isZero();
        assertThat(office.lines(light)).containsExactly("W-01|yellow");

        String settings = Files.readString(office.conf().resolve("taizhang.conf"));
        office.configure("taizhang.conf", settings + """
                        lights {
                          set = ours
                          sets.ours {
                            investment { by = ahead_of_time_pp, green_from = 0, yellow_from = -5 }
                            start { yellow_after_months = 1, red_after_months = 2 }
                            statistics_entry { yellow_after_months = 1, red_after_months = 2 }
                          }
                        }
                        """);
        assertThat(doctor().code()).isZero();
        assertThat(office.nightly("2025-03-31").code()).isZero();
        assertThat(office.lines(light)).containsExactly("W-01|red");
    }

    private static Path only(Path table, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(table)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
