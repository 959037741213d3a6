package dev.taizhang.ledger;

import com.google.common.base.Ascii;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The version of a table that a release names. Before anything is read of it, its log is compared with the manifest and the
 * files to be read with the log, so that damage is an error and never a figure.
 *
 * @param name with its namespace: {@code ledger.projects}
 * @param due what the manifest says of it
 */
public record PublishedTable(Warehouse warehouse, String name, Release.TableVersion due) {
    private static final int MOST_NAMED = 10;
    private static final int LONGEST_REASON = 200;

    static final Bilingual RESTORE = new Bilingual(
            "请从备份恢复台账库；没有备份时，用 --warehouse 指定新目录，从 deliveries 目录的原件重新接收。",
            "Restore it from a backup; without one, name a new folder with --warehouse and deliver the originals in its"
                    + " deliveries folder again.");

    /** All its files, as absolute paths. */
    public List<String> files() {
        return isEmpty() ? List.of() : reading(() -> delta().files(path(), due.version()));
    }

    /** The files of some of its dates. */
    public List<String> files(Set<LocalDate> dates) {
        return isEmpty() ? List.of() : reading(() -> delta().files(path(), due.version(), dates));
    }

    /** All its rows, read without Spark. */
    public List<Row> rows() {
        return isEmpty() ? List.of() : reading(() -> delta().rows(path(), due.version()));
    }

    /** The rows of some of its dates, read without Spark. */
    public List<Row> rows(Set<LocalDate> dates) {
        return isEmpty() ? List.of() : reading(() -> delta().rows(path(), due.version(), dates));
    }

    /** Its columns, as the version has them. */
    public StructType schema() {
        return reading(() -> delta().schema(path(), due.version()));
    }

    /** Refuses the table if its log is not what the manifest says. */
    void requireLog() {
        reading(() -> true);
    }

    /** Whether the files of a date are as they were written. */
    boolean isSound(LocalDate date) {
        try {
            files(Set.of(date));
            return true;
        } catch (Failure damaged) {
            return false;
        }
    }

    private boolean isEmpty() {
        return due.files() == 0;
    }

    private DeltaTables delta() {
        return warehouse.delta();
    }

    private String path() {
        return warehouse.table(name);
    }

    private <T> T reading(Supplier<T> read) {
        return guarded(warehouse, name, () -> {
            if (!due.agrees(delta().contents(path(), due.version()))) {
                throw damaged(
                        warehouse,
                        new Bilingual(
                                "表 " + name + " 的日志 " + log() + " 中，第 " + due.version() + " 版与发布清单不符",
                                "version " + due.version() + " of the table " + name
                                        + " is not what the manifest says, by its log " + log()),
                        remedy(name),
                        null);
            }
            return read.get();
        });
    }

    private String log() {
        return path() + "/_delta_log";
    }

    /** Reads a table; whatever goes wrong is a failure that names table and file. */
    static <T> T guarded(Warehouse warehouse, String table, Supplier<T> read) {
        try {
            return read.get();
        } catch (Failure told) {
            throw told;
        } catch (DamagedFile damage) {
            Bilingual holds = holds(warehouse, table, damage.live());
            throw damaged(
                    warehouse,
                    new Bilingual(
                            "表 " + table + " 的数据文件 " + damage.file() + "："
                                    + damage.reason().zh() + holds.zh(),
                            "the data file " + damage.file() + " of the table " + table + ": "
                                    + damage.reason().en() + holds.en()),
                    damage.live().date().map(PublishedTable::publishAgain).orElse(RESTORE),
                    damage);
        } catch (RuntimeException unreadable) {
            String log = warehouse.table(table) + "/_delta_log";
            // Some of Delta's messages repeat the whole log.
            String reason = Ascii.truncate(String.valueOf(unreadable.getMessage()), LONGEST_REASON, "…");
            throw damaged(
                    warehouse,
                    new Bilingual(
                            "表 " + table + " 无法读取，日志 " + log + "：" + reason,
                            "the table " + table + " with the log " + log + " cannot be read: " + reason),
                    remedy(table),
                    unreadable);
        }
    }

    /** Which deliveries have rows in a damaged file of the ledger, named as far as the list of deliveries can be read. */
    private static Bilingual holds(Warehouse warehouse, String table, LiveFile live) {
        Optional<LiveFile.Range> numbers = live.range("delivery_number");
        if (numbers.isEmpty()) {
            return new Bilingual("", "");
        }
        LiveFile.Range range = numbers.get();
        String names = table.equals(LedgerTables.DELIVERIES.name()) ? "" : names(warehouse, table, range);
        boolean one = range.least() == range.most();
        return new Bilingual(
                "；其中有收件 " + range.least() + (one ? "" : " 至 " + range.most()) + " 的行"
                        + (names.isEmpty() ? "" : "（" + names + "）"),
                "; it holds rows of " + (one ? "delivery " : "deliveries ") + range.least()
                        + (one ? "" : " to " + range.most()) + (names.isEmpty() ? "" : " (" + names + ")"));
    }

    private static String names(Warehouse warehouse, String table, LiveFile.Range range) {
        try {
            Release.TableVersion deliveries =
                    warehouse.standing().orElseThrow().tables().get(LedgerTables.DELIVERIES.name());
            return new PublishedTable(warehouse, LedgerTables.DELIVERIES.name(), deliveries)
                    .rows().stream()
                            .filter(row -> range.holds(row.getAs("delivery_number")))
                            .filter(row -> !table.equals("ledger." + row.getAs("dataset"))
                                    || row.<Long>getAs("rows_accepted") > 0)
                            .map(row -> row.<String>getAs("file_name"))
                            .limit(MOST_NAMED)
                            .collect(Collectors.joining("、"));
        } catch (RuntimeException damagedToo) {
            return "";
        }
    }

    /** What to do about a damaged log. */
    private static Bilingual remedy(String table) {
        return table.startsWith("ledger.")
                ? RESTORE
                : new Bilingual(
                        "请运行 jobs/nightly，它会重算丢失的日期；若仍报同样的损坏，请从备份恢复台账库。",
                        "Run jobs/nightly, which computes the lost dates again; if it names the same damage, restore the"
                                + " warehouse from a backup.");
    }

    private static Bilingual publishAgain(LocalDate date) {
        String command = "jobs/backfill --again --from " + date + " --to " + date;
        return new Bilingual("请运行 " + command + " 重算该日期。", "Run " + command + " to compute that date again.");
    }

    /** What is told of damage: files by their place in the warehouse, since whoever asks a query need not know where that is. */
    static Failure damaged(Warehouse warehouse, Bilingual reason, Bilingual remedy, Throwable cause) {
        String above = warehouse.folder() + "/";
        return new Failure(
                ExitCode.UNEXPECTED,
                new Bilingual(
                        "台账库已损坏：" + reason.zh().replace(above, "") + "。",
                        "The warehouse is damaged: " + reason.en().replace(above, "") + "."),
                remedy,
                cause);
    }
}
