package dev.taizhang.night;

import com.google.common.base.Suppliers;
import com.google.common.collect.Iterables;
import dev.taizhang.definition.Progress;
import dev.taizhang.ledger.Candidates;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.DeliveryRecords;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Leftovers;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.StorageState;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.ledger.WarehouseScan;
import dev.taizhang.publication.CanonicalCsv;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Reads and compares everything in a warehouse, and mends what can be made from something that is sound. */
public final class DeepCheck {
    private static final Pattern EXPORTED = Pattern.compile("exports/(\\d{4}-\\d{2}-\\d{2})/.*");

    private static final String ORIGINALS = "原件 originals";
    private static final String LEFTOVERS = "残留文件 leftovers";

    private final RunDefinitions definitions;
    private final Supplier<Warehouse> opened;
    private final Clock clock;
    private final Report report;

    /** Gets what is found, part by part. */
    public interface Report {
        /**
         * Gets a part that was read.
         *
         * @param subject its name
         * @param read what was read
         */
        void part(String subject, String read, List<Defect> defects);

        /** Gets a part that cannot be read because of what was found before. */
        void notRead(String subject);

        /** Gets something that was mended. */
        void mended(Defect defect);

        /** Gets the copies of a release that were written again. */
        void copied(Release release, Optional<String> behind);
    }

    /**
     * Prepares a check.
     *
     * @param opened opens the warehouse anew, because what was read of a damaged one is not to be trusted after its mend
     */
    public DeepCheck(RunDefinitions definitions, Supplier<Warehouse> opened, Clock clock, Report report) {
        this.definitions = definitions;
        this.opened = opened;
        this.clock = clock;
        this.report = report;
    }

    /** Returns everything that is not as it was written. */
    public List<Defect> scan() {
        return scan(opened.get());
    }

    /** Mends what can be mended safely, and returns what remains. The caller holds the lock. */
    public List<Defect> mend() {
        Set<String> tried = new HashSet<>();
        while (true) {
            Warehouse warehouse = opened.get();
            List<Defect> found = scan(warehouse);
            // A copy that is gone could not be made again from a damaged table.
            boolean damaged = found.stream()
                    .anyMatch(defect -> !isCopy(defect.file()) && defect.mend().isEmpty());
            List<Defect> mendable = found.stream()
                    .filter(defect -> defect.mend().isPresent() && !(damaged && isCopy(defect.file())))
                    .filter(defect -> tried.add(defect.file()))
                    .toList();
            if (mendable.isEmpty()) {
                return found;
            }
            for (Defect defect : mendable) {
                defect.mend().orElseThrow().work().run();
                report.mended(defect);
            }
            List<String> files = mendable.stream().map(Defect::file).toList();
            if (Iterables.any(files, DeepCheck::isCopy)) {
                Warehouse mended = opened.get();
                mended.current().ifPresent(current -> copyAgain(mended, current, files));
            }
        }
    }

    private static boolean isCopy(String file) {
        return Stream.of("exports/", "report/", "published/").anyMatch(file::startsWith) || file.startsWith("jdbc:");
    }

    private void copyAgain(Warehouse warehouse, Release current, List<String> files) {
        Set<LocalDate> dates = new TreeSet<>();
        for (String file : files) {
            Matcher exported = EXPORTED.matcher(file);
            if (exported.matches()) {
                dates.add(LocalDate.parse(exported.group(1)));
            }
        }
        job(warehouse, current)
                .copiesAgain(current, dates)
                .forEach(copied -> report.copied(copied.release(), copied.behind()));
    }

    private NightlyJob job(Warehouse warehouse, Release current) {
        return new NightlyJob(
                spark(warehouse, current), definitions, warehouse, current.asOfDate(), clock, current.runId());
    }

    /** A run that begins meanwhile clears the work folder of the warehouse. */
    private static String scratch() {
        return System.getProperty("java.io.tmpdir");
    }

