package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What each way of counting projects that lie in several places gives by the members of one dimension. */
final class WaysOfCounting {
    private final ShareSet.Dimension dimension;
    private final Map<String, Tally> ownLine = new TreeMap<>();
    private final Map<String, Tally> everyPlace = new TreeMap<>();
    private final Map<String, Tally> byShare = new TreeMap<>();

    WaysOfCounting(ShareSet.Dimension dimension) {
        this.dimension = dimension;
    }

    /**
     * Takes a project: under the member of its own row, but for the lines of its set where it has one. A project counts
     * once in each member that it has a line for, and what is not shared out is one of them.
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
