package dev.taizhang.validated;

import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FilePart;
import dev.taizhang.feeds.FileParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.CollectionAccumulator;

/**
 * How the files of deliveries are divided among tasks.
 *
 * @param parts the parts of each large file, by the number of its delivery
 * @param verdicts receives the verdicts about the parts that have been read
 */
record Division(Map<Long, List<FilePart>> parts, CollectionAccumulator<PartVerdict> verdicts) {
    /**
     * Files share a task up to this size, because a task costs more than reading a small file. Larger files get their
     * own.
     */
    private static final long TASK_BYTES = 256 << 10;

    /** Every file is read as a whole. */
    static final Division NONE = new Division(Map.of(), null);

    /** Divides the large files, which tasks read once for this. */
    static Division of(
            SparkSession spark,
            List<Delivery> deliveries,
            Map<String, Feed> feeds,
            FileParts.Size size,
            StoredCopies copies) {
        List<Portion> large = deliveries.stream()
                .filter(delivery -> FileParts.mayDivide(delivery, feeds.get(delivery.feed()), size))
                .map(Portion::whole)
                .toList();
        if (large.isEmpty()) {
            return NONE;
        }
        Map<String, Feed> sent = Map.copyOf(feeds);
        List<List<FilePart>> found = new JavaSparkContext(spark.sparkContext())
                .parallelize(large, large.size())
                .map(portion -> {
                    Delivery delivery = portion.delivery();
                    return FileParts.of(sent.get(delivery.feed()), delivery.bareName(), copies.file(portion), size);
                })
                .collect();
        Map<Long, List<FilePart>> parts = new TreeMap<>();
        for (int nth = 0; nth < large.size(); nth++) {
            if (!found.get(nth).isEmpty()) {
                parts.put(large.get(nth).delivery().number(), found.get(nth));
            }
        }
        return parts.isEmpty()
                ? NONE
                : new Division(parts, spark.sparkContext().collectionAccumulator("parts of files"));
    }

    /** The portions that each task reads. */
    List<List<Portion>> tasks(List<Delivery> deliveries) {
        List<List<Portion>> tasks = new ArrayList<>();
        long bytes = TASK_BYTES;
        for (Delivery delivery : deliveries) {
            for (Portion portion : portions(delivery)) {
                if (bytes >= TASK_BYTES) {
                    tasks.add(new ArrayList<>());
                    bytes = 0;
                }
                tasks.get(tasks.size() - 1).add(portion);
                bytes += portion.bytes();
            }
        }
        return tasks;
    }

    private List<Portion> portions(Delivery delivery) {
        List<FilePart> own = parts.getOrDefault(delivery.number(), List.of());
        List<Portion> portions = new ArrayList<>();
        for (int nth = 0; nth < own.size(); nth++) {
            portions.add(new Portion(delivery, nth, own.get(nth)));
        }
        return portions.isEmpty() ? List.of(Portion.whole(delivery)) : portions;
    }

    /** The divided deliveries that must be read as a whole, once all parts have been read. */
    Set<Long> dependent() {
        return parts.keySet().stream()
                .filter(number -> !PartVerdict.areWhole(
                        parts.get(number).size(),
                        verdicts.value().stream()
                                .filter(verdict -> verdict.delivery() == number)
                                .toList()))
                .collect(Collectors.toSet());
    }

    Division without(Set<Long> numbers) {
        Map<Long, List<FilePart>> others = new TreeMap<>(parts);
        others.keySet().removeAll(numbers);
        return others.isEmpty() ? NONE : new Division(others, verdicts);
    }
}
