package dev.taizhang.ledger;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which dates a table keeps beside one another. */
public enum Retention {
    /** Every date ever published. */
    EVERY_DATE,
    /** The newest date and the ends of months: a row per project and night would be more than anybody reads. */
    NEWEST_AND_MONTH_ENDS;

    /** Of the dates that a table holds those that go when a date is written, which itself stays. */
    Set<LocalDate> expired(Set<LocalDate> held, LocalDate written) {
        TreeSet<LocalDate> all = new TreeSet<>(held);
        all.add(written);
        return all.stream()
                .filter(date -> this == NEWEST_AND_MONTH_ENDS)
                .filter(date -> !date.equals(date.with(TemporalAdjusters.lastDayOfMonth())))
                .filter(date -> !date.equals(written) && !date.equals(all.last()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
