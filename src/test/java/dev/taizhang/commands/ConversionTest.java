package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An office in yuan with projects, reports, contracts and targets in dollars, yen and Hong Kong dollars. A dollar is 7.2 yuan from
 * January and 7.1 from March, a yen 0.0481, and nobody has a rate for the Hong Kong dollar.
 */
class ConversionTest {
    private static final String RATES = """
            currency,valid_from,rate
            USD,2025-03-01,7.1
            USD,2025-01-01,7.2
            # a yen has no smaller unit
            JPY,2025-01-01,0.0481
            """;

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static Commands.Answer night;

    @BeforeAll
    static void runTheNight() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("data_findings");
        office.configure("reference/exchange_rates.csv", RATES);
        feeds(office);
        office.deliver(
                "2025-02-28 西区 项目清单.csv",
                TestInbox.PROJECTS.replace("万元", "元"),
                "U-02,西美,西区,铸造,开工,100,2025-02-01,,USD");
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS.replace("万元", "元"),
                "C-01,东本,东区,铸造,开工,1000,2025-01-01,,",
                "U-01,东美,东区,铸造,开工,200.01,2025-01-01,,USD",
                "J-01,东日一,东区,铸造,开工,12345,2025-01-01,,JPY",
                "J-02,东日二,东区,铸造,开工,50,2025-01-01,,JPY",
                "H-01,东港,东区,铸造,开工,300,2025-01-01,,HKD");
        office.deliver(
                "2025年 东区 项目进度.csv",
                "项目代码,报告月份,本月完成投资（元）,币种",
                "U-01,2025-02,10,USD",
                "U-01,2025-03,20,USD",
                "C-01,2025-03,10,USD",
                "H-01,2025-03,5,HKD");
        office.deliver(
                "2025-03-31 签约台账.csv",
                "合同编号,合同名称,所属县区,签约金额（元）,签约日期,币种",
                "K-1,二月,东区,1000,2025-02-28,USD",
                "K-2,三月,东区,1000,2025-03-01,USD",
                "K-3,去年,东区,1000,2024-12-31,JPY",
                "K-4,本币,东区,5,2025-01-01,CNY");
        office.deliver(
                "2025年 目标任务.csv", "指标,年度,目标值（元）,所属县区,币种", "signed_amount,2025,10000,,USD", "start_rate,2025,0.9,,USD");
        night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
    }

    private static void feeds(TestInbox office) throws IOException {
        office.configure("feeds/progress.conf", """
                dataset = progress
                files = "*项目进度.csv"
                columns {
                  project_code = "项目代码"
                  report_month = "报告月份"
                  invested_this_month = "本月完成投资"
                  currency = "币种"
                }
                """);
        office.configure("feeds/contracts.conf", """
                dataset = contracts
                files = "*签约台账.csv"
                columns {
                  snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
                  contract_code = "合同编号"
                  contract_name = "合同名称"
                  district = "所属县区"
                  contracted_amount = "签约金额"
                  signed_date = "签约日期"
                  currency = "币种"
                }
                """);
        office.configure("feeds/targets.conf", """
                dataset = targets
                files = "*目标任务.csv"
                columns {
                  metric = "指标"
                  year = "年度"
                  target = "目标值"
                  district = "所属县区"
                  currency = "币种"
                }
                """);
    }

    @Test
    void eachAmountIsConvertedAtTheRateOfItsListToTheFen() {
        // 200.01 × 7.1 = 1420.071; 12345 × 0.0481 = 593.7945; 50 × 0.0481 = 2.405, which is half and goes up; 100 ×
        // 7.2.
        assertThat(office.lines("SELECT project_code, currency, total_investment FROM facts.project_state"
                        + " WHERE as_of_date = DATE'2025-03-31' ORDER BY 1"))
                .containsExactly(
                        "C-01|CNY|1000.00",
                        "H-01|HKD|300.00",
                        "J-01|CNY|593.79",
                        "J-02|CNY|2.41",
                        "U-01|CNY|1420.07",
                        "U-02|CNY|720.00");
        // 1000.00 + 593.79 + 2.41 + 1420.07; shares are of the amounts in the same currency: 3016.27 / 3736.27.
        assertThat(office.lines("SELECT district_name, currency, project_count, total_investment,"
                        + " share_of_total_investment FROM latest.projects_by_district ORDER BY 1, 2"))
                .containsExactly("东区|CNY|4|3016.27|0.807294", "东区|HKD|1|300.00|1.000000", "西区|CNY|1|720.00|0.192706");
    }

    @Test
    void theLedgerKeepsWhatWasDelivered() {
        assertThat(
                        office.lines(
                                "SELECT project_code, currency, total_investment FROM ledger.projects WHERE currency <> 'CNY' ORDER BY 1"))
                .containsExactly(
                        "H-01|HKD|300.00", "J-01|JPY|12345.00", "J-02|JPY|50.00", "U-01|USD|200.01", "U-02|USD|100.00");
    }

    @Test
    void aMonthIsConvertedAtTheRateOfItsLastDayAndCountsForItsProjectInWhateverCurrency() {
        // U-01: 10 × 7.2 + 20 × 7.1; C-01, which is in yuan: 10 × 7.1.
        assertThat(office.lines("SELECT project_code, currency, month_investment, year_to_date_investment"
                        + " FROM facts.project_state WHERE last_report_month IS NOT NULL ORDER BY 1"))
                .containsExactly("C-01|CNY|71.00|71.00", "H-01|HKD|5.00|5.00", "U-01|CNY|142.00|214.00");
        assertThat(office.lines("SELECT rule FROM latest.data_findings")).isEmpty();
    }

    @Test
    void aContractIsConvertedAtTheRateOfTheDayItWasSignedAndATargetAtThatOfNewYear() {
        // 1000 × 7.2 + 1000 × 7.1 + 5 = 14305 of 10000 × 7.2; no rate for yen reaches back to 2024.
        assertThat(
                        office.lines(
                                "SELECT currency, signed_amount, signed_amount_target FROM latest.programme_overview ORDER BY 1"))
                .containsExactly("CNY|14305.00|72000.00", "HKD||");
        assertThat(office.lines("SELECT currency, contracted_amount FROM facts.contract_state"
                        + " WHERE contract_code = 'K-3'"))
                .containsExactly("JPY|1000.00");
    }

    @Test
    void theRatesUsedAreATable() {
        assertThat(office.lines("SELECT dataset, currency, valid_from, CAST(rate AS DOUBLE), row_count"
                        + " FROM latest.exchange_rates ORDER BY 1, 2, 3"))
                .containsExactly(
                        "contracts|JPY|2024-12-31||1",
                        "contracts|USD|2025-01-01|7.2|1",
                        "contracts|USD|2025-03-01|7.1|1",
                        "progress|HKD|2025-03-31||1",
                        "progress|USD|2025-01-01|7.2|1",
                        "progress|USD|2025-03-01|7.1|2",
                        "projects|HKD|2025-03-31||1",
                        "projects|JPY|2025-01-01|0.0481|2",
                        "projects|USD|2025-01-01|7.2|1",
                        "projects|USD|2025-03-01|7.1|1",
                        "targets|USD|2025-01-01|7.2|2");
    }

    @Test
    void everyCopyThatPeopleReadNamesTheRates() throws IOException {
        String zh =
                "外币金额已按各行数据所属日期的汇率折算为 CNY：1 JPY = 0.0481（2025-01-01 起）；1 USD = 7.1（2025-03-01 起）、7.2（2025-01-01 起）。";
        String en = "Amounts in other currencies were converted to CNY at the rate in force on the date of each row:"
                + " 1 JPY = 0.0481 (from 2025-01-01); 1 USD = 7.1 (from 2025-03-01), 7.2 (from 2025-01-01).";
        assertThat(night.out()).contains(zh, en);
        Path exports = office.warehouse().resolve("exports/2025-03-31");
        assertThat(Files.readString(exports.resolve("brief.md"))).contains(zh, en);
        assertThat(Jsoup.parse(office.warehouse().resolve("report/index.html").toFile(), "UTF-8")
                        .select("[data-note=conversion] bdi")
                        .eachText())
                .containsExactly(zh, en);
        try (ReadableWorkbook workbook =
                new ReadableWorkbook(exports.resolve("taizhang-2025-03-31.xlsx").toFile())) {
            // The cover breaks long sentences into lines.
            String cover = workbook.getFirstSheet().read().stream()
                    .map(row -> row.getCellText(0))
                    .collect(Collectors.joining())
                    .replaceAll("\\s", "");
            assertThat(cover).contains((zh + en).replaceAll("\\s", ""));
        }
    }

    @Test
    void aConvertedFigureIsTakenApartIntoWhatWasDelivered() {
        Commands.Answer answer = explain("projects_by_district", "district_name = '东区'", "total_investment");
        assertThat(answer.out()).contains("total_investment = 3016.27 CNY", "total_investment = 300.00 HKD");
        assertThat(cells(answer, "U-01")).contains("CNY", "1420.07", "USD", "7.1000000000", "200.01");
        assertThat(cells(answer, "J-02")).contains("CNY", "2.41", "JPY", "0.0481000000", "50.00");
        assertThat(cells(answer, "C-01")).contains("CNY", "1000.00").doesNotContain("7.1000000000");
        assertThat(new BigDecimal("1000.00")
                        .add(new BigDecimal("593.79"))
                        .add(new BigDecimal("2.41"))
                        .add(new BigDecimal("1420.07")))
                .isEqualByComparingTo("3016.27");
    }

    @Test
    void aConvertedMonthNamesTheReportAndItsRate() {
        Commands.Answer answer = explain("projects_by_district", "district_name = '东区'", "year_to_date_investment");
        assertThat(answer.out()).contains("year_to_date_investment = 285.00 CNY", "progress_delivered_currency");
        assertThat(cells(answer, "U-01")).contains("214.00", "USD", "7.1000000000", "20.00");
    }

    private static Commands.Answer explain(String table, String where, String measure) {
        Commands.Answer answer = Commands.run(
                "explain",
                table,
                "--where",
                where,
                "--measure",
                measure,
                "--conf",
                office.conf().toString(),
                "--warehouse",
                office.warehouse().toString());
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer;
    }

    /** The cells of the line of a project. */
    private static List<String> cells(Commands.Answer answer, String project) {
        String line = answer.out()
                .lines()
                .filter(one -> one.startsWith(project))
                .findFirst()
                .orElseThrow();
        return List.of(line.split("\\s+"));
    }

    @Test
    void theNightSaysWhatHasNoRate() {
        assertThat(night.out())
                .contains(
                        "未折算 not converted: HKD 没有适用的汇率，“月度进度” 1 行、“项目清单” 1 行未折算，仍按 HKD 单列。请在 exchange_rates.csv 中补充自 2025-03-31 或更早日期起适用的汇率。",
                        "HKD: no exchange rate applies to 1 row of monthly progress and 1 row of projects. Their amounts are shown separately in HKD."
                                + " Add a rate to exchange_rates.csv that is valid from 2025-03-31 or earlier.",
                        "JPY: no exchange rate applies to 1 row of contracts");
    }
}
