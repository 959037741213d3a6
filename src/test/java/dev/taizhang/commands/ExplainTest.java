package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A figure taken apart to the rows of the files that it came from, and what a correction, a joiner and a leaver moved. */
class ExplainTest {
    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void runTwoNights() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("movement", "projects_by_cluster", "project_watch");
        office.deliver(
                "2025-03-30 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,2000.5,2024-05-01,是,CNY",
                "E-03,东三,东区,新能源,签约,400,,是,CNY",
                "N-01,北一,北区,铸造,开工,70,2024-05-01,是,CNY");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-02,100", "E-02,2025-02,50");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1500,2024-05-01,是,CNY",
                "F-02,东二,东区,铸造,开工,2000.5,2024-05-01,是,CNY",
                "E-04,东四,东区,铸造,开工,33.33,2024-05-01,是,CNY",
                "N-01,北一,北区,铸造,开工,70,2024-05-01,是,CNY");
        office.configure("feeds/successions.conf", Files.readString(Path.of("conf/feeds/successions.conf")));
        office.deliver("项目代码变更表.csv", "原代码,新代码,生效日期", "E-02,F-02,2025-03-31");
        Commands.Answer second = office.nightly("2025-03-31");
        assertThat(second.code()).as(second.err()).isZero();
    }

    private static Commands.Answer explain(String... arguments) {
        String[] all = new String[arguments.length + 5];
        all[0] = "explain";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 4] = "--conf";
        all[all.length - 3] = office.conf().toString();
        all[all.length - 2] = "--warehouse";
        all[all.length - 1] = office.warehouse().toString();
        return Commands.run(all);
    }

    @Test
    void theProjectsOfAFigureAddUpToItAndNameTheirRows() {
        Commands.Answer answer =
                explain("projects_by_district", "--where", "district_name = '东区'", "--measure", "total_investment");
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("公式 formula: sum(total_investment)", "  total_investment = 35338300.00 CNY");
        List<String> lines = answer.out()
                .lines()
                .filter(line -> line.contains("2025-03-31 东区"))
                .toList();
        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("F-02", "20005000.00", "2025-03-31 东区 项目清单.csv", " 3"),
                        line -> assertThat(line).contains("E-01", "15000000.00", "2025-03-31 东区 项目清单.csv", " 2"),
                        line -> assertThat(line).contains("E-04", "333300.00", "2025-03-31 东区 项目清单.csv", " 4"));
        assertThat(office.lines("SELECT total_investment FROM latest.projects_by_district WHERE district_name = '东区'"))
                .containsExactly("35338300.00");
    }

    /** Its list has the new code, its progress the former one. */
    @Test
    void aRenamedProjectIsFoundUnderBothCodesAndNeitherJoinedNorLeft() {
        String[] figure = {"projects_by_district", "--measure", "year_to_date_investment", "--project", "E-02"};
        assertThat(explain(figure).out())
                .contains("project_code = F-02", "原代码 former codes: E-02", "year_to_date_investment = 500000.00 CNY")
                .containsPattern("F-02 .*2025-03-31 东区 项目清单.csv.* 3 .*2025年 东区 项目进度.csv.* 3");
        assertThat(explain(Stream.concat(Stream.of(figure), Stream.of("--against", "1"))
                                .toArray(String[]::new))
                        .out())
                .doesNotContain("joined", "left", "corrected")
                .contains("year_to_date_investment = 500000.00 CNY");
    }

    @Test
    void thePageNamesTheFilesOfARenamedProject() throws IOException {
        JsonNode delivered = PageTest.data(Jsoup.parse(
                        office.warehouse().resolve("report/index.html").toFile(), "UTF-8"))
                .get("reports")
                .get("F-02");
        assertThat(delivered).as("its record, and one month").hasSize(2);
        assertThat(delivered.get(0).get(2).asInt()).isEqualTo(3);
        assertThat(delivered.get(1).get(0).asText()).isEqualTo("2025-02");
        assertThat(delivered.get(1).get(2).asText()).isEqualTo("500000");
    }

    @Test
    void whatJoinedLeftAndWasCorrectedIsTheDifferenceToTheCent() {
        Commands.Answer answer = explain(
                "projects_by_district",
                "--where",
                "district_name = '东区'",
                "--measure",
                "total_investment",
                "--against",
                "1");
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out()).contains("total_investment = 35338300.00 CNY", "total_investment = 34005000.00 CNY");
        List<String> lines =
                answer.out().lines().filter(line -> line.startsWith("E-")).toList();
        assertThat(lines)
                .satisfiesExactly(
                        line -> assertThat(line).contains("E-01", "corrected", "5000000.00"),
                        line -> assertThat(line).contains("E-03", "left", "-4000000.00"),
                        line -> assertThat(line).contains("E-04", "joined", "333300.00"));
        assertThat(new BigDecimal("5000000.00")
                        .add(new BigDecimal("-4000000.00"))
                        .add(new BigDecimal("333300.00")))
                .isEqualByComparingTo(new BigDecimal("35338300.00").subtract(new BigDecimal("34005000.00")));
    }

    @Test
    void aRatioIsShownByTheSumsThatItIsMadeOf() {
        Commands.Answer answer = explain(
                "projects_by_cluster", "--where", "cluster_name = '铸造'", "--measure", "total_investment_coverage");
        assertThat(answer.out())
                .contains("公式 formula: try_divide(total_investment_known_count, project_count)")
                .contains("project_count = 4 个, total_investment_known_count = 4 个");
    }

    @Test
    void whatCannotBeTakenApartIsSaidWithWhatCan() {
        Commands.Answer table = explain("movement", "--measure", "project_count");
        assertThat(table.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(table.err()).contains("“movement”不是可以拆解的汇总表", "projects_by_district");
        Commands.Answer measure = explain("projects_by_district", "--measure", "total_investmnt");
        assertThat(measure.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(measure.err()).contains("Did you mean \"total_investment\"?");
        Commands.Answer where =
                explain("projects_by_district", "--where", "distrct = '1'", "--measure", "total_investment");
        assertThat(where.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(where.err()).contains("--where 有误", "jobs/tables projects_by_district lists the available columns");
    }
}
