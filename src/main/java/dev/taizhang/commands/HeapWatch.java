package dev.taizhang.commands;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/**
 * Whether memory was exhausted since the watch began. If it is, any of Spark's threads may meet it first, and what then reaches the
 * query is whatever fails by that.
 */
final class HeapWatch {
    /** In use after a collection, of the part of the heap in which objects stay. */
    private static final double EXHAUSTED = 0.8;

    private final List<MemoryPoolMXBean> pools;
    private final long before;

    private HeapWatch(List<MemoryPoolMXBean> pools) {
        this.pools = pools;
        this.before = count();
    }

    static HeapWatch begin() {
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

    boolean isExhausted() {
        return count() > before || pools.stream().anyMatch(MemoryPoolMXBean::isCollectionUsageThresholdExceeded);
    }

    private long count() {
        return pools.stream()
                .mapToLong(MemoryPoolMXBean::getCollectionUsageThresholdCount)
                .sum();
    }
}
