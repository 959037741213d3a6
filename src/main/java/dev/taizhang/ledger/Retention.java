package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** What a file says by a key; empty if it has none. */
    public static Optional<Retention> read(ConfigurationFile file, String key) {
        return file.optionalText(key)
                .map(word -> Stream.of(values())
                        .filter(retention -> retention.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> file.unknownWord(
                                key,
                                word,
                                Stream.of(values()).map(Retention::word).collect(Collectors.toSet()))));
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
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
