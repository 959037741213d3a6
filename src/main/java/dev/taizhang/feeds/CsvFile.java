package dev.taizhang.feeds;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV as rows of text, in the configured charset or, if none is configured, in the detected one. */
final class CsvFile implements AutoCloseable {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int START_BYTES = 4096;

    private final RecordCount count;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long recordsRead;

    CsvFile(Path file, char separator, String charset) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        try {
            count = new RecordCount(
                    reader(file, charset == null ? detected(file) : Charset.forName(charset)), separator);
            parser = format.parse(count);
            records = parser.iterator();
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    SheetRows rows() {
        return SheetRows.ofText(() ->
                Stream.iterate(next(), line -> line != null, line -> next()).iterator());
    }

    private SheetRows.Line next() {
        try {
            if (!records.hasNext()) {
                count.requireEqual(recordsRead);
                return null;
            }
            CSVRecord record = records.next();
            recordsRead++;
            if (record.size() > SheetPart.MAX_COLUMNS) {
                throw RefusalMessages.tooManyCells(recordsRead, SheetPart.MAX_COLUMNS);
            }
            return new SheetRows.Line((int) record.getRecordNumber(), new ArrayList<>(List.of(record.values())));
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw unreadable(broken);
        }
    }

    /**
     * Detects the charset: by the byte order mark or the zero bytes of UTF-16, else UTF-8 if the whole file decodes as
     * such, else GB18030, the charset of Chinese Windows.
     */
    private static Charset detected(Path file) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] start = stream.readNBytes(START_BYTES);
            if (start.length >= 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE) {
                return StandardCharsets.UTF_16;
            }
            if (start.length >= 2 && (start[0] & 0xFF) == 0xFE && (start[1] & 0xFF) == 0xFF) {
                return StandardCharsets.UTF_16;
            }
            // In UTF-16 every separator and line break has a zero byte, always on the same side. Few other
            // characters have one.
            int even = zeros(start, 0);
            int odd = zeros(start, 1);
            if (Math.max(even, odd) > 4 * Math.min(even, odd) && Math.max(even, odd) * 20 > start.length) {
                return odd > even ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
            }
        } catch (IOException broken) {
            throw unreadable(broken);
        }
        return decodes(file, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : GB18030;
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int index = from; index < bytes.length; index += 2) {
            zeros += bytes[index] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean decodes(Path file, Charset charset) {
        char[] buffer = new char[1 << 16];
        try (Reader reader = reader(file, charset)) {
            while (reader.read(buffer) >= 0) {
                // Reading to the end checks every byte.
            }
            return true;
        } catch (CharacterCodingException misfit) {
            return false;
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    private static Reader reader(Path file, Charset charset) throws IOException {
        InputStream stream = new BufferedInputStream(Files.newInputStream(file));
        if (charset.equals(StandardCharsets.UTF_8)) {
            stream.mark(3);
            byte[] mark = stream.readNBytes(3);
            boolean marked = mark.length == 3
                    && (mark[0] & 0xFF) == 0xEF
                    && (mark[1] & 0xFF) == 0xBB
                    && (mark[2] & 0xFF) == 0xBF;
            if (!marked) {
                stream.reset();
            }
        }
        return new InputStreamReader(
                stream,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Refusal unreadable(Exception broken) {
        String message = String.valueOf(broken.getMessage());
        Matcher quote = Pattern.compile("startline (\\d+)").matcher(message);
        if (quote.find()) {
            return RefusalMessages.unclosedQuote(quote.group(1));
        }
        Optional<String> line = Pattern.compile("at line: (\\d+)")
                .matcher(message)
                .results()
                .map(found -> found.group(1))
                .findFirst();
        boolean charset =
                broken instanceof CharacterCodingException || broken.getCause() instanceof CharacterCodingException;
        if (charset) {
            return RefusalMessages.unknownCharset();
        }
        return line.map(RefusalMessages::misplacedQuote).orElseGet(RefusalMessages::brokenCsv);
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
