package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two county lists and a progress report under the shipped configuration with its rules. Nine projects cost one hundred
 * million yuan each, which the counties state in nine ways.
 */
class ShippedConfigurationTest {
    private static final String HEADER = "项目代码|项目名称|所属县区|产业集群|项目状态|建设性质|";
    private static final String PLACE = "|榆次区|新能源|开工|新建|";
    private static final String RAISED_NOTE = "<c t=\"inlineStr\"><is><r><t>10000</t></r><r><rPr>"
            + "<vertAlign val=\"superscript\"/></rPr><t>4</t></r></is></c>";

    private static Path warehouse;
    private static Commands.Answer night;

    @BeforeAll
    static void run(@TempDir Path folder) throws IOException {
        warehouse = folder.resolve("warehouse");
        Path inbox = Files.createDirectories(folder.resolve("inbox"));
        Files.write(inbox.resolve("2025-03-31 榆次区 重大项目清单.xlsx"), yuci().bytes());
        Files.write(inbox.resolve("2025-03-31 太谷区 重大项目清单.xlsx"), taigu().bytes());
        Files.write(inbox.resolve("2024年 榆次区 项目进度.xlsx"), progress().bytes());
        Path conf = Commands.publishing(Path.of("conf"), folder.resolve("conf"), List.of("projects_by_district"));
        night = Commands.nightly(conf, inbox, warehouse, "2025-03-31");
    }

    /** Eight of the ways: note, raised note, unit in the cell, unit in the format, digits, scaled and dated formats. */
    private static RawWorkbook yuci() {
        return new RawWorkbook()
                .sheet(
                        "项目清单",
                        HEADER + "计划总投资（万元）|年度计划投资（万元）|计划开工日期",
                        "YC-1|光伏一期" + PLACE + "n:10000|n:250|2025-03-20",
                        "YC-2|光伏二期" + PLACE + "10000②|n:250|2025-03-20",
                        "YC-3|光伏三期" + PLACE + RAISED_NOTE + "|n:250|2025-03-20",
                        "YC-4|储能" + PLACE + "1亿元|n:250|2025-03-20",
                        "YC-5|风电" + PLACE + "n:1 {0.00\"亿元\"}|n:250|2025-03-20",
                        "YC-6|制氢" + PLACE + "n:100000000 {0!.0000}|n:250|2025-03-20",
                        "YC-7|电解槽" + PLACE + "n:10000|n:250|n:45746.9999999998 {yyyy/m/d}",
                        "YC-8|热泵" + PLACE + "１０，０００|n:250|n:45736 {#14}",
                        "汇总||||||n:80000|n:2000|");
    }

    /** The unit of the header goes before that of the title, and has other words beside it. */
    private static RawWorkbook taigu() {
        return new RawWorkbook()
                .sheet(
                        "项目清单",
                        "太谷区重大项目清单",
                        "单位：万元",
                        HEADER + "计划总投资（亿元，不含税）|年度计划投资（亿元，不含税）|计划开工日期",
                        "TG-1|换电站|太谷区|新能源|开工|新建|n:1|n:0.5|2025-03-20");
    }

    /** October is the number 2024.1, and the styles of conditions redefine the format of the percentages. */
    private static RawWorkbook progress() {
        return new RawWorkbook()
                .sheet(
                        "月度进度",
                        "项目代码|报告月份|本月完成投资（万元）|本年累计完成投资（万元）|形象进度（%）",
                        "YC-1|n:2024.09 {0.00}|n:20|n:60|n:0.4 {#10}",
                        "YC-1|n:2024.1 {0.00}|n:15|n:75|n:0.45 {#10}")
                .differentialStyles("<dxfs count=\"1\"><dxf><numFmt numFmtId=\"10\""
                        + " formatCode=\"&quot;￥&quot;#,##0\"/></dxf></dxfs>");
    }

    @Test
    void nineProjectsOfOneHundredMillionAreCounted() {
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).contains("晋中市重大项目共 9 个，计划总投资 9.00 亿元");
    }

    @Test
    void eachAmountIsTheSame() {
        assertThat(query("SELECT total_investment, count(*) AS projects FROM ledger.projects GROUP BY ALL"))
                .isEqualTo("total_investment,projects\r\n100000000.00,9\r\n");
    }

    @Test
    void aDayJustBelowMidnightIsTheNextOne() {
        assertThat(query("SELECT planned_start_date FROM ledger.projects WHERE project_code = 'YC-7'"))
                .isEqualTo("planned_start_date\r\n2025-03-31\r\n");
    }

    @Test
    void progressIsThatOfOctoberAndSeptember() {
        assertThat(query("SELECT report_month, physical_progress FROM ledger.progress ORDER BY report_month"))
                .isEqualTo("report_month,physical_progress\r\n2024-09-01,0.400000\r\n2024-10-01,0.450000\r\n");
    }

    private static String query(String sql) {
        Commands.Answer answer = Commands.query(Path.of("conf"), warehouse, "csv", sql);
        assertThat(answer.err()).isEmpty();
        return answer.out();
    }
}
