package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * A district, or the whole programme, with the figures by which a reader compares them.
 *
 * @param code the code of the district; empty for the whole programme
 * @param group the districts among which it is ranked; empty if it is not ranked
 * @param member whether it is a district, and not a line for what belongs to no single one
 * @param figures the figures that are known, by the name of their column
 */
record ScoreLine(String code, Bilingual name, Bilingual group, boolean member, Map<String, BigDecimal> figures) {
    Optional<BigDecimal> figure(String column) {
        return Optional.ofNullable(figures.get(column));
    }

    boolean has(String column) {
        return figures.containsKey(column);
    }

    /** Whether a figure is known and greater than zero. */
    boolean positive(String column) {
        return has(column) && figures.get(column).signum() > 0;
    }

    /** Returns a figure; zero if it is not known. */
    BigDecimal orZero(String column) {
        return figures.getOrDefault(column, BigDecimal.ZERO);
    }
}
