package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was never delivered is blank and turns no light; what a list leaves blank in a column that it has is a zero. */
class EvidenceTest {
    private static final String DATE = "2025-03-31";
    private static final String FEED = """
            dataset = projects
            files = ["*项目清单.csv", "*项目变更.csv"]
            list = changes
            columns {
              snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
              project_code = "项目代码"
              project_name = "项目名称"
              district = "所属县区"
              status = "项目状态"
              nature = "建设性质"
              total_investment = "计划总投资"
              original_total_investment = "原计划总投资"
              annual_plan_investment = "年度计划投资"
              planned_start_date = "计划开工日期"
              actual_start_date = "实际开工日期"
              actual_resumption_date = "复工日期"
              planned_completion_date = "计划竣工日期"
              actual_completion_date = "实际竣工日期"
              production_date = "投产日期"
              statistics_entry_date = "入统日期"
            }
            """;
    private static final String SHORT = "项目代码,项目名称,所属县区,项目状态,建设性质,计划总投资（万元）,计划开工日期,计划竣工日期";
    private static final String LONG = SHORT + ",实际开工日期,复工日期,实际竣工日期,投产日期,入统日期,原计划总投资（万元）";

    @TempDir
    private Path folder;

    private TestInbox office() throws IOException {
        TestInbox office = TestInbox.below(folder);
        Files.delete(office.conf().resolve("feeds/changes.conf"));
        office.configure("feeds/projects.conf", FEED);
        office.publishing(
                "programme_overview",
                "starts",
                "resumption",
                "completions",
                "statistics_entry",
                "leader_cards",
                "district_ranking",
                "project_watch",
                "quarterly_scoreboard");
        return office;
    }

    private static void run(TestInbox office) {
        Commands.Answer night = office.nightly(DATE);
        assertThat(night.code()).as(night.err()).isZero();
    }

    private Document page() throws IOException {
        return Jsoup.parse(Files.readString(folder.resolve("warehouse/report/index.html")));
    }

