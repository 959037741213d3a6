package dev.taizhang.definition;

import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a nightly run publishes what it has computed, as {@code release} and {@code unexplained_movement} in {@code
 * taizhang.conf} say.
 *
 * @param way whether somebody approves every release
 * @param mostMovement by measure of the whole programme, the part by which it may move from one release to the next
 *     without a delivery or a changed configuration
 * @param file the place of the limits, for messages about measures that do not exist
 */
public record Approval(Way way, SortedMap<String, BigDecimal> mostMovement, ConfigurationFile file) {
    /** When a nightly run publishes. */
    public enum Way {
        /** As soon as its figures have passed the quality gates. */
        AT_ONCE,
        /** When somebody has approved them. */
        BY_HAND
    }

    static Approval read(ConfigurationFile settings) {
        Way way = settings.oneOf("release", Way.values(), ConfigurationMessages.notAWayToRelease());
        ConfigurationFile limits = settings.anyObject("unexplained_movement");
        SortedMap<String, BigDecimal> most = new TreeMap<>();
        for (String measure : limits.keys()) {
            BigDecimal limit = limits.decimal(measure);
            if (limit.signum() < 0) {
                throw limits.wrong(measure, ConfigurationMessages.negativeMovement());
            }
            most.put(measure, limit);
        }
        return new Approval(way, most, limits);
    }
}
