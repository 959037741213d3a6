package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.collections4.CollectionUtils;
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
    private static Path first;

    @TempDir
    private Path folder;

    private static SortedMap<String, String> expected;

    @BeforeAll
    static void takeThemByName() throws IOException {
        expected = tables(first, List.copyOf(DELIVERIES.keySet()));
        assertThat(expected.get("summaries.programme_overview")).contains(",member,CNY,3,");
    }

    /** One order in a hundred and fifty. */
    static Stream<List<String>> someOrders() {
        List<List<String>> all = allOrders().toList();
        return IntStream.range(0, all.size())
                .filter(place -> place % 150 == 149)
                .mapToObj(all::get);
    }

    static Stream<List<String>> allOrders() {
        Collection<List<String>> orders = CollectionUtils.permutations(DELIVERIES.keySet());
        assertThat(orders).hasSize(720);
        return orders.stream();
    }

    @ParameterizedTest
    @MethodSource("someOrders")
    void theOrderOfArrivalMakesNoDifference(List<String> order) throws IOException {
        assertThat(tables(folder, order)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("allOrders")
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void noneOfAllOrdersMakesADifference(List<String> order) throws IOException {
        assertThat(tables(folder, order)).isEqualTo(expected);
    }

    /** What all tables are after a night for each of the deliveries. */
    private static SortedMap<String, String> tables(Path home, List<String> order) throws IOException {
        OneLedger ledger = OneLedger.of(TestInbox.below(home));
        for (String name : order) {
            ledger.office().deliver(name, DELIVERIES.get(name).toArray(String[]::new));
            ledger.night(Optional.empty());
        }
        return ledger.digests();
    }
}
