package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.collections4.CollectionUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six deliveries that speak of different dates give the same tables, in whatever order some nights bring them. Each order is that
 * of an office with districts and projects of its own; all offices share a warehouse, and every table must be as it is where
 * one night brings everything. A table that differs names the office, whose number is that of the order.
 */
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
    private Path folder;

    @Test
    @DisabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void someOrdersMakeNoDifference() throws IOException {
        List<List<String>> all = allOrders();
        makeNoDifference(
                IntStream.range(0, 24).mapToObj(nth -> all.get(nth * 30 + 29)).toList(), 2);
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void noneOfAllOrdersMakesADifference() throws IOException {
        makeNoDifference(allOrders(), 1);
    }

    private static List<List<String>> allOrders() {
        List<List<String>> all = List.copyOf(CollectionUtils.permutations(DELIVERIES.keySet()));
        assertThat(all).hasSize(720);
        return all;
    }

    private void makeNoDifference(List<List<String>> orders, int each) throws IOException {
        SortedMap<String, String> expected = tables(folder.resolve("one night"), orders, DELIVERIES.size());
        assertThat(expected.get("summaries.programme_overview")).contains(",member,CNY," + 3 * orders.size() + ",");
        try (Goal.Count goal = Goal.ORDERS_OF_ARRIVAL.begin()) {
            assertThat(tables(folder.resolve("in order"), orders, each)).isEqualTo(expected);
            goal.add(orders.size());
        }
    }

    /** What all tables are after nights on each of which every office delivers so many of the next ones in its order. */
    private static SortedMap<String, String> tables(Path home, List<List<String>> orders, int each) throws IOException {
        TestInbox office = TestInbox.below(home);
        office.publishing("project_watch", "movement", "data_findings");
        office.configure(
                "reference/districts.csv",
                "code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to\n"
                        + IntStream.range(0, orders.size())
                                .mapToObj(nth ->
                                        "E%1$d,东区%1$d,East %1$d,,,1,,\nW%1$d,西区%1$d,West %1$d,,,1,,\n".formatted(nth))
                                .collect(Collectors.joining()));
        OneLedger ledger = OneLedger.of(office);
        for (int from = 0; from < DELIVERIES.size(); from += each) {
            for (int nth = 0; nth < orders.size(); nth++) {
                for (String delivery : orders.get(nth).subList(from, from + each)) {
                    office.deliver(ofOffice(delivery, nth), lines(delivery, nth));
                }
            }
            ledger.night(Optional.empty());
        }
        return ledger.digests();
    }

    private static String ofOffice(String text, int office) {
        return text.replace("区", "区" + office).replace("市", "市" + office);
    }

    private static String[] lines(String delivery, int office) {
        List<String> lines = DELIVERIES.get(delivery);
        return IntStream.range(0, lines.size())
                .mapToObj(line -> line == 0 ? lines.get(0) : office + "-" + ofOffice(lines.get(line), office))
                .toArray(String[]::new);
    }
}
