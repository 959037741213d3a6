package dev.taizhang.validated;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import dev.taizhang.TestParquet;
import dev.taizhang.TestSpark;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.FilePart;
import dev.taizhang.feeds.FileParts;
import dev.taizhang.ledger.RemoteFileSystem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files read in parts: the rows, numbers, findings and columns of the whole file, or the file is read as a whole. */
class FilePartsTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int SAMPLE = 300;
    private static final int LONG = 60_000;
    private static final List<String> OF_A_PART = List.of("seen", "key_repeated");

    @TempDir
    private Path folder;

    private ProjectOffice office;

    @BeforeAll
    static void knowTheStorage() {
        RemoteFileSystem.register();
    }

    @BeforeEach
    void open() throws IOException {
        office = new ProjectOffice(folder, "");
    }

    /** What reading gives, without what depends on the part in which a row is read. */
    private record Reading(
            List<String> rows, Set<String> columns, Set<String> withValues, List<String> unused, Set<String> repeated) {
        static Reading of(List<Row> rows) {
            List<String> names = List.of(DeliveryRows.schema(Datasets.PROJECTS).fieldNames());
            Set<String> columns = new TreeSet<>();
            Set<String> withValues = new TreeSet<>();
            Set<String> unused = new LinkedHashSet<>();
            Set<String> keys = new TreeSet<>();
            Set<String> repeated = new TreeSet<>();
            List<String> texts = new ArrayList<>();
            for (Row row : rows) {
                texts.add(IntStream.range(0, names.size())
                        .filter(index -> !OF_A_PART.contains(names.get(index)))
                        .mapToObj(index -> text(row.get(index)))
                        .collect(Collectors.joining(" | ")));
                Row seen = (Row) row.get(names.indexOf("seen"));
                if (seen != null) {
                    columns.addAll(List.of((String[]) seen.get(0)));
                    withValues.addAll(List.of((String[]) seen.get(1)));
                    unused.addAll(List.of((String[]) seen.get(2)));
                }
                String key = String.valueOf(row.get(names.indexOf("key_hash")));
                if (!key.equals("null") && !keys.add(key)) {
                    repeated.add(key);
                }
            }
            return new Reading(texts, columns, withValues, List.copyOf(unused), repeated);
        }

        private static String text(Object value) {
            if (value instanceof Object[] values) {
                return Stream.of(values).map(Reading::text).toList().toString();
            }
            return value instanceof Row row
                    ? IntStream.range(0, row.size())
                            .mapToObj(row::get)
                            .map(Reading::text)
                            .toList()
                            .toString()
                    : String.valueOf(value);
        }
    }

    @Test
    void aQuotedLineBreakIsNotCut() throws Exception {
        // The header has 80 bytes, the second line break of P-2 is at 151, and every other line has 32.
        String text = """
                项目代码,项目名称,所属县区,项目状态,计划总投资（万元）
                P-1,东一,榆次区,开工,100
                P-2,"东
                二",榆次区,签约,"2,000"
                P-3,谷一,太谷区,开工,300
                P-4,谷二,太谷区,开工,300
                P-5,谷三,太谷区,开工,300
                P-6,谷四,太谷区,开工,300
                """;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // The first 128 bytes end behind the line break in quotes, the next ones behind that of P-5.
        List<FilePart> parts = parts("a.csv", bytes, 128);
        assertThat(parts.stream().map(part -> part.ranges().get(1)))
                .containsExactly(new FilePart.Range(0, 247), new FilePart.Range(247, 279));
        assertThat(parts.stream().map(part -> ((FilePart.Records) part).before()))
                .containsExactly(0, 6);
        assertThat(sameInParts("a.csv", bytes, 128)).isTrue();
    }

    @Test
    void filesOfOneCodeWithoutOddRowsAreReadInParts() throws Exception {
        assertThat(sameInParts("a.csv", csv("\r\n").getBytes(StandardCharsets.UTF_8), 500))
                .isTrue();
        assertThat(sameInParts("a.csv", ("\uFEFF" + csv("\n")).getBytes(StandardCharsets.UTF_8), 500))
                .isTrue();
        assertThat(sameInParts("a.csv", csv("\n").getBytes(GB18030), 500)).isTrue();
        assertThat(sameInParts("a.jsonl", json().getBytes(StandardCharsets.UTF_8), 500))
                .isTrue();
        assertThat(sameInParts("a.parquet", parquet(), 1)).isTrue();
    }

    @Test
    void aFileInUtf16IsReadAsAWhole() throws Exception {
        assertThat(parts("a.csv", csv("\n").getBytes(StandardCharsets.UTF_16), 500))
                .isEmpty();
    }

    @Test
    void aRowThatDependsOnOthersIsNotReadInAPart() throws Exception {
        String rows = csv("\n");
        assertThat(inParts(rows)).as("plain rows").isTrue();
        assertThat(inParts(rows + "合计,,,,81000\n")).as("a total").isFalse();
        assertThat(inParts(rows + "二〇二五,东,榆次区,开工,10,2025-03-31,\n"))
                .as("a code of another form")
                .isFalse();
        assertThat(inParts(rows + "项目代码,项目名称,所属县区,项目状态,计划总投资（万元）,计划开工日期,备用\n"))
                .as("a repeated header")
                .isFalse();
        assertThat(inParts(rows + "P-999,东,榆次区,开工,\"1.234.567,89\",2025-03-31,\n"))
                .as("a decimal comma")
                .isFalse();
        assertThat(inParts(rows + "P-999,东,榆次区,开工,10,2025.1,\n"))
                .as("a month that is January or October")
                .isFalse();
        assertThat(inParts(rows + "P-999,东,榆次区,开工,10\n")).as("a short row").isFalse();
        assertThat(inParts(rows + "P-999,东,榆次区,开工,10,2025-03-31,7,8\n"))
                .as("a long row")
                .isTrue();
        assertThat(inParts(rows + "P-001,东,榆次区,开工,10,2025-03-31,\n"))
                .as("a repeated key")
                .isTrue();
    }

    private boolean inParts(String text) throws Exception {
        return sameInParts("a.csv", text.getBytes(StandardCharsets.UTF_8), 500);
    }

    /** Workbooks are not among them, because they are never read in parts. */
    @Test
    void fixturesHaveTheSameRowsInPartsOfEverySize() throws Exception {
        for (Fixtures.Fixture fixture : Fixtures.all()) {
            if (fixture.name().contains(".xls")) {
                continue;
            }
            byte[] bytes = fixture.bytes().get();
            for (int size : new int[] {100, 4000}) {
                sameInParts(fixture.name(), bytes, size);
            }
        }
    }

    @Test
    @Timeout(3600)
    void mutatedFilesHaveTheSameRowsInParts() throws Exception {
        List<String> names = List.of("a.csv", "b.csv", "c.jsonl", "d.parquet", "e.csv");
        List<byte[]> samples = List.of(
                csv("\r\n").getBytes(StandardCharsets.UTF_8),
                csv("\n").getBytes(GB18030),
                json().getBytes(StandardCharsets.UTF_8),
                parquet(),
                csv("\r").getBytes(StandardCharsets.UTF_8));
        int count = LongForm.ASKED ? LONG : SAMPLE;
        int divided = 0;
        for (long seed = 0; seed < count; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int nth = random.nextInt(samples.size());
            byte[] mutated = MutatedFilesTest.mutated(samples.get(nth), random);
            try {
                divided += sameInParts(names.get(nth), mutated, 1 + random.nextInt(1500)) ? 1 : 0;
            } catch (RuntimeException | AssertionError failed) {
                throw new AssertionError("The file of seed " + seed + ", made of " + names.get(nth), failed);
            }
        }
        System.out.println(count + " mutated files, of which " + divided + " were read in parts.");
        assertThat(divided).isBetween(count / 20, count * 9 / 10);
    }

    /**
     * Five parts or so, with the first rows again at the end: P-001 as it was, and P-002 with another amount, which
     * rejects both rows. The other file has a total, so it is read as a whole. Tasks fetch all of them from a storage.
     */
    @Test
    void tasksReadPartsAndFindTheKeysThatSeveralOfThemHave() throws Exception {
        String rows = csv("\n") + "P-001,东1,榆次区,开工,\"1,011\",2025-03-02,\n" + "P-002,东2,榆次区,开工,7,2025-03-03,\n";
        List<Delivery> deliveries = List.of(
                delivered(1, "a.csv", rows.getBytes(StandardCharsets.UTF_8)),
                delivered(2, "b.csv", (csv("\n") + "合计,,,,1\n").getBytes(StandardCharsets.UTF_8)),
                delivered(3, "c.parquet", parquet()));
        List<String> whole = validated(deliveries, FileParts.Size.DEFAULT);
        assertThat(validated(deliveries, new FileParts.Size(500, 1))).isEqualTo(whole);
        // Of 60 amounts five are words. P-001 counts once, and P-002 not at all.
        assertThat(whole)
                .contains(
                        "1 accepted null 54",
                        "1 left_out identical_row 1",
                        "1 rejected null 7",
                        "2 accepted null 55",
                        "2 left_out total 1",
                        "2 rejected null 5",
                        "3 accepted null 60");
    }

    private List<String> validated(List<Delivery> deliveries, FileParts.Size size) {
        Validation validation = new Validation(
                Datasets.PROJECTS,
                Map.of(office.feed().name(), office.feed()),
                List.of(),
                office.configuration(),
                size);
        try (Validated validated = validation.of(TestSpark.session(), deliveries, RuleHistory.NONE)) {
            List<String> all = new ArrayList<>();
            validated
                    .counts()
                    .forEach(count -> all.add("%d %s %s %d"
                            .formatted(count.deliveryNumber(), count.outcome(), count.reason(), count.rows())));
            deliveries.forEach(delivery -> all.add(delivery.number() + " " + validated.columns(delivery.number())));
            validated.sheets().forEach(sheet -> all.add(sheet.toString()));
            validated
                    .rows()
                    .drop("seen", "key_repeated")
                    .sort("delivery_number", "row_number")
                    .select(expr("to_json(struct(*), map('ignoreNullFields', 'false'))"))
                    .collect()
                    .forEach(row -> all.add(row.getString(0)));
            return all;
        }
    }

    private Delivery delivered(long number, String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        return new Delivery(
                number, "id" + number, "hash", name, office.feed().name(), "", bytes.length, "remote://" + file, null);
    }

    /** Compares a file with its parts. Returns whether the parts count. */
    private boolean sameInParts(String name, byte[] bytes, int partBytes) throws Exception {
        List<FilePart> parts = parts(name, bytes, partBytes);
        List<Row> inParts = new ArrayList<>();
        List<PartVerdict> verdicts = new ArrayList<>();
        Delivery delivery = delivery(name, bytes);
        for (int nth = 0; nth < parts.size(); nth++) {
            Portion portion = new Portion(delivery, nth, parts.get(nth));
            Path needed = onlyWith(portion.ranges(), bytes);
            read(opened -> rows().ofPart(portion, office.feed(), needed, opened::add, verdicts::add), inParts);
        }
        if (parts.isEmpty() || !PartVerdict.areWhole(parts.size(), verdicts)) {
            return false;
        }
        List<Row> whole = new ArrayList<>();
        Path file = Path.of(delivery.stored());
        read(opened -> rows().of(delivery, office.feed(), file, opened::add), whole);
        assertThat(Reading.of(inParts)).as(name + " in parts of " + partBytes).isEqualTo(Reading.of(whole));
        return true;
    }

    private interface Opening {
        Iterator<Row> rows(List<AutoCloseable> opened);
    }

    private static void read(Opening opening, List<Row> into) throws Exception {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            opening.rows(opened).forEachRemaining(into::add);
        } finally {
            for (AutoCloseable one : opened) {
                one.close();
            }
        }
    }

    private DeliveryRows rows() {
        return new DeliveryRows(Datasets.PROJECTS, office.configuration(), DeliveryRows.OwnText.OF_ALL_ROWS);
    }

    private List<FilePart> parts(String name, byte[] bytes, int partBytes) throws IOException {
        return FileParts.of(
                office.feed(), name, Path.of(delivery(name, bytes).stored()), new FileParts.Size(partBytes, partBytes));
    }

    private Delivery delivery(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("delivery"), bytes);
        return new Delivery(1, "id", "hash", name, office.feed().name(), "", bytes.length, file.toString(), null);
    }

    /** A file in which all other bytes are zero, as a task fetches it from another machine. */
    private Path onlyWith(List<FilePart.Range> ranges, byte[] bytes) throws IOException {
        byte[] needed = new byte[bytes.length];
        for (FilePart.Range range : ranges) {
            int length = (int) (range.end() - range.start());
            System.arraycopy(bytes, (int) range.start(), needed, (int) range.start(), length);
        }
        return Files.write(folder.resolve("part"), needed);
    }

    private static String csv(String lineEnd) {
        StringBuilder text = new StringBuilder("项目代码,项目名称,所属县区,项目状态,计划总投资（万元）,计划开工日期,备用");
        for (int nth = 1; nth <= 60; nth++) {
            String name = nth % 7 == 0 ? "\"东,\n" + nth + "\"" : "东" + nth;
            String money = nth % 11 == 0 ? "约" : "1,0" + (10 + nth);
            text.append(lineEnd)
                    .append("P-%03d,%s,榆次区,%s,\"%s\",2025-03-%02d,%s"
                            .formatted(
                                    nth, name, nth % 5 == 0 ? "未知" : "开工", money, 1 + nth % 31, nth > 40 ? "x" : ""));
        }
        return text.append(lineEnd).toString();
    }

    private static String json() {
        return IntStream.rangeClosed(1, 60)
                .mapToObj(nth -> ("{\"项目代码\":\"P-%03d\",\"项目名称\":\"东%d\",\"所属县区\":\"榆次区\",\"项目状态\":\"开工\","
                                + "\"计划总投资（万元）\":%d.5,\"备用\":%s}%s")
                        .formatted(nth, nth, nth, nth % 2 == 0 ? "null" : "1", nth % 9 == 0 ? "\r\n\n" : "\n"))
                .collect(Collectors.joining());
    }

    private static byte[] parquet() {
        Object[][] rows = IntStream.rangeClosed(1, 60)
                .mapToObj(
                        nth -> new Object[] {"P-%03d".formatted(nth), "东" + nth, "榆次区", "开工", nth + 0.5, 20_000 + nth})
                .toArray(Object[][]::new);
        return TestParquet.inRowGroups(
                25,
                "required binary 项目代码 (STRING); optional binary 项目名称 (STRING); optional binary 所属县区 (STRING);"
                        + " optional binary 项目状态 (STRING); optional double 计划总投资（万元）;"
                        + " optional int32 计划开工日期 (DATE);",
                rows);
    }
}
