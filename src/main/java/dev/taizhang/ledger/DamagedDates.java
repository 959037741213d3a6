package dev.taizhang.ledger;

import dev.taizhang.definition.Failure;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Dates of facts and summaries that were damaged on the disk. They can be computed again from the ledger. */
public final class DamagedDates {
    private final Warehouse warehouse;

    DamagedDates(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * The dates to compute again before a new one: those that a damaged log has lost, and the date of the release itself if a
     * file of it is damaged. Files of older dates are looked at when they are read.
     */
    public static SortedSet<LocalDate> of(Warehouse warehouse, Release standing) {
        DamagedDates damaged = new DamagedDates(warehouse);
        SortedSet<LocalDate> dates = new TreeSet<>();
        standing.tables().forEach((name, due) -> {
            PublishedTable table = new PublishedTable(warehouse, name, due);
            if (due.digests().isEmpty()) {
                return;
            }
            try {
                table.requireLog();
            } catch (Failure damage) {
                damaged.before(name, due).ifPresent(sound -> dates.addAll(lost(due, sound)));
                return;
            }
            if (due.digests().containsKey(standing.asOfDate().toString()) && !table.isSound(standing.asOfDate())) {
                dates.add(standing.asOfDate());
            }
        });
        return dates;
    }

    /** The newest earlier version of a table of facts or summaries whose log is as a release named it; at least the empty one. */
    Optional<Release.TableVersion> before(String table, Release.TableVersion due) {
        List<Release> releases = warehouse.releases();
        NavigableMap<Long, Release.TableVersion> versions = new TreeMap<>(Map.of(0L, Release.TableVersion.EMPTY));
        releases.stream()
                .map(release -> release.tables().get(table))
                .filter(named -> named != null && named.version() < due.version())
                .forEach(named -> versions.put(named.version(), named));
        return versions.descendingMap().values().stream()
                .filter(named -> isSound(table, named))
                .findFirst();
    }

    private boolean isSound(String table, Release.TableVersion named) {
        try {
            new PublishedTable(warehouse, table, named).requireLog();
            return true;
        } catch (Failure damaged) {
            return false;
        }
    }

    /** The dates whose rows are not those of an earlier version. */
    static SortedSet<LocalDate> lost(Release.TableVersion due, Release.TableVersion earlier) {
        return due.digests().keySet().stream()
                .filter(date -> !Objects.equals(
                        due.digests().get(date), earlier.digests().get(date)))
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
