package dev.taizhang.ledger;

import dev.taizhang.definition.Bilingual;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * Something in the warehouse that nothing needs any more.
 *
 * @param path a file, or the folder of a run
 * @param area the folder of the warehouse that it is in, such as {@code summaries}
 * @param files the number of its files
 * @param bytes their size
 */
public record Leftover(Path path, String area, Reason reason, long files, long bytes) {
    /** Why nothing needs it. */
    public enum Reason {
        /** A data file that a run wrote and never committed. */
        UNCOMMITTED("未完成的运行写出，从未入表", "written by a run that did not finish"),
        /** A data file of versions that no kept release names. */
        UNNAMED("保留的发布均不使用", "no kept release names it"),
        /** A checkpoint or checksum file of a log. */
        LOG("保留的各版本不用的检查点和校验文件", "a checkpoint or checksum file that no kept version uses"),
        /** A file under the name that it has until it is complete. */
        TEMPORARY("写到一半的临时文件", "incomplete temporary file"),
        /** The record and log of a run that published nothing that is kept. */
        RUN("所属运行没有保留的发布", "its run published nothing that is kept");

        private final String zh;
        private final String en;

        Reason(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        public Bilingual sentence() {
            return new Bilingual(zh, en);
        }
    }

    /** Returns the total size. */
    public static long bytes(List<Leftover> leftovers) {
        return leftovers.stream().mapToLong(Leftover::bytes).sum();
    }
}
