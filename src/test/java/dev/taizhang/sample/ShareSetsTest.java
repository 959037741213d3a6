package dev.taizhang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Works out from the files alone how projects in several districts count, and compares it with what is known. */
class ShareSetsTest {
    private static final Map<String, String> CODES =
            District.ALL.stream().collect(Collectors.toMap(District::name, District::code));

    @TempDir
    static Path city;

    private static JsonNode known;

    /** Each project's district and total in fen. */
    private static final Map<String, String> DISTRICTS = new TreeMap<>();

    private static final Map<String, BigInteger> TOTALS = new TreeMap<>();

    /** The sets by district that hold: the shares in percent by project and member. */
    private static final Map<String, Map<String, Integer>> SETS = new TreeMap<>();

    @BeforeAll
    static void readTheDefaultCity() throws IOException {
        SampleCity.write(city, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, SampleCity.DEFAULT_SEED);
        known = new ObjectMapper().readTree(Files.readString(city.resolve("known.json")));
        for (Path name : SampleReader.files(city.resolve("inbox"))) {
            SampleReader.Table table = SampleReader.table(city.resolve("inbox").resolve(name));
            if (name.toString().matches("2025-03-31.*清单.*")) {
                readList(table);
            } else if (name.toString().contains("分摊表")) {
                // By name the earlier file comes first.
                SETS.putAll(sets(table));
            }
        }
        SETS.values().removeIf(Map::isEmpty);
    }

    private static void readList(SampleReader.Table table) {
        for (List<String> row : table.rightRows(known)) {
            String project = table.value(row, "项目代码");
            DISTRICTS.put(project, CODES.get(table.value(row, "所属县区")));
            if (!table.value(row, "计划总投资").isEmpty()) {
                TOTALS.put(project, table.yuan(row, "计划总投资").unscaledValue());
            }
        }
    }

    private static Map<String, Map<String, Integer>> sets(SampleReader.Table table) {
        Map<String, Map<String, Integer>> sets = new TreeMap<>();
        for (List<String> row : table.rightRows(known)) {
            if (table.value(row, "维度").equals("县区")) {
                Map<String, Integer> set = sets.computeIfAbsent(table.value(row, "项目代码"), project -> new TreeMap<>());
                String member = table.value(row, "成员");
                if (!member.isEmpty()) {
                    set.merge(
                            CODES.getOrDefault(member, "unassigned"),
                            Integer.valueOf(table.value(row, "份额")),
                            Integer::sum);
                }
            }
        }
        return sets;
    }

    @Test
    void setsAreOfEveryKind() {
        List<Integer> sums = SETS.values().stream()
                .map(set -> set.values().stream().mapToInt(Integer::intValue).sum())
                .sorted()
                .toList();
        assertThat(sums).containsExactly(80, 90, 100, 100, 100, 100, 100, 110);
        assertThat(SETS.keySet())
                .filteredOn(project -> !TOTALS.containsKey(project))
                .hasSize(1);
        assertThat(SETS.values())
                .filteredOn(set -> set.containsKey("unassigned"))
                .hasSize(1);
    }

    @Test
    void theSetsOfTheFilesAreKnown() {
        Map<String, Map<String, Integer>> expected = new TreeMap<>();
        for (JsonNode set : known.get("share_sets")) {
            if (set.get("dimension").asText().equals("district")) {
                Map<String, Integer> percents = new TreeMap<>();
                set.get("percents")
                        .properties()
                        .forEach(share ->
                                percents.put(share.getKey(), share.getValue().asInt()));
                expected.put(set.get("project_code").asText(), percents);
            }
        }
        assertThat(expected.values()).filteredOn(Map::isEmpty).hasSize(1);
        expected.values().removeIf(Map::isEmpty);
        assertThat(SETS).isEqualTo(expected);
    }

