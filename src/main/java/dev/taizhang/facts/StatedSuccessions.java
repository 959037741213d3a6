package dev.taizhang.facts;

import com.google.common.graph.Graph;
import com.google.common.graph.GraphBuilder;
import com.google.common.graph.Graphs;
import com.google.common.graph.MutableGraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
            List<Succession> closing = leadingBack(open, codes);
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
        successions.forEach(one -> one.others().forEach(next -> codes.putEdge(one.oldCode(), next)));
    }

    private static List<Succession> leadingBack(List<Succession> successions, Graph<String> codes) {
        return successions.stream()
                .filter(one -> one.others().stream()
                        .anyMatch(next -> Graphs.reachableNodes(codes, next).contains(one.oldCode())))
                .toList();
    }
}
