package dev.taizhang.feeds;

import java.util.HashMap;
import java.util.Map;

/** The deliveries that a ledger contains already. A file that several datasets are read from is a delivery for each. */
public final class KnownDeliveries {
    private record Identity(String id, String dataset) {}

    private final Map<Identity, Boolean> settled = new HashMap<>();

    /**
     * Adds a reading of a delivery.
     *
     * @param needsNoReading whether it was accepted, or would be refused again
     */
    public void add(String id, String dataset, boolean needsNoReading) {
        settled.merge(new Identity(id, dataset), needsNoReading, Boolean::logicalOr);
    }

    /** Returns whether there is a reading of the delivery, accepted or refused. */
    boolean contains(String id, String dataset) {
        return settled.containsKey(new Identity(id, dataset));
    }

    /** Returns whether the delivery need not be read again. */
    boolean isSettled(String id, String dataset) {
        return settled.getOrDefault(new Identity(id, dataset), false);
    }
}
