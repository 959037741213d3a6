package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nights of one office with rules of its own. On the first a row cannot be read; on the second it comes back mended, and
 * another is a ten thousandfold of what it was; on the third its sender says that it is right, and that a
 * third row is not wanted.
 */
class RulesTest {
    private static final String FEBRUARY = "2025-02-28 东区 项目清单.csv";
    private static final String MARCH = "2025-03-31 东区 项目清单.csv";
    private static final String REJECTED = "SELECT file_name, row_number, column, value, rule, rejected.sentence_zh,"
            + " rejected.sentence_en FROM ledger.rejected JOIN ledger.deliveries USING (delivery_number)"
            + " ORDER BY delivery_number, row_number";

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static Commands.Answer first;
    private static Commands.Answer second;
    private static Commands.Answer third;
    private static List<String> openAfterTheSecond;

    @BeforeAll
    static void runThreeNights() throws IOException {
        office = TestInbox.below(folder);
        office.configure(
                "feeds/projects.conf",
                Files.readString(office.conf().resolve("feeds/projects.conf"))
                        + "sender { file_name = \"^\\\\d{4}-\\\\d{2}-\\\\d{2} (.+?) \" }\n");
        office.configure("rules/own.conf", """
                rules = [
                  {
                    name = wrong_unit
                    dataset = projects
                    condition = "total_investment < 900 * previous.total_investment"
                    severity = quarantine
                    message {
                      zh = "{total_investment} 元是 {previous.snapshot_date} 的 {previous.total_investment} 元的上千倍。"
                      en = "{total_investment} is a thousand times the {previous.total_investment} of {previous.snapshot_date}."
                    }
                  }
                  {
                    name = own_district
                    dataset = projects
                    condition = "district_code = sender.district_code"
                    severity = warn
                    message { zh = "{sender.name} 报来了{district}的项目。", en = "{sender.name} sent a project of {district}." }
                  }
                  {
                    name = month_within_total
                    dataset = progress
                    condition = "invested_this_month <= project.total_investment"
                    severity = warn
                    message {
                      zh = "{report_month} 完成 {invested_this_month} 元，多于“{project.project_name}”的 {project.total_investment} 元。"
                      en = "{invested_this_month} in {report_month} are more than the {project.total_investment} of {project.project_name}."
                    }
                  }
                ]
                checks = [
                  { name = fewer_rows, dataset = projects, measure = rows, at_most_fall = "20%", severity = warn }
                  { name = growing_sum, dataset = projects, measure = total_investment, at_most_growth = "10%", severity = warn }
                ]
                """);
        office.deliver(
                FEBRUARY,
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,2000,2024-05-01,是,CNY",
                "E-03,=东三,东区,铸造,开工,约三千,2024-05-01,是,CNY",
                "W-01,西一,西区,铸造,开工,100,2024-05-01,是,CNY");
        first = office.nightly("2025-02-28");
        assertThat(first.code()).as(first.err()).isZero();
        office.deliver("随便什么名字.xlsx", mended("2025-02-28", new Returned.Change(4, 8, "3000")));
        office.deliver(
                MARCH,
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,10000000,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,5000,2024-05-01,是,CNY",
                "E-09,不要了,东区,铸造,开工,很多,2024-05-01,是,CNY");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-02,2025-02,100", "E-02,2025-03,5000.01");
        second = office.nightly("2025-03-31");
        assertThat(second.code()).as(second.err()).isZero();
        openAfterTheSecond = office.lines(REJECTED);
        office.deliver(
                "又一个名字.xlsx", mended("2025-03-31", new Returned.Change(4, 12, "是"), new Returned.Change(5, 12, "删")));
        office.publishing("data_findings");
        third = office.nightly("2025-03-31");
        assertThat(third.code()).as(third.err()).isZero();
    }

    /** The workbook that went back to the east district, with cells of its first sheet of rows changed. */
    private static byte[] mended(String asOf, Returned.Change... changes) throws IOException {
        return Returned.mended(office.warehouse().resolve("exports/" + asOf + "/returns/东区.xlsx"), changes);
    }

    @Test
    void aRowThatBreaksAQuarantineRuleIsRejectedWithValuesInBothSentences() {
        assertThat(openAfterTheSecond)
                .containsExactly(
                        FEBRUARY
                                + "|4|total_investment|约三千|number_form|“约三千”不是数字，请只填数字。|\"约三千\" is not a number; enter digits only.",
                        MARCH
                                + "|2|total_investment|10000000|wrong_unit|100,000,000,000 元是 2025-02-28 的 10,000,000 元的上千倍。"
                                + "|100,000,000,000 is a thousand times the 10,000,000 of 2025-02-28.",
                        MARCH
                                + "|4|total_investment|很多|number_form|“很多”不是数字，请只填数字。|\"很多\" is not a number; enter digits only.");
    }