    @Test
    void onTheirOwnLineTheyAreInNoDistrict() {
        Map<String, BigInteger> sums = new TreeMap<>();
        TOTALS.forEach((project, total) -> sums.merge(
                SETS.containsKey(project) ? "cross_district" : DISTRICTS.get(project), total, BigInteger::add));
        assertThat(sums).isEqualTo(totals("own_line"));
        assertThat(projects("own_line")).containsEntry("cross_district", 7);
    }

    @Test
    void inEveryPlaceTheyCountWhole() {
        Map<String, BigInteger> sums = new TreeMap<>();
        TOTALS.forEach(
                (project, total) -> places(project).forEach(member -> sums.merge(member, total, BigInteger::add)));
        assertThat(sums).isEqualTo(totals("every_place"));
    }

    @Test
    void byShareTheyAddUpToTheWhole() {
        Map<String, BigInteger> sums = new TreeMap<>();
        TOTALS.forEach((project, total) ->
                parts(project, total).forEach((member, part) -> sums.merge(member, part, BigInteger::add)));
        assertThat(sums).isEqualTo(totals("by_share")).containsKey("not_shared_out");
        assertThat(sums.values().stream().reduce(BigInteger.ZERO, BigInteger::add))
                .isEqualTo("38460000000000");
        Map<String, Integer> everyPlace = projects("every_place");
        everyPlace.put("not_shared_out", 3);
        assertThat(projects("by_share")).isEqualTo(everyPlace);
    }

    @Test
    void eachClusterHasItsPart() {
        JsonNode clusters = known.get("cross_county").get("by_cluster");
        assertThat(clusters.get("own_line").get("cross_cluster").get("projects").asInt())
                .isEqualTo(3);
        BigDecimal whole = BigDecimal.ZERO;
        for (JsonNode cluster : clusters.get("by_share")) {
            whole = whole.add(new BigDecimal(cluster.get("total_investment").asText()));
        }
        assertThat(whole).isEqualTo("384600000000.00");
    }

    private static Iterable<String> places(String project) {
        return SETS.containsKey(project) ? SETS.get(project).keySet() : List.of(DISTRICTS.get(project));
    }

    /** Quotas cut down; the fen that are left go to those that lost most, of equal ones to the first. */
    private static Map<String, BigInteger> parts(String project, BigInteger total) {
        Map<String, Integer> shares = new TreeMap<>(SETS.getOrDefault(project, Map.of(DISTRICTS.get(project), 100)));
        int missing = 100 - shares.values().stream().mapToInt(Integer::intValue).sum();
        if (missing != 0) {
            shares.put("not_shared_out", missing);
        }
        Map<String, BigInteger> parts = new LinkedHashMap<>();
        Map<String, BigInteger> lost = new LinkedHashMap<>();
        BigInteger hundred = BigInteger.valueOf(100);
        shares.forEach((member, share) -> {
            BigInteger exact = total.multiply(BigInteger.valueOf(share));
            lost.put(member, exact.mod(hundred));
            parts.put(member, exact.subtract(exact.mod(hundred)).divide(hundred));
        });
        List<String> order = new ArrayList<>(shares.keySet());
        order.sort((one, other) -> lost.get(other).compareTo(lost.get(one)));
        int left = lost.values().stream()
                .reduce(BigInteger.ZERO, BigInteger::add)
                .divide(hundred)
                .intValueExact();
        order.subList(0, left).forEach(member -> parts.merge(member, BigInteger.ONE, BigInteger::add));
        return parts;
    }

    private static Map<String, BigInteger> totals(String way) {
        Map<String, BigInteger> totals = new TreeMap<>();
        known.get("cross_county")
                .get("by_district")
                .get(way)
                .properties()
                .forEach(line -> totals.put(
                        line.getKey(),
                        new BigDecimal(line.getValue().get("total_investment").asText()).unscaledValue()));
        return totals;
    }

    private static Map<String, Integer> projects(String way) {
        Map<String, Integer> projects = new TreeMap<>();
        known.get("cross_county")
                .get("by_district")
                .get(way)
                .properties()
                .forEach(line -> projects.put(
                        line.getKey(), line.getValue().get("projects").asInt()));
        return projects;
    }
}
