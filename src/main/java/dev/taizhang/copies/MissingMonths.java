package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.AsOf;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * The months that have ended and whose progress no project has reported, so that an overview's rates are compared with
 * an earlier month.
 *
 * @param reported the latest month reported, 1 to 12
 * @param ended the latest month that has ended
 */
record MissingMonths(int reported, int ended) {
    /** Returns the missing months of a row of {@code programme_overview}; empty if none is missing. */
    static Optional<MissingMonths> of(LocalDate asOf, Row overview) {
        int ended = new AsOf(asOf).monthsElapsed();
        Integer reported = overview.getAs("months_elapsed");
        return reported == null || reported >= ended
                ? Optional.empty()
                : Optional.of(new MissingMonths(reported, ended));
    }

    /** Returns the missing months, such as 7 or 7–8. */
    private String range() {
        return reported + 1 == ended ? String.valueOf(ended) : (reported + 1) + "–" + ended;
    }

    /** Returns the clause for a note. */
    Bilingual clause() {
        boolean one = reported + 1 == ended;
        return new Bilingual(
                "进度报至 %s 月，缺 %s 月".formatted(reported, range()),
                "progress reported to month %s, %s %s missing".formatted(reported, one ? "month" : "months", range()));
    }

    /** Returns the sentence for a text. */
    Bilingual sentence() {
        boolean one = reported + 1 == ended;
        return new Bilingual(
                "%s，投资完成率与 %s 月的时间进度对照。".formatted(clause().zh(), reported),
                "Progress is reported to month %s; %s missing, so the rate is compared with the time elapsed by month %s."
                        .formatted(
                                reported, (one ? "month " + range() + " is" : "months " + range() + " are"), reported));
    }
}
