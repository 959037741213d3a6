package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.summaries.SummaryTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

/** The brief of cities made by hand: all on time, all late, one district, no plan, no contracts, nothing delivered. */
class BriefTest {
    private static final SummaryTable OVERVIEW = SummaryTable.builtIn("programme_overview");
    private static final SummaryTable DISTRICTS = SummaryTable.builtIn("investment_progress");
    private static final Configuration CONFIGURATION = Configuration.read(Path.of("conf"));

    /** A city that is behind, with contracts and lights. */
    private static final String LATE =
            "project_count=797 total_investment_known_count=790 total_investment=384600000000.00"
                    + " new_project_count=300 continuing_project_count=400 preliminary_project_count=97"
                    + " construction_project_count=700 annual_plan_investment=96000000000.00"
                    + " year_to_date_investment=18105600000.00 year_to_date_investment_with_annual_plan=18105600000.00"
                    + " annual_plan_completion=0.188600 months_elapsed=3 time_elapsed=0.250000 ahead_of_time_pp=-6.14"
                    + " planned_start_count=120 started_of_planned_count=1 start_rate=0.008333 start_coverage=0.500000"
                    + " resumed_count=360 resumption_rate=0.900000 resumption_coverage=1.000000"
                    + " start_and_resumption_rate=0.515714 signed_amount=30000000000.00 signed_amount_target=100000000000.00"
                    + " signing_completion=0.300000 green_count=500 yellow_count=199 red_count=81";

    private static Row row(SummaryTable table, String cells) {
        Map<String, String> given = Arrays.stream(cells.split(" "))
                .map(cell -> cell.split("="))
                .collect(Collectors.toMap(cell -> cell[0], cell -> cell[1]));
        NamedRow row = NamedRow.of(table.schema());
        for (StructField field : table.schema().fields()) {
            row.with(field.name(), value(field, given.get(field.name())));
        }
        return row.row();
    }

    private static Object value(StructField field, String text) {
        if (field.name().equals("as_of_date")) {
            return LocalDate.parse(text == null ? "2025-03-31" : text);
        }
        if (field.name().equals("currency")) {
            return text == null ? "CNY" : text;
        }
        if (text == null) {
            return field.dataType() instanceof LongType && field.name().equals("project_count") ? 0L : null;
        }
        if (field.dataType() instanceof LongType) {
            return Long.valueOf(text);
        }
        if (field.dataType() instanceof IntegerType) {
            return Integer.valueOf(text);
        }
        return field.dataType() instanceof DecimalType ? new BigDecimal(text) : text;
    }

    /** Districts of a city by their points ahead of the time elapsed. */
    private static List<Row> districts(String... namesAndPoints) {
        List<Row> rows = new ArrayList<>();
        for (String one : namesAndPoints) {
            String[] parts = one.split(" ", -1);
            rows.add(row(
                    DISTRICTS,
                    "district_code=%s district_name=%s district_name_en=%s line_kind=%s"
                                    .formatted(parts[1], parts[0], parts[1], parts.length > 3 ? parts[3] : "member")
                            + (parts[2].equals("-") ? "" : " ahead_of_time_pp=" + parts[2])));
        }
        return rows;
    }

    private static List<Bilingual> found(List<Row> overview, List<Row> districts, List<Row> before) {
        return brief(overview, districts, before).found();
    }

    private static Brief brief(List<Row> overview, List<Row> districts, List<Row> before) {
        return new Brief(
                CONFIGURATION.settings(),
                CONFIGURATION.references(),
                LocalDate.of(2025, 3, 31),
                Map.of(OVERVIEW, overview, DISTRICTS, districts),
                before,
                List.of());
    }

    private static List<String> zh(List<Bilingual> sentences) {
        return sentences.stream().map(Bilingual::zh).toList();
    }

    private static List<String> en(List<Bilingual> sentences) {
        return sentences.stream().map(Bilingual::en).toList();
    }

