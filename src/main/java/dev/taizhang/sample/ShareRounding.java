package dev.taizhang.sample;

import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Divides an amount by percentages in whole fen, so that the parts add up to the whole. */
final class ShareRounding {
    private ShareRounding() {}

    /**
     * Rounds each member's share down to whole fen. The fen left over go, one each, to the members with the largest
     * remainders; among equal remainders the first by code wins.
     *
     * @param percents percentages by the members' codes; together 100, single ones may be negative
     */
    static Map<String, Amount> divide(Amount whole, SortedMap<String, Integer> percents) {
        Map<String, Amount> parts = new TreeMap<>();
        percents.forEach((member, percent) ->
                parts.put(member, new Amount(Math.floorDiv(whole.fen() * percent, 100L))));
        Amount given = parts.values().stream().reduce(Amount.NOTHING, Amount::plus);
        percents.keySet().stream()
                .sorted(Comparator.comparing(member -> -Math.floorMod(whole.fen() * percents.get(member), 100L)))
                .limit(whole.minus(given).fen())
                .forEach(member -> parts.merge(member, new Amount(1), Amount::plus));
        return parts;
    }
}
