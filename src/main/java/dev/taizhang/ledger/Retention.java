package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which dates a table keeps beside one another. */
public enum Retention {
    /** Every date ever published. */
    EVERY_DATE("全部截止日期", "every date published"),
    /** The newest date and the ends of months: a row per project and night would be more than anybody reads. */
    NEWEST_AND_MONTH_ENDS("最新截止日期和各月末", "the newest date and month ends");

    private final String zh;
    private final String en;

    Retention(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** The dates that stay, for people. */
    public Bilingual dates() {
        return new Bilingual(zh, en);
    }

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