    @Test
    void aCityThatIsLateNamesTheDistrictsFurthestBehind() {
        List<Bilingual> found = found(
                List.of(row(OVERVIEW, LATE)),
                districts(
                        "榆次区 Yuci -1.00",
                        "左权县 Zuoquan -20.13",
                        "和顺县 Heshun -18.06",
                        "昔阳县 Xiyang -17.00",
                        "太谷区 Taigu 3.00",
                        "祁县 Qixian -",
                        "跨县 Cross-district -40.00 cross_district"),
                List.of(row(
                        OVERVIEW,
                        "as_of_date=2025-03-30 project_count=796 total_investment=384500000000.00"
                                + " year_to_date_investment=17985600000.00 red_count=84")));
        assertThat(zh(found))
                .containsExactly(
                        "截至2025年3月31日，晋中市重大项目年度投资完成 18.9%，慢于时间进度 6.1 个百分点：5 个县区中 4 个落后，" + "左权县、和顺县、昔阳县差距最大；81 个项目亮红灯。",
                        "与2025年3月30日相比：项目增加 1 个、计划总投资增加 1.00 亿元、本年完成投资增加 1.20 亿元、红灯减少 3 个。");
        assertThat(en(found))
                .containsExactly(
                        "Major projects of Jinzhong, 31 March 2025 – 18.9% of the annual plan is invested, 6.1 points behind"
                                + " the time elapsed: 4 of 5 districts are behind, Zuoquan, Heshun and Xiyang furthest;"
                                + " 81 projects show a red light.",
                        "Since 30 March 2025: 1 more project, 100.0 million yuan more total investment,"
                                + " 120.0 million yuan more invested this year, 3 fewer red lights.");
    }

    @Test
    void theFiguresFollow() {
        List<Bilingual> paragraphs =
                brief(List.of(row(OVERVIEW, LATE)), List.of(), List.of()).paragraphs();
        assertThat(paragraphs).hasSize(2);
        assertThat(paragraphs.get(1).zh())
                .isEqualTo("晋中市重大项目共 797 个，计划总投资 3,846 亿元（790 个项目填报），其中新建 300 个、续建 400 个、前期 97 个。"
                        + "年度计划投资 960.0 亿元，本年完成 181.1 亿元，投资完成率 18.9%，时间进度 25.0%。"
                        + "本年应开工 120 个项目，已开工 1 个，开工率 0.8%（50.0% 的项目有报送）。"
                        + "续建 400 个项目，已复工 360 个，复工率 90.0%；开复工率 51.6%。本年签约 300.0 亿元，为目标 1,000 亿元的 30.0%。"
                        + "绿灯 500 个，黄灯 199 个，红灯 81 个，无灯 17 个（填报内容不足以判断）。");
        assertThat(paragraphs.get(1).en())
                .isEqualTo("Major projects of Jinzhong: 797 projects with a total investment of 384.6 billion yuan"
                        + " (stated for 790 of them), of which 300 new, 400 continuing and 97 preliminary."
                        + " The annual plan is 96.0 billion yuan; 18.1 billion yuan has been invested this year"
                        + " (18.9% of the plan), with 25.0% of the year elapsed."
                        + " 1 of 120 projects planned to start this year has started (0.8%, reported for 50.0% of them)."
                        + " 360 of 400 continuing projects have resumed work (90.0%);"
                        + " the combined start and resumption rate is 51.6%."
                        + " Contracts worth 30.0 billion yuan were signed this year, 30.0% of the target of 100.0 billion yuan."
                        + " Lights: 500 green, 199 yellow and 81 red; 17 have none, because too little was reported.");
    }

