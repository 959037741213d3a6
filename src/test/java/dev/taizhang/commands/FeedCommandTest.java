package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draft is a feed once saved, and takes the file that it was drafted for; a template, filled in, is taken whole. */
class FeedCommandTest {
    @TempDir
    private Path folder;

    private Commands.Answer feed(TestInbox office, String... arguments) {
        List<String> all =
                new ArrayList<>(List.of("feed", "--conf", office.conf().toString()));
        all.addAll(List.of(arguments));
        return Commands.run(all.toArray(String[]::new));
    }

    @Test
    void aDraftTakesTheFileThatItWasDraftedFor() throws IOException {
        TestInbox office = TestInbox.below(folder);
        String name = "2025-03-31 新区 重点工程台账.xlsx";
        office.deliverWorkbook(
                name, "台账", "新区重点工程台账,,,,,,", "序号,项目代码,项目名称,所属县区,产业集群（类别）,项目状态,计划总投资（亿元）", "1,N-01,新一,东区,铸造,开工,1.5");
        Commands.Answer draft = feed(office, office.inbox().resolve(name).toString());
        assertThat(draft.code()).as(draft.err()).isZero();
        assertThat(draft.out())
                .contains("dataset = projects", "files = \"* 新区 重点工程台账.xlsx\"", "sheets = \"台账\"")
                .contains("total_investment = \"计划总投资\"", "snapshot_date { file_name = ", "not used: 序号");
        office.configure("feeds/drafted.conf", draft.out());
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.lines(
                        "SELECT project_code, district_code, cluster_code, total_investment FROM facts.project_state"))
                .containsExactly("N-01|D1|iron|150000000.00");
    }

    @Test
    void aTemplateHasHeadersUnitsListsAndAdvice() throws IOException {
        TestInbox office = TestInbox.below(folder);
        Path file = folder.resolve("模板.xlsx");
        Commands.Answer made = feed(office, "--template", "projects", "--to", file.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out().strip()).isEqualTo(file.toString());
        Map<String, List<String>> sheets = new TreeMap<>();
        try (InputStream stream = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(stream)) {
            for (Sheet sheet : workbook.getSheets().toList()) {
                sheets.put(
                        sheet.getName(),
                        sheet.read().stream().map(FeedCommandTest::line).toList());
            }
        }
        assertThat(sheets.get("清单")).containsExactly("项目代码|项目名称|所属县区|产业集群|项目状态|计划总投资（万元）|实际开工日期|是否推介|币种");
        assertThat(sheets.get("选项 Lists").get(0)).contains("东区");
        assertThat(sheets.get("填报说明 Instructions")).anyMatch(line -> line.contains("计划总投资（万元）|是 yes|"));
        assertThat(feed(office, "--template", "projects", "--to", file.toString())
                        .code())
                .isEqualTo(2);
    }

    private static String line(Row row) {
        return String.join(
                "|",
                row.stream()
                        .map(cell -> cell == null || cell.getRawValue() == null ? "" : cell.getRawValue())
                        .toList());
    }

    @Test
    void eachDatasetOfAFileHasADraft() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.deliver("台账.csv", "项目代码,项目名称,所属县区,项目状态,计划总投资（万元）,报告月份,本月完成投资（万元）", "N-01,新一,东区,开工,9,2025年3月,1");
        String file = office.inbox().resolve("台账.csv").toString();
        assertThat(feed(office, file)).satisfies(first -> {
            assertThat(first.out()).contains("dataset = projects");
            assertThat(first.err()).contains("draft their feeds with --dataset progress.");
        });
        assertThat(feed(office, "--dataset", "progress", file)).satisfies(second -> {
            assertThat(second.out()).contains("dataset = progress", "invested_this_month = \"本月完成投资\"");
            assertThat(second.err()).isEmpty();
        });
        assertThat(feed(office, "--dataset", "contracts", file).err())
                .contains("必需列", "--dataset accepts projects, progress.");
    }

    @Test
    void whatCannotBeDraftedIsSaidPlainly() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.deliver("诗.csv", "床前明月光,疑是地上霜");
        Commands.Answer poem = feed(office, office.inbox().resolve("诗.csv").toString());
        assertThat(poem.code()).isEqualTo(2);
        assertThat(poem.err()).contains("没有可识别的表头", "No header was recognized");
        assertThat(feed(office, "--template", "poems").err()).contains("“poems”没有读取 .xlsx 文件的报表配置（feed）");
        assertThat(feed(office, folder.resolve("没有.xlsx").toString()).code()).isEqualTo(2);
        assertThat(feed(office).code()).isEqualTo(2);
    }
}
