package dev.taizhang.ledger;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the dates of facts and summaries that are damaged on the disk. They can be recomputed from the ledger. */
public final class DamagedDates {
    private final Warehouse warehouse;

    DamagedDates(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Returns the dates to recompute before a new one: those that a damaged log has lost, and the date of the release
     * itself if one of its files is damaged. Files of older dates are verified when they are read.
     */
    public static SortedSet<LocalDate> of(Warehouse warehouse, Release current) {
        DamagedDates damaged = new DamagedDates(warehouse);
        SortedSet<LocalDate> dates = new TreeSet<>();
        current.tables().forEach((name, published) -> {
            PublishedTable table = new PublishedTable(warehouse, name, published);
            if (published.digests().isEmpty()) {
                return;
            }
            try {
                table.requireLog();
            } catch (Damage damage) {
                damaged.before(name, published).ifPresent(sound -> dates.addAll(lost(published, sound)));
                return;
            }
            if (published.digests().containsKey(current.asOfDate().toString()) && !table.isSound(current.asOfDate())) {
                dates.add(current.asOfDate());
            }
        });
        return dates;
    }

    /**
     * Returns the newest earlier version of a table of facts or summaries whose log agrees with a release, or else the
     * empty version. Releases that a restoration has set aside do not count.
     */
    Optional<Release.TableVersion> before(String table, Release.TableVersion published) {
        Stream<Release.TableVersion> earlier = warehouse.standing().stream()
                .map(release -> release.tables().get(table))
                .filter(named -> named != null && named.version() < published.version())
                .distinct();
        return Stream.concat(earlier, Stream.of(Release.TableVersion.EMPTY))
                .filter(named -> isSound(table, named))
                .findFirst();
    }

    private boolean isSound(String table, Release.TableVersion named) {
        try {
            new PublishedTable(warehouse, table, named).requireLog();
            return true;
        } catch (Damage damaged) {
            return false;
        }
    }

    /** Returns the dates whose rows differ from those of an earlier version. */
    static SortedSet<LocalDate> lost(Release.TableVersion published, Release.TableVersion earlier) {
        return published.digests().keySet().stream()
                .filter(date -> !Objects.equals(
                        published.digests().get(date), earlier.digests().get(date)))
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
