package dev.taizhang.query;

import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;

/** Finds the release that a command reads. */
public final class WantedRelease {
    private WantedRelease() {}

    /** Returns the current release, or the one requested by number or run, which may be one that awaits approval. */
    public static Release of(Warehouse warehouse, String wanted) {
        if (wanted == null) {
            return warehouse.current().orElseThrow(() -> none(warehouse));
        }
        return Candidates.pending(warehouse)
                .filter(candidate -> candidate.runId().equals(wanted))
                .orElseGet(() -> published(warehouse, wanted));
    }

    /** Returns the published release with a number or of a run. */
    public static Release published(Warehouse warehouse, String wanted) {
        return all(warehouse).stream()
                .filter(release -> release.runId().equals(wanted)
                        || Long.toString(release.number()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> QueryMessages.noRelease(wanted));
    }

    /** Returns the release that was current at the end of a day in the portfolio's time zone. */
    public static Release knownAt(Warehouse warehouse, LocalDate day, ZoneId zone) {
        return all(warehouse).stream()
                .filter(release -> release.publishedAt()
                        .isBefore(day.plusDays(1).atStartOfDay(zone).toInstant()))
                .max(Comparator.comparing(Release::number))
                .orElseThrow(() -> QueryMessages.noReleaseBy(day));
    }

    /** Returns all releases, the first one first. Throws a {@link Failure} if there is none. */
    public static List<Release> all(Warehouse warehouse) {
        List<Release> releases = warehouse.releases();
        if (releases.isEmpty()) {
            throw none(warehouse);
        }
        return releases;
    }

    private static Failure none(Warehouse warehouse) {
        return warehouse.exists()
                ? QueryMessages.emptyWarehouse(warehouse.folder())
                : QueryMessages.noWarehouse(warehouse.folder());
    }
}
