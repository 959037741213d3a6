package dev.taizhang.facts;

import com.google.common.graph.Graph;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import com.google.common.graph.Traverser;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The successions that are stated up to a date, and which of them count.
 *
 * @param counted those that count, by date and code
 * @param repeated those of codes that had already ended on an earlier date
 * @param circular those that close a circle with others of the same date or with earlier ones, which count
 */
record StatedSuccessions(List<Succession> counted, List<Succession> repeated, List<Succession> circular) {
    static StatedSuccessions of(Collection<Succession.Stated> rows, LocalDate asOf) {
        SortedMap<LocalDate, SortedMap<String, Succession>> byDate = new TreeMap<>();
        rows.stream()
                .filter(row -> !row.date().isAfter(asOf))
                .forEach(row -> byDate.computeIfAbsent(row.date(), date -> new TreeMap<>())
                        .merge(row.oldCode(), row.alone(), Succession::replacedBy));
        List<Succession> counted = new ArrayList<>();
        List<Succession> repeated = new ArrayList<>();
        List<Succession> circular = new ArrayList<>();
        Set<String> ended = new HashSet<>();
        MutableGraph<String> codes = GraphBuilder.directed().build();
        for (SortedMap<String, Succession> ofDate : byDate.values()) {
            List<Succession> open = new ArrayList<>(ofDate.values());
            open.removeIf(one -> ended.contains(one.oldCode()) && repeated.add(one));
            add(open, codes);
            List<Succession> closing = hasCircle(open, codes) ? leadingBack(open, codes) : List.of();
            open.removeAll(closing);
            counted.addAll(open);
            open.stream().filter(one -> !one.goesOn()).forEach(one -> ended.add(one.oldCode()));
            if (!closing.isEmpty()) {
                circular.addAll(closing);
                codes = GraphBuilder.directed().build();
                add(counted, codes);
            }
        }
        return new StatedSuccessions(List.copyOf(counted), List.copyOf(repeated), List.copyOf(circular));
    }

    private static void add(List<Succession> successions, MutableGraph<String> codes) {
        successions.forEach(one -> {
            codes.addNode(one.oldCode());
            one.others().forEach(next -> codes.putEdge(one.oldCode(), next));
        });
    }

    /** Whether any of the codes has a successor that is visited after it, which is only so in a circle. */
    private static boolean hasCircle(List<Succession> successions, Graph<String> codes) {
        Map<String, Integer> places = new HashMap<>();
        Traverser.forGraph(codes)
                .depthFirstPostOrder(
                        successions.stream().map(Succession::oldCode).toList())
                .forEach(code -> places.put(code, places.size()));
        return places.keySet().stream()
                .anyMatch(
                        code -> codes.successors(code).stream().anyMatch(next -> places.get(next) > places.get(code)));
    }

    private static List<Succession> leadingBack(List<Succession> successions, Graph<String> codes) {
        return successions.stream()
                .filter(one -> one.others().stream()
                        .anyMatch(next -> Graphs.reachableNodes(codes, next).contains(one.oldCode())))
                .toList();
    }
}
