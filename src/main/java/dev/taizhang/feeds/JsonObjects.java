package dev.taizhang.feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.util.LineReader;

/** The lines of a file, each of which must be one whole JSON object in UTF-8 or blank. */
final class JsonObjects implements AutoCloseable {
    /** What a line may take of the memory, in bytes. */
    static final int LONGEST_LINE = 16 << 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final LineReader lines;
    private final Text line = new Text();
    private int number;

    /** What is done with a member of an object: its value, and all inside it, must be read or skipped. */
    interface Member {
        void read(String key, JsonParser value) throws IOException;
    }

    JsonObjects(Path file) {
        try {
            lines = new LineReader(Files.newInputStream(file));
        } catch (IOException broken) {
            throw FileKind.unreadable();
        }
    }

    /** The number of the line that was read last. */
    int number() {
        return number;
    }

    /** Reads the next line that is not blank; false where there is none. */
    boolean next(Member member) {
        while (nextLine()) {
            int start = number == 1 && line.find(BYTE_ORDER_MARK) == 0 ? 3 : 0;
            try (JsonParser parser = JSON.createParser(line.getBytes(), start, line.getLength() - start)) {
                if (parser.nextToken() != null) {
                    object(parser, member);
                    return true;
                }
            } catch (IOException broken) {
                throw brokenLine();
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
            throw brokenLine();
        }
    }

    private boolean nextLine() {
        try {
            boolean there = lines.readLine(line, LONGEST_LINE + 1, LONGEST_LINE + 1) > 0;
            number++;
            if (line.getLength() > LONGEST_LINE) {
                throw new Refusal(
                        "line_too_long",
                        "第 " + number + " 行超过 " + (LONGEST_LINE >> 20) + " MiB。请每行只写一个对象后重新报送。",
                        "Line " + number + " is longer than " + (LONGEST_LINE >> 20)
                                + " MiB. Write one object a line and send the file again.");
            }
            Text.validateUTF8(line.getBytes(), 0, line.getLength());
            return there;
        } catch (CharacterCodingException misfit) {
            // A line that was cut in the middle of a letter is cut, not wrongly encoded.
            throw line.toString().stripTrailing().endsWith("}") ? wrongCharset() : brokenLine();
        } catch (IOException broken) {
            throw FileKind.unreadable();
        }
    }

    private Refusal wrongCharset() {
        return new Refusal(
                "charset_unknown",
                "第 " + number + " 行不是 UTF-8 编码。请以 UTF-8 编码重新导出后报送。",
                "Line " + number + " is not in UTF-8. Export the file in UTF-8 and send it again.");
    }

    private Refusal brokenLine() {
        return new Refusal(
                "json_line_broken",
                "第 " + number + " 行不是一个完整的 JSON 对象，文件可能没有传完，其后的内容无从得知。请重新导出后报送。",
                "Line " + number
                        + " is not one whole JSON object; the file may have been cut off, and what should follow is unknown. Export it anew and send it again.");
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException ignored) {
            // The file was only read; there is nothing to lose.
        }
    }
}
