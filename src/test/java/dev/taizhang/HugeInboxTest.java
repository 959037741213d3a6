package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.InstalledProject.Answer;
import dev.taizhang.commands.TestInbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A line of 2 GB, a cell of 400 MB and 100,000 empty files cost themselves, in the smallest memory that a run may have. */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class HugeInboxTest {
    private static final int MEBIBYTE = 1 << 20;
    private static final int LINE = 2_000;
    private static final int CELL = 400;
    private static final int EMPTY_FILES = 100_000;
    private static final String MARK = "MARK";

    @TempDir
    private static Path root;

    private static InstalledProject project;

    @BeforeAll
    static void layOut() throws IOException {
        project = InstalledProject.below(root);
    }

    @Test
    void aLineAndACellWithoutEndAreRefused() throws Exception {
        TestInbox office = office("huge");
        try (OutputStream out = Files.newOutputStream(office.inbox().resolve("2025-03-31 西区 项目清单.csv"))) {
            out.write((TestInbox.PROJECTS + "\nW-01,").getBytes(StandardCharsets.UTF_8));
            fill(out, LINE);
        }
        workbook(office.inbox().resolve("2025-03-31 南区 项目清单.xlsx"));
        Answer night = night(office);
        assertThat(night.out())
                .contains("Row 2 is longer than 16 million characters")
                .contains("inflates to more than");
    }

    @Test
    void emptyFilesAreRefused() throws Exception {
        TestInbox office = office("empty");
        for (int number = 0; number < EMPTY_FILES; number++) {
            Files.createFile(office.inbox().resolve("2025-03-31 空" + number + " 项目清单.csv"));
        }
        assertThat(night(office).out()).contains("项目清单.csv（拒收 refused）").hasSizeLessThan(MEBIBYTE);
    }

    private static TestInbox office(String name) throws IOException {
        TestInbox office = TestInbox.below(root.resolve(name));
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        return office;
    }

    private static Answer night(TestInbox office) throws Exception {
        String[] places = {
            "--conf",
            office.conf().toString(),
            "--warehouse",
            office.warehouse().toString()
        };
        long start = System.nanoTime();
        Answer night = project.start(
                        Map.of("TAIZHANG_MEMORY", "512m"),
                        "nightly",
                        places[0],
                        places[1],
                        places[2],
                        places[3],
                        "--inbox",
                        office.inbox().toString(),
                        "--as-of",
                        "2025-03-31")
                .end();
        System.out.printf("%s: %.0f s%n", office.conf().getParent().getFileName(), (System.nanoTime() - start) / 1e9);
        assertThat(night.code()).as(night.out() + night.err()).isZero();
        assertThat(office.lines("SELECT project_count FROM latest.programme_overview"))
                .containsExactly("1");
        return night;
    }

    private static void fill(OutputStream out, int mebibytes) throws IOException {
        byte[] letters = new byte[MEBIBYTE];
        Arrays.fill(letters, (byte) 'a');
        for (int nth = 0; nth < mebibytes; nth++) {
            out.write(letters);
        }
    }

    private static void workbook(Path file) throws IOException {
        byte[] small = new RawWorkbook()
                .sheet("清单", TestInbox.PROJECTS.replace(',', '|'), "S-01|" + MARK)
                .bytes();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(small));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                String[] around = new String(in.readAllBytes(), StandardCharsets.UTF_8).split(MARK, -1);
                out.write(around[0].getBytes(StandardCharsets.UTF_8));
                if (around.length > 1) {
                    fill(out, CELL);
                    out.write(around[1].getBytes(StandardCharsets.UTF_8));
                }
            }
        }
    }
}
