package dev.taizhang.cube;

import java.util.List;
import java.util.Locale;

/**
 * How often a roll-up counts a project that lies in several districts or clusters. Each scope has lines of its own in
 * the fact.
 */
public enum CountScope {
    /**
     * Counts it once, under the member that is used when it is shown once. Roll-ups with neither dimension use this
     * scope.
     */
    ONCE,
    BY_DISTRICT,
    BY_CLUSTER,
    BY_BOTH;

    /** Returns the column of the fact that marks the lines for such roll-ups. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the scope of a roll-up by these dimensions. */
    static CountScope by(List<Dimension> dimensions) {
        boolean district = dimensions.stream().anyMatch(one -> one.lowest().equals(Dimension.DISTRICT));
        boolean cluster = dimensions.stream().anyMatch(one -> one.lowest().equals(Dimension.CLUSTER));
        if (district && cluster) {
            return BY_BOTH;
        }
        return district ? BY_DISTRICT : cluster ? BY_CLUSTER : ONCE;
    }
}
