package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a file of rules ends with exit code 2 before anything is taken, and names file, line and rule. */
class WrongRulesTest {
    private static final String RULES = """
            rules = [
              {
                name = small
                dataset = projects
                condition = "total_investment < 100"
                severity = warn
                message { zh = "太大", en = "too large" }
              }
            ]
            checks = [
              { name = rows, dataset = projects, measure = rows, at_most_fall = "10%", severity = warn }
            ]
            """;

    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = TestInbox.below(folder);
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
    }

    @ParameterizedTest(name = "\"{0}\" changed to \"{1}\" is told as: {3}")
    @CsvSource(quoteCharacter = '`', textBlock = """
            severity = warn,                 severities = warn,                  `rules/own.conf:6：无法识别的键“severities”`, `rules/own.conf:6: unknown key "severities". Did you mean "severity"?`
            severity = warn,                 severity = error,                   `own.conf:6：键“severity”有误：规则 small`, `rule small: it must be one of: warn, quarantine, fail`
            severity = warn,                 ``,                                 `own.conf:2：缺少键“severity”`, `own.conf:2: the key "severity" is missing`
            dataset = projects,              dataset = project,                  `没有数据集“project”`, `there is no dataset "project"`
            name = small,                    name = Small,                       `须由小写字母`, `lower-case letters`
            total_investment < 100,          investment < 100,                   `own.conf:5：键“condition”有误：规则 small：无法计算`, `rule small: it cannot be evaluated`
            total_investment < 100,          total_investment <,                 `不是有效的 Spark SQL`, `it is not valid Spark SQL`
            total_investment < 100,          total_investment + 1,               `无法计算`, `it cannot be evaluated`
            total_investment < 100,          project.total_investment < 100,     `无法计算`, `it cannot be evaluated`
            total_investment < 100,          total_investment < 100 * rand(),    `“rand”每次结果可能不同`, `"rand" may give a different result in each run`
            total_investment < 100,          snapshot_date < current_date(),     `每次结果可能不同`, `may give a different result in each run`
            total_investment < 100,          `reflect('java.lang.System', 'exit', 1) = project_code`, `不能调用 Java 方法`, `must not call Java methods`
            total_investment < 100,          `java_method('java.lang.System', 'getenv', 'HOME') = project_code`, `不能调用 Java 方法`, `must not call Java methods`
            total_investment < 100,          `xpath_string(project_code, '/a') = 'x'`, `不能使用 xpath_string()`, `it must not use xpath_string()`
            total_investment < 100,          `project_code IN (SELECT code FROM projects)`, `不能含子查询`, `it must not contain a subquery`
            total_investment < 100,          sum(total_investment) < 100,        `无法计算`, `it cannot be evaluated`
            太大,                            {investment} 太大,                  `{investment} 不是这里可用的列`, `{investment} is not a column that this message can use`
            太大,                            {shown.investment} 太大,            `{shown.investment} 不是这里可用的列`, `{shown.investment} is not a column that this message can use`
            total_investment < 100,          shown.total_investment < 100,       `无法计算`, `it cannot be evaluated`
            total_investment < 100,          median.project_code < 100,          `无法计算`, `it cannot be evaluated`
            `total_investment < 100"\n    severity = warn\n    message { zh = "太大"`, `total_investment < previous.total_investment"\n    severity = warn\n    message { zh = "{shown.total_investment} 太大"`, `台账不保留单元格原文`, `does not keep the text of cells`
            measure = rows,                  measure = leader,                   `须是 rows（行数）或一个金额列`, `it must be rows or an amount column: total_investment`
            `"10%"`,                         tenth,                              `须是百分数`, `it must be a percentage`
            `at_most_fall = "10%", severity = warn`, severity = warn,            `缺少键“at_most_fall / at_most_growth”`, `the key "at_most_fall / at_most_growth" is missing`
            `at_most_fall = "10%", severity = warn`, `at_most_fall = "10%", severity = quarantine`, `须是其中之一：warn, fail`, `it must be one of: warn, fail`
            """)
    void aMistakeIsNamed(String right, String wrong, String zh, String en) throws IOException {
        assertThat(RULES).contains(right);
        office.configure("rules/own.conf", RULES.replace(right, wrong == null ? "" : wrong));
        Commands.Answer answer = office.nightly("2025-03-31");
        assertThat(answer.code()).as(answer.err()).isEqualTo(ExitCode.USAGE.code());
        assertThat(answer.err()).contains(zh).contains(en).contains("退出码 exit code 2");
        assertThat(answer.err()).doesNotContain("\tat ", "Exception", "dev.taizhang.");
        assertThat(office.warehouse()).doesNotExist();
    }

    @Test
    void aNameIsUsedOnceOnly() throws IOException {
        office.configure("rules/own.conf", RULES);
        office.configure("rules/second.conf", RULES);
        Commands.Answer answer = office.nightly("2025-03-31");
        assertThat(answer.code()).isEqualTo(ExitCode.USAGE.code());
        assertThat(answer.err()).contains("“small”已被使用").contains("\"small\" is already in use");
    }
}
