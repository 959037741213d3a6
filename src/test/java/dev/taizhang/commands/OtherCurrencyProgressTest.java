package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report in another currency than its project's: its percentage is kept, its money counts nowhere and is reported. */
class OtherCurrencyProgressTest {
    @TempDir
    private Path folder;

    @Test
    void percentagesAreNotMoney() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.publishing("data_findings");
        office.configure("feeds/progress.conf", """
                dataset = progress
                files = "*项目进度.csv"
                columns {
                  project_code = "项目代码"
                  report_month = "报告月份"
                  invested_this_month { header = "本月完成投资", unit = "万元" }
                  physical_progress { header = "形象进度", unit = percent }
                }
                """);
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "U,percent alone,东区,铸造,开工,100,2025-01-01,,USD",
                "M,percent and money,东区,铸造,开工,100,2025-01-01,,USD",
                "C,own currency,东区,铸造,开工,100,2025-01-01,,");
        office.deliver(
                "2025年 项目进度.csv",
                "项目代码,报告月份,本月完成投资,形象进度",
                "U,2025-02,,30",
                "U,2025-03,,45",
                "M,2025-03,10,60",
                "C,2025-02,5,20",
                "C,2025-03,6,");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.lines("SELECT project_code, physical_progress, month_investment, year_to_date_investment"
                        + " FROM facts.project_state ORDER BY 1"))
                .containsExactly("C|0.200000|60000.00|110000.00", "M|0.600000||", "U|0.450000||");
        assertThat(office.lines("SELECT project_code, rule, subject, value FROM latest.data_findings"))
                .containsExactly("M|progress_currency|CNY|1");
    }
}