    private static Supplier<SparkSession> spark(Warehouse warehouse, Release current) {
        return Suppliers.memoize(() -> Sessions.open("taizhang doctor", Optional.of(current), 0, scratch()))::get;
    }

    private List<Defect> scan(Warehouse warehouse) {
        List<Defect> all = new ArrayList<>();
        Optional<Release> current = manifest(warehouse, all);
        current.ifPresent(release -> scan(warehouse, release, all));
        return all;
    }

    private void scan(Warehouse warehouse, Release release, List<Defect> all) {
        WarehouseScan scan = new WarehouseScan(warehouse, spark(warehouse, release), CanonicalCsv::digest);
        List<Release> kept = scan.kept(clock.instant(), clock.getZone());
        Set<String> tables = new TreeSet<>();
        kept.forEach(one -> tables.addAll(one.tables().keySet()));
        for (String table : tables) {
            WarehouseScan.Scanned scanned = Progress.of(table, () -> scan.table(table, kept, release));
            part(all, "表 table " + table, NightMessages.tableScanned(scanned), scanned.defects());
        }
        List<Defect> beside = scan.besideTables(clock.instant(), clock.getZone());
        part(all, "发布 releases", NightMessages.releasesScanned(kept.size(), release.number()), beside);
        boolean readable = beside.isEmpty();
        if (readable && !isDamaged(all, LedgerTables.DELIVERIES) && !isDamaged(all, LedgerTables.WITHDRAWALS)) {
            deliveries(warehouse, Candidates.pending(warehouse).orElse(release), all);
        } else {
            report.notRead(ORIGINALS);
        }
        List<Defect> copies =
                Progress.of("copies", () -> job(warehouse, release).copiesThatDiffer(release));
        part(all, "副本 copies", NightMessages.copiesScanned(), copies);
        if (readable) {
            Leftovers leftovers = new Maintenance(warehouse, clock).plan().leftovers();
            part(all, LEFTOVERS, NightMessages.leftoversScanned(), leftovers.defects(warehouse));
        } else {
            report.notRead(LEFTOVERS);
        }
        storage(new StorageState(warehouse), release, all);
    }

    private static boolean isDamaged(List<Defect> all, TableDefinition table) {
        String folder = table.name().replace('.', '/') + "/";
        return all.stream().anyMatch(defect -> defect.file().startsWith(folder));
    }

    /** Returns the current release; empty if the releases cannot be read. */
    private Optional<Release> manifest(Warehouse warehouse, List<Defect> all) {
        WarehouseScan.Scanned manifest =
                new WarehouseScan(warehouse, DeepCheck::noSpark, CanonicalCsv::digest).manifest();
        part(all, "发布清单 ledger.runs", NightMessages.tableScanned(manifest), manifest.defects());
        return manifest.rows() > 0 ? warehouse.current() : Optional.empty();
    }

    private static SparkSession noSpark() {
        throw new IllegalStateException("Releases and deliveries are few, and are read without Spark.");
    }

    private void deliveries(Warehouse warehouse, Release release, List<Defect> all) {
        Tables tables = new Tables(DeepCheck::noSpark, warehouse, release.runId());
        tables.openReadOnly(LedgerTables.all(), Optional.of(release));
        DeliveryRecords records = new DeliveryRecords(warehouse, definitions.ledger(tables));
        part(all, ORIGINALS, NightMessages.originalsScanned(records.count()), records.defects());
    }

    private void storage(StorageState storage, Release release, List<Defect> all) {
        List<Defect> defects = new ArrayList<>(storage.rights());
        storage.space(release).ifPresent(defects::add);
        storage.clock(release, clock.instant()).ifPresent(defects::add);
        part(all, "存储、权限、时钟 storage, rights, clock", NightMessages.storageScanned(storage.free()), defects);
    }

    private void part(List<Defect> all, String subject, String read, List<Defect> defects) {
        report.part(subject, read, defects);
        all.addAll(defects);
    }
}
