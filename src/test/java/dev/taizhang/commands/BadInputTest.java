package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.TestParquet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One night on which every kind of damaged file and of wrong row or cell arrives, beside files that are fine. */
class BadInputTest {
    private static final String GOOD = "2025-03-31 东区 项目清单.xlsx";
    private static final String WITH_WRONG_ROWS = "2025-03-31 西区 项目清单.xlsx";
    private static final String PARQUET = "2025-03-31 部门 项目变更.parquet";
    private static final String JSON_LINES = "2025-03-31 部门 项目变更.jsonl";
    private static final String WITHOUT_UNIT = "2025-03-31 南区 项目清单.csv";

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static Commands.Answer night;
    private static List<String> refused;
    private static List<String> rejected;

    @BeforeAll
    static void runTheNight() throws IOException {
        office = TestInbox.below(folder);
        BadFiles.deliver(office);
        office.deliverWorkbook(
                GOOD,
                "清单",
                "东区重大项目",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,2500.5,,否,");
        office.deliverWorkbook(
                WITH_WRONG_ROWS,
                "清单",
                "西区重大项目",
                TestInbox.PROJECTS,
                "W-01,西一,西区,铸造,开工,100,2024-05-01,是,CNY",
                ",西二,西区,铸造,开工,100,2024-05-01,是,CNY",
                "W-03,西三,西区,铸造,开工,约三千,2024-05-01,是,CNY",
                "W-04,西四,西区,铸造,开工,-5,2024-05-01,是,CNY",
                "W-05,西五,西区,铸造,开工,100,下个月,是,CNY",
                "W-06,西六,西区,铸造,开工,100,2025-02-30,是,CNY",
                "W-07,西七,西区,铸造,开工,100,2024-05-01,也许,CNY",
                "W-08,西八,西区,铸造,开工,100,2024-05-01,是,银元",
                "W-09,西九,西区,铸造,开工,100,2024-05-01,是,CNY",
                "W-09,西九,西区,铸造,开工,200,2024-05-01,是,CNY",
                "W-10,#REF!,西区,铸造,开工,100,2024-05-01,是,CNY",
                "W-11,西十一,西区,铸造,开工,100,2024-05-01,是,CNY",
                "W-11,西十一,西区,铸造,开工,100,2024-05-01,是,CNY",
                "W-12,西十二,北区,铸造,开工,100,2024-05-01,是,CNY");
        office.deliver(
                WITHOUT_UNIT,
                "项目代码,项目名称,所属县区,项目状态,计划总投资",
                "S-01,南一,南区,开工,3000",
                "S-02,南二,南区,开工,3000两",
                "S-03,南三,南区,开工,3亿元");
        office.deliver(
                PARQUET,
                TestParquet.of(TestInbox.CHANGES, new Object[] {"P-01", "库一", "东区", "铸造", "开工", 123456L}, new Object[] {
                    "P-02", "库二", "南区", null, "前期", null
                }));
        office.deliver(
                JSON_LINES,
                "{\"项目代码\":\"J-01\",\"项目名称\":\"行一𠮷\",\"所属县区\":\"东区\",\"项目状态\":\"开工\",\"计划总投资（元）\":1.2e8}",
                "",
                "{\"项目代码\":1002,\"项目名称\":null,\"所属县区\":\"南区\",\"项目状态\":\"开工\",\"计划总投资（元）\":\"约三千\"}",
                "{\"项目代码\":1003,\"所属县区\":\"南区\",\"项目状态\":\"开工\",\"计划总投资（元）\":10000000000000.25}");
        night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.out() + night.err()).isZero();
        refused = office.lines("SELECT file_name, reason, sentence_zh, sentence_en FROM ledger.deliveries"
                + " WHERE state = 'refused' ORDER BY file_name");
        rejected = office.lines("SELECT file_name, sheet, row_number, column, value, rule,"
                + " rejected.sentence_zh, rejected.sentence_en"
                + " FROM ledger.rejected JOIN ledger.deliveries USING (delivery_number)"
                + " ORDER BY file_name, row_number");
    }

