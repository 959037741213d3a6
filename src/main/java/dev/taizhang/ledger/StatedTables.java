package dev.taizhang.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import com.google.common.collect.Maps;
import com.google.common.collect.SortedMapDifference;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/**
 * What the row of a release states of its tables, as JSON. A release of years has the digests of thousands of dates in
 * dozens of tables, and nearly all of them are those of the release before. So a row states only the digests that differ
 * from those of an earlier release, its base.
 *
 * <p>The base of the release after n is found from n by going from base to base, as long as the number is not less than
 * n + 1 without the last one of its binary digits. So the newest of a thousand releases is read from at most eleven
 * rows, and each night is stated some five times instead of a thousand.
 */
final class StatedTables {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Releases that were stated in full, by an earlier version, name the same digests again and again. */
    private static final Interner<String> SHARED = Interners.newWeakInterner();

    private StatedTables() {}

    /**
     * A version of a table.
     *
     * @param digests all digests by date; null if they are stated by those of the base
     * @param changed the digests by date that differ from those of the base, null for a date that is no longer there;
     *     null if all are stated
     */
    private record Stated(
            long version,
            long files,
            long rows,
            long bytes,
            @JsonInclude(JsonInclude.Include.NON_NULL) SortedMap<String, String> digests,
            @JsonInclude(JsonInclude.Include.NON_NULL) SortedMap<String, String> changed,
            @JsonInclude(JsonInclude.Include.NON_NULL) String since,
            @JsonInclude(JsonInclude.Include.NON_NULL) String content,
            @JsonInclude(JsonInclude.Include.NON_NULL) String log,
            @JsonInclude(JsonInclude.Include.NON_NULL) String grain) {}

    /** Returns the base of the release that follows. */
    static Release base(Release current) {
        long least = withoutLastDigit(current.number() + 1);
        Release base = current;
        while (base.base().isPresent() && base.base().get().number() >= least) {
            base = base.base().get();
        }
        return base;
    }

    /**
     * Returns the number of a release and those of the bases from which it follows, one of the other. They are others
     * after a release that an earlier version of the program has stated in full.
     */
    static SortedSet<Long> bases(long release) {
        SortedSet<Long> bases = new TreeSet<>(Set.of(1L));
        for (long number = release; number > 0; number = withoutLastDigit(number)) {
            bases.add(number);
        }
        return bases;
    }

    /** Returns a number with the last one of its binary digits set to zero. */
    private static long withoutLastDigit(long number) {
        return number - Long.lowestOneBit(number);
    }

    /** Returns what a row states of the tables. */
    static String json(SortedMap<String, Release.TableVersion> tables, Optional<Release> base) {
        SortedMap<String, Stated> stated = new TreeMap<>();
        tables.forEach((name, table) -> stated.put(
                name,
                new Stated(
                        table.version(),
                        table.files(),
                        table.rows(),
                        table.bytes(),
                        base.isPresent() ? null : table.digests(),
                        base.map(earlier -> changed(digests(earlier, name), table.digests()))
                                .orElse(null),
                        table.since(),
                        table.content(),
                        table.log(),
                        table.grain())));
        try {
            return JSON.writeValueAsString(stated);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static SortedMap<String, String> changed(SortedMap<String, String> earlier, SortedMap<String, String> own) {
        SortedMapDifference<String, String> difference = Maps.difference(earlier, own);
        SortedMap<String, String> changed = new TreeMap<>(difference.entriesOnlyOnRight());
        difference.entriesDiffering().keySet().forEach(date -> changed.put(date, own.get(date)));
        difference.entriesOnlyOnLeft().keySet().forEach(date -> changed.put(date, null));
        return changed;
    }

    /** Returns the tables of which a row states this. */
    static SortedMap<String, Release.TableVersion> of(String json, Optional<Release> base)
            throws JsonProcessingException {
        SortedMap<String, Release.TableVersion> tables = new TreeMap<>();
        JSON.readValue(json, new TypeReference<TreeMap<String, Stated>>() {})
                .forEach((name, stated) -> tables.put(
                        name,
                        new Release.TableVersion(
                                stated.version,
                                stated.files,
                                stated.rows,
                                stated.bytes,
                                stated.changed == null
                                        ? applied(stated.digests, TreePMap.empty())
                                        : applied(stated.changed, digests(base.orElseThrow(), name)),
                                stated.since,
                                stated.content,
                                stated.log,
                                stated.grain)));
        return tables;
    }

    private static PSortedMap<String, String> digests(Release release, String table) {
        return release.tables().getOrDefault(table, Release.TableVersion.EMPTY).digests();
    }

    private static PSortedMap<String, String> applied(
            SortedMap<String, String> changed, PSortedMap<String, String> earlier) {
        PSortedMap<String, String> digests = earlier;
        for (String date : changed.keySet()) {
            String digest = changed.get(date);
            digests = digest == null ? digests.minus(date) : digests.plus(date, SHARED.intern(digest));
        }
        return digests;
    }
}
