package dev.taizhang.copies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.definition.StorageThreads;
import dev.taizhang.ledger.Defect;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/** Compares the copies of a warehouse with their digests, and with the releases that they should show. It writes nothing. */
final class CopyScan {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EXPORTS = "exports";
    private static final String RELEASE = "release.json";

    private final ReleaseRows rows;
    private final Warehouse warehouse;
    private final CopySettings settings;
    private final List<DimensionTable> stars;
    private final DisplayUnit unit;
    private final List<Defect> defects = new ArrayList<>();

    CopyScan(ReleaseRows rows, CopySettings settings, List<DimensionTable> stars, DisplayUnit unit) {
        this.rows = rows;
        this.warehouse = rows.warehouse();
        this.settings = settings;
        this.stars = stars;
        this.unit = unit;
    }

    /** Returns the folders that have the copies of a date in files. */
    static List<String> folders(LocalDate date) {
        return List.of(EXPORTS + "/" + date, EXPORTS + "/latest", EXPORTS + "/metrics", "report");
    }

    /** Returns what differs. */
    List<Defect> defects() {
        try {
            for (String folder : folders()) {
                files(folder);
            }
            marks();
            if (settings.files().contains(FileCopy.DELTA)) {
                clones();
            }
            if (settings.mart().isPresent()) {
                mart(settings.mart().get());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return defects;
    }

    private List<String> folders() throws IOException {
        List<String> folders = new ArrayList<>();
        for (String name : names(EXPORTS)) {
            folders.add(EXPORTS + "/" + name);
        }
        folders.add("report");
        return folders;
    }

    private List<String> names(String folder) throws IOException {
        try {
            return Stream.of(warehouse.files().listStatus(warehouse.path(folder)))
                    .filter(FileStatus::isDirectory)
                    .map(file -> file.getPath().getName())
                    .sorted()
                    .toList();
        } catch (FileNotFoundException none) {
            return List.of();
        }
    }

    private void files(String folder) throws IOException {
        Map<String, String> stated = CopySums.stated(warehouse, warehouse.path(folder));
        List<Boolean> sound = StorageThreads.each(
                List.copyOf(stated.entrySet()),
                file -> file.getValue()
                        .equals(CopySums.digest(warehouse, new Path(warehouse.path(folder), place(file.getKey())))));
        int nth = 0;
        for (String name : stated.keySet()) {
            if (!sound.get(nth++)) {
                changed(CopyMessages.copyChanged(folder + "/" + place(name)));
            }
        }
    }

    /** A damaged list may name nothing. */
    private static String place(String name) {
        return name.isEmpty() || name.startsWith("/") || name.contains(":") ? CopySums.FILE : name;
    }

    /** A copy that is gone is made again even if its rows have not changed. */
    private void changed(Defect copy) {
        defects.add(copy.mendedBy(CopyMessages.copyWrittenAgain(), () -> delete(copy.file())));
    }

    private void delete(String place) {
        try {
            warehouse.files().delete(warehouse.path(place), true);
        } catch (IOException stuck) {
            throw new UncheckedIOException(stuck);
        }
    }

    /** Compares the release that each folder names with the one that it should show. */
    private void marks() throws IOException {
        Map<LocalDate, Release> shown = new TreeMap<>();
        for (Release release : warehouse.standing()) {
            if (!release.isMaintenance()) {
                shown.putIfAbsent(release.asOfDate(), release);
            }
        }
        for (String name : names(EXPORTS)) {
            if (name.matches("\\d{4}-\\d{2}-\\d{2}")) {
                mark(EXPORTS + "/" + name, Optional.ofNullable(shown.get(LocalDate.parse(name))));
            }
        }
        if (settings.files().contains(FileCopy.PARQUET)) {
            mark(FileCopy.PARQUET.place(), newest());
        }
        if (settings.files().contains(FileCopy.DELTA)) {
            mark(FileCopy.DELTA.place(), newest());
        }
    }

    /** Returns the last release that computed something: copies keep naming it after a maintenance. */
    private Optional<Release> newest() {
        return warehouse.standing().stream()
                .filter(release -> !release.isMaintenance())
                .findFirst();
    }

    private void mark(String folder, Optional<Release> wanted) throws IOException {
        String place = folder + "/" + RELEASE;
        JsonNode about = about(place);
        long number = about.path("release_number").asLong();
        boolean later = wanted.isPresent() && number > wanted.get().number() && isMaintenance(number);
        boolean same = wanted.isPresent()
                && number == wanted.get().number()
                && about.path("release_hash").asText().equals(wanted.get().hash());
        if (!same && !later) {
            defects.add(CopyMessages.copyOfOther(
                            place, number, wanted.map(Release::number).orElse(0L))
                    .mendedBy(CopyMessages.copyWrittenAgain(), () -> delete(place)));
        }
    }

    private boolean isMaintenance(long number) {
        return warehouse.standing().stream().anyMatch(release -> release.number() == number && release.isMaintenance());
    }

    private JsonNode about(String place) throws IOException {
        try (InputStream stream = warehouse.files().open(warehouse.path(place))) {
            return JSON.readTree(stream);
        } catch (FileNotFoundException | com.fasterxml.jackson.core.JsonProcessingException unknown) {
            return JSON.missingNode();
        }
    }

    /** The clones name files of the release that they were brought to, which a maintenance does not change. */
    private void clones() {
        newest().map(rows::ofRelease).map(DeltaClones::new).ifPresent(clones -> {
            List<String> differing = clones.differing();
            if (differing.size() > 1 && differing.size() == clones.withFiles()) {
                changed(CopyMessages.allTablesDiffer(FileCopy.DELTA.place(), differing.size()));
            } else {
                differing.forEach(place -> changed(CopyMessages.copyChanged(place)));
            }
        });
    }

    private void mart(MartAddress address) throws IOException {
        PostgresMart mart = new PostgresMart(address, stars, unit, rows);
        for (CopiedTable table : mart.differing()) {
            defects.add(CopyMessages.martDiffers(address, "mart." + table.name())
                    .mendedBy(CopyMessages.copyWrittenAgain(), () -> mart.forget(table)));
        }
    }
}
