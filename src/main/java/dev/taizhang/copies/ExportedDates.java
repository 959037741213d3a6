package dev.taizhang.copies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** The folders {@code exports/<as-of>} that still show a release which a restoration has set aside. */
public final class ExportedDates {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportedDates() {}

    /**
     * Returns their dates, each with the release that the folder should show; empty for a date that was first published
     * after the restored release.
     */
    public static SortedMap<LocalDate, Optional<Release>> setAside(Warehouse warehouse) {
        List<Release> standing = warehouse.standing();
        Set<Long> numbers = standing.stream().map(Release::number).collect(Collectors.toSet());
        SortedMap<LocalDate, Optional<Release>> setAside = new TreeMap<>();
        try {
            for (FileStatus folder : warehouse.files().listStatus(warehouse.path("exports"))) {
                OptionalLong shown = shown(warehouse, folder.getPath());
                if (shown.isPresent() && !numbers.contains(shown.getAsLong())) {
                    LocalDate date = LocalDate.parse(folder.getPath().getName());
                    setAside.put(
                            date,
                            standing.stream()
                                    .filter(release -> release.asOfDate().equals(date))
                                    .findFirst());
                }
            }
        } catch (FileNotFoundException noExports) {
            return setAside;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return setAside;
    }

    /** Deletes the folder of a date. */
    public static void delete(Warehouse warehouse, LocalDate date) {
        try {
            warehouse.files().delete(warehouse.path("exports/" + date), true);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** Returns the number of the release that a folder shows; empty if it is not of a date, or is being written. */
    private static OptionalLong shown(Warehouse warehouse, Path folder) throws IOException {
        if (!folder.getName().matches("\\d{4}-\\d{2}-\\d{2}")) {
            return OptionalLong.empty();
        }
        try (InputStream about = warehouse.files().open(new Path(folder, "release.json"))) {
            long number = JSON.readTree(about).path("release_number").asLong();
            return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
        } catch (FileNotFoundException | JsonProcessingException unknown) {
            return OptionalLong.empty();
        }
    }
}
