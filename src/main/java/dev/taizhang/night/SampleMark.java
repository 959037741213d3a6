package dev.taizhang.night;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
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
    public static void keepApart(Warehouse warehouse, boolean used, boolean sample) {
        boolean marked = on(warehouse);
        if (used && sample != marked) {
            throw Failure.usage(
                    marked
                            ? new Bilingual(
                                    "这个台账库装的是合成的示例城市，不能再收真实报表。",
                                    "This warehouse holds the synthetic sample city and cannot take real deliveries.")
                            : new Bilingual(
                                    "这个台账库已收过真实报表，不能再装合成的示例城市。",
                                    "This warehouse has taken other deliveries and cannot take the synthetic sample city."),
                    new Bilingual(
                            "请用 --warehouse 指定另一个目录，或用 --inbox 指定收件目录。",
                            "Name another folder with --warehouse, or the inbox with --inbox."));
        }
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
