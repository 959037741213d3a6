package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.AsOf;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * The months that have ended and whose progress no project has reported, so that an overview's rates are compared with
 * an earlier month.
 *
 * @param reported the latest month reported, as its first day
 * @param ended the latest month that has ended, as its first day
 */
record MissingMonths(LocalDate reported, LocalDate ended) {
    /** Returns the missing months of a row of {@code programme_overview}; empty if none is missing. */
    static Optional<MissingMonths> of(AsOf asOf, Row overview) {
        Integer reported = overview.getAs("months_elapsed");
        return reported == null || reported >= asOf.monthsElapsed()
                ? Optional.empty()
                : Optional.of(new MissingMonths(asOf.yearStart().plusMonths(reported - 1L), asOf.reportMonth()));
    }

    private boolean isOne() {
        return first().equals(ended);
    }

    private LocalDate first() {
        return reported.plusMonths(1);
    }

    /** Returns the missing months, such as 7 or 7–8, and July or July to August. */
    private Bilingual range() {
        Bilingual last = month(ended);
        Bilingual first = month(first());
        return isOne() ? last : new Bilingual(first.zh() + "–" + last.zh(), first.en() + " to " + last.en());
    }

    private static Bilingual month(LocalDate month) {
        return new Bilingual(
                String.valueOf(month.getMonthValue()), month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    }

    /** Returns the clause for a note. */
    Bilingual clause() {
        return new Bilingual(
                "进度报至 %s 月，缺 %s 月".formatted(month(reported).zh(), range().zh()),
                "progress is reported to %s, %s %s missing"
                        .formatted(month(reported).en(), range().en(), isOne() ? "is" : "are"));
    }

    /** Returns what is said of them in a text. */
    Bilingual compared() {
        return new Bilingual(
                "%s，投资完成率与 %s 月的时间进度对照"
                        .formatted(clause().zh(), month(reported).zh()),
                "Progress is reported to %1$s; %2$s %3$s missing, so the rate is compared with the time elapsed by %1$s"
                        .formatted(month(reported).en(), range().en(), isOne() ? "is" : "are"));
    }
}