    @Test
    void theRunPublishesAndShowsNoStackTrace() {
        assertThat(night.out() + night.err()).doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }

    @ParameterizedTest(name = "“{0}” is refused by the rule {1}")
    @CsvSource(textBlock = """
                    2025-03-31 截断 项目清单.xlsx,       workbook_unreadable, 已损坏,       damaged
                    2025-03-31 表内截断 项目清单.xlsx,   workbook_unreadable, 已损坏,       damaged
                    2025-03-31 乱码 项目清单.xlsx,       workbook_unreadable, 已损坏,       damaged
                    2025-03-31 空文件 项目清单.xlsx,     empty_file,          0 字节,       0 bytes
                    2025-03-30 空文本 项目清单.csv,      empty_file,          0 字节,       0 bytes
                    2025-03-31 加密 项目清单.xlsx,       password_protected,  密码,         password
                    2025-03-31 旧式 项目清单.xlsx,       workbook_unreadable, 已损坏,       damaged
                    2025-03-31 实为文本 项目清单.xlsx,   misnamed_file,       却不是工作簿, is not a workbook
                    2025-03-31 实为网页 项目清单.xlsx,   misnamed_file,       网页（HTML）, a web page (HTML)
                    2025-03-31 实为工作簿 项目清单.csv,  misnamed_file,       却是工作簿,   is a workbook
                    2025-03-31 无数据 项目清单.xlsx,     no_rows,             没有任何数据, no rows
                    2025-03-31 无此表 项目清单.xlsx,     no_sheet,            “清单”,       no sheet
                    2025-03-31 无表头 项目清单.xlsx,     no_header,           没有找到表头, No header
                    2025-03-31 缺列 项目清单.xlsx,       column_missing,      项目状态,     项目状态
                    2025-03-31 重复表头 项目清单.xlsx,   duplicate_header,    计划总投资,   more than once
                    2025-03-31 引号 项目清单.csv,        unclosed_quote,      第 3 行,      line 3
                    2025-03-31 错引号 项目清单.csv,      csv_unreadable,      第 3 行,      line 3
                    2025-03-31 编码 项目清单.csv,        charset_unknown,     GB18030,      neither
                    三月底 项目清单.csv,                 value_not_found,     文件名,       file name
                    2025-03-31 截断 项目变更.parquet,    parquet_unreadable,  已损坏,       damaged
                    2025-03-31 坏页 项目变更.parquet,    parquet_unreadable,  已损坏,       damaged
                    2025-03-31 加密 项目变更.parquet,    parquet_encrypted,   已加密,       encrypted
                    2025-03-31 列类型 项目变更.parquet,  column_type,         须是数字,     must be a number
                    2025-03-31 实为文本 项目变更.parquet, misnamed_file,      却不是 Parquet 文件, is not a Parquet file
                    2025-03-31 实为 Parquet 项目变更.csv, misnamed_file,      却是 Parquet 文件, is a Parquet file
                    2025-03-31 半行 项目变更.jsonl,      json_line_broken,    第 3 行,      Line 3
                    2025-03-31 编码 项目变更.jsonl,      charset_unknown,     第 1 行,      Line 1
                    2025-03-31 重复键 项目变更.jsonl,    duplicate_header,    第 1 行,      line 1
                    2025-03-31 列表 项目变更.jsonl,      column_type,         第 2 行,      line 2
                    2025-03-31 缺列 项目变更.jsonl,      column_missing,      项目状态,     项目状态
                    2025-03-31 实为表格 项目变更.jsonl,  misnamed_file,       却不是每行一个对象, is not a JSON Lines file
                    2025-03-31 实为对象 项目变更.csv,    misnamed_file,       却是每行一个对象, is a JSON Lines file
                    """, quoteCharacter = '`')
    void theFileIsRefusedWithBothSentences(String file, String rule, String zh, String en) {
        List<String> lines =
                refused.stream().filter(line -> line.startsWith(file + "|")).toList();
        assertThat(lines).hasSize(1);
        String[] cells = lines.get(0).split("\\|", -1);
        assertThat(cells[1]).isEqualTo(rule);
        assertThat(cells[2]).contains(zh).contains("报送");
        assertThat(cells[3]).contains(en).containsPattern("send (it|the file) again");
        assertThat(night.out()).contains("拒收 refused: " + file + "\n  " + cells[2] + "\n  " + cells[3] + "\n");
    }

