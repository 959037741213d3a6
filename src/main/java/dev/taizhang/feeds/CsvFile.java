package dev.taizhang.feeds;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
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
    /** The first line by which a file tells Excel its separator. */
    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)(\"?)sep=(.)\\1[\\r\\n].*", Pattern.DOTALL);

    private static final int SEPARATOR_LINE_LENGTH = 8;
    private static final int SAMPLE = 8192;
    private static final int SAMPLE_LINES = 30;

    private final Path file;
    private final Charset charset;
    private final char separator;
    private final boolean statesSeparator;
    private final long before;
    private final RecordCount count;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    private long recordsRead;

    /**
     * Opens a CSV.
     *
     * @param separator the separator, unless the file states another one or a comma does not separate its lines
     * @param charset the name of the charset; null to detect it
     */
    CsvFile(Path file, char separator, String charset) {
        this(file, separator, charset, FilePart.Range.WHOLE);
    }

    /**
     * Opens the first records of a CSV.
     *
     * @param range their bytes
     */
    CsvFile(Path file, char separator, String charset, FilePart.Range range) {
        this.file = file;
        this.before = 0;
        try {
            this.charset = charset == null ? TextCharset.detected(file) : Charset.forName(charset);
        } catch (IOException broken) {
            throw RefusalMessages.unreadableFile();
        }
        try {
            BufferedReader lines = lines(range);
            Optional<Character> stated = statedSeparator(lines);
            this.statesSeparator = stated.isPresent();
            this.separator = stated.orElse(separator == ',' ? likelySeparator(lines) : separator);
            this.count = new RecordCount(lines, this.separator);
            this.parser = parser(count, this.separator);
            this.records = parser.iterator();
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    /** Opens further records of a CSV whose start is open. */
    private CsvFile(CsvFile start, FilePart.Range range, int before) {
        this.file = start.file;
        this.charset = start.charset;
        this.separator = start.separator;
        this.statesSeparator = false;
        this.before = before;
        try {
            this.count = new RecordCount(lines(range), separator);
            this.parser = parser(count, separator);
            this.records = parser.iterator();
        } catch (IOException broken) {
            throw unreadable(broken);
        }
    }

    /**
     * Opens further records.
     *
     * @param range their bytes, which begin with a record
     * @param before the number of records before them
     */
    CsvFile further(FilePart.Range range, int before) {
        return new CsvFile(this, range, before);
    }

    private BufferedReader lines(FilePart.Range range) throws IOException {
        return new BufferedReader(new UnmarkedLines(TextCharset.reader(file, charset, range)));
    }

    private static CSVParser parser(RecordCount count, char separator) throws IOException {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setIgnoreSurroundingSpaces(true)
                .get()
                .parse(count);
    }

    Charset charset() {
        return charset;
    }

    char separator() {
        return separator;
    }

    /** The separator of a file in which every line has it and commas are fewer, if any: Excel's in some countries. */
    private static char likelySeparator(BufferedReader lines) throws IOException {
        String start = start(lines, SAMPLE);
        List<String> filled = start.lines()
                .limit(SAMPLE_LINES)
                .filter(line -> !line.isBlank())
                .toList();
        for (char candidate : new char[] {';', '\t', '|'}) {
            long having = filled.stream()
                    .filter(line -> count(line, candidate) > 1 && count(line, candidate) > count(line, ','))
                    .count();
            if (having > 1 && having * 2 > filled.size()) {
                // Such files often have decimal commas too, so that 3.846 may be 3846.
                if (candidate == ';') {
                    throw RefusalMessages.semicolons();
                }
                return candidate;
            }
        }
        return ',';
    }

    private static long count(String line, char letter) {
        return line.chars().filter(each -> each == letter).count();
    }

    /** The first characters, which are read again later. */
    private static String start(BufferedReader lines, int most) throws IOException {
        lines.mark(most);
        char[] start = new char[most];
        int length = 0;
        for (int read = 0; read >= 0 && length < start.length; length += Math.max(read, 0)) {
            read = lines.read(start, length, start.length - length);
        }
        lines.reset();
        return new String(start, 0, length);
    }

    private static Optional<Character> statedSeparator(BufferedReader lines) throws IOException {
        Matcher line = SEPARATOR_LINE.matcher(start(lines, SEPARATOR_LINE_LENGTH));
        return line.matches() ? Optional.of(line.group(2).charAt(0)) : Optional.empty();
    }

    SheetRows rows() {
        return SheetRows.ofText(() ->
                Stream.iterate(next(), line -> line != null, line -> next()).iterator());
    }

    private SheetRows.Line next() {
        try {
            if (statesSeparator && recordsRead == 0 && records.hasNext()) {
                records.next();
                recordsRead++;
            }
            if (!records.hasNext()) {
                count.requireEqual(recordsRead);
                return null;
            }
            CSVRecord record = records.next();
            recordsRead++;
            if (record.size() > SheetPart.MAX_COLUMNS) {
                throw RefusalMessages.tooManyCells(recordsRead, SheetPart.MAX_COLUMNS);
            }
            List<String> cells = Arrays.asList(record.values());
            cells.replaceAll(CellGuard::off);
            return new SheetRows.Line(Math.toIntExact(before + record.getRecordNumber()), cells);
        } catch (UncheckedIOException | IllegalStateException broken) {
            throw unreadable(broken);
        }
    }

    private Refusal unreadable(Exception broken) {
        if (broken instanceof CharacterCodingException || broken.getCause() instanceof CharacterCodingException) {
            return misfit();
        }
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
        return line.map(RefusalMessages::misplacedQuote).orElseGet(RefusalMessages::brokenCsv);
    }

    private Refusal misfit() {
        try {
            return RefusalMessages.otherCharset(TextCharset.misfit(file, charset));
        } catch (IOException broken) {
            return RefusalMessages.unreadableFile();
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
