package dev.taizhang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the sample's registers and monthly output back from their files and compares them with what the sample knows. */
class RegistersTest {
    private static final List<String> STAGES = List.of("签约日期", "注册日期", "落地日期", "开工日期", "投产日期", "达效日期");

    @TempDir
    static Path city;

    private static JsonNode known;

    @BeforeAll
    static void writeTheDefaultCity() throws IOException {
        SampleCity.write(city, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, SampleCity.DEFAULT_SEED);
        known = new ObjectMapper().readTree(Files.readString(city.resolve("known.json")));
    }

    private static SampleReader.Table table(String name) throws IOException {
        return SampleReader.table(city.resolve("inbox").resolve(name));
    }

    @Test
    void contractsOfTheYearComeToWhatIsKnownOnceTheWrongOneIsCorrected() throws IOException {
        SampleReader.Table register = table("2025-03-31 市招商局 招商签约台账.xlsx");
        SampleReader.Table correction = table("2025-03-31_市招商局_招商签约台账（更正）.csv");
        List<String> right = correction.rows().get(0);
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (List<String> row : register.rightRows(known)) {
            if (year(register, row).equals("2025")) {
                amounts.put(register.value(row, "合同编号"), register.yuan(row, "签约金额"));
            }
            if (register.value(row, "合同编号").equals(correction.value(right, "合同编号"))) {
                assertThat(register.yuan(row, "签约金额"))
                        .isEqualByComparingTo(correction.yuan(right, "签约金额").scaleByPowerOfTen(1));
            }
        }
        JsonNode year = known.get("contracts").get(2);
        assertThat(year.get("year").asInt()).isEqualTo(2025);
        assertThat(amounts).hasSize(year.get("contracts").asInt());
        assertThat(amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(year.get("contracted_amount").asText());
        // A fifth of the thousand hundred millions that are to be signed in the year, after a quarter of it.
        assertThat(new BigDecimal(year.get("contracted_amount").asText()))
                .isBetween(new BigDecimal("15000000000"), new BigDecimal("35000000000"));
    }

    /** Dates stand as serial numbers in the workbook: the year is that of the contract's own number. */
    private static String year(SampleReader.Table register, List<String> row) {
        return register.value(row, "合同编号").substring(2, 6);
    }

    @Test
    void noStageOfAContractComesBeforeTheOneBeforeIt() throws IOException {
        SampleReader.Table register = table("2025-03-31 市招商局 招商签约台账.xlsx");
        for (List<String> row : register.rightRows(known)) {
            int before = 0;
            for (String stage : STAGES) {
                String day = register.value(row, stage);
                if (!day.isEmpty()) {
                    assertThat(Integer.parseInt(day))
                            .as(stage + " of " + row)
                            .isGreaterThanOrEqualTo(before)
                            // The 31st of March 2025.
                            .isLessThanOrEqualTo(45747);
                    before = Integer.parseInt(day);
                }
            }
        }
    }

    @Test
    void mattersAndApprovalsAreOfProjectsThatTheListsName() throws IOException {
        Set<String> listed = new HashSet<>();
        for (District district : District.ALL) {
            SampleReader.Table list = table(district.form().fileName("2025-03-31", district.name(), "重大项目清单"));
            list.rightRows(known).forEach(row -> listed.add(list.value(row, "项目代码")));
        }
        int raised = 0;
        for (String name : List.of("2025-03-31 市项目办 堵点难点台账.xlsx", "2025-03-31_市审批局_联审联批台账.csv")) {
            SampleReader.Table register = table(name);
            raised = Math.max(raised, name.endsWith("xlsx") ? register.rows().size() : 0);
            register.rows().forEach(row -> assertThat(listed).contains(register.value(row, "项目代码")));
        }
        int knownRaised = 0;
        for (JsonNode factor : known.get("bottlenecks")) {
            knownRaised += factor.get("raised").asInt();
            assertThat(factor.get("settled").asInt() + factor.get("overdue").asInt())
                    .isLessThanOrEqualTo(factor.get("raised").asInt());
        }
        assertThat(knownRaised).isEqualTo(raised);
    }

    @Test
    void theSameMonthOfTheYearBeforeIsWhatWasReportedThen() throws IOException {
        SampleReader.Table before = table("2024年 榆次区 规上工业产值.xlsx");
        Map<String, String> outputs = new TreeMap<>();
        before.rows()
                .forEach(row ->
                        outputs.put(before.value(row, "产业集群") + before.value(row, "报告月份"), before.value(row, "当月产值")));
        SampleReader.Table now = table("2025年 榆次区 规上工业产值.xlsx");
        assertThat(now.rows()).isNotEmpty();
        now.rows()
                .forEach(row -> assertThat(outputs)
                        .containsEntry(
                                now.value(row, "产业集群") + now.value(row, "报告月份").replace("2025", "2024"),
                                now.value(row, "上年同月产值")));
    }

    @Test
    void oneMonthCameLateOneWasCorrectedAndOneIsMissing() throws IOException {
        assertThat(months("2024年 左权县 规上工业产值.xlsx")).doesNotContain("2024年12月").contains("2024年11月");
        assertThat(months("2024年 左权县 规上工业产值（补报）.xlsx")).containsExactly("2024年12月");
        assertThat(months("2025年 寿阳县 规上工业产值（更正）.xlsx")).containsExactly("2025年3月");
        assertThat(months("2025年 和顺县 规上工业产值.xlsx")).containsExactlyInAnyOrder("2025年1月", "2025年2月");
        assertThat(known.get("industrial_output").get("和顺县").get("last_month").isNull())
                .isTrue();
        assertThat(known.get("industrial_output").get("榆次区").get("last_month").isNull())
                .isFalse();
    }

    private static Set<String> months(String name) throws IOException {
        SampleReader.Table table = table(name);
        Set<String> months = new HashSet<>();
        table.rows().forEach(row -> months.add(table.value(row, "报告月份")));
        return months;
    }
}
