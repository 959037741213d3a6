package dev.taizhang.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the sample city back from its files and compares it with what it says of itself. */
class SampleCityTest {
    private static final Set<String> COUNTIES =
            Set.of("榆次区", "太谷区", "榆社县", "左权县", "和顺县", "昔阳县", "寿阳县", "祁县", "平遥县", "灵石县", "介休市");
    private static final Set<String> ZONES = Set.of("晋中开发区", "晋中国家农高区");

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LARGE = new BigDecimal("3000000000");

    @TempDir
    static Path city;

    private static JsonNode known;

    @BeforeAll
    static void writeTheDefaultCity() throws IOException {
        SampleCity.write(city, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, SampleCity.DEFAULT_SEED);
        known = new ObjectMapper().readTree(Files.readString(city.resolve("known.json")));
    }

    @Test
    void equalArgumentsGiveEqualBytesAndAnotherSeedAnotherCity(@TempDir Path again, @TempDir Path other)
            throws IOException {
        SampleCity.write(again, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, SampleCity.DEFAULT_SEED);
        SampleCity.write(other, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, 1);

        List<Path> files = SampleReader.files(city);
        assertThat(SampleReader.files(again)).isEqualTo(files);
        assertThat(SampleReader.files(other)).isEqualTo(files);
        for (Path file : files) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(city.resolve(file));
            assertThat(Files.mismatch(other.resolve(file), city.resolve(file)))
                    .as("%s of another seed", file)
                    .isNotNegative();
        }
    }

    @Test
    void everyOfficeSendsItsFiles() throws IOException {
        Set<String> expected = new TreeSet<>(Set.of(
                "2024年 目标任务.xlsx", "2025年 目标任务.xlsx", "2024-12-31 市发改委 跨县项目分摊表.xlsx", "2025-03-31_市发改委_跨县项目分摊表.csv"));
        for (String date : List.of("2024-03-31", "2024-12-31", "2025-02-28", "2025-03-31")) {
            COUNTIES.forEach(county -> expected.add(date + " " + county + " 重大项目清单.xlsx"));
            ZONES.forEach(zone -> expected.add(date + "_" + zone + "_重大项目清单.csv"));
        }
        for (String year : List.of("2024年", "2025年")) {
            COUNTIES.forEach(county -> expected.add(year + " " + county + " 项目进度.xlsx"));
        }
        ZONES.forEach(zone -> expected.add("2025年_" + zone + "_项目进度.csv"));
        for (String date : List.of("2024-03-31", "2024-12-31", "2025-02-28", "2025-03-31")) {
            expected.add(date + " 市招商局 招商签约台账.xlsx");
        }
        expected.add("2025-03-31_市招商局_招商签约台账（更正）.csv");
        expected.addAll(Set.of("2025-02-28 市项目办 堵点难点台账.xlsx", "2025-03-31 市项目办 堵点难点台账.xlsx"));
        expected.addAll(Set.of("2024-12-31_市审批局_联审联批台账.csv", "2025-03-31_市审批局_联审联批台账.csv"));
        for (String year : List.of("2024年", "2025年")) {
            COUNTIES.forEach(county -> expected.add(year + " " + county + " 规上工业产值.xlsx"));
            ZONES.forEach(zone -> expected.add(year + "_" + zone + "_规上工业产值.csv"));
        }
        expected.addAll(Set.of("2024年 左权县 规上工业产值（补报）.xlsx", "2025年 寿阳县 规上工业产值（更正）.xlsx"));
        expected.add("2024年_晋中开发区_项目进度.parquet");
        expected.add("2024年_晋中国家农高区_项目进度.jsonl");
        assertThat(SampleReader.files(city.resolve("inbox")))
                .extracting(Path::toString)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void theTotalIsExact() throws IOException {
        assertThat(known.get("projects").asInt()).isEqualTo(797);
        assertThat(known.get("total_investment").asText()).isEqualTo("384600000000.00");
        Map<String, BigDecimal> byDistrict = new TreeMap<>();
        Set<String> codes = new HashSet<>();
        for (Path file : lists("2025-03-31")) {
            SampleReader.Table table = SampleReader.table(file);
            for (List<String> row : table.rightRows(known)) {
                assertThat(codes.add(table.value(row, "项目代码"))).isTrue();
                if (!table.value(row, "计划总投资").isEmpty()) {
                    byDistrict.merge(table.value(row, "所属县区"), table.yuan(row, "计划总投资"), BigDecimal::add);
                }
                assertThat(table.value(row, "建设性质")).isIn("新建", "续建");
            }
        }
        assertThat(codes).hasSize(797);
        assertThat(byDistrict).hasSize(13);
        assertThat(byDistrict.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(new BigDecimal("384600000000.00"));
        for (District district : District.ALL) {
            assertThat(known.get("by_district")
                            .get(district.code())
                            .get("total_investment")
                            .asText())
                    .isEqualTo(byDistrict.get(district.name()).toPlainString());
        }
    }

    @Test
    void everyStatusAndClusterOccurs() {
        assertThat(known.get("by_status").fieldNames())
                .toIterable()
                .containsExactly(
                        "at_capacity",
                        "completed",
                        "in_production",
                        "landed",
                        "signed",
                        "started",
                        "suspended",
                        "terminated");
        assertThat(known.get("by_cluster").get("unassigned").get("projects").asInt())
                .isEqualTo(1);
        assertThat(known.get("by_cluster").size()).isEqualTo(11);
    }

    @Test
    void whoMovedIsKnown() throws IOException {
        assertThat(known.get("movements")).hasSize(4);
        for (JsonNode movement : known.get("movements")) {
            Map<String, List<String>> before = states(movement.get("base").asText());
            Map<String, List<String>> now = states(movement.get("date").asText());
            assertThat(texts(movement.get("joined")))
                    .isEqualTo(without(now.keySet(), before.keySet()))
                    .isNotEmpty();
            assertThat(texts(movement.get("left")))
                    .isEqualTo(without(before.keySet(), now.keySet()))
                    .isNotEmpty();
            Map<String, Set<String>> changes = new TreeMap<>();
            now.forEach((code, state) -> changes(before.getOrDefault(code, state), state)
                    .forEach(kind -> changes.computeIfAbsent(kind, any -> new TreeSet<>())
                            .add(code)));
            for (String kind : List.of("status_changed", "cost_changed", "cost_became_known", "cost_became_blank")) {
                assertThat(texts(movement.get(kind))).isEqualTo(changes.getOrDefault(kind, Set.of()));
                int counted = 0;
                for (JsonNode line : movement.get("counts")) {
                    counted += line.get("kind").asText().equals(kind)
                            ? line.get("projects").asInt()
                            : 0;
                }
                assertThat(counted).isEqualTo(movement.get(kind).size());
            }
        }
    }

    @Test
    void everyKindOfMovementOccursSinceTheMonthAndTheYearBefore() {
        for (int last = 2; last < 4; last++) {
            JsonNode movement = known.get("movements").get(last);
            assertThat(movement.get("date").asText()).isEqualTo("2025-03-31");
            for (String kind : List.of("joined", "left", "status_changed", "cost_changed", "cost_became_known")) {
                assertThat(movement.get(kind)).as(kind).isNotEmpty();
            }
            assertThat(movement.get("cost_became_blank")).hasSize(1);
        }
        assertThat(known.get("movements").get(2).get("base").asText()).isEqualTo("2025-02-28");
        assertThat(known.get("movements").get(3).get("base").asText()).isEqualTo("2024-03-31");
    }

    @Test
    void everyWrongRowStandsWhereItIsSaidToStand() throws IOException {
        assertThat(known.get("rejected")).hasSize(9);
        assertThat(known.get("identical_rows")).hasSize(1);
        assertThat(known.get("warnings")).hasSize(4);
        for (String kind : List.of("rejected", "identical_rows", "warnings")) {
            for (JsonNode place : known.get(kind)) {
                Path file = city.resolve("inbox").resolve(place.get("file").asText());
                List<List<String>> rows = SampleReader.rows(file);
                int column = place.get("column").asText().charAt(0) - 'A';
                assertThat(rows.get(place.get("row").asInt() - 1).get(column))
                        .isEqualTo(place.get("value").asText());
                assertThat(rows.get(SampleReader.headerRow(file)).get(column))
                        .isEqualTo(place.get("header").asText());
            }
        }
    }

    @Test
    void rowsAreCountedAsTheyWereWritten() throws IOException {
        Map<String, Integer> read = new TreeMap<>();
        for (Path file : SampleReader.files(city.resolve("inbox"))) {
            read.merge(
                    SampleReader.dataset(file),
                    SampleReader.table(city.resolve("inbox").resolve(file))
                            .rows()
                            .size(),
                    Integer::sum);
        }
        read.forEach((dataset, rows) -> {
            JsonNode counts = known.get("datasets").get(dataset);
            assertThat(counts.get("read").asInt()).isEqualTo(rows);
            assertThat(counts.get("accepted").asInt()
                            + counts.get("rejected").asInt()
                            + counts.get("left_out").asInt())
                    .isEqualTo(rows);
        });
    }

    @Test
    void monthsAddUpToTheYearToDate() throws IOException {
        Set<String> listed = states("2025-03-31").keySet();
        BigDecimal yearToDate = BigDecimal.ZERO;
        for (Path file : files("2025年", "项目进度")) {
            SampleReader.Table table = SampleReader.table(file);
            Map<String, BigDecimal> latest = new TreeMap<>();
            for (List<String> row : table.rightRows(known)) {
                String code = table.value(row, "项目代码");
                BigDecimal toDate = table.yuan(row, "本年累计完成投资");
                if (!table.value(row, "本月完成投资").isEmpty()) {
                    BigDecimal earlier = latest.getOrDefault(code, BigDecimal.ZERO);
                    assertThat(earlier.add(table.yuan(row, "本月完成投资"))).isEqualByComparingTo(toDate);
                }
                assertThat(table.yuan(row, "自开工累计完成投资")).isGreaterThanOrEqualTo(toDate);
                latest.put(code, toDate);
            }
            for (Map.Entry<String, BigDecimal> project : latest.entrySet()) {
                assertThat(listed).contains(project.getKey());
                yearToDate = yearToDate.add(project.getValue());
            }
        }
        assertThat(known.get("year_to_date_investment").get("city").asText()).isEqualTo(yearToDate.toPlainString());
    }

    @Test
    void olderSystemsSayTheSameInTheirOwnForms() throws IOException {
        for (String name : List.of("2024年_晋中开发区_项目进度.parquet", "2024年_晋中国家农高区_项目进度.jsonl")) {
            SampleReader.Table table = SampleReader.table(city.resolve("inbox").resolve(name));
            String month = name.endsWith("parquet") ? "2024-\\d\\d-01" : "2024年\\d+月";
            Map<String, BigDecimal> latest = new TreeMap<>();
            for (List<String> row : table.rows()) {
                assertThat(table.value(row, "报告月份")).matches(month);
                BigDecimal toDate = table.yuan(row, "本年累计完成投资");
                BigDecimal earlier = latest.getOrDefault(table.value(row, "项目代码"), BigDecimal.ZERO);
                if (!table.value(row, "本月完成投资").isEmpty()) {
                    assertThat(earlier.add(table.yuan(row, "本月完成投资"))).isEqualByComparingTo(toDate);
                }
                latest.put(table.value(row, "项目代码"), toDate);
            }
            assertThat(latest).hasSizeGreaterThan(10);
        }
        assertThat(Files.readAllLines(city.resolve("inbox/2024年_晋中国家农高区_项目进度.jsonl")))
                .anyMatch(line -> line.contains("\"本年累计完成投资（万元）\":\""))
                .anyMatch(line -> line.matches(".*\"本年累计完成投资（万元）\":\\d.*"));
    }

    @Test
    void amountsAndDatesAreWrittenAsTheOfficeWould() throws IOException {
        for (Path file : lists("2025-03-31")) {
            SampleReader.Table table = SampleReader.table(file);
            String form = file.toString().contains("太谷区") || file.toString().contains("昔阳县") ? "\\d{5}" : "20\\d\\d.*";
            for (List<String> row : table.rightRows(known)) {
                if (!table.value(row, "计划总投资").isEmpty()) {
                    BigDecimal total = table.yuan(row, "计划总投资");
                    assertThat(total.compareTo(LARGE) >= 0
                                    || total.remainder(HUNDRED).signum() == 0)
                            .isTrue();
                    assertThat(table.value(row, "计划总投资")).matches("\\d+(\\.\\d{1,10})?");
                }
                assertThat(table.value(row, "计划竣工日期")).matches(form);
                assertThat(table.value(row, "建设单位")).startsWith("示例");
            }
        }
        assertThat(SampleReader.table(city.resolve("inbox/2025-03-31 榆次区 重大项目清单.xlsx"))
                        .firstCell())
                .isEqualTo("榆次区重大项目清单（2025年3月31日）（单位：万元）（合成数据，仅供演示）");
    }

    @Test
    void aSmallAndAShortCityIsWhole(@TempDir Path small) throws IOException {
        for (int months : List.of(1, 3, 60)) {
            Path directory = small.resolve(String.valueOf(months));
            SampleCity.write(directory, 60, months, 7);
            JsonNode facts = new ObjectMapper().readTree(Files.readString(directory.resolve("known.json")));
            assertThat(facts.get("projects").asInt()).isEqualTo(60);
            assertThat(facts.get("total_investment").asText()).isEqualTo("28953580000.00");
            assertThat(facts.get("by_district").size()).isEqualTo(13);
            assertThat(facts.get("by_status").size()).isEqualTo(8);
            assertThat(facts.get("rejected")).hasSize(9);
        }
        // Contracts, matters, approvals, and output, of which one county has sent none of the last month.
        assertThat(SampleReader.files(small.resolve("1"))).hasSize(1 + 13 + 13 + 1 + 2 + (2 + 1 + 1 + 12 + 1));
        assertThat(SampleReader.files(small.resolve("3"))).hasSize(1 + 2 * 13 + 13 + 1 + 2 + (3 + 2 + 1 + 13 + 1));
        assertThat(SampleReader.files(small.resolve("60"))).hasSize(1 + 8 * 13 + 6 * 14 + 2 + (6 + 2 + 2 + 6 * 13 + 2));
    }

    @Test
    void tooFewProjectsOrTooManyMonthsAreRefused(@TempDir Path nothing) {
        assertThatIllegalArgumentException().isThrownBy(() -> SampleCity.write(nothing, 59, 15, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> SampleCity.write(nothing, 60, 61, 1));
    }

    private static List<Path> lists(String date) throws IOException {
        return files(date, "重大项目清单");
    }

    private static List<Path> files(String period, String subject) throws IOException {
        return SampleReader.files(city.resolve("inbox")).stream()
                .map(file -> city.resolve("inbox").resolve(file))
                .filter(file -> file.getFileName().toString().startsWith(period))
                .filter(file -> file.getFileName().toString().contains(subject))
                .toList();
    }

    /** The status and the total of each project in the lists of a date. */
    private static Map<String, List<String>> states(String date) throws IOException {
        Map<String, List<String>> states = new TreeMap<>();
        for (Path file : lists(date)) {
            SampleReader.Table table = SampleReader.table(file);
            table.rightRows(known)
                    .forEach(row -> states.put(
                            table.value(row, "项目代码"), List.of(table.value(row, "项目状态"), table.value(row, "计划总投资"))));
        }
        return states;
    }

    private static Set<String> changes(List<String> before, List<String> now) {
        Set<String> kinds = new TreeSet<>();
        if (!before.get(0).equals(now.get(0))) {
            kinds.add("status_changed");
        }
        if (!before.get(1).equals(now.get(1))) {
            String known = before.get(1).isEmpty() ? "cost_became_known" : "cost_changed";
            kinds.add(now.get(1).isEmpty() ? "cost_became_blank" : known);
        }
        return kinds;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Set<String> without(Set<String> codes, Set<String> others) {
        Set<String> left = new TreeSet<>(codes);
        left.removeAll(others);
        return left;
    }
}
