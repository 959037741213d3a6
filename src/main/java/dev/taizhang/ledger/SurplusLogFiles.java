package dev.taizhang.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The checkpoints and checksum files in the log of a table that nothing needs. Every commit has a checksum file with all columns, and
 * every tenth a checkpoint, which repeats the whole log: they would take more than the data of a city, and grow with the square of
 * the years. A reader of a version uses its checksum file and the last checkpoint before it.
 */
final class SurplusLogFiles {
    private static final Pattern NAME = Pattern.compile(".*_delta_log/(\\d{20})\\.(json|crc|checkpoint\\.parquet)");

    private SurplusLogFiles() {}

    /**
     * Returns those among the files of a table.
     *
     * @param needed the versions that releases name; the head is needed too
     */
    static Set<String> among(Collection<String> files, Set<Long> needed) {
        TreeMap<Long, String> checkpoints = new TreeMap<>();
        TreeMap<Long, String> checksums = new TreeMap<>();
        long head = 0;
        for (String file : files) {
            Matcher name = NAME.matcher(file);
            if (name.matches()) {
                long version = Long.parseLong(name.group(1));
                switch (name.group(2)) {
                    case "json" -> head = Math.max(head, version);
                    case "crc" -> checksums.put(version, file);
                    default -> checkpoints.put(version, file);
                }
            }
        }
        Set<Long> read = new HashSet<>(needed);
        read.add(head);
        Set<String> surplus = new HashSet<>(checkpoints.values());
        surplus.addAll(checksums.values());
        for (long version : read) {
            Optional.ofNullable(checkpoints.floorEntry(version)).ifPresent(used -> surplus.remove(used.getValue()));
            Optional.ofNullable(checksums.get(version)).ifPresent(surplus::remove);
        }
        return surplus;
    }
}
