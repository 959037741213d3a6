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

/** The as-of dates that a table keeps. */
public enum Retention {
    /** Every published date. */
    EVERY_DATE("全部截止日期", "every date published"),
    /** The newest date and month ends, because a row per project and day would be too much to read. */
    NEWEST_AND_MONTH_ENDS("最新截止日期和各月末", "the newest date and month ends"),
    /** The newest date, if its rows include those of earlier dates. */
    NEWEST("最新截止日期", "the newest date");

    private final String zh;
    private final String en;

    Retention(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** Reads the value of a key; empty if the key is absent. */
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

    /** Returns the dates that the table keeps, for people. */
    public Bilingual dates() {
        return new Bilingual(zh, en);
    }

    /** Returns the dates of the table that are removed when a date is written; the written date itself remains. */
    Set<LocalDate> expired(Set<LocalDate> existing, LocalDate written) {
        TreeSet<LocalDate> all = new TreeSet<>(existing);
        all.add(written);
        return all.stream()
                .filter(date -> this != EVERY_DATE)
                .filter(date -> this == NEWEST || !date.equals(date.with(TemporalAdjusters.lastDayOfMonth())))
                .filter(date -> !date.equals(written) && !date.equals(all.last()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
