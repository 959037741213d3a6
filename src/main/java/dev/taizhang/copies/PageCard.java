package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One figure of the first screen.
 *
 * @param column column of {@code programme_overview}
 * @param title its name
 * @param value the figure
 * @param note the text below it
 * @param change the change since the previously published date
 * @param mark a rate to compare with on a scale, if there is one
 */
record PageCard(
        String column,
        Bilingual title,
        PageCell value,
        Bilingual note,
        Optional<PageCell> change,
        Optional<PageCell> mark) {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    /** Returns the figure's position on a scale of 0 to 100. */
    String reached() {
        return percent(value);
    }

    /** Returns the mark's position on the same scale. */
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
