package dev.taizhang.feeds;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/**
 * Divides a large file into parts between its rows. A CSV is divided only behind line feeds that no quotes enclose, and
 * only in a charset in which the byte of a line feed is never a part of another character.
 */
public final class FileParts {
    /** The size of the first records, among which the header is to be found, unless the first part is smaller. */
    private static final long HEAD_BYTES = 256 << 10;

    /** Hardly any rows are compressed to less than this. */
    private static final long PARQUET_ROW_BYTES = 10;

    private static final int BUFFER = 1 << 20;
    private static final int MAX_LINE_BYTES = 64 << 20;
    private static final int INSIDE_A_ROW = -1;

    private static final Set<Charset> DIVISIBLE = Set.of(
            StandardCharsets.UTF_8, StandardCharsets.US_ASCII, Charset.forName("GB18030"), Charset.forName("GBK"));

    private final Feed feed;
    private final Path file;
    private final Size size;

    private FileParts(Feed feed, Path file, Size size) {
        this.feed = feed;
        this.file = file;
        this.size = size;
    }

    /**
     * The least size of parts.
     *
     * @param text the bytes of a CSV or of JSON Lines
     * @param rows the rows of a Parquet file
     */
    public record Size(long text, long rows) implements Serializable {
        /** Some 50,000 rows, which are typed in a second or two. */
        public static final Size DEFAULT = new Size(8 << 20, 50_000);
    }

    /** Whether a delivery is so large and of such a kind that it may be worth dividing. */
    public static boolean mayDivide(Delivery delivery, Feed feed, Size size) {
        // A value to fill down may come from any row above.
        if (delivery.answers() != null || !feed.layout().fillDown().isEmpty()) {
            return false;
        }
        return switch (FileKind.named(delivery.fileName())) {
            case WORKBOOK -> false;
            case PARQUET -> delivery.bytes() > 2 * size.rows() * PARQUET_ROW_BYTES;
            case JSON_LINES, CSV -> delivery.bytes() > 2 * size.text();
        };
    }

    /** Returns the parts of a file in order; none if it must be read as a whole. */
    public static List<FilePart> of(Feed feed, String fileName, Path file, Size size) {
        return new FileParts(feed, file, size).parts(fileName);
    }

