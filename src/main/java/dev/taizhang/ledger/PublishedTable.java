package dev.taizhang.ledger;

import com.google.common.base.Ascii;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.StorageFailure;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The version of a table that a release names. Before any data is read, its log is compared with the manifest, and the
 * files to read with the log. Damage is therefore an error and never changes a figure.
 *
 * @param name the name with its namespace, such as {@code ledger.projects}
 * @param expected the version according to the manifest
 */
public record PublishedTable(Warehouse warehouse, String name, Release.TableVersion expected) {
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_REASON = 200;

    /** Returns all files, as absolute paths. */
    public List<String> files() {
        return isEmpty() ? List.of() : reading(() -> delta().files(path(), expected.version()));
    }

    /** Returns the files of some dates. */
    public List<String> files(Set<LocalDate> dates) {
        return isEmpty() ? List.of() : reading(() -> delta().files(path(), expected.version(), dates));
    }

    /** Returns some files by their names in the log, as absolute paths. */
    List<String> filesNamed(Set<String> names) {
        return reading(() -> delta().absolute(
                        path(),
                        delta().liveFiles(path(), expected.version()).stream()
                                .filter(file -> names.contains(file.path()))
                                .toList()));
    }

    /** Returns all files as the log describes them; none is opened. */
    List<LiveFile> liveFiles() {
        return reading(() -> delta().liveFiles(path(), expected.version()));
    }

    /** Returns all rows, read without Spark. */
    public List<Row> rows() {
        return isEmpty() ? List.of() : reading(() -> delta().rows(path(), expected.version()));
    }

    /** Returns the rows of some dates, read without Spark. */
    public List<Row> rows(Set<LocalDate> dates) {
        return isEmpty() ? List.of() : reading(() -> delta().rows(path(), expected.version(), dates));
    }

    /** Returns all rows with only some of their columns, read without Spark. */
    public List<Row> columns(List<String> names) {
        return isEmpty() ? List.of() : reading(() -> delta().columns(path(), expected.version(), names));
    }

    /** Returns the columns of this version. */
    public StructType schema() {
        return reading(() -> delta().schema(path(), expected.version()));
    }

    /**
     * Brings a table for other readers to this version, see {@link DeltaTables#shallowClone}.
     *
     * @param clone the folder of the other table
     * @param leftOut the columns that it does not have
     * @param by the run that published the version
     * @throws Failure if this version is damaged; any other exception speaks of the other table
     */
    public void cloneTo(String clone, Set<String> leftOut, String by) {
        requireLog();
        delta().shallowClone(path(), expected.version(), clone, leftOut, by);
    }

    /**
     * Returns whether a table for other readers is at this version.
     *
     * @throws Failure if this version is damaged; any other exception speaks of the other table
     */
    public boolean isClonedTo(String clone, Set<String> leftOut) {
        requireLog();
        return delta().isClone(path(), expected.version(), clone, leftOut);
    }

    /**
     * Verifies that the log agrees with the manifest.
     *
     * @throws Failure if it does not
     */
    void requireLog() {
        reading(() -> true);
    }

    /** Returns whether the files of a date are undamaged. */
    boolean isSound(LocalDate date) {
        try {
            files(Set.of(date));
            return true;
        } catch (Damage damaged) {
            return false;
        }
    }

    private boolean isEmpty() {
        return expected.files() == 0;
    }

    private DeltaTables delta() {
        return warehouse.delta();
    }

    private String path() {
        return warehouse.table(name);
    }

    private <T> T reading(Supplier<T> read) {
        return guarded(warehouse, name, () -> {
            if (!expected.agrees(delta().contents(path(), expected.version()))) {
                throw LedgerMessages.logDiffers(warehouse, name, expected.version(), log(warehouse, name));
            }
            return read.get();
        });
    }

    private static String log(Warehouse warehouse, String table) {
        return warehouse.table(table) + "/_delta_log";
    }

    /** Reads a table; any exception becomes a failure that names table and file. */
    static <T> T guarded(Warehouse warehouse, String table, Supplier<T> read) {
        try {
            return read.get();
        } catch (Failure failure) {
            throw failure;
        } catch (RuntimeException unreadable) {
            throw StorageFailure.of(unreadable, warehouse.folder(), 0)
                    .orElseGet(() -> damage(warehouse, table, unreadable));
        }
    }

    private static Failure damage(Warehouse warehouse, String table, RuntimeException unreadable) {
        if (unreadable instanceof DamagedFile damage) {
            return LedgerMessages.dataFileDamaged(warehouse, table, damage, fileNames(warehouse, table, damage.live()));
        }
        // Some messages of Delta repeat the whole log.
        String reason = Ascii.truncate(String.valueOf(unreadable.getMessage()), LONGEST_REASON, "…");
        return LedgerMessages.tableUnreadable(warehouse, table, log(warehouse, table), reason, unreadable);
    }

    /** Returns the files of the deliveries with rows in a damaged file; empty if they cannot be determined. */
    static String fileNames(Warehouse warehouse, String table, LiveFile damaged) {
        return damaged.range("delivery_number")
                .map(numbers -> fileNames(warehouse, table, numbers))
                .orElse("");
    }

    private static String fileNames(Warehouse warehouse, String table, LiveFile.Range numbers) {
        if (table.equals(LedgerTables.DELIVERIES.name())) {
            return "";
        }
        try {
            Release.TableVersion deliveries =
                    warehouse.current().orElseThrow().tables().get(LedgerTables.DELIVERIES.name());
            return new PublishedTable(warehouse, LedgerTables.DELIVERIES.name(), deliveries)
                    .rows().stream()
                            .filter(row -> numbers.contains(row.getAs("delivery_number")))
                            .filter(row -> !table.equals("ledger." + row.getAs("dataset"))
                                    || row.<Long>getAs("rows_accepted") > 0)
                            .map(row -> row.<String>getAs("file_name"))
                            .limit(MOST_NAMED)
                            .collect(Collectors.joining("、"));
        } catch (RuntimeException damagedToo) {
            return "";
        }
    }
}
