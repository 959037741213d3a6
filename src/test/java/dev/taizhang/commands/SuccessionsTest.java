package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.summaries.Summaries;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Projects that were renamed: one project with one history, under the code that it has as of the date. */
class SuccessionsTest {
    /** The header of a file of successions. */
    private static final String CODES = "原项目代码,新项目代码,生效日期";

    private static final String LIST = TestInbox.PROJECTS.replace("万元", "元");
    private static final String MONTHS = TestInbox.PROGRESS.replace("万元", "元");

    @TempDir
    private static Path folder;

    private static OneLedger ledger;

    /** A became A2 in March and A3 in April; B stays as it is. In April a clerk still uses both old codes. */
    @BeforeAll
    static void deliver() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.configure("feeds/successions.conf", Files.readString(Path.of("conf/feeds/successions.conf")));
        office.deliver("2025-02-28 东区 项目清单.csv", LIST, line("A", "100"), line("B", "50"));
        office.deliver("2025-03-31 东区 项目清单.csv", LIST, line("A2", "110"), line("B", "50"));
        office.deliver("2025-04-30 东区 项目清单.csv", LIST, line("A2", "111"), line("A3", "120"), line("B", "50"));
        office.deliver(
                "2025年 东区 项目进度.csv",
                MONTHS,
                "A,2025-01,1",
                "A,2025-02,2",
                "A2,2025-03,4",
                "A,2025-04,8",
                "A2,2025-04,16",
                "B,2025-04,0.01");
        office.deliver("2025-04-30 项目代码变更表.csv", CODES, "A,A2,2025-03-15", "A2,A3,2025-04-10", "B,B2,2025-05-01");
        office.publishing("movement", "data_findings");
        ledger = OneLedger.of(office);
        assertThat(ledger.night(Optional.empty())).as("read, accepted, rejected").containsExactly(16L, 16L, 0L);
    }

    private static String line(String code, String amount) {
        return code + ",名" + code + ",东区,铸造,开工," + amount + ",,,";
    }

    private static List<String> movement(String asOf) {
        Map<SummaryTable, List<Row>> tables = ledger.summaries(LocalDate.parse(asOf));
        return OneLedger.lines(
                Summaries.named(tables, "movement"), "base", "kind", "project_count", "total_investment_now");
    }

    @Test
    void aRenamedProjectIsOneProjectWithOneHistory() {
        assertThat(ledger.state(LocalDate.parse("2025-02-28")))
                .as("before the date")
                .containsExactly("A|D1|100.00|3.00", "B|D1|50.00|null");
        assertThat(ledger.state(LocalDate.parse("2025-03-31")))
                .as("the second code is not in force")
                .containsExactly("A2|D1|110.00|7.00", "B|D1|50.00|null");
        assertThat(ledger.state(LocalDate.parse("2025-04-30")))
                .as("two old codes and a new one in one list, and two months of one date")
                .containsExactly("A3|D1|120.00|23.00", "B|D1|50.00|0.01");
        assertThat(movement("2025-04-30")).containsExactly("previous_month|cost_changed|1|120.00");
    }
}
