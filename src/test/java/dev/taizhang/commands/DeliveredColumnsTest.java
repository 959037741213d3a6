package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns each delivery had, which headers were not used, and a column that the sender's last delivery had. */
class DeliveredColumnsTest {
    private static final String COLUMNS = "SELECT file_name, array_join(columns, ' '),"
            + " array_join(columns_with_values, ' '), array_join(unused_headers, ' ') FROM ledger.deliveries ORDER BY 1";

    @TempDir
    private Path folder;

    @Test
    void everyKindOfFileKeepsItsColumnsAndUnusedHeaders() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.deliver(
                "2025-01-31 东区 项目变更.csv",
                "序号,项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）,联系人,备注",
                "1,E-01,东一,东区,,开工,1500,王五,",
                "2,E-02,东二,东区,—,开工,500,,—",
                "合计,,,,,,2000,,已核");
        office.deliver(
                "2025-01-31 西区 项目变更.jsonl",
                "{\"项目代码\":\"W-01\",\"项目名称\":\"西一\",\"所属县区\":\"西区\",\"项目状态\":\"开工\",\"计划总投资（万元）\":10,"
                        + "\"联系人\":null,\"备注\":\"\"}",
                "{\"项目代码\":\"W-02\",\"项目名称\":\"西二\",\"所属县区\":\"西区\",\"项目状态\":\"开工\",\"来源\":\"旧表\"}");
        office.deliverWorkbook(
                "2025-01-31 南区 项目清单.xlsx",
                "清单",
                "南区项目,,,,,",
                "项目代码,项目名称,所属县区,项目状态,计划总投资（万元）,年度\n计划投资,空列",
                "S-01,南一,南区,开工,10,700,",
                "S-02,南二,南区,开工,10,800,");
        Commands.Answer night = office.nightly("2025-01-31");
        assertThat(night.code()).as(night.err() + night.out()).isZero();
        assertThat(office.lines(COLUMNS))
                .containsExactly(
                        "2025-01-31 东区 项目变更.csv|project_code project_name district cluster status total_investment"
                                + " snapshot_date|project_code project_name district status total_investment|序号 联系人",
                        "2025-01-31 南区 项目清单.xlsx|project_code project_name district status total_investment snapshot_date"
                                + "|project_code project_name district status total_investment|年度 计划投资",
                        "2025-01-31 西区 项目变更.jsonl|project_code project_name district status total_investment"
                                + " snapshot_date|project_code project_name district status total_investment|来源");
    }

    private static final String JANUARY = "项目代码,项目名称,所属县区,项目状态,计划总投资（万元）,年度计划投资（万元）";
    private static final String FEBRUARY = JANUARY.replace("年度", "2025年");
    private static final List<String> FINDING =
            List.of("dataset", "subject", "rule", "value", "file_name", "sentence_zh");

    @Test
    void aRenamedOptionalHeaderIsReportedEverywhere() throws IOException {
        TestInbox office = planned("first");
        office.deliver("2025-01-31 东区 项目清单.csv", JANUARY, "E-01,东一,东区,开工,1500,300");
        office.deliver("2025-01-31 西区 项目清单.csv", TestInbox.CHANGED, "W-01,西一,西区,铸造,开工,1500");
        assertThat(office.nightly("2025-01-31").out()).doesNotContain("提示 warning: ");
        // No sooner, because this table takes seconds.
        office.publishing("data_findings");
        // 西区 never had the column, so that it lacks none.
        office.deliver("2025-02-28 西区 项目清单.csv", TestInbox.CHANGED, "W-01,西一,西区,铸造,开工,1600");
        office.deliver("2025-02-28 东区 项目清单.csv", FEBRUARY, "E-01,东一,东区,开工,1500,300");
        String sentence = "“2025-02-28 东区 项目清单.csv”：该报送单位上次的报表有“年度计划投资”的数据，本次没有这一列，按未报计；" + "未使用的表头：2025年计划投资（万元）。";
        String plan = office.run("nightly", "2025-02-28", "--plan").out();
        assertThat(plan)
                .contains(sentence)
                .contains("“2025-02-28 东区 项目清单.csv”有值而未使用的表头：2025年计划投资（万元）。")
                .doesNotContain("西区 项目清单.csv”：该");
        Commands.Answer night = office.nightly("2025-02-28");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).containsOnlyOnce("提示 warning: ").contains("提示 warning: " + sentence);
        assertThat(office.lines("SELECT file_name, warnings.column, rule, value FROM ledger.warnings"
                        + " JOIN ledger.deliveries USING (delivery_number)"))
                .containsExactly("2025-02-28 东区 项目清单.csv|annual_plan_investment|missing_column|2025年计划投资（万元）");
        List<String> findings = office.lines("SELECT " + String.join(", ", FINDING) + " FROM latest.data_findings");
        assertThat(findings)
                .singleElement()
                .asString()
                .startsWith("projects|D1 annual_plan_investment|missing_column"
                        + "|2025年计划投资（万元）|2025-02-28 东区 项目清单.csv|" + sentence);
        try (Stream<Path> returns = Files.list(office.warehouse().resolve("exports/2025-02-28/returns"))) {
            assertThat(returns.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("projects.xlsx", "returns.json");
        }

        TestInbox swapped = planned("second");
        swapped.publishing("data_findings");
        OneLedger ledger = OneLedger.of(swapped);
        for (String day : List.of("2025-02-28", "2025-01-31")) {
            for (String county : List.of("西区", "东区")) {
                String name = day + " " + county + " 项目清单.csv";
                swapped.deliver(name, Files.readAllBytes(office.inbox().resolve(name)));
            }
            ledger.night(Optional.empty());
        }
        ledger.summaries(LocalDate.of(2025, 2, 28));
        assertThat(OneLedger.lines(
                        ledger.tables().read("summaries.data_findings").collectAsList(),
                        FINDING.toArray(String[]::new)))
                .isEqualTo(findings);
    }

    private TestInbox planned(String name) throws IOException {
        TestInbox office = TestInbox.below(folder.resolve(name));
        office.configure(
                "feeds/projects.conf",
                Files.readString(office.conf().resolve("feeds/projects.conf"))
                        + "columns.annual_plan_investment = \"年度计划投资\"\n");
        return office;
    }

    @Test
    void validateNamesUnusedHeadersAndUnreadSheets() throws IOException {
        TestInbox office = TestInbox.below(folder);
        Path file = folder.resolve("2025-01-31 南区 项目清单.xlsx");
        try (Workbook workbook = new Workbook(Files.newOutputStream(file), "Taizhang tests", null)) {
            for (String sheet : List.of("清单", "清单（续）", "说明")) {
                Worksheet page = workbook.newWorksheet(sheet);
                List<String> header = sheet.equals("说明")
                        ? List.of("填报说明")
                        : List.of("项目代码", "项目名称", "所属县区", "项目状态", "计划总投资（万元）", "联系人");
                List<String> row = List.of("S-01", "南一", "南区", "开工", "10", "王五");
                for (int column = 0; column < header.size(); column++) {
                    page.value(0, column, header.get(column));
                    page.value(1, column, row.get(column));
                }
            }
        }
        String out = Commands.run("validate", "--conf", office.conf().toString(), file.toString())
                .out();
        assertThat(out)
                .contains("“2025-01-31 南区 项目清单.xlsx”有值而未使用的表头：联系人。")
                .contains("“2025-01-31 南区 项目清单.xlsx”的工作表 清单（续） 有报表的表头")
                .doesNotContain("工作表 说明");
    }
}
