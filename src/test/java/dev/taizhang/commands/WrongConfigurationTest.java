package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake of an operator ends with exit code 2 and two plain sentences in both languages, before anything is taken. */
class WrongConfigurationTest {
    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("starts");
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
    }

    @ParameterizedTest(name = "in {0}, \"{1}\" changed to \"{2}\" is told as: {4}")
    @CsvSource(quoteCharacter = '`', textBlock = """
                    feeds/projects.conf,  sheets = ,                   shets = ,               `feeds/projects.conf:3：无法识别的键“shets”。是否想写“sheets”？`, `feeds/projects.conf:3: unknown key "shets". Did you mean "sheets"?`
                    feeds/projects.conf,  cluster = ,                  clusters = ,            `feeds/projects.conf:11：无法识别的键“clusters”。是否想写“cluster”？`, `feeds/projects.conf:11: unknown key "clusters". Did you mean "cluster"?`
                    taizhang.conf,        programme {,                 `zones = UTC, programme {`, `taizhang.conf:1：无法识别的键“zones”。是否想写“zone”？`, `taizhang.conf:1: unknown key "zones". Did you mean "zone"?`
                    taizhang.conf,        code = test_city,            kode = test_city,       `taizhang.conf:2：无法识别的键“kode”。是否想写“code”？`, `taizhang.conf:2: unknown key "kode". Did you mean "code"?`
                    taizhang.conf,        programme {,                 `currency = XYZ, programme {`, `键“currency”有误`, `"XYZ" is not a supported ISO 4217 currency`
                    taizhang.conf,        programme {,                 `zone = Mars, programme {`, `键“zone”有误`, `the key "zone" is invalid`
                    taizhang.conf,        programme {,                 `display_unit = furlong, programme {`, `“furlong”不在 units.csv 中`, `"furlong" is not in units.csv`
                    feeds/projects.conf,  `  status = "项目状态"`,     ``,                     `缺少键“status”`, `the key "status" is missing`
                    feeds/projects.conf,  dataset = projects,          dataset = project,      `“project”。是否想写“projects”？`, `"project". Did you mean "projects"?`
                    feeds/projects.conf,  dataset = projects,          `dataset = projects, unit = 两`, `“两”不在 units.csv 中`, `"两" is not in units.csv`
                    feeds/projects.conf,  dataset = projects,          `dataset = projects, unit = percent`, `“percent”不是该列可用的单位`, `the column cannot have the unit "percent"`
                    feeds/projects.conf,  dataset = projects,          `dataset = projects, decimal = ";"`, `键“decimal”有误`, `the key "decimal" is invalid`
                    taizhang.conf,        programme {,                 `display_unit = percent, programme {`, `“percent”不在 units.csv 中`, `"percent" is not in units.csv`
                    feeds/projects.conf,  columns {,                   columns [,              `不是有效的 HOCON`, `this is not valid HOCON`
                    feeds/projects.conf,  `"^(`,                       `"^((`,                 `不是有效的正则表达式`, `it is not a valid regular expression`
                    feeds/projects.conf,  `(\\\\d{4}-\\\\d{2}-\\\\d{2})`, `2025`,              `须有一个括号组`, `it must contain one capture group`
                    feeds/projects.conf,  list = whole,                list = all,             `须是 whole 或 changes`, `it must be whole or changes`
                    feeds/targets.conf,   dataset = targets,           `dataset = targets, list = whole, scope = everything`, `整表须有清单日期，而 columns 中没有 snapshot_date`, `a full list needs a date, but columns does not have snapshot_date`
                    feeds/projects.conf,  scope = districts,           `scope = { districts = ["北区"] }`, `“北区”不在 districts.csv 中`, `"北区" is not in districts.csv`
                    feeds/projects.conf,  list = whole,                `list = whole, leave_out = [{ reason = x, when = "status = (" }]`, `键“when”有误`, `the key "when" is invalid`
                    feeds/projects.conf,  list = whole,                `list = whole, leave_out = [{ reason = x, when = "state = '终止'" }]`, `没有列“state”`, `there is no column "state"`
                    feeds/projects.conf,  list = whole,                `list = whole, leave_out = [{ reason = x, when = "trim(project_code) = ''" }]`, `请写 IS NULL`, `a blank cell is NULL, not an empty text; write IS NULL`
                    feeds/projects.conf,  list = whole,                `list = whole, header = two`, `键“header”有误`, `the key "header" is invalid`
                    reference/districts.csv, `code,name_zh`,           `kode,name_zh`,         `无法识别的键“kode”。是否想写“code”？`, `unknown key "kode". Did you mean "code"?`
                    taizhang.conf, `programme {`, `mart { url = "jdbc:mysql://x", user = u }, programme {`, `须以 jdbc:postgresql: 开头`, `must begin with jdbc:postgresql:`
                    taizhang.conf, `programme {`, `mart { url = "jdbc:postgresql://x/y?password=z", user = u }, programme {`, `不得含口令`, `must not contain the password`
                    taizhang.conf, `programme {`, `webhook { url = "ftp://x", body = "{}" }, programme {`, `须是 http 或 https 地址`, `an http or https address`
                    taizhang.conf, `programme {`, `webhook { url = "http://x", body = "{" }, programme {`, `不是有效的 JSON`, `it is not valid JSON`
                    taizhang.conf, `programme {`, `webhook { url = "http://x", body = "{{realese}}" }, programme {`, `无法识别的键“realese”`, `unknown key "realese"`
                    taizhang.conf, `programme {`, `workbook = [starts, projects_by_distrikt], programme {`, `taizhang.conf:1 (workbook)：无法识别的键“projects_by_distrikt”。是否想写“projects_by_district”？`, `unknown key "projects_by_distrikt". Did you mean "projects_by_district"?`
                    taizhang.conf, `programme {`, `workbook = [{ table = starts, columns = [district_nam] }], programme {`, `taizhang.conf:1 (workbook)：无法识别的键“district_nam”。是否想写“district_name”？`, `unknown key "district_nam". Did you mean "district_name"?`
                    taizhang.conf, `programme {`, `workbook = [leader_cards], programme {`, `表“leader_cards”未发布`, `the table "leader_cards" is not published. Remove it from workbook, or add it to tables.`
                    taizhang.conf, `programme {`, `tables { without = [programme_overview] }, programme {`, `须有 only 或 without 之一`, `it needs either only or without`
                    taizhang.conf, `[projects_by_district]`, `[projects_by_distrikt]`, `没有“projects_by_distrikt”`, `there is no "projects_by_distrikt"`
                    taizhang.conf, `programme {`, `workbook = [starts, starts], programme {`, `“starts”列了两次`, `"starts" is listed twice`
                    taizhang.conf, `programme {`, `lights.set = ours, programme {`, `没有名为“ours”的一套阈值`, `there is no set "ours"`
                    taizhang.conf, `programme {`, `lights.sets.ten_and_thirty_points.investment.yellow_from = 0, programme {`, `taizhang.conf:1：键“yellow_from”有误：须小于 green_from，否则不会出现黄灯，阈值之间有空档`, `the thresholds have a gap`
                    taizhang.conf, `programme {`, `language = de, programme {`, `taizhang.conf:1：键“language”有误：须是 zh（中文）、en（英文）或 both（中英文）`, `it must be zh, en or both`
                    taizhang.conf, `programme {`, `year_starts = 4, programme {`, `taizhang.conf:1：键“year_starts”有误：须是月份的英文小写名称`, `it must be the name of a month in lower case, such as january or april`
                    taizhang.conf, `programme {`, `stalled_after = soon, programme {`, `须是大于零的时长`, `it must be a duration greater than zero, such as 10 minutes`
                    taizhang.conf, `programme {`, `stalled_after = 0, programme {`, `taizhang.conf:1：键“stalled_after”有误`, `it must be a duration greater than zero`
                    taizhang.conf, `programme {`, `lights.sets.ten_and_thirty_points.start.red_after_months = 0, programme {`, `须大于 yellow_after_months`, `it must be greater than yellow_after_months`
                    reference/clusters.csv, `,name_en,aliases`,          `,aliases,parent`,       `缺少列“name_en”`, `the column "name_en" is missing`
                    reference/districts.csv, `东,,1`,                  `东,,first`,            `“first”`, `"first"`
                    reference/districts.csv, `西,,2`,                  `东,,2`,                `“东”同时指向 D1 和 D2`, `"东" means both D1 and D2`
                    reference/districts.csv, `D2,`,                    `D1,`,                  `districts.csv:3：代码“D1”重复填写`, `districts.csv:3: the code "D1" is listed twice`
                    reference/districts.csv, `西,,2`,                  `"西,,2`,               `不是有效的 CSV`,       `this is not valid CSV`
                    reference/districts.csv, `code,name_zh`,           `,name_zh`,             `不是有效的 CSV`,       `this is not valid CSV`
                    """)
    void aMistakeInTheConfigurationIsNamed(String file, String right, String wrong, String zh, String en)
            throws IOException {
        Path path = office.conf().resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(right);
        Files.writeString(path, text.replace(right, wrong));
        plainly(office.nightly("2025-03-31"), zh, en);
        assertThat(office.warehouse()).doesNotExist();
    }

    @ParameterizedTest(name = "in senders.conf, {0} is told as: {2}")
    @CsvSource(delimiter = ';', textBlock = """
                    dataset = progres, senders = 东区, days_after_month_end = 0;   “progres”不是按月报送的数据集;  "progres" is not a monthly dataset
                    dataset = targets, senders = 东区, days_after_month_end = 0;   “targets”不是按月报送的数据集;  "targets" is not a monthly dataset
                    dataset = progress, days_after_month_end = 0;                  缺少键“senders”;                the key "senders" is missing
                    dataset = progress, senders = [东区, 东], days_after_month_end = 0;  “东”的 progress 重复列出;  progress of "东" is listed twice
                    dataset = progress, senders = 东区, days_after_month_end = 400;      须在 -27 与 365 之间;      it must be between -27 and 365
                    dataset = progress, senders = 东区, days_after_month_end = soon;     类型不符;                  it is of the wrong type
                    dataset = progress, senders = 东区, days_after_month_end = 0, due_day = 5;               无法识别的键“due_day”;            unknown key "due_day"
                    dataset = progress, senders = 东区, days_after_month_end = 0, required = perhaps;  须是 true 或 false;  it must be true or false
                    """)
    void aMistakeAboutSendersIsNamed(String entry, String zh, String en) throws IOException {
        office.configure("senders.conf", "due = [{ " + entry + " }]");
        plainly(office.nightly("2025-03-31"), zh, en);
        assertThat(office.warehouse()).doesNotExist();
    }

    @ParameterizedTest(name = "in exchange_rates.csv, {0} is told as: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
                    XYZ,2025-01-01,7.1;            “XYZ”不是支持的 ISO 4217 货币;                "XYZ" is not a supported ISO 4217 currency
                    KWD,2025-01-01,23.4;           “KWD”不是支持的 ISO 4217 货币;                currencies with three decimals are not supported yet
                    CNY,2025-01-01,1;              CNY 是项目盘子自身的币种，无须设置汇率;       CNY is the portfolio's own currency and needs no rate
                    USD,2025-01-01,0;              汇率“0”须是大于零的小数;                      the rate "0" must be a decimal number greater than zero
                    USD,2025-01-01,-7.1;           汇率“-7.1”须是大于零的小数;                   the rate "-7.1" must be a decimal number greater than zero
                    USD,2025-01-01,seven;          汇率“seven”须是大于零的小数;                  the rate "seven" must be a decimal number greater than zero
                    USD,2025-01-01,7.12345678901;  小数点前至多 6 位，后至多 10 位;              at most 6 before the decimal point and 10 after it
                    JPY,2025-01-01,10000;          小数点前至多 4 位，后至多 10 位;              at most 4 before the decimal point and 10 after it
                    USD,2025-13-01,7.1;            “2025-13-01”不是日期;                         "2025-13-01" is not a date
                    USD,,7.1;                      “”不是日期;                                   "" is not a date
                    USD,2025-01-01;                列数与表头不同;                               the number of columns differs from that of the header
                    EUR,2025-01-01,7.8;            EUR 自 2025-01-01 起的汇率重复填写;           the rate of EUR from 2025-01-01 is listed twice
                    """)
    void aMistakeAboutExchangeRatesIsNamed(String line, String zh, String en) throws IOException {
        office.configure(
                "reference/exchange_rates.csv",
                "currency,valid_from,rate\n# of the central bank\nEUR,2025-01-01,7.7\n" + line + "\n");
        Commands.Answer answer = office.nightly("2025-03-31");
        plainly(answer, zh, en);
        assertThat(answer.err()).contains("exchange_rates.csv:4");
        assertThat(office.warehouse()).doesNotExist();
    }

    @Test
    void aColumnOfExchangeRatesThatIsNotThereIsNamed() throws IOException {
        office.configure("reference/exchange_rates.csv", "currency,valid_from\n");
        plainly(office.nightly("2025-03-31"), "缺少列“rate”", "the column \"rate\" is missing");
        office.configure("reference/exchange_rates.csv", "currency,valid_from,rates\n");
        plainly(office.nightly("2025-03-31"), "是否想写“rate”？", "Did you mean \"rate\"?");
    }

    @Test
    void aConfigurationFolderThatIsNotThereIsNamed() {
        Commands.Answer answer = Commands.run("nightly", "--conf", "/no/such/conf");
        plainly(answer, "配置目录 /no/such/conf 不存在", "The configuration folder /no/such/conf does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2025-02-30", "31/03/2025"})
    void anAsOfDateThatIsNoDateIsNamed(String asOf) {
        plainly(office.nightly(asOf), "--as-of " + asOf + " 不是日期", "--as-of " + asOf + " is not a date");
    }

    @Test
    void aFileThatTwoFeedsOfOneDatasetTakeIsNamedWithBothFeeds() throws IOException {
        office.configure("feeds/lists.conf", Files.readString(office.conf().resolve("feeds/projects.conf")));
        plainly(
                office.nightly("2025-03-31"),
                "“2025-03-31 东区 项目清单.csv”同时符合“项目清单”的多个报表配置：lists、projects",
                "\"2025-03-31 东区 项目清单.csv\" matches more than one feed of the dataset projects: lists, projects");
    }

    @Test
    void aQueryBeforeTheFirstRunSaysWhatToRunFirst() {
        plainly(office.ask("SELECT 1"), "首次使用请先运行 jobs/nightly", "On first use, run jobs/nightly first");
    }

    private static void plainly(Commands.Answer answer, String zh, String en) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(answer.err()).contains(zh).contains(en).contains("退出码 exit code 2");
        assertThat(answer.err().lines()).hasSizeLessThanOrEqualTo(4);
        assertThat(answer.err()).doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }
}
