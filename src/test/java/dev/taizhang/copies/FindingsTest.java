package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.AsOf;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** What the page says first about cities made by hand, in both languages, word for word. */
class FindingsTest {
    private static final Configuration CONFIGURATION = Configuration.read(Path.of("conf"));
    private static final LocalDate AS_OF = LocalDate.of(2025, 3, 31);
    private static final List<String> NAMES = List.of("甲", "乙", "丙", "丁", "戊");
    private static final List<String> ENGLISH = List.of("Alpha", "Beta", "Gamma", "Delta", "Epsilon");

    private final Map<String, List<Row>> tables = new LinkedHashMap<>();
    private final List<Row> projects = new ArrayList<>();
    private PageWords words = new PageWords(Map.of());

    /** A row of a table, of which only some columns are known, given as name=value. */
    private static Row row(String table, String... cells) {
        StructType schema = SummaryTable.builtIn(table).schema();
        Map<String, String> given = new LinkedHashMap<>();
        given.put("currency", "CNY");
        given.put("line_kind", "member");
        for (String cell : cells) {
            given.put(cell.split("=", 2)[0], cell.split("=", 2)[1]);
        }
        NamedRow row = NamedRow.of(schema);
        for (StructField field : schema.fields()) {
            row.with(field.name(), field.name().equals("as_of_date") ? AS_OF : value(field, given.get(field.name())));
        }
        return row.row();
    }

    private static Object value(StructField field, String text) {
        if (text == null) {
            return null;
        } else if (field.dataType() instanceof DecimalType decimal) {
            return new BigDecimal(text).setScale(decimal.scale());
        } else if (field.dataType().equals(DataTypes.LongType)) {
            return Long.valueOf(text);
        } else if (field.dataType().equals(DataTypes.IntegerType)) {
            return Integer.valueOf(text);
        } else if (field.dataType().equals(DataTypes.DateType)) {
            return Date.valueOf(text);
        }
        return text;
    }

    private void add(String table, String... cells) {
        tables.computeIfAbsent(table, name -> new ArrayList<>()).add(row(table, cells));
    }

    /** Adds a district by its place among the names. */
    private void district(int nth, String table, String... cells) {
        List<String> all = new ArrayList<>(List.of(
                "district_code=D" + nth, "district_name=" + NAMES.get(nth), "district_name_en=" + ENGLISH.get(nth)));
        all.addAll(List.of(cells));
        add(table, all.toArray(String[]::new));
    }

    private void progress(int nth, String completion, String ahead) {
        district(
                nth,
                "investment_progress",
                "annual_plan_completion=" + completion,
                "time_elapsed=0.25",
                "ahead_of_time_pp=" + ahead);
    }

    private Scorecard scorecard() {
        return new Scorecard(tables, "CNY", new Bilingual("某市", "A city"), texts());
    }

    private PageTexts texts() {
        return new PageTexts(CONFIGURATION.references(), words);
    }

    private Findings findings() {
        return new Findings(
                scorecard(),
                tables,
                projects,
                "CNY",
                new PageFigures(CONFIGURATION.reference("units")),
                texts(),
                new AsOf(AS_OF, PlanYear.OF_THE_CALENDAR));
    }

    private static List<String> zh(List<Finding> findings) {
        return findings.stream().map(finding -> finding.text().zh()).toList();
    }

    private static List<String> en(List<Finding> findings) {
        return findings.stream().map(finding -> finding.text().en()).toList();
    }

    @Test
    void allAreLate() {
        add(
                "programme_overview",
                "project_count=9",
                "annual_plan_completion=0.182",
                "ahead_of_time_pp=-6.8",
                "time_elapsed=0.25",
                "months_elapsed=3",
                "red_count=2",
                "yellow_count=3",
                "green_count=4");
        progress(0, "0.20", "-5");
        progress(1, "0.10", "-15");
        progress(2, "0.12", "-13");
        progress(3, "0.15", "-10");
        assertThat(zh(findings().whole()))
                .containsExactly("年度投资完成 18.2%，慢于时间进度 6.8 个百分点：4 个县区全部落后，乙、丙、丁差距最大；2 个项目亮红灯。");
        assertThat(en(findings().whole()))
                .containsExactly("18.2% of the annual plan is invested, 6.8 points behind the time elapsed:"
                        + " all 4 districts are behind, Beta, Gamma and Delta furthest; 2 projects show a red light.");
        assertThat(scorecard().lines())
                .extracting(line -> line.name().en())
                .containsExactly("Beta", "Gamma", "Delta", "Alpha");
    }