    @Test
    void whatRulesWarnOfStandsBesideAcceptedRows() {
        assertThat(office.lines("SELECT file_name, row_number, column, value, rule, warnings.sentence_zh"
                        + " FROM ledger.warnings JOIN ledger.deliveries USING (delivery_number)"
                        + " WHERE rule IN ('own_district', 'month_within_total')"))
                .containsExactly(FEBRUARY + "|5|district|西区|own_district|东区 报来了西区的项目。");
    }

    @Test
    void whatRulesWarnOfAgainstOtherDeliveriesIsAFindingOfTheRecordsInForce() {
        assertThat(office.lines("SELECT dataset, project_code, subject, rule, value, file_name, sentence_zh"
                        + " FROM latest.data_findings WHERE dataset = 'progress'"))
                .containsExactly("progress|E-02|2025-03|month_within_total|50,000,100|2025年 东区 项目进度.csv|"
                        + "2025-03 完成 50,000,100 元，多于“东二”的 50,000,000 元。");
    }

    @Test
    void aDeliveryIsComparedWithTheOneBeforeOfItsSender() {
        assertThat(office.lines("SELECT file_name, row_number, rule, warnings.sentence_zh FROM ledger.warnings"
                        + " JOIN ledger.deliveries USING (delivery_number) WHERE row_number = 0"))
                .containsExactlyInAnyOrder(
                        MARCH + "|0|fewer_rows|“" + MARCH + "”：行数由上次的 4 变为 3，请核对。",
                        MARCH + "|0|growing_sum|“" + MARCH + "”：“计划总投资”合计由上次的 31,000,000 变为 50,000,000，请核对。");
    }

    @Test
    void aMendedReturnIsTakenAsChangesOfTheDateAndScopeThatItAnswers() {
        assertThat(office.lines("SELECT snapshot_date, project_name, total_investment FROM ledger.projects"
                        + " WHERE project_code = 'E-03'"))
                .containsExactly("2025-02-28|=东三|30000000.00");
        assertThat(office.lines("SELECT file_name, sender, feed, whole_list, speaks_of, rows_accepted, answers"
                        + " FROM ledger.deliveries WHERE answers IS NOT NULL ORDER BY delivery_number"))
                .containsExactly(
                        "随便什么名字.xlsx|东区|projects|false|2025-02-28|1|1", "又一个名字.xlsx|东区|projects|false|2025-03-31|1|4");
        assertThat(office.lines("SELECT delivery_number, row_number, outcome FROM ledger.answers ORDER BY ALL"))
                .containsExactly("1|4|accepted", "4|2|accepted", "4|4|left_out");
    }

    @Test
    void theOpenCountFallsByOneForEachRowAnswered() {
        assertThat(first.out())
                .contains("rejected rows still open: 1（1 份收件 deliveries）")
                .contains("/returns");
        assertThat(second.out()).contains("rejected rows still open: 2（1 份收件 deliveries）");
        assertThat(third.out()).doesNotContain("still open");
        assertThat(office.warehouse().resolve("exports/2025-03-31/returns/东区.xlsx"))
                .doesNotExist();
    }

    @Test
    void whatItsSenderSaysIsRightIsAcceptedWithAWarning() {
        assertThat(office.lines("SELECT total_investment FROM ledger.projects WHERE project_code = 'E-01'"
                        + " AND snapshot_date = DATE'2025-03-31'"))
                .containsExactly("100000000000.00");
        assertThat(office.lines("SELECT file_name, rule FROM ledger.warnings JOIN ledger.deliveries"
                        + " USING (delivery_number) WHERE rule = 'wrong_unit'"))
                .containsExactly("又一个名字.xlsx|wrong_unit");
    }

    @Test
    void everyRowReadIsStillAcceptedRejectedOrLeftOut() {
        assertThat(office.lines("SELECT sum(rows_read), sum(rows_accepted), sum(rows_rejected), sum(rows_left_out),"
                        + " min(reconciled) FROM latest.data_coverage WHERE column_name = '' AND dataset = 'projects'"))
                .containsExactly("10|6|3|1|true");
    }

    @Test
    void validateTellsTheSameOfTheFilesAloneAndTouchesNoWarehouse() throws IOException {
        Commands.Answer answer = Commands.run(
                "validate",
                "--conf",
                office.conf().toString(),
                office.inbox().resolve(FEBRUARY).toString(),
                office.inbox().resolve(MARCH).toString());
        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.GATE_FAILED.code());
        assertThat(answer.out().lines().filter(line -> line.contains(FEBRUARY)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("计划总投资 total investment 3,100.00 万元"),
                        line -> assertThat(line)
                                .contains("  4  计划总投资", "退回 reject", "“约三千”不是数字", "\"约三千\" is not a number"),
                        line -> assertThat(line).contains("  5  所属县区", "提示 warn", "东区 报来了西区的项目。"));
        // Within the files given, a list is looked at beside the one before it.
        assertThat(answer.out()).contains("100,000,000,000 元是 2025-02-28 的 10,000,000 元的上千倍。");
        Path good = folder.resolve("2025-03-31 西区 项目清单.csv");
        Files.writeString(good, TestInbox.PROJECTS + "\nW-01,西一,西区,铸造,开工,100,2024-05-01,是,CNY\n");
        Commands.Answer fine = Commands.run("validate", "--conf", office.conf().toString(), good.toString());
        assertThat(fine.code()).as(fine.out() + fine.err()).isZero();
        assertThat(fine.out()).contains("\n没有发现问题。");
    }

