package dev.taizhang.cube;

import java.util.List;
import java.util.Locale;

/** How often a roll-up counts a project that lies in several districts or clusters; each has its lines in the fact. */
public enum CountScope {
    /** Once, under the one member that it has where it is shown once: all roll-ups that have neither dimension. */
    ONCE,
    BY_DISTRICT,
    BY_CLUSTER,
    BY_BOTH;

    /** The column of the fact that says whether a line is for such roll-ups. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How a roll-up by these dimensions counts. */
    static CountScope by(List<Dimension> dimensions) {
        boolean district = dimensions.stream().anyMatch(one -> one.lowest().equals(Dimension.DISTRICT));
        boolean cluster = dimensions.stream().anyMatch(one -> one.lowest().equals(Dimension.CLUSTER));
        if (district && cluster) {
            return BY_BOTH;
        }
        return district ? BY_DISTRICT : cluster ? BY_CLUSTER : ONCE;
    }
}
