package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.collections4.CollectionUtils;
import org.apache.commons.collections4.ListUtils;
import org.apache.commons.io.file.PathUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Six deliveries that speak of different dates give the same tables, in whatever order the nights bring them. */
class ArrivalOrderTest {
    private static final Map<String, List<String>> DELIVERIES = new TreeMap<>(Map.of(
            "2025-02-28 东区 项目清单.csv",
            List.of(
                    TestInbox.PROJECTS,
                    "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                    "E-02,东二,东区,铸造,开工,200,2024-05-01,是,CNY"),
            "2025-03-31 东区 项目清单.csv",
            List.of(TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,110,2024-05-01,是,CNY", "E-03,东三,东区,新能源,签约,300,,是,CNY"),
            "2025-01-31 西区 项目清单.csv",
            List.of(
                    TestInbox.PROJECTS,
                    "W-01,西一,西区,铸造,开工,400,2024-05-01,是,CNY",
                    "E-02,东二,西区,铸造,开工,约二百,2024-05-01,是,CNY"),
            "2025-05-15 全市 项目变更.csv",
            List.of(TestInbox.CHANGED, "E-01,东一,西区,铸造,投产,120"),
            "2025年 东区 项目进度.csv",
            List.of(TestInbox.PROGRESS, "E-01,2025-01,10", "E-02,2025-01,20"),
            "2025年 西区 项目进度.csv",
            List.of(TestInbox.PROGRESS, "W-01,2025-02,30", "E-01,2025-03,40")));

    @TempDir
    private static Path byName;

    @TempDir
    private Path folder;

    private static SortedMap<String, String> expected;

    @BeforeAll
    static void takeThemByName() throws IOException {
        expected = tables(byName, List.copyOf(DELIVERIES.keySet()));
        assertThat(expected.get("summaries.programme_overview")).contains(",member,CNY,3,");
    }

    /** One order in a hundred and fifty. */
    static Stream<List<String>> someOrders() {
        List<List<String>> all = List.copyOf(CollectionUtils.permutations(DELIVERIES.keySet()));
        return IntStream.range(0, all.size())
                .filter(place -> place % 150 == 149)
                .mapToObj(all::get);
    }

    @ParameterizedTest
    @MethodSource("someOrders")
    void theOrderOfArrivalMakesNoDifference(List<String> order) throws IOException {
        assertThat(tables(folder, order)).isEqualTo(expected);
    }

    static Stream<String> deliveries() {
        return DELIVERIES.keySet().stream();
    }

    /** A sixth of all 720 orders. */
    @ParameterizedTest
    @MethodSource("deliveries")
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void noOrderThatBeginsWithOneMakesADifference(String first) throws IOException {
        OneLedger ledger = OneLedger.of(TestInbox.below(folder.resolve("1")));
        ledger.receive(first, DELIVERIES.get(first));
        assertThat(follow(ledger, List.of(first))).isEqualTo(120);
    }

    /** Lives the nights that may follow these; what several orders begin with is lived once. How many orders were finished. */
    private int follow(OneLedger ledger, List<String> before) throws IOException {
        if (before.size() == DELIVERIES.size()) {
            assertThat(ledger.digests()).as("%s", before).isEqualTo(expected);
            return 1;
        }
        int finished = 0;
        for (String name : DELIVERIES.keySet()) {
            if (!before.contains(name)) {
                Path home = folder.resolve(String.valueOf(before.size() + 1));
                OneLedger next = ledger.copied(home);
                next.receive(name, DELIVERIES.get(name));
                finished += follow(next, ListUtils.union(before, List.of(name)));
                PathUtils.deleteDirectory(home);
            }
        }
        return finished;
    }

    /** What all tables are after a night for each of the deliveries. */
    private static SortedMap<String, String> tables(Path home, List<String> order) throws IOException {
        OneLedger ledger = OneLedger.of(TestInbox.below(home));
        for (String name : order) {
            ledger.receive(name, DELIVERIES.get(name));
        }
        return ledger.digests();
    }
}
