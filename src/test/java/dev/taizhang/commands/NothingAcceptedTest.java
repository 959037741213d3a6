package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** First nights of which no row can be accepted: what can be taken is published with blank tables, and goes back to be mended. */
class NothingAcceptedTest {
    private static final String LIST = "2025-03-31 东区 项目清单.csv";

    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = TestInbox.below(folder);
    }

    private void publishesBlankTables(int rejected) {
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out())
                .contains("已发布 published: 发布 release 1", "rejected rows still open: " + rejected + "（")
                .doesNotContain("副本未更新");
        assertThat(office.lines("SELECT count(1) FROM latest.projects_by_district WHERE project_count > 0"))
                .containsExactly("0");
        assertThat(office.lines("SELECT sum(rows_read), sum(rows_accepted), sum(rows_rejected), sum(rows_current),"
                        + " bool_and(reconciled) FROM latest.data_coverage WHERE column_name = ''"))
                .containsExactly(rejected + "|0|" + rejected + "||true");
    }

    @Test
    void ofSeveralDatasetsEveryRowIsRejectedAndComesBackMended() throws IOException {
        office.deliver(LIST, TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,约一千,2024-05-01,是,CNY");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-02,很多", ",2025-03,5");
        office.deliver("2025-03-31 西区 项目清单.xlsx", new byte[0]);
        publishesBlankTables(3);
        assertThat(office.lines("SELECT file_name, row_number, rejected.sentence_en FROM ledger.rejected"
                        + " JOIN ledger.deliveries USING (delivery_number) WHERE deliveries.dataset = 'projects'"))
                .containsExactly(LIST + "|2|\"约一千\" is not a number; enter digits only.");
        assertThat(office.lines("SELECT file_name FROM ledger.deliveries WHERE state = 'refused'"))
                .containsExactly("2025-03-31 西区 项目清单.xlsx");

        Path returned = office.warehouse().resolve("exports/2025-03-31/returns/projects.xlsx");
        assertThat(returned).exists();
        office.deliver("改好了.xlsx", Returned.mended(returned, new Returned.Change(4, 8, "1000")));
        Commands.Answer second = office.nightly("2025-03-31");
        assertThat(second.code()).as(second.err()).isZero();
        assertThat(office.lines("SELECT project_count, total_investment FROM latest.programme_overview"))
                .containsExactly("1|10000000.00");
    }

    /** Nothing of a file that is refused is in the ledger, so that there is nothing to publish before other rows come. */
    @Test
    void aRefusedFileAloneIsNamedAndPublishesNothingButOneDatasetWithoutAnyProjectDoes() throws IOException {
        office.deliver("2025-03-31 西区 项目清单.xlsx", new byte[0]);
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isEqualTo(4);
        assertThat(night.err()).contains("“2025-03-31 西区 项目清单.xlsx”：文件为空（0 字节）", "The file is empty (0 bytes)");
        office.deliver("2025年 东区 项目进度.csv", TestInbox.PROGRESS, "E-01,2025-02,很多");
        publishesBlankTables(1);
    }
}
