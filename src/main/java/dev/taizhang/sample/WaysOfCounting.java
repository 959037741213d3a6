package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The results, by the members of one dimension, of each way of counting projects that lie in several places. */
final class WaysOfCounting {
    private final ShareSet.Dimension dimension;
    private final Map<String, Tally> ownLine = new TreeMap<>();
    private final Map<String, Tally> everyPlace = new TreeMap<>();
    private final Map<String, Tally> byShare = new TreeMap<>();

    WaysOfCounting(ShareSet.Dimension dimension) {
        this.dimension = dimension;
    }

    /**
     * Adds a project under the member of its own row, or under the lines of its set if it has one. A project counts
     * once in each member for which it has a line. The unallocated part is one of these.
     */
    void add(String member, List<ShareSet> sets, Figures figures) {
        Optional<ShareSet> set =
                sets.stream().filter(one -> one.dimension() == dimension).findFirst();
        if (set.isEmpty()) {
            Tally.of(member, ownLine).add(figures);
            Tally.of(member, everyPlace).add(figures);
            Tally.of(member, byShare).add(figures);
            return;
        }
        Tally.of(dimension.ownLine(), ownLine).add(figures);
        set.get()
                .percents()
                .keySet()
                .forEach(place -> Tally.of(place, everyPlace).add(figures));
        figures.divided(set.get().wholePercents())
                .forEach((place, part) -> Tally.of(place, byShare).add(part));
    }

    void writeTo(ObjectNode node) {
        Tally.write(ownLine, node.putObject("own_line"));
        Tally.write(everyPlace, node.putObject("every_place"));
        Tally.write(byShare, node.putObject("by_share"));
    }
}
