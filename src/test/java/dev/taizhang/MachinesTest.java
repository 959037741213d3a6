package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taizhang.InstalledProject.Answer;
import dev.taizhang.commands.Commands;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the night of the small city as users start it, on machines of every kind: it publishes the golden tables, or a sentence names
 * what the machine lacks. The most telling machines by default, all of them with {@code -Dtaizhang.long=true}.
 */
class MachinesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String QUESTION = "SELECT project_count, total_investment FROM latest.programme_overview";

    @TempDir
    private static Path root;

    private static final Goal.Count COUNT = Goal.MACHINES.begin();

    private static InstalledProject project;

    /**
     * A machine to run on.
     *
     * @param under what a command is started by there, in front of it
     * @param missing what the night says in both languages if it cannot run there
     */
    private record Machine(String name, List<String> under, Map<String, String> environment, List<String> missing) {
        Machine(String name, List<String> under, Map<String, String> environment) {
            this(name, under, environment, List.of());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** The configuration folder with which a run publishes few tables. It has no rules, which take seconds of every process. */
    private static final String FEW = "few-tables";

    @BeforeAll
    static void layOut() throws Exception {
        project = InstalledProject.below(root);
        Commands.publishing(
                Path.of("conf"),
                project.home().resolve(FEW),
                LongForm.ASKED
                        ? List.of("projects_by_district", "movement", "project_watch", "quarterly_scoreboard")
                        : List.of("projects_by_district", "movement"));
        FileUtils.deleteDirectory(project.home().resolve(FEW).resolve("rules").toFile());
        FileUtils.copyDirectory(
                new File("src/test/resources/city"), root.resolve("收件").toFile());
        Answer built = project.run("tables", "--help");
        assertThat(built.code()).as(built.err()).isZero();
        System.out.println("| machine | exit | seconds | tables |\n|---|---|---|---|");
    }

    @AfterAll
    static void count() {
        COUNT.close();
    }

    static Stream<Machine> machines() {
        Stream<Machine> always = Stream.of(
                new Machine(
                        "4 processors, user id without a name, no home, read-only program",
                        user(12345),
                        options("-XX:ActiveProcessorCount=4")),
                new Machine(
                        "TMPDIR of 1 MiB, read-only program",
                        // Without rights to the program's folder no archive of classes is written, which takes four
                        // times as long.
                        Stream.concat(temporary("1m").stream(), user(12345).stream())
                                .toList(),
                        Map.of("TMPDIR", "/mnt"),
                        List.of("请清理该目录，或用 TMPDIR 指定另一目录。", "/mnt, is not writable or has less than 8 MiB left.")),
                new Machine(
                        "256 open files",
                        limit("-n 256"),
                        Map.of(),
                        List.of(
                                "至少需要 512 个",
                                "The limit of open files is 256 (ulimit -Hn); at least 512 are required.")));
        Stream<Machine> others = Stream.of(
                new Machine(
                        "1 processor, 1 GiB, locale C, user nobody",
                        user(65534),
                        Map.of("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=1 -XX:MaxRAM=1g", "LC_ALL", "C")),
                new Machine(
                        "loopback interface down",
                        List.of("unshare", "-n"),
                        Map.of(),
                        List.of("请启用回环接口", "The loopback address 127.0.0.1 cannot be reached")),
                new Machine(
                        "TAIZHANG_MEMORY=300m",
                        List.of(),
                        Map.of("TAIZHANG_MEMORY", "300m"),
                        List.of("至少需要 512 MiB", "MiB of memory; at least 512 MiB are required.")),
                new Machine("this one", List.of(), Map.of()),
                new Machine("3 processors, 2 GiB", List.of(), options("-XX:ActiveProcessorCount=3 -XX:MaxRAM=2g")),
                new Machine("8 processors, locale tr_TR", List.of(), turkish("-XX:ActiveProcessorCount=8")),
                new Machine(
                        "64 processors, 1,024 open files", limit("-n 1024"), options("-XX:ActiveProcessorCount=64")),
                new Machine("container of 1 GiB", group("memory", "memory.limit_in_bytes", "1G"), Map.of()),
                new Machine("512 open files", limit("-n 512"), Map.of()),
                new Machine("TMPDIR of 10 MiB", temporary("10m"), Map.of("TMPDIR", "/mnt")),
                new Machine("half a processor", group("cpu", "cpu.cfs_quota_us", "50000"), Map.of()));
        return LongForm.ASKED ? Stream.of(always, others, javas()).flatMap(each -> each) : always;
    }

    /** Each further Java of this machine that the launcher accepts. */
    private static Stream<Machine> javas() {
        File[] homes = Optional.ofNullable(new File("/usr/lib/jvm").listFiles()).orElse(new File[0]);
        return Arrays.stream(homes)
                .filter(home -> home.getName().matches(".*\\b(21|25)\\b.*") && new File(home, "bin/java").canExecute())
                .map(home -> new Machine(home.getName(), List.of(), Map.of("JAVA_HOME", home.toString())));
    }

    private static Map<String, String> options(String options) {
        return Map.of("JAVA_TOOL_OPTIONS", options);
    }

    private static Map<String, String> turkish(String options) {
        return Map.of("LC_ALL", "tr_TR.UTF-8", "JAVA_TOOL_OPTIONS", options + " -Duser.language=tr -Duser.country=TR");
    }

    private static List<String> user(int id) {
        return List.of("setpriv", "--reuid=" + id, "--regid=" + id, "--clear-groups", "env", "HOME=/nonexistent");
    }

    private static List<String> limit(String limit) {
        return List.of("bash", "-c", "ulimit " + limit + " && exec \"$@\"", "bash");
    }

    /** A file system of its own over /mnt, which nobody else sees and which goes with the process. */
    private static List<String> temporary(String size) {
        return List.of(
                "unshare", "-m", "bash", "-c", "mount -t tmpfs -o size=" + size + " tmpfs /mnt && exec \"$@\"", "bash");
    }

    /** A control group of its own (version 1), as containers have it. */
    private static List<String> group(String controller, String key, String value) {
        String folder = "/sys/fs/cgroup/" + controller + "/taizhang-machines-" + value;
        return List.of(
                "bash",
                "-c",
                "[ -e /sys/fs/cgroup/" + controller + "/cgroup.procs ] && mkdir -p " + folder + " && echo " + value
                        + " > " + folder + "/" + key + " && echo $$ > " + folder + "/cgroup.procs && exec \"$@\"",
                "bash");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("machines")
    void theNightPublishesTheGoldenTablesOrNamesWhatIsMissing(Machine machine) throws Exception {
        if (!can(machine)) {
            System.out.println("| " + machine + " | | | cannot be made here |");
            abort(machine + " cannot be made here");
        }
        Path folder = Files.createTempDirectory(root, "台账");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        String warehouse = folder.resolve("台 账").toString();

        Instant start = Instant.now();
        Answer night = run(
                machine,
                "nightly",
                "--conf",
                configuration(),
                "--inbox",
                root.resolve("收件").toString(),
                "--warehouse",
                warehouse,
                "--as-of",
                "2025-03-31");
        double seconds = Duration.between(start, Instant.now()).toMillis() / 1000.0;
        boolean golden = night.code() == 0 && isGolden(folder.resolve("台 账/exports/2025-03-31"));
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %s |",
                machine,
                night.code(),
                seconds,
                golden
                        ? "golden"
                        : machine.missing().isEmpty()
                                ? "differ"
                                : machine.missing().get(1)));

        assertThat(night.err()).doesNotContain("\tat ");
        machine.missing().forEach(sentence -> assertThat(night.err()).contains(sentence));
        if (machine.missing().isEmpty()) {
            assertThat(night.code()).as(night.err()).isZero();
            assertThat(golden).as("golden tables").isTrue();
            // Its process begins as that of the night.
            if (LongForm.ASKED) {
                assertThat(run(
                                machine,
                                "query",
                                "--conf",
                                configuration(),
                                "--warehouse",
                                warehouse,
                                "--format",
                                "csv",
                                QUESTION))
                        .extracting(Answer::code, Answer::out)
                        .containsExactly(0, "project_count,total_investment\r\n6,950005000.00\r\n");
            }
        } else {
            assertThat(night.code()).isEqualTo(2);
        }
        COUNT.add(1);
    }

    /** A warehouse that cannot be made, one that cannot be opened, and an inbox that cannot be read, each by a user without rights. */
    @Test
    void foldersWithoutRightsAreNamed() throws Exception {
        Machine other = new Machine("another user", user(12345), Map.of());
        assumeTrue(can(other), "Only root can start a process of another user; skipped.");
        Path folder = Files.createTempDirectory(root, "别人的");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path closed = Files.createDirectory(
                folder.resolve("closed"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        String inbox = root.resolve("收件").toString();
        for (Path warehouse : LongForm.ASKED ? List.of(folder.resolve("new"), closed) : List.of(closed)) {
            Answer denied = run(
                    other, "nightly", "--conf", configuration(), "--inbox", inbox, "--warehouse", warehouse.toString());
            assertThat(denied.code()).as(denied.err()).isEqualTo(2);
            assertThat(denied.err())
                    .contains("没有权限", "has no permission", folder.toString())
                    .doesNotContain("\tat ", "Exception");
        }
        String warehouse = open.resolve("warehouse").toString();
        Answer unread = run(
                other, "nightly", "--conf", configuration(), "--inbox", closed.toString(), "--warehouse", warehouse);
        assertThat(unread.code()).as(unread.err()).isEqualTo(4);
        assertThat(unread.err())
                .contains("无法读取", "The inbox " + closed + " does not exist or cannot be read.")
                .doesNotContain("\tat ", "Exception");
    }

    private static String configuration() {
        return project.home().resolve(LongForm.ASKED ? "conf" : FEW).toString();
    }

    private static boolean isGolden(Path exports) throws IOException {
        try (Stream<Path> files = Files.list(exports)) {
            List<Path> tables =
                    files.filter(file -> file.toString().endsWith(".csv")).toList();
            for (Path table : tables) {
                String golden = Files.readString(GOLDEN.resolve(table.getFileName()));
                if (!Files.readString(table).equals("\uFEFF" + golden.replace("\n", "\r\n"))) {
                    return false;
                }
            }
            return tables.size() >= 5;
        }
    }

    private static boolean can(Machine machine) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(machine.under());
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchTool) {
            return false;
        }
    }

    private static Answer run(Machine machine, String script, String... arguments) throws Exception {
        return project.start(machine.under(), machine.environment(), script, arguments)
                .end();
    }
}
