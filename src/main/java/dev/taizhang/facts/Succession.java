package dev.taizhang.facts;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import java.time.LocalDate;
import java.util.Set;
import java.util.SortedSet;

/**
 * What the approving office states about a project code and a date: the codes that succeed it from then on. A code that
 * is among its own successors goes on beside the others, which were split off.
 *
 * @param delivery the delivery that states it
 */
record Succession(String oldCode, LocalDate date, SortedSet<String> newCodes, long delivery) {
    /** A row of the dataset {@code successions}. */
    record Stated(String oldCode, String newCode, LocalDate date, long delivery) {
        Succession alone() {
            return new Succession(oldCode, date, ImmutableSortedSet.of(newCode), delivery);
        }
    }

    /** Returns what counts of two statements about the same code and date: the later delivery, or both if it is the same. */
    Succession replacedBy(Succession next) {
        return next.delivery == delivery
                ? new Succession(
                        oldCode, date, ImmutableSortedSet.copyOf(Sets.union(newCodes, next.newCodes)), delivery)
                : next.delivery > delivery ? next : this;
    }

    boolean goesOn() {
        return newCodes.contains(oldCode);
    }

    /** Returns the successors without the code itself. */
    Set<String> others() {
        return Sets.difference(newCodes, Set.of(oldCode));
    }
}
