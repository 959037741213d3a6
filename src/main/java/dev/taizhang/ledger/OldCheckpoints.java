package dev.taizhang.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkpoints of a table that nothing needs. Every tenth commit has one, and each repeats the whole log: they would grow with the
 * square of the years. A reader of the head needs the last one alone; of any other version it needs one not far before.
 */
final class OldCheckpoints {
    /** The most commits that a reader of an old version has to read one by one, which takes some tenths of a second. */
    private static final long BETWEEN = 100;

    private static final Pattern NAME = Pattern.compile("_delta_log/(\\d{20})\\.checkpoint\\.parquet");

    private OldCheckpoints() {}

    /** Returns those among the files of a table: all but one of about a hundred versions, and but those of the last hundred. */
    static Set<String> among(Collection<String> files) {
        TreeMap<Long, String> checkpoints = new TreeMap<>();
        for (String file : files) {
            Matcher name = NAME.matcher(file);
            if (name.matches()) {
                checkpoints.put(Long.valueOf(name.group(1)), file);
            }
        }
        Set<String> old = new HashSet<>();
        long before = 0;
        for (Map.Entry<Long, String> checkpoint : checkpoints.entrySet()) {
            long version = checkpoint.getKey();
            if (version < before + BETWEEN && version + BETWEEN <= checkpoints.lastKey()) {
                old.add(checkpoint.getValue());
            } else {
                before = version;
            }
        }
        return old;
    }
}
