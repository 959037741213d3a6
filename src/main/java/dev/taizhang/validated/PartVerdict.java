package dev.taizhang.validated;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a part of a file says about whether it could be read by itself.
 *
 * @param delivery the number of the delivery
 * @param nth the number of the part, from 0
 * @param independent whether no row of it depends on rows of other parts, as far as the part tells
 * @param hasRows whether it has a row of the dataset
 * @param keyForms the forms of its keys
 */
record PartVerdict(long delivery, int nth, boolean independent, boolean hasRows, Set<Integer> keyForms)
        implements Serializable {
    /**
     * Whether the parts of one file have the same rows as the whole file. The forms of keys that the first part shows
     * decide about the rows of the others.
     *
     * @param parts the number of parts
     * @param verdicts those about all parts; a task that is repeated gives its verdict again
     */
    static boolean areWhole(int parts, Collection<PartVerdict> verdicts) {
        Map<Integer, PartVerdict> byPart = new TreeMap<>();
        verdicts.forEach(verdict -> byPart.put(verdict.nth(), verdict));
        return byPart.size() == parts
                && byPart.values().stream().allMatch(PartVerdict::independent)
                && byPart.values().stream().anyMatch(PartVerdict::hasRows)
                && byPart.values().stream()
                        .allMatch(verdict -> byPart.get(0).keyForms().containsAll(verdict.keyForms()));
    }
}
