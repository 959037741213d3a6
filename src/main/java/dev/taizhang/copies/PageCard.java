package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One figure of the first screen.
 *
 * @param column of {@code programme_overview}
 * @param title its name
 * @param value the figure
 * @param unit what it is in; empty where that is plain
 * @param note what stands below it
 * @param change since the date that was published before
 * @param mark a rate to compare with on a scale, where there is one
 */
record PageCard(
        String column,
        Bilingual title,
        PageCell value,
        Bilingual unit,
        Bilingual note,
        Optional<PageCell> change,
        Optional<PageCell> mark) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /** How far the figure reaches on a scale of a hundred. */
    String reached() {
        return percent(value);
    }

    /** Where the mark stands on the same scale. */
    String markedAt() {
        return percent(mark.orElseThrow());
    }

    private static String percent(PageCell cell) {
        return new BigDecimal(cell.exact())
                .multiply(HUNDRED)
                .min(HUNDRED)
                .max(BigDecimal.ZERO)
                .toPlainString();
    }
}
