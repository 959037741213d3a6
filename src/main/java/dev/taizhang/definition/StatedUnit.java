package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.Set;

/**
 * A unit as a sender states it.
 *
 * @param kind the kind of what it measures; null for a bare number such as 万, which may count money or things
 * @param multiplier the value of one unit: whole units of a currency, mu, tons, or 0.01 for a percent
 * @param currencies the codes of the currencies that its words may mean; empty if it names none
 */
public record StatedUnit(UnitKind kind, BigDecimal multiplier, Set<String> currencies) {
    /** Returns whether a column of some kinds can be stated in it. */
    public boolean fits(Set<UnitKind> kinds) {
        return kind == null
                ? kinds.stream().anyMatch(own -> own != UnitKind.FRACTION && own != UnitKind.OTHER)
                : kinds.contains(kind);
    }

    /** Returns whether another unit has the same meaning. */
    public boolean equivalent(StatedUnit other) {
        return multiplier.compareTo(other.multiplier) == 0 && currencies.equals(other.currencies);
    }
}
