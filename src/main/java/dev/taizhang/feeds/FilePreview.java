package dev.taizhang.feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The first rows of a file, read without a feed.
 *
 * @param sheets the sheets of a workbook; for any other file, one sheet with an empty name
 */
public record FilePreview(List<Sheet> sheets) {
    /** The number of rows read from each sheet. */
    public static final int ROWS = 30;

    /** The rows of one sheet as text; an empty cell is null. */
    public record Sheet(String name, List<List<String>> rows) {}

    /**
     * Reads the first rows of a file.
     *
     * @throws Refusal if the file cannot be read
     */
    public static FilePreview at(Path file) {
        String name = file.getFileName().toString();
        try {
            return switch (FileKind.of(name, file)) {
                case WORKBOOK -> {
                    try (WorkbookFile workbook = new WorkbookFile(file, new ReadDeadline())) {
                        yield new FilePreview(
                                workbook.sheets("*").map(FilePreview::sheet).toList());
                    }
                }
                case CSV -> {
                    try (CsvFile csv = new CsvFile(file, ',', null)) {
                        yield new FilePreview(List.of(sheet(csv.rows())));
                    }
                }
                case JSON_LINES -> named(new JsonLinesFile(file));
                case PARQUET -> named(new ParquetFile(file, List.of(), ZoneOffset.UTC));
            };
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static FilePreview named(NamedColumns file) throws IOException {
        try (file) {
            return new FilePreview(List.of(new Sheet("", List.of(file.header()))));
        }
    }

    private static Sheet sheet(SheetRows sheet) {
        return new Sheet(
                sheet.name(),
                StreamSupport.stream(sheet.rows().spliterator(), false)
                        .limit(ROWS)
                        .map(SheetRows.Line::cells)
                        .toList());
    }
}
