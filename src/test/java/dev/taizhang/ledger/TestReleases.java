package dev.taizhang.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Releases of tables that were never written. */
public final class TestReleases {
    private TestReleases() {}

    /** Returns the release of a date that follows another one, of a run that read nothing and took no time. */
    public static Release next(
            Optional<Release> current, LocalDate asOfDate, SortedMap<String, Release.TableVersion> tables) {
        return Release.next(
                current,
                "%06d-1".formatted(1 + current.map(Release::number).orElse(0L)),
                asOfDate,
                Instant.EPOCH,
                Instant.EPOCH,
                "1",
                "c",
                new Release.Ingested(0, 0, 0, 0, 0),
                new TreeMap<>(),
                tables,
                Optional.empty());
    }
}