    @Test
    void aCityOnTimeSaysThatNoDistrictIsBehind() {
        List<Bilingual> found = found(
                List.of(row(
                        OVERVIEW,
                        "project_count=2 annual_plan_completion=0.250400 ahead_of_time_pp=0.04 green_count=2 yellow_count=0"
                                + " red_count=0")),
                districts("东区 East 0.00", "西区 West 0.10"),
                List.of(row(OVERVIEW, "as_of_date=2025-03-30 project_count=2 red_count=0")));
        assertThat(zh(found))
                .containsExactly(
                        "截至2025年3月31日，晋中市重大项目年度投资完成 25.0%，与时间进度持平：2 个县区均不落后；没有项目亮红灯。",
                        "与2025年3月30日相比，项目数、计划总投资、本年完成投资、红灯数均无变化。");
        assertThat(en(found))
                .endsWith(
                        "Since 30 March 2025, the number of projects, the total investment, this year's investment and the number of red lights have not changed.");
    }

    @Test
    void allDistrictsCanBeLateAndOneIsNotCompared() {
        String late = "project_count=1 annual_plan_completion=0.100000 ahead_of_time_pp=-15.00 red_count=1";
        assertThat(zh(found(List.of(row(OVERVIEW, late)), districts("东区 East -10.00", "西区 West -20.00"), List.of())))
                .containsExactly("截至2025年3月31日，晋中市重大项目年度投资完成 10.0%，慢于时间进度 15.0 个百分点：2 个县区全部落后，西区、东区差距最大；1 个项目亮红灯。");
        assertThat(en(found(List.of(row(OVERVIEW, late)), districts("东区 East -15.00"), List.of())))
                .containsExactly(
                        "Major projects of Jinzhong, 31 March 2025 – 10.0% of the annual plan is invested, 15.0 points behind"
                                + " the time elapsed: 1 project shows a red light.");
    }

    @Test
    void withoutAPlanOrProgressNothingIsJudged() {
        assertThat(zh(found(
                        List.of(row(OVERVIEW, "project_count=3 year_to_date_investment=5000.00")),
                        List.of(),
                        List.of())))
                .containsExactly("截至2025年3月31日，晋中市重大项目本年完成投资 5,000 元，未报年度计划。");
        assertThat(en(found(
                        List.of(row(OVERVIEW, "project_count=3 annual_plan_investment=120000000.00")),
                        districts("东区 East -", "西区 West -"),
                        List.of())))
                .containsExactly(
                        "Major projects of Jinzhong, 31 March 2025 – Of an annual plan of 120.0 million yuan, no progress has"
                                + " been reported this year.");
    }

    @Test
    void withoutContractsAndLightsNothingIsSaidOfThem() {
        String text = brief(
                        List.of(row(
                                OVERVIEW,
                                "project_count=1 total_investment_known_count=0 planned_start_count=1"
                                        + " continuing_project_count=1")),
                        List.of(),
                        List.of())
                .paragraphs()
                .toString();
        assertThat(text)
                .doesNotContain("签约", "signed", "灯", "ights")
                .contains(
                        "晋中市重大项目共 1 个，未报计划总投资，其中续建 1 个。",
                        "1 project is planned to start this year; whether it has started is not reported.",
                        "Whether the 1 continuing project has resumed work is not reported.");
    }

    @Test
    void whereNothingWasDeliveredNoProjectIsListed() {
        assertThat(brief(List.of(), List.of(), List.of()).paragraphs())
                .containsExactly(new Bilingual(
                        "截至2025年3月31日，晋中市重大项目没有在册项目。",
                        "Major projects of Jinzhong, 31 March 2025 – No project is listed."));
    }

    @Test
    void amountsOfTwoYearsAreNotCompared() {
        assertThat(zh(found(
                        List.of(row(OVERVIEW, "project_count=5 year_to_date_investment=100000000.00")),
                        List.of(),
                        List.of(row(
                                OVERVIEW,
                                "as_of_date=2024-12-31 project_count=4 year_to_date_investment=900000000.00")))))
                .endsWith("与2024年12月31日相比：项目增加 1 个。");
    }
}
