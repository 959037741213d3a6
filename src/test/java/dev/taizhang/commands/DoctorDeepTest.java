package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.ledger.Heads;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What {@code jobs/doctor --deep} says of one flipped byte in each kind of file of a warehouse, and what {@code --mend} mends. */
class DoctorDeepTest {
    private static final String NIGHT = "2025-03-31";
    private static final String LOG = "/_delta_log/00000000000000000001";
    private static final String ADDED = "numRecords\\\":";

    private static final String SQL =
            "SELECT district_code, project_count FROM latest.projects_by_district ORDER BY ALL";

    @TempDir
    private static Path folder;

    private static TestInbox origin;

    @BeforeAll
    static void publish() throws IOException {
        origin = TestInbox.below(folder.resolve("origin"));
        origin.publishing("programme_overview");
        origin.copying();
        origin.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,2000,,否,CNY");
        Commands.Answer answer = origin.nightly(NIGHT);
        assertThat(answer.code()).as(answer.err()).isZero();
        Warehouse warehouse = Warehouse.at(origin.warehouse().toString(), HadoopConfiguration.read());
        Heads.writeCheckpoint(warehouse, "ledger.projects");
        copy(origin.warehouse(), folder.resolve("saved"));
    }

    @BeforeEach
    void again() throws IOException {
        FileUtils.deleteDirectory(origin.warehouse().toFile());
        copy(folder.resolve("saved"), origin.warehouse());
    }

    private static Commands.Answer doctor(TestInbox office, String... more) {
        String[] words = Stream.concat(Stream.of("--inbox", office.inbox().toString(), "--deep"), Stream.of(more))
                .toArray(String[]::new);
        return office.run("doctor", null, words);
    }

    /** Adds one to a byte of a file, as a disk does: the time of the file stays. */
    private static void flip(TestInbox office, String file, String after) throws IOException {
        Path path = office.warehouse().resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        FileTime time = Files.getLastModifiedTime(path);
        int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(after);
        assertThat(place).as(file + " has " + after).isNotNegative();
        bytes[after.isEmpty() ? bytes.length / 2 : place + after.length()]++;
        Files.write(path, bytes);
        Files.setLastModifiedTime(path, time);
    }

    private static String file(TestInbox office, String below, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(office.warehouse().resolve(below))) {
            return files.map(file -> office.warehouse().relativize(file).toString())
                    .filter(file -> file.endsWith(ending))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String content(TestInbox office, String file) throws IOException {
        return Files.readString(office.warehouse().resolve(file), StandardCharsets.ISO_8859_1);
    }

    /** The files that are made from others, each with the text after which a byte is flipped. */
    private static Map<String, String> derived(TestInbox office) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("summaries/projects_by_district" + LOG + ".crc", "numFiles\":");
        files.put("ledger/projects" + LOG + ".checkpoint.parquet", "PAR1");
        files.put("ledger/projects/_delta_log/_last_checkpoint", "version\":");
        files.put(file(office, "deliveries", ".json"), "");
        files.put("exports/2025-03-31/programme_overview.csv", "");
        files.put("exports/2025-03-31/taizhang-2025-03-31.xlsx", "");
        files.put("exports/2025-03-31/release.json", "release_number\" : ");
        files.put("exports/latest/taizhang.sqlite", "");
        files.put(file(office, "exports/latest/parquet/project_state", ".parquet"), "");
        files.put("report/index.html", "");
        files.put("published/facts/project_state/_delta_log/00000000000000000000.json", "as_of_date=");
        return files;
    }