    @Test
    void allAreOnTime() {
        add(
                "programme_overview",
                "project_count=9",
                "annual_plan_completion=0.2504",
                "ahead_of_time_pp=0.04",
                "time_elapsed=0.25",
                "months_elapsed=3",
                "red_count=0",
                "green_count=9");
        progress(0, "0.25", "0");
        progress(1, "0.2508", "0.08");
        assertThat(zh(findings().whole())).containsExactly("年度投资完成 25.0%，与时间进度持平：2 个县区均不落后；没有项目亮红灯。");
        assertThat(en(findings().whole()))
                .containsExactly("25.0% of the annual plan is invested, level with the time elapsed:"
                        + " none of the 2 districts is behind; no project shows a red light.");
    }

    @Test
    void oneDistrictIsNotComparedWithItself() {
        add(
                "programme_overview",
                "project_count=1",
                "annual_plan_completion=0.3",
                "ahead_of_time_pp=5",
                "time_elapsed=0.25",
                "months_elapsed=3",
                "red_count=1");
        progress(0, "0.3", "5");
        assertThat(zh(findings().whole())).containsExactly("年度投资完成 30.0%，快于时间进度 5.0 个百分点：1 个项目亮红灯。");
        assertThat(en(findings().of(scorecard().lines().get(0))))
                .containsExactly("Alpha has invested 30.0% of its annual plan, 5.0 points ahead of the time elapsed.");
    }

    @Test
    void someAreBehindInThePortfoliosOwnWords() {
        words = new PageWords(Map.of("district", new PageWords.Word("地区", "region", "regions")));
        add(
                "programme_overview",
                "project_count=9",
                "annual_plan_completion=0.26",
                "ahead_of_time_pp=1",
                "time_elapsed=0.25",
                "months_elapsed=3");
        progress(0, "0.2", "-5");
        progress(1, "0.3", "5");
        progress(2, "0.3", "5");
        assertThat(zh(findings().whole())).containsExactly("年度投资完成 26.0%，快于时间进度 1.0 个百分点：3 个地区中 1 个落后，甲差距最大。");
        assertThat(en(findings().whole()))
                .containsExactly("26.0% of the annual plan is invested, 1.0 points ahead of the time elapsed:"
                        + " 1 of 3 regions is behind, Alpha furthest.");
    }

    @Test
    void missingMonthsAreNamed() {
        add(
                "programme_overview",
                "annual_plan_completion=0.1",
                "ahead_of_time_pp=-6.67",
                "time_elapsed=0.166667",
                "months_elapsed=2");
        assertThat(zh(findings().whole())).last().isEqualTo("进度报至 2 月，缺 3 月，投资完成率与 2 月的时间进度对照。");
    }

    @Test
    void noPlan() {
        add("programme_overview", "project_count=4", "year_to_date_investment=123456789.00");
        assertThat(zh(findings().whole())).containsExactly("本年完成投资 1.23 亿元，未报年度计划。");
        assertThat(en(findings().whole()))
                .containsExactly("123.5 million yuan has been invested this year; no annual plan was reported.");
    }

    @Test
    void noProgressAsInJanuary() {
        add("programme_overview", "project_count=4", "annual_plan_investment=5000000000.00");
        assertThat(zh(findings().whole())).containsExactly("年度计划投资 50.0 亿元，本年尚无进度报送。");
        assertThat(en(findings().whole()))
                .containsExactly("Of an annual plan of 5.00 billion yuan, no progress has been reported this year.");
    }

