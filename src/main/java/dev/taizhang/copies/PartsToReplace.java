package dev.taizhang.copies;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How a copy of a table differs from a release.
 *
 * @param fresh the parts whose rows the copy needs, with their digests
 * @param replaced the parts whose rows leave the copy: those, and the parts that the release does not have
 */
record PartsToReplace(SortedMap<String, String> fresh, Set<String> replaced) {
    /**
     * Compares the digests of the parts.
     *
     * @param wanted those of the release
     * @param loaded those of the copy
     */
    static PartsToReplace between(SortedMap<String, String> wanted, Map<String, String> loaded) {
        SortedMap<String, String> fresh = new TreeMap<>(wanted);
        fresh.entrySet().removeAll(loaded.entrySet());
        Set<String> replaced = new TreeSet<>(loaded.keySet());
        replaced.removeAll(wanted.keySet());
        replaced.addAll(fresh.keySet());
        return new PartsToReplace(fresh, replaced);
    }
}
