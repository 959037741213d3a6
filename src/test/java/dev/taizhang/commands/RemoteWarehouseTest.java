package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.CopiedFolder;
import dev.taizhang.InstalledProject;
import dev.taizhang.LongForm;
import dev.taizhang.SharedStorage;
import dev.taizhang.ledger.RemoteFileSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lists and reports of the small city, with inbox and warehouse on storage that is not a disk: every command answers what it answers
 * on a disk, and tables and exports are the same byte for byte.
 */
class RemoteWarehouseTest {
    private static final String FIRST = "2025-04-01";
    private static final String SECOND = "2025-04-02";
    private static final String CORRECTION = "2025-04-01_榆次区_重大项目清单.csv";
    private static final String LATE = "2025年_太谷区_项目进度.csv";

    @TempDir
    private static Path root;

    private static Path conf;
    private static String group;
    private static Site disk;
    private static List<String> onADisk;

    /** Where inbox and warehouse are, and how commands are run. */
    private interface Site {
        String inbox();

        String warehouse();

        InstalledProject.Answer run(String command, String... arguments) throws Exception;

        /** Copies a file or folder of this machine to an address. */
        void copy(String from, String to) throws Exception;
    }

    /** Inbox and warehouse in a folder, whose commands run in this process. */
    private record InProcess(String folder) implements Site {
        @Override
        public String inbox() {
            return folder + "/inbox";
        }

        @Override
        public String warehouse() {
            return folder + "/warehouse";
        }

        @Override
        public InstalledProject.Answer run(String command, String... arguments) {
            Commands.Answer answer = Commands.run(Commands.words(command, arguments));
            return new InstalledProject.Answer(answer.code(), answer.out(), answer.err());
        }

        @Override
        public void copy(String from, String to) throws IOException {
            CopiedFolder.copy(from, to);
        }
    }

    /** Inbox and warehouse on a storage, whose commands run as users start them. */
    private record Installed(InstalledProject project, SharedStorage storage) implements Site {
        @Override
        public String inbox() {
            return storage.root() + "/收件/inbox";
        }

        @Override
        public String warehouse() {
            return storage.root() + "/warehouse";
        }

        @Override
        public InstalledProject.Answer run(String command, String... arguments) throws Exception {
            return project.start(InstalledProject.QUICK, command, arguments).end();
        }

        @Override
        public void copy(String from, String to) throws Exception {
            storage.copy(from, to);
        }
    }

    @BeforeAll
    static void runOnADisk() throws Exception {
        RemoteFileSystem.register();
        conf = Commands.publishing(
                Path.of("conf"), root.resolve("conf"), List.of("projects_by_district", "project_watch"));
        group = Files.getAttribute(root, "posix:group").toString();
        Files.writeString(
                conf.resolve("taizhang.conf"),
                "copies = [sqlite, parquet, delta]\nreaders_group = \"" + group + "\"\n",
                StandardOpenOption.APPEND);
        Path given = root.resolve("given");
        SmallCity.deliver(given);
        Files.createDirectories(given.resolve(".hidden"));
        Files.writeString(given.resolve(".hidden/2025年_祁县_项目进度.csv"), "项目代码\n");
        Files.createDirectories(given.resolve("更正 corrections"));
        Files.writeString(given.resolve("更正 corrections").resolve(CORRECTION), """
                项目代码,项目名称,所属县区,产业集群,项目状态,建设性质,计划总投资（万元）,年度计划投资（万元）,计划开工日期,实际开工日期,复工日期
                P1,示例一号光伏,榆次区,新能源,开工,新建,11000,4000,2025-02-01,2025-02-10,
                P7,示例七号,榆次区,新能源,签约,新建,约三千,,2025-06-01,,
                """);
        disk = new InProcess(root.resolve("disk").toString());
        onADisk = life(disk);
    }

