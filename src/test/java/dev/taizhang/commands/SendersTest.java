package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nights of an office to which two districts report monthly: on the first one of them has not come, on the second it comes
 * late, and on the third, which is not to go on without them, neither has.
 */
class SendersTest {
    private static final String DUE = "SELECT sender, state, due_month, days_late, last_spoken_date FROM latest.senders"
            + " WHERE dataset = 'progress' ORDER BY sender";
    private static final String MONTH = "SELECT project_code, month_investment FROM latest.project_watch ORDER BY 1";

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static List<Commands.Answer> nights;
    private static List<List<String>> due;
    private static List<List<String>> months;

    @BeforeAll
    static void runThreeNights() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("senders", "project_watch");
        expect("false");
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        office.deliver("2025-03-31 西区 项目清单.csv", TestInbox.PROJECTS, "W-01,西一,西区,铸造,开工,1000,2024-05-01,是,CNY");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025年2月,20", "E-01,2025年3月,30");
        office.deliver("2025年 西区 项目进度.csv", TestInbox.PROGRESS, "W-01,2025年2月,40");
        Commands.Answer first = office.nightly("2025-03-31");
        List<String> dueFirst = office.lines(DUE);
        List<String> monthsFirst = office.lines(MONTH);
        office.deliver("2025年 西区 项目进度.csv", TestInbox.PROGRESS, "W-01,2025年2月,40", "W-01,2025年3月,50");
        Commands.Answer second = office.nightly("2025-04-02");
        due = List.of(dueFirst, office.lines(DUE));
        months = List.of(monthsFirst, office.lines(MONTH));
        expect("true");
        nights = List.of(first, second, office.nightly("2025-04-30"));
    }

    private static void expect(String required) throws IOException {
        office.configure(
                "senders.conf",
                "due = [{ dataset = progress, senders = [\"东区\", \"西区\"], days_after_month_end = 0, required = "
                        + required + " }]");
    }

    @Test
    void whoHasSentOnlyLastMonthsReportIsMissingAndStandsForNoFigureOfThisMonth() {
        assertThat(nights.get(0).code()).as(nights.get(0).err()).isZero();
        assertThat(due.get(0))
                .containsExactly("东区|on_time|2025-03-01|0|2025-03-01", "西区|missing|2025-03-01|0|2025-02-01");
        assertThat(nights.get(0).out()).contains("缺报 missing: 月度进度 monthly progress 2025-03：西区\n");
        assertThat(months.get(0)).containsExactly("E-01|300000.00", "W-01|");
    }

    @Test
    void whoComesTwoDaysAfterTheDayIsLateByTwoAndCounts() {
        assertThat(nights.get(1).code()).as(nights.get(1).err()).isZero();
        assertThat(due.get(1)).containsExactly("东区|on_time|2025-03-01|0|2025-03-01", "西区|late|2025-03-01|2|2025-03-01");
        assertThat(nights.get(1).out())
                .contains("迟报 late: 月度进度 monthly progress 2025-03：西区\n")
                .doesNotContain("缺报 missing");
        assertThat(months.get(1)).containsExactly("E-01|300000.00", "W-01|500000.00");
    }

    @Test
    void withoutWhatIsRequiredNothingIsPublished() {
        Commands.Answer third = nights.get(2);
        assertThat(third.code()).as(third.err()).isEqualTo(4);
        assertThat(third.err())
                .contains("必报报表未到，未发布：东区的“月度进度”（2025-04，应于 2025-04-30 前报送，最新数据日期为 2025-03-01）；西区的")
                .contains("Required deliveries are missing; nothing was published: monthly progress of 东区 (2025-04,"
                        + " due by 2025-04-30; latest data: 2025-03-01); monthly progress of 西区")
                .contains("退出码 exit code 4")
                .doesNotContain("\tat ", "Exception");
        assertThat(office.lines("SELECT max(as_of_date), count(1) FROM ledger.runs"))
                .containsExactly("2025-04-02|2");
    }
}
