package dev.taizhang.facts;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * The project lists that name a code.
 *
 * @param first the date of the first one
 * @param lastBefore the date of the last one before the code is succeeded; null if there is none
 */
public record NamedCodes(LocalDate first, LocalDate lastBefore) {
    /** Finds the lists that name codes. */
    @FunctionalInterface
    public interface Lists {
        /**
         * Returns the lists up to the as-of date; nothing for a code that none of them names.
         *
         * @param wanted the codes, each with the date of which {@link NamedCodes#lastBefore} is the last one before
         */
        Map<String, NamedCodes> naming(Map<String, LocalDate> wanted);
    }

    /** Returns what one list says of a code that is succeeded on a date. */
    public static NamedCodes by(LocalDate list, LocalDate until) {
        return new NamedCodes(list, list.isBefore(until) ? list : null);
    }

    /** Returns what two of the lists say of the same code. */
    public NamedCodes with(NamedCodes other) {
        LocalDate last = lastBefore == null || (other.lastBefore != null && other.lastBefore.isAfter(lastBefore))
                ? other.lastBefore
                : lastBefore;
        return new NamedCodes(other.first.isBefore(first) ? other.first : first, last);
    }

    /** Returns the codes whose lists have to be known to tell a renaming from a merger. */
    static Map<String, LocalDate> wanted(Collection<Succession> successions, AsOf asOf) {
        Map<String, LocalDate> wanted = new TreeMap<>();
        for (Succession succession : successions) {
            succession.others().forEach(code -> wanted.putIfAbsent(code, asOf.date()));
        }
        for (Succession succession : successions) {
            wanted.put(succession.oldCode(), succession.date());
        }
        return wanted;
    }
}