    @Test
    void oneFlippedByteInEachKindOfFileIsFoundAndWhatIsMadeFromOthersIsMended() throws IOException {
        Commands.Answer sound = doctor(origin);
        assertThat(sound.code()).as(sound.out() + sound.err()).isZero();
        assertThat(sound.out()).contains("汇总表 tables：4，其中自定义 of which custom 0", "通知 notifications：无 none");
        assertThat(doctor(origin.copiedTo(folder.resolve("moved"))).out())
                .containsPattern("published\n.*全部 \\d+ 张有数据的表缺失，或未指向现行发布的数据文件；台账库复制或移动以后即如此")
                .doesNotContain("published/");
        SortedMap<String, String> before = new TreeMap<>();
        for (Map.Entry<String, String> file : derived(origin).entrySet()) {
            before.put(file.getKey(), content(origin, file.getKey()));
            flip(origin, file.getKey(), file.getValue());
        }
        Path orphan = origin.warehouse().resolve("ledger/projects/orphan.parquet");
        Files.write(orphan, new byte[2048]);
        Files.setPosixFilePermissions(orphan, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(orphan, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Commands.Answer found = doctor(origin);
        show("found", found);
        assertThat(found.code()).isEqualTo(2);
        before.keySet().forEach(file -> assertThat(found.out()).contains(place(file)));
        assertThat(found.out()).contains("orphan.parquet");

        Commands.Answer mend = doctor(origin, "--mend");
        show("mend", mend);
        assertThat(mend.code()).as(mend.out() + mend.err()).isZero();
        assertThat(mend.out()).contains("[已修 mended]", "No problem was found.");
        assertThat(orphan).doesNotExist();
        for (String copy : List.of("exports/2025-03-31/programme_overview.csv", file(origin, "deliveries", ".json"))) {
            assertThat(content(origin, copy)).isEqualTo(before.get(copy));
        }
        whatWasWrittenIsNeverMended();
    }

    /** A clone is named as a whole. */
    private static String place(String file) {
        return file.startsWith("published/") ? file.substring(0, file.indexOf("/_delta_log")) : file;
    }

    private static void whatWasWrittenIsNeverMended() throws IOException {
        SortedMap<String, String> exports = origin.exports(NIGHT);
        List<String> files = List.of(
                file(origin, "facts/project_state", ".parquet"),
                file(origin, "summaries/projects_by_district", ".parquet"),
                file(origin, "deliveries", ".csv"),
                "summaries/programme_overview" + LOG + ".json");
        for (String file : files) {
            flip(origin, file, file.endsWith(".json") ? ADDED : "");
        }
        Commands.Answer mend = doctor(origin, "--mend");
        show("mend 2", mend);
        assertThat(mend.code()).isEqualTo(2);
        assertThat(mend.out())
                .contains(files)
                .contains("jobs/backfill --again --from 2025-03-31 --to 2025-03-31", "cp \"2025-03-31 东区 项目清单.csv\"")
                .contains("Problems found: 4.");
        assertThat(origin.nightly(NIGHT).code()).isZero();
        assertThat(origin.exports(NIGHT)).isEqualTo(exports);
        Commands.Answer after = doctor(origin);
        show("after", after);
        // What the first release named stays damaged; the second has files of its own.
        assertThat(after.out())
                .contains(files)
                .contains("Problems found: 4.", "the current release is not affected")
                .doesNotContain("the current one among them");
    }

    private static void show(String title, Commands.Answer answer) {
        System.out.println("=== " + title + " " + answer.code() + "\n" + answer.out() + answer.err());
    }

    /** The table "what one flipped byte does" in {@code docs/operations.md}. */
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    @Test
    void everyKindOfFileByItself() throws IOException {
        assertThat(doctor(origin).out()).contains("No problem was found.");
        SortedMap<String, String> exports = origin.exports(NIGHT);
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(file(origin, "ledger/projects", ".parquet"), "");
        kinds.put("ledger/projects" + LOG + ".json", ADDED);
        kinds.put("ledger/runs" + LOG + ".json", ADDED);
        kinds.put(file(origin, "ledger/runs", ".parquet"), "");
        kinds.put(file(origin, "facts/project_state", ".parquet"), "");
        kinds.put(file(origin, "summaries/projects_by_district", ".parquet"), "");
        kinds.put("summaries/projects_by_district" + LOG + ".json", ADDED);
        kinds.put(file(origin, "deliveries", ".csv"), "");
        kinds.put("runs/000001-1/run.log", "");
        kinds.put("runs/000001-1/run.json", "");
        kinds.put("runs/000001-1/outcome.json", "");
        kinds.putAll(derived(origin));
        int nth = 0;
        for (Map.Entry<String, String> kind : kinds.entrySet()) {
            String title = kind.getKey();
            again();
            flip(origin, title, kind.getValue());
            show("### " + title + " | query", origin.ask(SQL));
            if (title.startsWith("ledger/runs")) {
                show(title + " | runs", origin.run("runs", null));
                show(title + " | runs 1", origin.run("runs", null, "1"));
                show(title + " | query --run", origin.run("query", null, "--run", "1", SQL));
                show(title + " | publish", origin.run("publish", null));
                show(title + " | maintain", origin.run("maintain", null));
                show(
                        title + " | rebuild",
                        origin.run("rebuild", null, folder.resolve("no").toString()));
            }
            show(title + " | doctor --deep", doctor(origin));
            Commands.Answer night = origin.nightly(NIGHT);
            show(title + " | night", night);
            if (night.code() == 0) {
                assertThat(origin.exports(NIGHT)).as(title).isEqualTo(exports);
                show(title + " | doctor after the night", doctor(origin));
            } else {
                rebuilds(folder.resolve("rebuilt-" + nth++), title, exports);
            }
            again();
            flip(origin, title, kind.getValue());
            show(title + " | mend", doctor(origin, "--mend"));
        }
    }

    /** Copies a folder with the rights and times of its files. */
    private static void copy(Path from, Path to) throws IOException {
        try {
            Process copy = new ProcessBuilder("cp", "-a", from.toString(), to.toString()).start();
            assertThat(copy.waitFor()).isZero();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static void rebuilds(Path home, String title, SortedMap<String, String> exports) throws IOException {
        String rebuilt = home.resolve("warehouse").toString();
        Commands.Answer rebuild = origin.run("rebuild", null, rebuilt, "--as-of", NIGHT);
        show(title + " | rebuild --as-of", rebuild);
        Commands.Answer copies = Commands.run("publish", "--conf", origin.conf().toString(), "--warehouse", rebuilt);
        assertThat(copies.code()).as(copies.err()).isZero();
        for (Map.Entry<String, String> csv : exports.entrySet()) {
            assertThat(Path.of(rebuilt, "exports", NIGHT, csv.getKey()))
                    .as(title)
                    .hasContent(csv.getValue());
        }
    }
}
