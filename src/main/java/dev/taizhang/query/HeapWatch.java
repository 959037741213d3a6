package dev.taizhang.query;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * Detects whether memory was exhausted since the watch began. In that case any of Spark's threads can fail first, and
 * the query then receives whatever error results from that.
 */
public final class HeapWatch {
    /** The share of the long-lived part of the heap that, if in use after a garbage collection, counts as exhausted. */
    private static final double EXHAUSTED = 0.8;

    private final List<MemoryPoolMXBean> pools;
    private final long before;

    private HeapWatch(List<MemoryPoolMXBean> pools) {
        this.pools = pools;
        this.before = count();
    }

    public static HeapWatch begin() {
        List<MemoryPoolMXBean> pools = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP
                        && pool.isUsageThresholdSupported()
                        && pool.isCollectionUsageThresholdSupported()
                        && pool.getUsage().getMax() > 0)
                .toList();
        pools.forEach(
                pool -> pool.setCollectionUsageThreshold((long) (pool.getUsage().getMax() * EXHAUSTED)));
        return new HeapWatch(pools);
    }

    public boolean isExhausted() {
        return count() > before || pools.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
    }

    private long count() {
        return pools.stream()
                .mapToLong(MemoryPoolMXBean::getCollectionUsageThresholdCount)
                .sum();
    }
}