    private List<FilePart> parts(String fileName) {
        try {
            List<FilePart> parts = switch (FileKind.of(fileName, file)) {
                case WORKBOOK -> List.of();
                case PARQUET -> rowGroups();
                case JSON_LINES -> objects();
                case CSV -> records();
            };
            return parts.size() > 1 ? parts : List.of();
        } catch (Refusal refused) {
            // It is reported when the file is read.
            return List.of();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private List<FilePart> rowGroups() throws IOException {
        try (ParquetFile whole = new ParquetFile(file, feed.dataset().columns(), ZoneId.of("UTC"))) {
            List<BlockMetaData> groups = whole.rowGroups();
            long length = Files.size(file);
            FilePart.Range footer = new FilePart.Range(
                    groups.stream().mapToLong(FileParts::end).max().orElse(0), length);
            List<FilePart> parts = new ArrayList<>();
            long before = 0;
            for (int first = 0; first < groups.size(); ) {
                int end = first;
                long rows = 0;
                while (end < groups.size() && rows < size.rows()) {
                    rows += groups.get(end).getRowCount();
                    end++;
                }
                List<BlockMetaData> own = groups.subList(first, end);
                FilePart.Range range = new FilePart.Range(
                        own.stream().mapToLong(FileParts::start).min().orElseThrow(),
                        own.stream().mapToLong(FileParts::end).max().orElseThrow());
                parts.add(new FilePart.RowGroups(first, end, Math.toIntExact(before), List.of(range, footer)));
                before += rows;
                first = end;
            }
            return parts;
        } catch (RuntimeException | OutOfMemoryError broken) {
            throw ParquetFile.refusal(broken);
        }
    }

    private static long start(BlockMetaData group) {
        return group.getColumns().stream()
                .mapToLong(column -> column.getStartingPos())
                .min()
                .orElse(0);
    }

    private static long end(BlockMetaData group) {
        return group.getColumns().stream()
                .mapToLong(column -> column.getStartingPos() + column.getTotalSize())
                .max()
                .orElse(0);
    }

    private List<FilePart> records() throws IOException {
        Charset charset;
        RecordEnds ends;
        try (CsvFile whole = new CsvFile(file, feed.separator(), feed.charset())) {
            charset = whole.charset();
            ends = new RecordEnds(whole.separator());
        }
        if (!DIVISIBLE.contains(charset)) {
            return List.of();
        }
        Cuts cuts = cuts(text -> count(text, charset, ends) ? Math.toIntExact(ends.complete()) : INSIDE_A_ROW);
        FilePart.Range head = new FilePart.Range(0, cuts.head());
        return cuts.parts((range, before) -> new FilePart.Records(head, range, before, charset.name()));
    }

    /** Counts the records of some lines. Returns whether their end is between two records. */
    private static boolean count(ByteBuffer lines, Charset charset, RecordEnds ends) {
        CharsetDecoder decoder = TextCharset.decoder(charset);
        try {
            CharBuffer letters = decoder.decode(lines);
            boolean lineStart = true;
            while (letters.hasRemaining()) {
                char letter = letters.get();
                if (!lineStart || letter != UnmarkedLines.MARK) {
                    ends.next(letter);
                    lineStart = letter == '\n' || letter == '\r';
                }
            }
            return ends.isBetweenRecords();
        } catch (CharacterCodingException misfit) {
            throw Refusal.ofDependentPart();
        }
    }

    private List<FilePart> objects() throws IOException {
        LineEnds ends = new LineEnds();
        Cuts cuts = cuts(ends::count);
        FilePart.Range first = new FilePart.Range(0, cuts.places().get(1).bytes());
        try (JsonLinesFile start = new JsonLinesFile(file, first)) {
            List<String> names = start.header();
            return cuts.parts((range, before) -> new FilePart.Objects(range, before, names, start.valued()));
        }
    }

    /** A place in a file, with the number of rows before it. */
    private record Cut(long bytes, int rows) {}

    /**
     * The places between rows at which a file is divided, its start and its end among them.
     *
     * @param head the place behind the first rows
     */
    private record Cuts(long head, List<Cut> places) {
        List<FilePart> parts(BiFunction<FilePart.Range, Integer, FilePart> part) {
            List<FilePart> parts = new ArrayList<>();
            for (int nth = 1; nth < places.size(); nth++) {
                Cut start = places.get(nth - 1);
                parts.add(part.apply(
                        new FilePart.Range(start.bytes(), places.get(nth).bytes()), start.rows()));
            }
            return parts;
        }
    }

    /**
     * Reads the file once.
     *
     * @param rows receives the next complete lines, and returns the number of rows up to their end, or {@link
     *     #INSIDE_A_ROW}
     */
    private Cuts cuts(ToIntFunction<ByteBuffer> rows) throws IOException {
        List<Cut> places = new ArrayList<>(List.of(new Cut(0, 0)));
        byte[] buffer = new byte[(int) Math.min(BUFFER, size.text())];
        int filled = 0;
        long bytes = 0;
        long head = 0;
        try (InputStream stream = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int read = stream.readNBytes(buffer, filled, buffer.length - filled);
                filled += read;
                end = filled < buffer.length;
                int lines = withoutLastLine(buffer, filled);
                if (lines == 0 && !end) {
                    buffer = larger(buffer);
                } else if (lines > 0) {
                    int before = rows.applyAsInt(ByteBuffer.wrap(buffer, 0, lines));
                    bytes += lines;
                    if (before != INSIDE_A_ROW) {
                        head = head == 0 && bytes >= Math.min(HEAD_BYTES, size.text()) ? bytes : head;
                        if (bytes - places.get(places.size() - 1).bytes() >= size.text()) {
                            places.add(new Cut(bytes, before));
                        }
                    }
                    System.arraycopy(buffer, lines, buffer, 0, filled - lines);
                    filled -= lines;
                }
            }
        }
        long length = bytes + filled;
        if (places.get(places.size() - 1).bytes() < length) {
            places.add(new Cut(length, INSIDE_A_ROW));
        }
        return new Cuts(head, places);
    }

    /** The number of bytes up to the last line feed. */
    private static int withoutLastLine(byte[] buffer, int filled) {
        int end = filled;
        while (end > 0 && buffer[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static byte[] larger(byte[] buffer) {
        if (buffer.length > MAX_LINE_BYTES) {
            throw Refusal.ofDependentPart();
        }
        return Arrays.copyOf(buffer, 2 * buffer.length);
    }

    /** Counts lines as they are read: a carriage return, a line feed or both end one. */
    private static final class LineEnds {
        private int lines;

        int count(ByteBuffer text) {
            byte before = '\n';
            while (text.hasRemaining()) {
                byte letter = text.get();
                if (letter == '\r' || (letter == '\n' && before != '\r')) {
                    lines = Math.addExact(lines, 1);
                }
                before = letter;
            }
            return lines;
        }
    }
}
