package dev.taizhang.night;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;

/** The mark of a warehouse that contains the synthetic city, so that its data never mix with real deliveries. */
public final class SampleMark {
    private static final String NAME = "SYNTHETIC-SAMPLE-CITY";

    private SampleMark() {}

    /** Whether the warehouse contains the synthetic city. */
    public static boolean on(Warehouse warehouse) {
        try {
            return warehouse.files().exists(warehouse.path(NAME));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Refuses to ingest the synthetic city into a warehouse of real deliveries, and the reverse. */
    public static void requireSameKind(Warehouse warehouse, boolean used, boolean sample) {
        boolean marked = on(warehouse);
        if (used && sample != marked) {
            throw marked ? NightMessages.warehouseOfSample() : NightMessages.warehouseOfRealData();
        }
    }

    /** Does the same, and marks an unused warehouse for what it is about to contain. */
    public static void mark(Warehouse warehouse, boolean used, boolean sample) {
        requireSameKind(warehouse, used, sample);
        boolean marked = on(warehouse);
        Path mark = warehouse.path(NAME);
        try {
            if (sample && !marked) {
                warehouse.files().create(mark, true).close();
            } else if (!sample && marked) {
                warehouse.files().delete(mark, false);
            }
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