    @Test
    void whatWasNeverDeliveredIsBlankEverywhere() throws IOException {
        TestInbox office = office();
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                SHORT,
                "E-01,东一,东区,在建,新建,1000,2025-01-01,2025-03-01",
                "E-02,东二,东区,在建,新建,1000,2025-02-01,2026-03-01",
                "E-03,东三,东区,在建,续建,1000,2023-02-01,2025-03-01");
        run(office);
        assertThat(
                        office.lines(
                                "SELECT planned_start_count, start_due_count, started_of_planned_count, early_start_count,"
                                        + " late_start_count, start_overdue_count, start_rate, start_coverage FROM latest.starts"))
                .containsExactly("2|2||||||0.000000");
        assertThat(office.lines("SELECT continuing_project_count, resumed_count, not_resumed_count, resumption_rate,"
                        + " start_and_resumption_rate FROM latest.resumption"))
                .containsExactly("1||||");
        assertThat(office.lines("SELECT planned_completion_count, completed_of_planned_count, completion_overdue_count,"
                        + " completion_rate, completed_count, in_production_of_planned_count, production_rate"
                        + " FROM latest.completions"))
                .containsExactly("2||||||");
        assertThat(office.lines(
                        "SELECT * EXCEPT (as_of_date, district_code, district_name, district_name_en, level_code,"
                                + " level_name, level_name_en, line_kind, currency) FROM latest.statistics_entry"))
                .containsExactly("|||||");
        assertThat(office.lines(
                        "SELECT ahead_count, on_time_count, behind_count, started_of_planned_count, green_count,"
                                + " yellow_count, red_count, open_bottleneck_count FROM latest.leader_cards"))
                .containsExactly("|||||||");
        assertThat(office.lines(
                        "SELECT DISTINCT light_code, start_light_code, light_reasons FROM latest.project_watch"))
                .containsExactly("||");
        assertThat(office.lines("SELECT started_count, resumed_count, year_to_date_investment, annual_plan_completion,"
                        + " green_count, yellow_count, red_count FROM latest.programme_overview"))
                .containsExactly("||||||");
        assertThat(Files.readString(folder.resolve("warehouse/exports/" + DATE + "/brief.md")))
                .contains("本年应开工 2 个项目，开工情况未报。续建 1 个项目，复工情况未报。")
                .contains("2 projects are planned to start this year; whether they have started is not reported.")
                .doesNotContain("0.0%", "绿灯");
        assertThat(page().select(".card[data-column=start_rate] .figure bdi").eachText())
                .containsExactly("未报", "not reported");
        assertThat(page().select(".card[data-column=resumption_rate] .figure bdi")
                        .eachText())
                .containsExactly("未报", "not reported");
        assertThat(page().select("#headline").text()).doesNotContain("灯");
    }

    @Test
    void whatAColumnLeavesBlankHasNotHappenedAndTheOthersAreNotCountedIn() throws IOException {
        TestInbox office = office();
        office.configure(
                "taizhang.conf",
                Files.readString(office.conf().resolve("taizhang.conf"))
                        + "lights.sets.ten_and_thirty_points.completion { yellow_after_months = 0, red_after_months = 3 }\n"
                        + "lights.sets.ten_and_thirty_points.cost { yellow_above = 0, red_above = 0.1 }\n");
        office.deliver(
                "2025-03-30 东区 项目清单.csv",
                LONG,
                "E-01,东一,东区,在建,新建,1000,2024-11-01,,,,,,,",
                "E-02,东二,东区,在建,新建,1000,2025-02-01,,,,,,,",
                "E-03,东三,东区,在建,新建,1000,2025-09-01,,,,,,,",
                "E-04,东四,东区,在建,新建,1000,2025-02-01,,,,,,,",
                "E-05,东五,东区,在建,续建,1100,,2024-12-01,2023-01-01,,,,2023-02-01,1000",
                "E-06,东六,东区,在建,续建,1101,,,,,,,,1000",
                "E-07,东七,东区,在建,续建,900,,2025-03-15,,,,,,1000",
                "E-08,东八,东区,在建,续建,900,,,,,,,,");
        office.deliver("2025-03-31 东区 项目变更.csv", SHORT, "E-04,东四,东区,在建,新建,1000,2025-02-01,");
        office.deliver("2025-03-31 西区 项目清单.csv", SHORT, "W-01,西一,西区,在建,新建,1000,2025-01-01,2024-01-01");
        run(office);
        // E-04 is known from a list without the column since, so that nobody says of it what the earlier list said.
        assertThat(office.lines(
                        "SELECT district_code, planned_start_count, started_of_planned_count, start_overdue_count,"
                                + " start_rate, start_coverage FROM latest.starts ORDER BY 1"))
                .containsExactly("D1|3|0|1|0.000000|0.666667", "D2|1||||0.000000");
        assertThat(office.lines(
                        "SELECT started_of_planned_count, start_rate, start_coverage, resumed_count, resumption_rate"
                                + " FROM latest.programme_overview"))
                .containsExactly("0|0.000000|0.500000|0|0.000000");
        assertThat(Files.readString(folder.resolve("warehouse/exports/" + DATE + "/brief.md")))
                .contains("本年应开工 4 个项目，已开工 0 个，开工率 0.0%（50.0% 的项目有报送）");
        assertThat(page().select(".card[data-column=start_rate] .note").text()).contains("应开工 4，已开工 0，50.0%的项目有报送");
        assertThat(
                        office.lines(
                                "SELECT project_code, light_code, start_light_code, statistics_light_code,"
                                        + " completion_light_code, cost_light_code, light_reasons FROM latest.project_watch ORDER BY 1"))
                .containsExactly(
                        "E-01|red|red||||应于 2024-11-01 开工，逾期 4 个月",
                        "E-02|yellow|yellow||||应于 2025-02-01 开工，逾期 1 个月",
                        "E-03|green|green||||",
                        "E-04||||||",
                        "E-05|red||green|red|yellow|应于 2024-12-01 竣工，逾期 3 个月；计划总投资超原计划 10.00%",
                        "E-06|red||||red|计划总投资超原计划 10.10%",
                        "E-07|yellow|||yellow|green|应于 2025-03-15 竣工，逾期 0 个月",
                        "E-08||||||",
                        "W-01||||||");
        assertThat(office.lines("SELECT green_count, yellow_count, red_count FROM latest.programme_overview"))
                .containsExactly("1|2|3");
        assertThat(office.lines("SELECT quarter, started_count FROM latest.quarterly_scoreboard"))
                .isEmpty();
    }
}
