package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** Whether a warehouse still holds what its releases say that it holds. Nothing is written, and no row is read but the releases. */
public final class Audit {
    private final Warehouse warehouse;

    private Audit(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    /**
     * Looks at the chain of releases, and at every file of the standing one.
     *
     * @param tables what this version of the code knows
     * @return the standing release; none in a new warehouse
     * @throws Failure that names what is damaged
     */
    public static Optional<Release> of(Warehouse warehouse, List<TableDefinition> tables) {
        Audit audit = new Audit(warehouse);
        Optional<Release> standing = audit.chain();
        if (standing.isPresent()) {
            for (TableDefinition table : tables) {
                Release.Standing due = standing.get().tables().get(table.name());
                if (due != null) {
                    audit.table(table, due);
                }
            }
        }
        return standing;
    }

    /** The last release of the chain. */
    private Optional<Release> chain() {
        String previous = "";
        Release release = null;
        for (Row row : warehouse.runs()) {
            release = Release.of(row);
            String hash = row.getAs("release_hash");
            if (!release.previousHash().equals(previous) || !release.hash().equals(hash)) {
                throw damaged(new Bilingual(
                        "发布 " + release.number() + " 的记录被改动过，哈希链断开。",
                        "the record of release " + release.number()
                                + " was changed, and the chain of hashes is broken."));
            }
            previous = hash;
        }
        return Optional.ofNullable(release);
    }

    private void table(TableDefinition table, Release.Standing due) {
        String path = warehouse.table(table.name());
        DeltaTables delta = warehouse.delta();
        if (!delta.exists(path)) {
            throw damaged(new Bilingual("缺少表 " + table.name() + "。", "the table " + table.name() + " is missing."));
        }
        Tables.requireColumns(table, delta.columns(path));
        DeltaTables.Contents contents = delta.contents(path, due.version());
        if (!contents.equals(new DeltaTables.Contents(due.files(), due.rows(), due.bytes()))) {
            throw damaged(new Bilingual(
                    "表 " + table.name() + " 第 " + due.version() + " 版与发布清单不符。",
                    "version " + due.version() + " of " + table.name() + " is not what the manifest says."));
        }
        long bytes = delta.files(path, due.version()).stream()
                .mapToLong(file -> length(table, file))
                .sum();
        if (bytes != due.bytes()) {
            throw damaged(new Bilingual(
                    "表 " + table.name() + " 的数据文件共 " + bytes + " 字节，清单为 " + due.bytes() + "。",
                    "the files of " + table.name() + " have " + bytes + " bytes, and the manifest says " + due.bytes()
                            + "."));
        }
    }

    private long length(TableDefinition table, String file) {
        try {
            return warehouse.files().getFileStatus(new Path(file)).getLen();
        } catch (IOException gone) {
            throw damaged(new Bilingual(
                    "表 " + table.name() + " 的文件 " + file + " 不见了。",
                    "the file " + file + " of " + table.name() + " is gone."));
        }
    }

    private Failure damaged(Bilingual reason) {
        String folder = warehouse.folder();
        return new Failure(
                ExitCode.USAGE,
                new Bilingual(
                        "台账库 " + folder + " 已损坏：" + reason.zh(),
                        "The warehouse " + folder + " is damaged: " + reason.en()),
                new Bilingual(
                        "请从备份恢复台账库；没有备份时，用 --warehouse 指定新目录，从 deliveries 目录的原件重新接收。",
                        "Restore it from a backup; without one, name a new folder with --warehouse and deliver the originals in"
                                + " its deliveries folder again."));
    }
}
