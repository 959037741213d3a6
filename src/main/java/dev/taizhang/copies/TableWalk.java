package dev.taizhang.copies;

import com.google.common.collect.Iterators;
import com.google.common.collect.Lists;
import dev.taizhang.definition.Progress;
import dev.taizhang.definition.StorageThreads;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * One walk over the tables of a release, which feeds each row to every copy that needs its part. A large table is
 * therefore sorted once, however many copies have it, and earlier dates are read only if they have changed. A copy that
 * fails is discarded, and the others continue.
 */
final class TableWalk {
    private static final int AT_ONCE = 5_000;

    private final Map<String, TableCopy> copies = new LinkedHashMap<>();
    private final Map<String, Throwable> failures = Collections.synchronizedMap(new LinkedHashMap<>());

    /** A step of a copy, which may fail. */
    private interface Step {
        void run() throws IOException;
    }

    void add(String name, TableCopy copy) {
        copies.put(name, copy);
    }

    /** Writes all copies. Returns those that failed, each with its exception. */
    Map<String, Throwable> write(List<DimensionTable> stars, ReleaseRows rows) {
        try {
            copies.forEach((name, copy) -> attempt(name, copy::begin));
            for (CopiedTable table : rows.copied()) {
                write(table, rows.parts(table), part -> rows.inOrder(table, part));
            }
            for (DimensionTable table : stars) {
                SortedMap<String, String> whole = new TreeMap<>(Map.of(CopiedTable.WHOLE, table.digest()));
                write(CopiedTable.of(table), whole, part -> table.rows());
            }
            copies.forEach((name, copy) -> attempt(name, copy::complete));
        } catch (RuntimeException unreadable) {
            copies.keySet().forEach(name -> failures.putIfAbsent(name, unreadable));
        } finally {
            copies.forEach(this::close);
        }
        return failures;
    }

    private void write(CopiedTable table, SortedMap<String, String> parts, Function<String, Iterator<Row>> rows) {
        Map<String, Set<String>> needed = new LinkedHashMap<>();
        copies.forEach((name, copy) -> attempt(name, () -> needed.put(name, copy.needed(table, parts))));
        Set<String> all = new TreeSet<>();
        needed.values().forEach(all::addAll);
        for (String part : all) {
            Map<String, RowCopy> receivers = new LinkedHashMap<>();
            needed.forEach((name, of) -> attempt(name, () -> {
                if (of.contains(part)) {
                    receivers.put(name, copies.get(name).part(table, part));
                }
            }));
            Progress progress = Progress.begin("copies " + table.name() + " " + part);
            try (progress) {
                feed(() -> rows.apply(part), receivers);
            }
        }
    }

    /** Feeds the copies of one part. Each writes in a thread of its own what was read, while the next rows are read. */
    private void feed(Supplier<Iterator<Row>> source, Map<String, RowCopy> receivers) {
        try {
            Iterator<Row> rows = source.get();
            List<Row> read = next(rows);
            while (!read.isEmpty()) {
                List<Row> written = read;
                read = whileWriting(written, receivers, () -> next(rows));
            }
            receivers.forEach((name, receiver) -> attempt(name, receiver::complete));
        } catch (RuntimeException unreadable) {
            // The rows themselves cannot be read, so that every copy that needs them fails.
            receivers.keySet().forEach(name -> failures.putIfAbsent(name, unreadable));
        } finally {
            receivers.forEach(this::close);
        }
    }

    /** Returns the next rows, read while the copies write others; none if every copy has failed. */
    private List<Row> whileWriting(List<Row> rows, Map<String, RowCopy> receivers, Supplier<List<Row>> next) {
        Stream<Map.Entry<String, RowCopy>> copying = receivers.entrySet().stream();
        // The few rows of a small table are not worth a thread.
        if (rows.size() < AT_ONCE) {
            boolean goesOn = copying.map(copy -> write(copy, rows)).reduce(false, Boolean::logicalOr);
            return goesOn ? next.get() : List.of();
        }
        try (StorageThreads threads = new StorageThreads()) {
            List<Supplier<Boolean>> writing =
                    copying.map(copy -> threads.begin(() -> write(copy, rows))).toList();
            List<Row> following = next.get();
            boolean goesOn = writing.stream().map(Supplier::get).reduce(false, Boolean::logicalOr);
            return goesOn ? following : List.of();
        }
    }

    private boolean write(Map.Entry<String, RowCopy> copy, List<Row> rows) {
        return attempt(copy.getKey(), () -> {
            for (Row row : rows) {
                copy.getValue().add(row);
            }
        });
    }

    private static List<Row> next(Iterator<Row> rows) {
        return Lists.newArrayList(Iterators.limit(rows, AT_ONCE));
    }

    private void close(String name, Closeable part) {
        try {
            part.close();
        } catch (IOException | RuntimeException stuck) {
            failures.putIfAbsent(name, stuck);
        }
    }

    /** Runs a step of a copy that has not failed, and returns whether it has succeeded. */
    private boolean attempt(String name, Step step) {
        if (failures.containsKey(name)) {
            return false;
        }
        try {
            step.run();
            return true;
        } catch (IOException | RuntimeException | LinkageError stuck) {
            // A native library that cannot be loaded fails its own copy only.
            failures.put(name, stuck);
            return false;
        }
    }
}
