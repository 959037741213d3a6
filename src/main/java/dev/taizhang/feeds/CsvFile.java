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

/** A CSV as rows of text, in the charset that its feed names or its bytes show. */
final class CsvFile implements AutoCloseable {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int BYTES_OF_START = 4096;

    private final RecordCount count;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long taken;

    CsvFile(Path file, char separator, String charset) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .get();
        try {
            count = new RecordCount(
                    reader(file, charset == null ? recognised(file) : Charset.forName(charset)), separator);
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
                count.agrees(taken);
                return null;
            }
            CSVRecord record = records.next();
            taken++;
            if (record.size() > SheetPart.MOST_COLUMNS) {
                throw tooManyColumns(taken);
            }
            return new SheetRows.Line((int) record.getRecordNumber(), new ArrayList<>(List.of(record.values())));
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw unreadable(broken);
        }
    }

    private static Refusal tooManyColumns(long record) {
        return new Refusal(
                "too_many_columns",
                "第 " + record + " 行超过 " + SheetPart.MOST_COLUMNS + " 格，可能是分隔符不对。请核对后重新报送。",
                "Row " + record + " has more than " + SheetPart.MOST_COLUMNS
                        + " cells; its separator may be wrong. Check it and send the file again.");
    }

    /** The byte order mark decides; else UTF-8 where every byte fits it; else GB18030, which Chinese Windows writes. */
    private static Charset recognised(Path file) {
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] start = stream.readNBytes(BYTES_OF_START);
            if (start.length >= 2 && (start[0] & 0xFF) == 0xFF && (start[1] & 0xFF) == 0xFE) {
                return StandardCharsets.UTF_16;
            }
            if (start.length >= 2 && (start[0] & 0xFF) == 0xFE && (start[1] & 0xFF) == 0xFF) {
                return StandardCharsets.UTF_16;
            }
            // In UTF-16 every separator and line break has a zero byte, always on the same side; of other letters few
            // do.
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
                // Only whether every byte fits is of interest.
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
            return new Refusal(
                    "unclosed_quote",
                    "第 " + quote.group(1) + " 行开始的引号没有闭合，其后各行无法分清。请补上引号后重新报送。",
                    "The quote opened on line " + quote.group(1)
                            + " is never closed, so the rows after it cannot be told apart. Close it and send the file again.");
        }
        Optional<String> line = Pattern.compile("at line: (\\d+)")
                .matcher(message)
                .results()
                .map(found -> found.group(1))
                .findFirst();
        boolean charset =
                broken instanceof CharacterCodingException || broken.getCause() instanceof CharacterCodingException;
        return charset
                ? new Refusal(
                        "charset_unknown",
                        "文件既不是 UTF-8 也不是 GB18030 编码。请另存为 UTF-8 编码的 CSV 重新报送。",
                        "The file is neither UTF-8 nor GB18030. Save it as CSV in UTF-8 and send it again.")
                : new Refusal(
                        "csv_unreadable",
                        "CSV "
                                + line.map(number -> "第 " + number + " 行的引号用法不对，")
                                        .orElse("") + "无法读取。请重新导出后报送。",
                        "The CSV cannot be read"
                                + line.map(number -> ": a quote stands wrongly on line " + number)
                                        .orElse("") + ". Export it anew and send it again.");
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