    @Test
    void onAStorageThatIsNotADisk() throws Exception {
        Site remote = new InProcess("remote:" + root.resolve("remote"));
        List<String> answers = life(remote);
        assertSame(answers, remote, root.resolve("remote/warehouse"));
        assertThat(log(root.resolve("remote/warehouse")))
                .contains("readers_group (" + group + ") has no effect: the storage of the warehouse "
                        + remote.warehouse());
        assertThat(root.resolve("remote/warehouse/deliveries").toFile().list())
                .noneMatch(name -> name.endsWith(".part"));
        assertThat(root.resolve("remote/warehouse/published/facts/project_state/_delta_log/00000000000000000000.json"))
                .content()
                .contains("\"path\":\"" + remote.warehouse() + "/facts/project_state/as_of_date=");
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void onHdfs() throws Exception {
        try (SharedStorage hdfs = SharedStorage.hdfs(root.resolve("hdfs"))) {
            Installed site =
                    new Installed(InstalledProject.below(Files.createDirectories(root.resolve("of hdfs"))), hdfs);
            assertSame(life(site), site, local(site, root.resolve("from hdfs")));
            assertThat(log(root.resolve("from hdfs"))).doesNotContain("has no effect");
            org.apache.hadoop.fs.Path warehouse = new org.apache.hadoop.fs.Path(site.warehouse());
            List<String> rights = new ArrayList<>();
            for (String below : List.of(".", "exports", "exports/latest/taizhang.sqlite", "deliveries")) {
                FileStatus status = warehouse
                        .getFileSystem(hdfs.configuration())
                        .getFileStatus(new org.apache.hadoop.fs.Path(warehouse, below));
                rights.add(below + " " + status.getPermission() + " " + status.getGroup());
            }
            assertThat(rights)
                    .startsWith(
                            ". rwx--x--- " + group,
                            "exports rwxr-x--- " + group,
                            "exports/latest/taizhang.sqlite rw-r----- " + group)
                    .last()
                    .asString()
                    .startsWith("deliveries rwx------ ");
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void onS3WithItsKeysInClusterConfAlone() throws Exception {
        try (SharedStorage s3 = SharedStorage.s3(root.resolve("s3"))) {
            Path cluster = Files.createDirectories(conf.resolve("spark")).resolve("cluster.conf");
            Files.writeString(cluster, s3.settings());
            try {
                Installed site =
                        new Installed(InstalledProject.below(Files.createDirectories(root.resolve("of s3"))), s3);
                assertSame(life(site), site, local(site, root.resolve("from s3")));
                assertThat(log(root.resolve("from s3"))).contains("has no effect");
            } finally {
                Files.delete(cluster);
            }
        }
    }

    private static Path local(Site site, Path folder) throws Exception {
        site.copy(site.warehouse(), folder.toString());
        return folder;
    }

    /** Runs all commands and returns what they answered, without what is of the place and of the time. */
    private static List<String> life(Site site) throws Exception {
        List<String> answers = new ArrayList<>();
        site.copy(root.resolve("given").toString(), site.inbox());
        answers.add(run(site, 0, "nightly", "--inbox", site.inbox(), "--as-of", FIRST));
        assertThat(answers.get(0))
                .contains("W/exports/" + FIRST, "W/exports/latest/taizhang.sqlite", "W/report/index.html");
        answers.add(run(site, 0, "query", "--format", "csv", "SELECT * FROM latest.projects_by_district"));
        answers.add(run(
                site,
                0,
                "explain",
                "projects_by_district",
                "--where",
                "district_code = '140702'",
                "--measure",
                "total_investment"));
        run(site, 0, "runs");
        answers.add(run(site, 0, "doctor", "--inbox", site.inbox()));

        Path back = root.resolve(site.getClass().getSimpleName() + ".xlsx");
        Files.deleteIfExists(back);
        site.copy(site.warehouse() + "/exports/" + FIRST + "/returns/榆次区.xlsx", back.toString());
        Path mended = Files.write(root.resolve("改好的.xlsx"), Returned.mended(back, new Returned.Change(4, 9, "3000")));
        Path late = Files.writeString(root.resolve(LATE), "项目代码,报告月份,本月完成投资（万元）\nP5,2025年2月,80\n");
        answers.add(run(site, 0, "validate", mended.toString()));
        site.copy(mended.toString(), site.inbox());
        site.copy(late.toString(), site.inbox());
        answers.add(run(site, 0, "nightly", "--inbox", site.inbox(), "--plan"));
        assertThat(answers.get(answers.size() - 1)).contains("改好的.xlsx（退回单，答复 return workbook for", LATE);
        answers.add(run(site, 0, "publish"));
        run(site, 0, "maintain", "--apply");
        String damaged = "exports/" + FIRST + "/projects_by_district.csv";
        site.copy(late.toString(), site.warehouse() + "/" + damaged);
        assertThat(run(site, 0, "doctor", "--deep", "--mend", "--inbox", site.inbox()))
                .contains(damaged, "No problem was found.");
        if (LongForm.ASKED) {
            answers.add(run(site, 0, "nightly", "--inbox", site.inbox(), "--as-of", SECOND));
            answers.add(run(site, 0, "withdraw", LATE, "--reason", "填错了"));
            answers.add(run(site, 0, "nightly", "--inbox", site.inbox(), "--as-of", SECOND, "--reread", LATE));
            answers.add(run(site, 0, "backfill", "--from", "2025-03-31", "--to", "2025-03-31"));
            answers.add(run(site, 0, "query", "--as-of", FIRST, "--format", "csv", "SELECT * FROM ledger.answers"));
        }
        answers.add(run(site, 4, "nightly", "--inbox", site.inbox() + "/none"));
        return answers;
    }

    private static String run(Site site, int code, String command, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--warehouse", site.warehouse(), "--conf", conf.toString()));
        arguments.addAll(List.of(more));
        InstalledProject.Answer answer = site.run(command, arguments.toArray(String[]::new));
        assertThat(answer.code()).as("%s", command + arguments + answer).isEqualTo(code);
        return answer.out()
                .replace(site.warehouse(), "W")
                .replace(site.inbox(), "I")
                .replaceAll("哈希 hash [0-9a-f]{16}", "")
                .replaceAll("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(:\\d\\d)?\\S*", "");
    }

    private static void assertSame(List<String> answers, Site site, Path warehouse) throws Exception {
        assertThat(answers).isEqualTo(onADisk);
        Path expected = Path.of(disk.warehouse());
        assertThat(PublishedContent.digests(warehouse)).isEqualTo(PublishedContent.digests(expected));
        assertThat(PublishedContent.exports(warehouse))
                .isEqualTo(PublishedContent.exports(expected))
                .hasSizeGreaterThan(3);
        assertThat(PublishedContent.page(warehouse)).isEqualTo(PublishedContent.page(expected));
        assertThat(rows(warehouse)).isEqualTo(rows(Path.of(disk.warehouse()))).isPositive();
        assertThat(warehouse.resolve("exports/" + FIRST + "/taizhang-" + FIRST + ".xlsx"))
                .exists();
        assertThat(warehouse.resolve("exports/latest/parquet/projects_by_district/" + FIRST + ".parquet"))
                .exists();
        assertThat(warehouse.resolve("report/index.html")).exists();
        assertThat(log(warehouse))
                .contains("收件 inbox " + site.inbox())
                .containsPattern("StageTimer publication ")
                .containsPattern("StageTimer copies ");
        assertThat(warehouse.resolve("runs/000001-1/outcome.json")).content().contains("\"exit_code\" : 0");
    }

    private static String log(Path warehouse) throws IOException {
        return Files.readString(warehouse.resolve("runs/000001-1/run.log"));
    }

    private static int rows(Path warehouse) throws SQLException {
        try (Connection sqlite = DriverManager.getConnection(
                        "jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"));
                ResultSet count = sqlite.createStatement().executeQuery("SELECT count(*) FROM projects_by_district")) {
            return count.getInt(1);
        }
    }
}