    @Test
    void projectsAlone() {
        add("programme_overview", "project_count=1234", "total_investment=1000000000000.00");
        for (int nth = 0; nth < 5; nth++) {
            district(
                    nth, "projects_by_district", "project_count=1", "total_investment=" + (nth + 1) + "00000000000.00");
        }
        assertThat(zh(findings().whole())).containsExactly("共 1,234 个项目，计划总投资 1.00 万亿元：戊、丁、丙占 120.0%。");
        assertThat(en(findings().whole()))
                .containsExactly("1,234 projects with a total investment of 1.00 trillion yuan:"
                        + " Epsilon, Delta and Gamma have 120.0% of it.");
    }

    @Test
    void whatAPortfolioWithoutPlansConsistsOf() {
        words = new PageWords(Map.of("cluster", new PageWords.Word("行业", "sector", "sectors")));
        add("programme_overview", "project_count=5");
        add("projects_by_status", "status_name=执行", "status_name_en=Active", "project_count=2");
        add("projects_by_status", "status_name=关闭", "status_name_en=Closed", "project_count=3");
        add("projects_by_cluster", "cluster_name=交通", "cluster_name_en=Transport", "total_investment=100000000.00");
        add("projects_by_cluster", "cluster_name=教育", "cluster_name_en=Education", "total_investment=50000000.00");
        assertThat(zh(findings().whole()))
                .containsExactly("共 5 个项目，未报总投资。", "按项目状态：关闭 3、执行 2。", "按行业：交通 1.00 亿元、教育 5,000 万元。");
        assertThat(en(findings().whole()))
                .containsExactly(
                        "5 projects; no total investment was reported.",
                        "By status: Closed 3 and Active 2.",
                        "By sector: Transport (100.0 million yuan) and Education (50.0 million yuan).");
    }

    @Test
    void nothingDelivered() {
        assertThat(zh(findings().whole())).containsExactly("没有在册项目。");
        assertThat(en(findings().whole())).containsExactly("No project is listed.");
        assertThat(new Changes(tables, scorecard(), "CNY").whole()).isEmpty();
    }

    @Test
    void startsResumptionSigningsBottlenecksAndSenders() {
        add(
                "programme_overview",
                "project_count=9",
                "annual_plan_completion=0.25",
                "ahead_of_time_pp=0",
                "time_elapsed=0.25",
                "months_elapsed=3",
                "planned_start_count=10",
                "started_of_planned_count=4",
                "start_rate=0.4",
                "continuing_project_count=5",
                "resumed_count=4",
                "resumption_rate=0.8",
                "signed_amount=30000000.00",
                "signed_amount_target=200000000.00",
                "signing_completion=0.15");
        district(
                0,
                "starts",
                "level_code=a",
                "planned_start_count=4",
                "started_of_planned_count=1",
                "start_overdue_count=2");
        district(
                0,
                "starts",
                "level_code=b",
                "planned_start_count=2",
                "started_of_planned_count=1",
                "start_overdue_count=1");
        district(
                1,
                "starts",
                "level_code=a",
                "planned_start_count=4",
                "started_of_planned_count=2",
                "start_overdue_count=1");
        district(0, "resumption", "continuing_project_count=5", "resumed_count=4", "not_resumed_count=1");
        add("bottlenecks_by_factor", "factor_name=用地", "factor_name_en=Land", "open_count=3", "overdue_count=2");
        district(1, "bottlenecks_by_district", "open_count=3", "overdue_count=2");
        add(
                "senders",
                "dataset=projects",
                "sender=甲",
                "district_code=D0",
                "state=missing",
                "days_late=4",
                "last_delivery_date=2025-02-28");
        add("senders", "dataset=projects", "sender=乙", "district_code=D1", "state=on_time", "days_late=0");
        add("senders", "dataset=targets", "sender=丙", "district_code=unassigned", "state=not_due");
        projects.add(row(
                "project_watch",
                "project_code=P1",
                "project_name=一号",
                "district_code=D1",
                "light_code=red",
                "total_investment=250000000.00",
                "light_reasons=投资完成率较时间进度 -30.50 个百分点",
                "light_reasons_en=annual plan completion -30.50 points against time elapsed"));
        assertThat(zh(findings().whole()))
                .containsExactly(
                        "年度投资完成 25.0%，与时间进度持平。",
                        "最大的红灯项目是一号（2.50 亿元）：投资完成率较时间进度 −30.5 个百分点。",
                        "本年应开工 10 个项目，已开工 4 个，开工率 40.0%；4 个到期未开工（甲 3、乙 1）。",
                        "续建 5 个项目，已复工 4 个，复工率 80.0%；1 个未复工（甲 1）。",
                        "本年签约 3,000 万元，为目标 2.00 亿元的 15.0%。",
                        "未办结堵点难点 3 项，其中 2 项超期（用地 2）。",
                        "应报 2 项中，缺报 1 项、迟报 0 项（甲项目清单）；最近一次收件2025年2月28日。");
        assertThat(en(findings().whole()))
                .containsExactly(
                        "25.0% of the annual plan is invested, level with the time elapsed.",
                        "The largest red project is 一号 (250.0 million yuan): annual plan completion −30.5 points against"
                                + " time elapsed.",
                        "4 of 10 projects planned to start this year have started (40.0%); 4 are overdue"
                                + " (Alpha 3, Beta 1).",
                        "4 of 5 continuing projects have resumed work (80.0%); 1 has not (Alpha 1).",
                        "Contracts worth 30.0 million yuan were signed this year, 15.0% of the target of 200.0 million yuan.",
                        "3 bottlenecks are open; 2 are past their deadline (Land 2).",
                        "Of 2 deliveries due, 1 is missing and 0 late (甲 projects); the last delivery was taken in on"
                                + " 28 February 2025.");
        assertThat(zh(findings()
                        .of(scorecard().lines().stream()
                                .filter(line -> line.code().equals("D0"))
                                .findFirst()
                                .orElseThrow())))
                .contains("本年应开工 6 个项目，已开工 2 个；3 个到期未开工。", "应报 1 项中，缺报 1 项、迟报 0 项（甲项目清单）；最近一次收件2025年2月28日。");
    }