    @Test
    void nothingElseIsRefusedAndNoRowOfARefusedFileIsTaken() {
        assertThat(refused).hasSize(32);
        assertThat(office.lines("SELECT project_code FROM ledger.projects WHERE project_name = '不应入账'"))
                .isEmpty();
        assertThat(rejected).noneMatch(line -> line.contains("不应入账"));
    }

    @Test
    void theGoodRowsAreAllThere() {
        assertThat(office.lines("SELECT project_code, project_name, district_code, total_investment"
                        + " FROM facts.project_state ORDER BY project_code"))
                .containsExactly(
                        "1003||D3|10000000000000.25",
                        "E-01|东一|D1|10000000.00",
                        "E-02|东二|D1|25005000.00",
                        "J-01|行一𠮷|D1|120000000.00",
                        "P-01|库一|D1|12345600.00",
                        "P-02|库二|D3|",
                        "S-03|南三|D3|300000000.00",
                        "W-01|西一|D2|1000000.00",
                        "W-05|西五|D2|1000000.00",
                        "W-06|西六|D2|1000000.00",
                        "W-07|西七|D2|1000000.00",
                        "W-10||D2|1000000.00",
                        "W-11|西十一|D2|1000000.00",
                        "W-12|西十二|unassigned|1000000.00");
    }

    @ParameterizedTest(name = "row {1} stands in ledger.rejected by the rule {4}")
    @CsvSource(textBlock = """
                    清单, 4,  project_code,            ``,         key_blank,        为空,               is blank
                    清单, 5,  total_investment,        约三千,     number_form,      不是数字,           is not a number
                    清单, 6,  total_investment,        -5,         amount_negative,  是负数 -5,          is negative: -5
                    清单, 10, currency,                银元,       currency_unknown, 不是支持的币种代码, not a supported currency
                    清单, 11, project_code,            W-09,       duplicate_key,    与第 清单!12 行,    row 清单!12
                    清单, 12, project_code,            W-09,       duplicate_key,    与第 清单!11 行,    row 清单!11
                    ``,   2,  total_investment,        3000,       unit_unknown,     没有单位,           has no unit
                    ``,   3,  total_investment,        3000两,     unit_unknown,     不是已知的单位,     not a known unit
                    """, quoteCharacter = '`')
    void theRowIsRejectedWithItsPlaceAndBothSentences(
            String sheet, int row, String column, String value, String rule, String zh, String en) {
        String file = sheet.isEmpty() ? WITHOUT_UNIT : WITH_WRONG_ROWS;
        String start = String.join("|", file, sheet, Integer.toString(row), column, value, rule) + "|";
        List<String> lines =
                rejected.stream().filter(line -> line.startsWith(start)).toList();
        assertThat(lines).as(start + " in " + rejected).hasSize(1);
        String[] cells = lines.get(0).split("\\|", -1);
        assertThat(cells[6]).contains(zh);
        assertThat(cells[7]).contains(en);
    }