    @Test
    void validateWithoutAWarehouseNamesTheRulesAndChecksThatNeedOne() throws IOException {
        Commands.Answer answer = validate(office.inbox().resolve(MARCH));
        assertThat(answer.out())
                .doesNotContain("上千倍")
                .contains("不能完全判定：wrong_unit、fewer_rows、growing_sum。")
                .contains("cannot be judged completely: wrong_unit, fewer_rows, growing_sum.");
        // Whether a record is absent cannot be known from the files alone.
        Commands.Answer progress = validate(office.inbox().resolve("2025年 东区 项目进度.csv"));
        assertThat(progress.out()).contains("\n没有发现问题。").contains("不能完全判定：month_within_total。");
    }

    @Test
    void validateWithAWarehouseComparesWithEarlierDeliveries() throws IOException {
        Path april = folder.resolve("2025-04-30 东区 项目清单.csv");
        Files.writeString(
                april,
                TestInbox.PROJECTS + "\nE-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY\n"
                        + "E-02,东二,东区,铸造,开工,50000000,2024-05-01,是,CNY\n");
        Commands.Answer answer =
                validate(april, "--warehouse", office.warehouse().toString());
        assertThat(answer.code()).isEqualTo(ExitCode.GATE_FAILED.code());
        assertThat(answer.out())
                .contains("500,000,000,000 元是 2025-03-31 的 50,000,000 元的上千倍。")
                .contains("“" + april.getFileName() + "”：行数由上次的 3 变为 2，请核对。")
                .doesNotContain("不能完全判定");
        Commands.Answer known = validate(
                office.inbox().resolve(MARCH), "--warehouse", office.warehouse().toString());
        assertThat(known.code()).as(known.out() + known.err()).isZero();
        assertThat(known.out()).contains("台账中已有或与另一文件相同，不再读取：" + MARCH + "。");
    }

    @Test
    void aReturnWorkbookIsValidatedAgainstItsDelivery() throws IOException {
        Path returned = folder.resolve("退回.xlsx");
        Files.write(returned, mended("2025-02-28", new Returned.Change(4, 8, "三千多")));
        Commands.Answer alone = validate(returned);
        assertThat(alone.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(alone.out()).isEmpty();
        assertThat(alone.err()).contains("“退回.xlsx”是退回单", "Specify the warehouse with --warehouse.");
        Commands.Answer answer =
                validate(returned, "--warehouse", office.warehouse().toString());
        assertThat(answer.code()).isEqualTo(ExitCode.GATE_FAILED.code());
        assertThat(answer.out())
                .containsPattern("退回.xlsx（退回单，答复 return workbook for " + FEBRUARY + "） .* 1 +0 +1 +0 ")
                .containsPattern("退回.xlsx .* 4  计划总投资 +退回 reject +“三千多”不是数字");
    }

    private static Commands.Answer validate(Path file, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("validate", "--conf", office.conf().toString(), file.toString()));
        arguments.addAll(List.of(more));
        return Commands.run(arguments.toArray(String[]::new));
    }

    @Test
    void aRuleThatFailsStopsPublicationAndNamesTheRow(@TempDir Path elsewhere) throws IOException {
        FileUtils.copyDirectory(folder.toFile(), elsewhere.toFile());
        TestInbox strict = TestInbox.below(elsewhere);
        strict.configure("rules/own.conf", """
                rules = [{
                  name = not_too_large, dataset = projects, severity = fail
                  condition = "total_investment <= 15000000"
                  message { zh = "{total_investment} 元太多。", en = "{total_investment} is too much." }
                }]
                """);
        String april = "2025-04-30 东区 项目清单.csv";
        strict.deliver(april, TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,2000,2024-05-01,是,CNY");
        assertThat(strict.run("nightly", "2025-04-30", "--plan").out())
                .containsPattern(april + " +2 +计划总投资 +停止发布 fail +20,000,000 元太多。")
                .contains("运行将以退出码 3 结束，不发布：", "The run would end with exit code 3 and not publish: ");
        Commands.Answer night = strict.nightly("2025-04-30");
        assertThat(night.code()).as(night.out() + night.err()).isEqualTo(ExitCode.GATE_FAILED.code());
        assertThat(night.err())
                .contains("“" + april + "”2 行（规则 not_too_large）：20,000,000 元太多。")
                .contains("\"" + april + "\" row 2 (rule not_too_large): 20,000,000 is too much.")
                .contains("退出码 exit code 3");
        assertThat(strict.lines("SELECT max(as_of_date), max(release_number) FROM ledger.runs"))
                .containsExactly("2025-03-31|3");
        assertThat(strict.lines("SELECT count(1), max(snapshot_date) FROM ledger.projects"))
                .containsExactly("6|2025-03-31");
    }
}
