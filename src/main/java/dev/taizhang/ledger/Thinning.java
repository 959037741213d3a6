package dev.taizhang.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.ReplacedFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;

/**
 * The releases of which the warehouse keeps only the record. Every release of the last 90 days is kept, and for ever the
 * last one of each month, the last one for each as-of date that ends a month, and the last one for the newest date.
 *
 * <p>The numbers of the others are in a file, which is written before the first of their data files is removed: whoever
 * asks for such a release is told that it was thinned, and a missing file of any other is damage.
 */
public final class Thinning {
    private static final Duration EVERY_RELEASE = Duration.ofDays(90);
    private static final String FILE = "runs/thinned.json";
    private static final String RELEASES = "releases";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Thinning() {}

    /** Returns the numbers of the releases whose data files may be gone. */
    public static SortedSet<Long> done(Warehouse warehouse) {
        Path file = warehouse.path(FILE);
        SortedSet<Long> numbers = new TreeSet<>();
        try (InputStream stream = warehouse.files().open(file)) {
            for (JsonNode number : JSON.readTree(stream).required(RELEASES)) {
                numbers.add(number.longValue());
            }
            return numbers;
        } catch (FileNotFoundException none) {
            return numbers;
        } catch (IOException | IllegalArgumentException unreadable) {
            throw LedgerMessages.thinningUnreadable(file, unreadable);
        }
    }

    /**
     * Returns the numbers of the releases that the policy no longer keeps.
     *
     * @param releases all releases, the first one first
     * @param zone the time zone of the portfolio, in which months end
     */
    public static SortedSet<Long> due(List<Release> releases, Instant now, ZoneId zone) {
        Map<YearMonth, Long> ofMonth = new HashMap<>();
        Map<LocalDate, Long> ofDate = new HashMap<>();
        SortedSet<Long> due = new TreeSet<>();
        for (Release release : releases) {
            ofMonth.put(YearMonth.from(release.publishedAt().atZone(zone)), release.number());
            ofDate.put(release.asOfDate(), release.number());
            if (release.publishedAt().isBefore(now.minus(EVERY_RELEASE))) {
                due.add(release.number());
            }
        }
        due.removeAll(ofMonth.values());
        LocalDate newest = ofDate.keySet().stream().max(LocalDate::compareTo).orElseThrow();
        ofDate.forEach((date, number) -> {
            if (date.equals(newest) || date.equals(YearMonth.from(date).atEndOfMonth())) {
                due.remove(number);
            }
        });
        due.remove(releases.get(releases.size() - 1).number());
        return due;
    }

    /** Records the releases whose data files may be gone from now on. */
    public static void record(Warehouse warehouse, SortedSet<Long> numbers) {
        ObjectNode content = JSON.createObjectNode();
        ArrayNode releases = content.putArray(RELEASES);
        numbers.forEach(number -> releases.add(number));
        try {
            ReplacedFile.print(
                    warehouse.files(),
                    warehouse.path(FILE),
                    out -> out.append(content.toString()).append('\n'));
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }
}
