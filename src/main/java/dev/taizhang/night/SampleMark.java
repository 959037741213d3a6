package dev.taizhang.night;

import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;

/** The mark of a warehouse that contains the synthetic city, so that its data never mix with real deliveries. */
public final class SampleMark {
    private SampleMark() {}

    /** Refuses to ingest the synthetic city into a warehouse of real deliveries, and the reverse. */
    public static void requireSameKind(Warehouse warehouse, boolean used, boolean sample) {
        boolean marked = warehouse.isSynthetic();
        if (used && sample != marked) {
            throw marked ? NightMessages.warehouseOfSample() : NightMessages.warehouseOfRealData();
        }
    }

    /** Does the same, and marks an unused warehouse for what it is about to contain. */
    public static void mark(Warehouse warehouse, boolean used, boolean sample) {
        requireSameKind(warehouse, used, sample);
        boolean marked = warehouse.isSynthetic();
        Path mark = warehouse.syntheticMark();
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
