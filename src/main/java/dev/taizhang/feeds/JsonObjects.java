package dev.taizhang.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** Reads the lines of a file, each of which must be blank or one complete JSON object in UTF-8. */
final class JsonObjects implements AutoCloseable {
    /** The limit for a line, which is held in memory, in bytes. */
    static final int MAX_LINE_BYTES = 16 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final LineReader lines;
    private final Text line = new Text();
    private int number;

    /** Receives a member of an object. It must read or skip the value with everything inside it. */
    interface Member {
        void read(String key, JsonParser value) throws IOException;
    }

    /**
     * Opens lines of a file.
     *
     * @param range their bytes
     * @param before the number of lines before them
     */
    JsonObjects(Path file, FilePart.Range range, int before) {
        number = before;
        try {
            lines = new LineReader(range.open(file));
        } catch (IOException broken) {
            throw RefusalMessages.unreadableFile();
        }
    }

    /** The number of the last line read. */
    int number() {
        return number;
    }

    /** Reads the next line that is not blank; false at the end. */
    boolean next(Member member) {
        while (nextLine()) {
            int start = number == 1 && line.find(BYTE_ORDER_MARK) == 0 ? 3 : 0;
            try (JsonParser parser = JSON.createParser(line.getBytes(), start, line.getLength() - start)) {
                if (parser.nextToken() != null) {
                    object(parser, member);
                    return true;
                }
            } catch (IOException broken) {
                throw RefusalMessages.brokenLine(number);
            }
        }
        return false;
    }

    private void object(JsonParser parser, Member member) throws IOException {
        boolean opened = parser.currentToken() == JsonToken.START_OBJECT;
        for (String key = parser.nextFieldName(); opened && key != null; key = parser.nextFieldName()) {
            parser.nextToken();
            member.read(key, parser);
        }
        if (!opened || parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
            throw RefusalMessages.brokenLine(number);
        }
    }

    private boolean nextLine() {
        try {
            boolean found = lines.readLine(line, MAX_LINE_BYTES + 1, MAX_LINE_BYTES + 1) > 0;
            number++;
            if (line.getLength() > MAX_LINE_BYTES) {
                throw RefusalMessages.lineTooLong(number, MAX_LINE_BYTES >> 20);
            }
            Text.validateUTF8(line.getBytes(), 0, line.getLength());
            return found;
        } catch (CharacterCodingException misfit) {
            // A line that ends in the middle of a character is truncated, not wrongly encoded.
            throw line.toString().stripTrailing().endsWith("}")
                    ? RefusalMessages.lineNotUtf8(number)
                    : RefusalMessages.brokenLine(number);
        } catch (IOException broken) {
            throw RefusalMessages.unreadableFile();
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException ignored) {
            // The file was only read, so no data can be lost.
        }
    }
}
