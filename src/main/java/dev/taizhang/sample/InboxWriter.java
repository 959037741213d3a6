package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Writes the sample's files into a folder, and records the rows and findings that a reader must obtain from them. */
final class InboxWriter {
    private final Path directory;
    private final Map<SampleFile.Dataset, Long> rows = new EnumMap<>(SampleFile.Dataset.class);
    private final Map<SampleFile.Dataset, Long> files = new EnumMap<>(SampleFile.Dataset.class);
    private final Map<SampleFile.Dataset, List<Place>> places = new EnumMap<>(SampleFile.Dataset.class);

    /** Creates the directory if it is missing. */
    InboxWriter(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    void write(SampleFile delivery) throws IOException {
        add(delivery.dataset(), writeFile(delivery), delivery.places());
    }

    /** Records a file with its number of rows below the header, and the findings that a reader must make in it. */
    void add(SampleFile.Dataset dataset, long written, List<Place> noticed) {
        rows.merge(dataset, written, Long::sum);
        files.merge(dataset, 1L, Long::sum);
        places.computeIfAbsent(dataset, any -> new ArrayList<>()).addAll(noticed);
    }

    private long writeFile(SampleFile delivery) throws IOException {
        Path place = place(delivery.fileName());
        if (delivery.form() == FileForm.PARQUET) {
            return ParquetSheet.write(delivery.sheet(), place);
        }
        try (OutputStream file = Files.newOutputStream(place)) {
            return switch (delivery.form()) {
                case CSV -> CsvSheet.write(delivery.sheet(), file);
                case JSON_LINES -> JsonLinesSheet.write(delivery.sheet(), file);
                case WORKBOOK, PARQUET -> WorkbookSheetFile.write(delivery.sheet(), file);
            };
        }
    }

    /**
     * Returns the path of a file. Java 17 takes the permitted characters of file names from the locale, which is plain
     * ASCII on minimal systems.
     */
    Path place(String fileName) throws IOException {
        try {
            return directory.resolve(fileName);
        } catch (InvalidPathException unwritable) {
            throw new IOException(
                    "The sample's file names are Chinese, and this environment's locale has no characters for them."
                            + " Set LC_ALL=C.UTF-8 and start again.",
                    unwritable);
        }
    }

    /** Writes the counts and findings that a reader must obtain. */
    void writeTo(ObjectNode tree) {
        ObjectNode datasets = tree.putObject("datasets");
        rows.forEach((dataset, read) -> {
            ObjectNode node = datasets.putObject(dataset.key());
            long rejected = count(dataset, Place.Outcome.REJECTED);
            long leftOut = count(dataset, Place.Outcome.LEFT_OUT);
            node.put("files", files.get(dataset));
            node.put("read", read);
            node.put("accepted", read - rejected - leftOut);
            node.put("rejected", rejected);
            node.put("left_out", leftOut);
            node.put("warned", count(dataset, Place.Outcome.WARNED));
        });
        addPlaces(tree.putArray("rejected"), Place.Outcome.REJECTED);
        addPlaces(tree.putArray("identical_rows"), Place.Outcome.LEFT_OUT);
        addPlaces(tree.putArray("warnings"), Place.Outcome.WARNED);
    }

    private long count(SampleFile.Dataset dataset, Place.Outcome outcome) {
        return places.get(dataset).stream()
                .filter(place -> place.outcome() == outcome)
                .count();
    }

    private void addPlaces(ArrayNode nodes, Place.Outcome outcome) {
        places.forEach((dataset, all) -> all.stream()
                .filter(place -> place.outcome() == outcome)
                .forEach(place -> place.writeTo(nodes.addObject().put("dataset", dataset.key()))));
    }
}
