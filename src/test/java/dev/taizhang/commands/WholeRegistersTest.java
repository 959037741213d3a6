package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Districts send their bottlenecks as whole lists. In March the east no longer names two of its four matters, one of them of a
 * project that also lies in the west, and the row of a third is wrong; the west sends no list.
 */
class WholeRegistersTest {
    private static final String BOTTLENECKS = "问题编号,项目代码,要素类别,提出日期,办结日期";

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void deliver() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("bottlenecks_by_factor", "project_watch");
        office.configure("feeds/bottlenecks.conf", """
                dataset = bottlenecks
                files = "*堵点清单.csv"
                list = whole
                scope = districts
                sender { file_name = " (.+?) " }
                columns {
                  snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
                  bottleneck_code = "问题编号"
                  project_code = "项目代码"
                  factor = "要素类别"
                  raised_date = "提出日期"
                  settled_date = "办结日期"
                }
                """);
        office.configure("feeds/sets.conf", TestInbox.SETS);
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,200,2024-05-01,是,CNY");
        office.deliver("2025-03-31 西区 项目清单.csv", TestInbox.PROJECTS, "W-01,西一,西区,铸造,开工,100,2024-05-01,是,CNY");
        office.deliver("2025-02-28 分摊表.csv", "项目代码,维度,成员,份额", "E-02,县区,东区,50", "E-02,县区,西区,50");
        office.deliver(
                "2025-02-28 东区 堵点清单.csv",
                BOTTLENECKS,
                "B-1,E-01,用地,2025-01-10,",
                "B-2,E-01,用地,2025-01-20,",
                "B-3,E-01,用能,2025-02-01,",
                "B-4,E-02,用地,2025-02-05,");
        office.deliver("2025-02-28 西区 堵点清单.csv", BOTTLENECKS, "B-9,W-01,用地,2025-02-10,");
        office.deliver("2025-03-31 东区 堵点清单.csv", BOTTLENECKS, "B-1,E-01,用地,2025-01-10,", "B-2,E-01,用地,2025-01-20,快了");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
    }

    @Test
    void aMatterLeavesThatTheWholeListOfItsProjectsDistrictNoLongerNames() {
        assertThat(office.lines("SELECT bottleneck_code FROM facts.bottleneck_state ORDER BY 1"))
                .containsExactly("B-1", "B-2", "B-9");
    }

    @Test
    void aProjectHasTheOpenMattersThatTheRegisterStillNames() {
        assertThat(office.lines("SELECT project_code, open_bottlenecks FROM latest.project_watch ORDER BY 1"))
                .containsExactly("E-01|2", "E-02|0", "W-01|1");
        assertThat(office.lines("SELECT sum(open_count) FROM latest.bottlenecks_by_factor"))
                .containsExactly("3");
    }
}
