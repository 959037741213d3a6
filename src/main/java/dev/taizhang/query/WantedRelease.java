package dev.taizhang.query;

import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Thinning;
import dev.taizhang.ledger.Warehouse;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

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
                .map(release -> kept(warehouse, release))
                .orElseThrow(() -> QueryMessages.noRelease(wanted));
    }

    /** Returns the release that was current at the end of a day in the portfolio's time zone. */
    public static Release knownAt(Warehouse warehouse, LocalDate day, ZoneId zone) {
        return all(warehouse).stream()
                .filter(release -> release.publishedAt()
                        .isBefore(day.plusDays(1).atStartOfDay(zone).toInstant()))
                .max(Comparator.comparing(Release::number))
                .map(release -> kept(warehouse, release))
                .orElseThrow(() -> QueryMessages.noReleaseBy(day));
    }

    /**
     * Returns the release that computed the figures of another one: itself, or the one that it restores. Maintenance
     * changes no figure.
     */
    public static Release computed(Warehouse warehouse, Release release) {
        List<Release> releases = warehouse.releases();
        Release computed = release;
        boolean restored = false;
        while (computed.isMaintenance() || computed.restores().isPresent()) {
            restored |= computed.restores().isPresent();
            computed = releases.get(Math.toIntExact(computed.restores().orElse(computed.number() - 1) - 1));
        }
        return restored ? kept(warehouse, computed) : release;
    }

    /** Returns a release, unless its data files may be gone. */
    private static Release kept(Warehouse warehouse, Release wanted) {
        Set<Long> thinned = Thinning.done(warehouse);
        if (!thinned.contains(wanted.number())) {
            return wanted;
        }
        Release nearest = all(warehouse).stream()
                .filter(release -> !thinned.contains(release.number()))
                .min(Comparator.comparing(release -> Duration.between(release.publishedAt(), wanted.publishedAt())
                        .abs()))
                .orElseThrow();
        throw QueryMessages.thinned(wanted, nearest);
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
