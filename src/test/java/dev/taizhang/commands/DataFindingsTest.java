package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings about data of which each row is acceptable by itself. */
class DataFindingsTest {
    @Test
    void progressOfAProjectThatNoListHasNamedIsFoundWithTheCodeThatIsMostAlike(@TempDir Path folder)
            throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.publishing("data_findings");
        office.deliver("2025-01-31 东区 项目清单.csv", TestInbox.PROJECTS, "JZ-2025-0009,已退出,东区,铸造,开工,100,2024-05-01,是,CNY");
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "JZ-2025-0001,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "JZ-2025-0002,东二,东区,铸造,开工,2000,2024-05-01,是,CNY");
        office.deliver(
                "2025年 东区 项目进度.csv",
                TestInbox.PROGRESS,
                "JZ-2025-0001,2025-02,100",
                "JZ-2025-0009,2025-01,70",
                "JZ-2O25-0002,2025-02,50",
                "JZ-2O25-0002,2025-03,60",
                "XM-2025-9876,2025-03,10",
                "Z-2025-0001,2025-03,20");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        assertThat(office.lines("SELECT dataset, project_code, value, sentence_zh FROM latest.data_findings"
                        + " WHERE rule = 'unknown_project' ORDER BY project_code"))
                .containsExactly(
                        "progress|JZ-2O25-0002|JZ-2025-0002|没有任何清单列出该项目代码，2 个月的进度因此未计入任何项目；最相近的代码为 JZ-2025-0002。请核对代码。",
                        "progress|XM-2025-9876||没有任何清单列出该项目代码，1 个月的进度因此未计入任何项目。请核对代码。",
                        "progress|Z-2025-0001|JZ-2025-0001|没有任何清单列出该项目代码，1 个月的进度因此未计入任何项目；最相近的代码为 JZ-2025-0001。请核对代码。");
    }
}