    @Test
    void whatMovedSinceTheMonthBefore() {
        for (String kind : List.of("joined", "left", "cost_changed")) {
            district(0, "movement", "base=previous_month", "base_date=2025-02-28", "kind=" + kind, "project_count=2");
        }
        district(1, "movement", "base=previous_month", "base_date=2025-02-28", "kind=joined", "project_count=3");
        district(1, "movement", "base=same_month_last_year", "base_date=2024-03-31", "kind=joined", "project_count=50");
        district(0, "district_ranking", "ranked_among=县区", "rank=1", "rank_move=2");
        district(1, "district_ranking", "ranked_among=县区", "rank=2", "rank_move=-1");
        Changes changes = new Changes(tables, scorecard(), "CNY");
        assertThat(changes.whole().orElseThrow().text().zh())
                .isEqualTo("与2025年2月28日相比：新进 5 个项目、退出 2 个、总投资调整 2 个、甲升 2 位、乙降 1 位。");
        assertThat(changes.whole().orElseThrow().text().en())
                .isEqualTo("Since 28 February 2025: 5 joined, 2 left, 2 changed cost, Alpha up 2 places, Beta down 1 place.");
        assertThat(changes.of(scorecard().lines().get(1)).orElseThrow().text().en())
                .isEqualTo("Since 28 February 2025: 3 joined, Beta down 1 place.");
    }

    @Test
    void blocksHaveFindingsToo() {
        Settings settings = CONFIGURATION.settings();
        BlockFindings blocks = new BlockFindings(new PageFigures(CONFIGURATION.reference("units")), texts(), "CNY", Optional.empty());
        PageSections sections = new PageSections(texts(), new Totals(settings.currency(), Map.of()), blocks);
        progress(0, "0.20", "-5");
        progress(1, "0.30", "5");
        PageSection section = sections.of(
                        SummaryTable.builtIn("investment_progress"), tables.get("investment_progress"))
                .orElseThrow();
        assertThat(section.finding().orElseThrow().zh()).isEqualTo("投资完成率最低：甲 20.0%、乙 30.0%；2 项中 1 项低于时间进度 25.0%");
        assertThat(section.finding().orElseThrow().en())
                .isEqualTo(
                        "Lowest annual plan completion: Alpha (20.0%) and Beta (30.0%); 1 of 2 below the time elapsed of 25.0%");
    }
}
