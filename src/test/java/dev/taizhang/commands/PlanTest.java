package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan says what a night would do, before there is a warehouse and after, and leaves no trace. */
class PlanTest {
    @TempDir
    private Path folder;

    private static Commands.Answer plan(TestInbox office) {
        return Commands.run(
                "nightly",
                "--plan",
                "--conf",
                office.conf().toString(),
                "--inbox",
                office.inbox().toString(),
                "--warehouse",
                office.warehouse().toString());
    }

    @Test
    void theNextNightIsToldAndNothingIsWritten() throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,约二百,2024-05-01,是,CNY",
                "E-03,东三,东区,铸造,开工,100,2024-05-01,是,CNY,多余的格");
        office.deliver("读我.txt", "不是报表");
        Commands.Answer first = plan(office);
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out())
                .containsPattern("2025-03-31 东区 项目清单.csv +projects +项目清单 +3 +1 +2 +0 +0")
                .contains("没有相符报表配置（feed）的文件 files that no feed matches: 读我.txt")
                .containsPattern("项目清单.csv +4 +退回 reject ")
                .contains("约二百", "以上为预览，未写入任何内容");
        assertThat(Files.exists(office.warehouse())).isFalse();

        assertThat(office.nightly("2025-03-31").code()).isZero();
        Commands.Answer second = plan(office);
        assertThat(second.out()).contains("没有新的收件", "files already in the ledger: 1");
        assertThat(office.lines("SELECT count(1) FROM ledger.runs")).containsExactly("1");
    }
}