    @ParameterizedTest(name = "the cell {1} of row {0} counts as blank by the rule {3}")
    @CsvSource(textBlock = """
                    7,  actual_start_date,       下个月,     date_form,       不是日期,       is not a date
                    8,  actual_start_date,       2025-02-30, date_impossible, 不是存在的日期, does not exist
                    9,  open_to_private_capital, 也许,       flag_form,       应填“是”或“否”, must be yes (是) or no (否)
                    13, project_name,            #REF!,      cell_error,      错误值 #REF!,   the error #REF!
                    """)
    void anUnreadableCellThatMayBeBlankIsBlankWithBothSentences(
            int row, String column, String value, String rule, String zh, String en) {
        List<String> lines = office.lines("SELECT column, value, rule, warnings.sentence_zh, warnings.sentence_en"
                + " FROM ledger.warnings WHERE row_number = " + row);
        assertThat(lines).hasSize(1);
        String[] cells = lines.get(0).split("\\|", -1);
        assertThat(cells).startsWith(column, value, rule);
        assertThat(cells[3]).contains(zh).contains("按空白计");
        assertThat(cells[4]).contains(en).contains("counts as blank");
        assertThat(office.lines("SELECT " + column + " FROM ledger.projects WHERE row_number = " + row
                        + " AND project_code LIKE 'W-%'"))
                .containsExactly("");
    }

    @Test
    void aRowOfJsonLinesIsRejectedByTheNumberOfItsLine() {
        assertThat(rejected).anyMatch(line -> line.startsWith(JSON_LINES + "||3|total_investment|约三千|number_form|"));
    }

    @Test
    void nothingElseIsRejected() {
        assertThat(rejected).hasSize(9);
    }

    @Test
    void equalRowsAreOneAndTheOtherIsCountedAsLeftOut() {
        assertThat(office.lines("SELECT reason, sum(row_count) FROM ledger.reconciliation"
                        + " WHERE outcome = 'left_out' GROUP BY reason"))
                .containsExactly("identical_row|1");
    }

    @Test
    void aRowOfAnUnknownDistrictCountsAsUnassignedWithAWarning() {
        assertThat(office.lines("SELECT row_number, column, value, rule FROM ledger.warnings"
                        + " WHERE rule = 'member_unknown'"))
                .containsExactly("16|district|北区|member_unknown");
        assertThat(office.lines("SELECT district_code, project_count, line_kind FROM latest.projects_by_district"
                        + " WHERE district_code = 'unassigned'"))
                .containsExactly("unassigned|1|unassigned");
    }

    @Test
    void everyRowReadIsAcceptedRejectedOrLeftOut() {
        assertThat(office.lines("SELECT file_name, rows_read, rows_accepted, rows_rejected, rows_left_out, warnings"
                        + " FROM ledger.deliveries WHERE state = 'accepted' ORDER BY delivery_number"))
                .containsExactlyInAnyOrder(
                        GOOD + "|2|2|0|0|0",
                        WITH_WRONG_ROWS + "|14|7|6|1|5",
                        WITHOUT_UNIT + "|3|1|2|0|0",
                        PARQUET + "|2|2|0|0|0",
                        JSON_LINES + "|3|2|1|0|0");
        assertThat(office.lines("SELECT sum(rows_read), sum(rows_accepted), sum(rows_rejected), sum(rows_left_out),"
                        + " sum(rows_current), sum(rows_superseded), min(reconciled)"
                        + " FROM latest.data_coverage WHERE column_name = '' AND dataset = 'projects'"))
                .containsExactly("24|14|9|1|14|0|true");
        assertThat(office.lines("SELECT count(1) FROM ledger.deliveries"
                        + " WHERE rows_read <> rows_accepted + rows_rejected + rows_left_out"))
                .containsExactly("0");
    }

    @Test
    void theLastLinesHoldAQueryThatShowsTheRejectedRows() {
        Matcher hint =
                Pattern.compile("rejected rows: jobs/query --conf .+? \"(.+)\"").matcher(night.out());
        assertThat(hint.find()).isTrue();
        assertThat(office.lines(hint.group(1))).hasSize(9).contains(WITH_WRONG_ROWS + "|清单|5|“约三千”不是数字，请只填数字。");
    }
}
