package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import dev.taizhang.RawWorkbook;
import dev.taizhang.TestParquet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files damaged at random: the reader ends soon, with rows that are each accounted for once or with a refusal, and never with an
 * exception. Each file follows from its seed; seeds that once failed are tried first.
 */
class MutatedFilesTest {
    private static final long[] ONCE_FAILED = {140, 5485, 34_687, 59_362};
    private static final double MOST_SECONDS = 5;
    private static final String TITLE = "2025年重大项目 单位：万元";
    private static final String[] ROWS = {
        ProjectOffice.HEADER,
        "P-1|东一|榆次区|开工|100|2025-03-31",
        "P-2|\"东,二\"|榆次区|签约|2,000.5|2025年3月",
        "P-3|谷一|太谷区|开工|3亿元|45747",
        "|小计|||120|",
        "P-4|祁一|祁县|前期|#REF!|2025-02-30",
        "合计||||30|",
        "注：以上为测试。"
    };

    private static final String OBJECTS = """
            {"项目代码":"P-1","项目名称":"东","所属县区":"榆次区","项目状态":"开工","计划总投资（万元）":1.5e3}

            {"项目代码":2,"项目名称":null,"所属县区":"祁县","项目状态":true,"计划总投资（万元）":"3亿元"}
            """;

    private record Sample(String name, byte[] bytes) {}

    @TempDir
    private Path folder;

    private ProjectOffice office;
    private List<Sample> samples;

    @BeforeEach
    void makeTheSamples() throws IOException {
        office = new ProjectOffice(folder, "");
        String[] cells = Stream.concat(
                        Stream.of(TITLE),
                        Stream.of(ROWS).map(row -> row.replace("\"", "").replaceAll("\\|(\\d+)(?=\\||$)", "|n:$1")))
                .toArray(String[]::new);
        String text = String.join("\r\n", ROWS).replace("2,000.5", "2000.5").replace('|', ',');
        samples = List.of(
                new Sample(
                        "a.xlsx",
                        new RawWorkbook().mergedSheet("清单", "A1:F1", cells).bytes()),
                new Sample(
                        "b.xlsx",
                        new RawWorkbook()
                                .withSharedStrings()
                                .sheet("清单", cells)
                                .hiddenSheet("旧", cells)
                                .bytes()),
                new Sample("c.csv", text.getBytes(StandardCharsets.UTF_8)),
                new Sample("d.csv", text.getBytes(Charset.forName("GB18030"))),
                new Sample("e.csv", text.getBytes(StandardCharsets.UTF_16)),
                new Sample("f.jsonl", OBJECTS.getBytes(StandardCharsets.UTF_8)),
                new Sample(
                        "g.parquet",
                        TestParquet.of(
                                "required binary 项目代码 (STRING); optional binary 项目名称 (STRING); optional binary 所属县区 (STRING);"
                                        + " optional binary 项目状态 (STRING); optional double 计划总投资（万元）;"
                                        + " optional int32 计划开工日期 (DATE);",
                                new Object[] {"P-1", "东", "榆次区", "开工", 1.5, 20_000},
                                new Object[] {"P-2", null, "祁县", "签约", null, null})));
    }

    @Test
    // Longer than the minutes of the goal, after which it ends by itself.
    @Timeout(2 * 3600)
    void everyMutatedFileEndsSoonWithEveryRowAccountedFor() throws Exception {
        for (long seed : ONCE_FAILED) {
            holds(seed);
        }
        long count = 0;
        long refused = 0;
        try (Goal.Count goal = Goal.MUTATED_FILES.begin()) {
            while (goal.goesOn()) {
                refused += holds(count++) ? 1 : 0;
                goal.add(1);
            }
        }
        System.out.println(count + " mutated files, of which " + refused + " were refused.");
        assertThat(refused).isBetween(count / 10, count * 9 / 10);
    }

    /** Whether the file of a seed was refused. */
    private boolean holds(long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        Sample sample = samples.get(random.nextInt(samples.size()));
        ProjectOffice.Reading reading;
        try {
            reading = office.read(sample.name(), mutated(sample, random));
        } catch (RuntimeException | Error crash) {
            throw new AssertionError(
                    "The file of seed " + seed + ", made of " + sample.name() + ", is not read.", crash);
        }
        assertThat(reading.seconds()).as("seconds of seed " + seed).isLessThan(MOST_SECONDS);
        if (reading.refused() == null) {
            Set<String> places = new HashSet<>(reading.places());
            assertThat(places)
                    .as("places of seed " + seed)
                    .hasSize(reading.rows())
                    .isNotEmpty();
        }
        return reading.refused() != null;
    }

    private static byte[] mutated(Sample sample, SplittableRandom random) throws IOException {
        boolean inside = sample.name().endsWith(".xlsx") && random.nextInt(5) > 0;
        return inside ? withMutatedPart(sample.bytes(), random) : mutated(sample.bytes(), random);
    }

    private static byte[] withMutatedPart(byte[] workbook, SplittableRandom random) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        String chosen = List.copyOf(parts.keySet()).get(random.nextInt(parts.size()));
        parts.put(chosen, mutated(parts.get(chosen), random));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    static byte[] mutated(byte[] bytes, SplittableRandom random) {
        byte[] mutated = bytes;
        for (int nth = random.nextInt(4); nth >= 0 && mutated.length > 0; nth--) {
            mutated = mutatedOnce(mutated, random);
        }
        return mutated;
    }

    private static byte[] mutatedOnce(byte[] bytes, SplittableRandom random) {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(40));
        byte[] piece = Arrays.copyOfRange(bytes, from, to);
        byte[] before = Arrays.copyOf(bytes, from);
        byte[] after = Arrays.copyOfRange(bytes, to, bytes.length);
        return switch (random.nextInt(7)) {
            case 0 -> joined(before, flipped(piece, random), after);
            case 1 -> joined(before, after);
            case 2 -> joined(before, piece, piece, after);
            case 3 -> joined(before, noise(random), after);
            case 4 -> joined(before, token(random), piece, after);
            case 5 -> joined(before, digits(piece, random), after);
            default -> before;
        };
    }

    private static byte[] flipped(byte[] piece, SplittableRandom random) {
        piece[0] ^= (byte) (1 << random.nextInt(8));
        return piece;
    }

    private static byte[] noise(SplittableRandom random) {
        byte[] noise = new byte[1 + random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }

    /** Other digits where there are digits: sizes, numbers of rows, references, amounts. */
    private static byte[] digits(byte[] piece, SplittableRandom random) {
        for (int index = 0; index < piece.length; index++) {
            if (piece[index] >= '0' && piece[index] <= '9') {
                piece[index] = (byte) ('0' + random.nextInt(10));
            }
        }
        return piece;
    }

    private static byte[] token(SplittableRandom random) {
        String[] tokens = {
            "\"",
            ",",
            "\r",
            "\n",
            "\u0000",
            "<",
            "&lt;",
            "&#x0;",
            "]]>",
            "<![CDATA[",
            "1e999999999",
            "-1",
            "9999999999",
            "ZZZZ9",
            "</row>",
            "<row r=\"1\">",
            "<c r=\"A1\" t=\"s\"><v>0</v></c>",
            "{",
            "}",
            "[",
            "\\u0000",
            "合计",
            "项目代码",
            "\u202E",
            "=1+1",
            "<f t=\"shared\" si=\"0\"/>",
            "(",
            "1E-999999999",
            "年",
            "null",
            "\uFEFF"
        };
        return tokens[random.nextInt(tokens.length)].getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Stream.of(parts).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }
}
