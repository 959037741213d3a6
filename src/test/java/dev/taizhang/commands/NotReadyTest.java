package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.RunLock;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights on which the job cannot begin: each ends with its own exit code and says what to do. */
class NotReadyTest {
    private static final String[] LIST = {TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY"};

    @TempDir
    private static Path folderOfTaken;

    /** An office whose list was taken by a first night. */
    private static TestInbox taken;

    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeAll
    static void takeAList() throws IOException {
        taken = TestInbox.below(folderOfTaken);
        taken.deliver("2025-03-31 东区 项目清单.csv", LIST);
        Commands.Answer night = taken.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
    }

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = TestInbox.below(folder);
    }

    @Test
    void anInboxThatDoesNotExistIsNotReady() throws IOException {
        Files.delete(office.inbox());
        told(office.nightly("2025-03-31"), 4, "不存在或无法读取", "does not exist or cannot be read");
    }

    @Test
    void anEmptyInboxIsNotReadyUntilSomethingWasTakenOnce() throws IOException {
        told(
                office.nightly("2025-03-31"),
                4,
                "收件目录 " + office.inbox() + " 中没有可接收的报表，此前也未接收过任何报表",
                "No file in the inbox " + office.inbox() + " could be ingested, in this run or any earlier one");
        FileUtils.deleteDirectory(office.warehouse().toFile());
        FileUtils.copyDirectory(taken.warehouse().toFile(), office.warehouse().toFile());
        Commands.Answer nothingNew = office.nightly("2025-06-30");
        assertThat(nothingNew.code()).as(nothingNew.err()).isZero();
        assertThat(nothingNew.out()).contains("没有新的收件。收件目录中已在台账中的文件有 0 个。 No new deliveries");
        // Only ends of months were published before.
        assertThat(nothingNew.out())
                .contains(
                        "有 2 个日期未发布 dates not published: 2025-04-30 … 2025-05-31",
                        " --step month --from 2025-04-30 --to 2025-05-31");
    }

    @Test
    void anInboxWhoseOnlyFileIsDamagedSaysWhatIsWrongWithIt() throws IOException {
        office.deliver("2025-03-31 东区 项目清单.xlsx", new byte[0]);
        told(office.nightly("2025-03-31"), 4, "此前也未接收过任何报表", "could be ingested, in this run or any earlier one");
        assertThat(office.nightly("2025-03-31").err())
                .contains("2025-03-31 东区 项目清单.xlsx", "文件为空（0 字节）", "The file is empty (0 bytes)");
    }

    @Test
    void aFileWhereTheWarehouseShouldBeIsNoWarehouse() throws IOException {
        office.deliver("2025-03-31 东区 项目清单.csv", LIST);
        Files.writeString(office.warehouse(), "a file");
        told(office.nightly("2025-03-31"), 2, "是一个文件，不是目录", "is a file, not a folder");
    }

    @Test
    void aSecondRunIsTurnedAwayWithTheNameOfTheFirst() throws IOException {
        office.deliver("2025-03-31 东区 项目清单.csv", LIST);
        Warehouse warehouse = Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read())
                .prepare();
        try (RunLock lock = RunLock.acquire(warehouse, "pid 42, the first run")) {
            assertThat(lock).isNotNull();
            told(
                    office.nightly("2025-03-31"),
                    5,
                    "另一次运行正占用台账库：pid 42, the first run",
                    "Another run has locked the warehouse: pid 42, the first run");
        }
    }

    @Test
    void realDeliveriesAndTheSampleCityNeverShareAWarehouse() throws IOException {
        String home = System.getProperty("taizhang.home");
        TestInbox sample = TestInbox.below(folder.resolve("home/sample"));
        sample.deliver("2025-03-31 东区 项目清单.csv", LIST);
        // What stands there already is taken for the sample city, so that this one may be small.
        Files.writeString(folder.resolve("home/sample/known.json"), "{}");
        office.deliver("2025-03-31 东区 项目清单.csv", LIST);
        System.setProperty("taizhang.home", folder.resolve("home").toString());
        try {
            told(onTheSample(taken.warehouse()), 2, "已接收过真实报表", "contains real deliveries");
            Commands.Answer city = onTheSample(sample.warehouse());
            assertThat(city.code()).as(city.err()).isZero();
            assertThat(city.out()).contains("合成的示例城市", "synthetic sample city");
            told(
                    Commands.run(
                            "nightly",
                            "--conf",
                            office.conf().toString(),
                            "--inbox",
                            office.inbox().toString(),
                            "--warehouse",
                            sample.warehouse().toString()),
                    2,
                    "数据为合成的示例城市",
                    "contains the synthetic sample city");
        } finally {
            if (home == null) {
                System.clearProperty("taizhang.home");
            } else {
                System.setProperty("taizhang.home", home);
            }
        }
    }

    private Commands.Answer onTheSample(Path warehouse) {
        return Commands.run("nightly", "--conf", office.conf().toString(), "--warehouse", warehouse.toString());
    }

    private static void told(Commands.Answer answer, int code, String zh, String en) {
        assertThat(answer.code()).as(answer.err()).isEqualTo(code);
        assertThat(answer.err())
                .contains(zh)
                .contains(en)
                .contains("退出码 exit code " + code)
                .doesNotContain("\tat ", "Exception", "dev.taizhang.");
    }
}
