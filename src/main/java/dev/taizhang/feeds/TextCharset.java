package dev.taizhang.feeds;

import com.ibm.icu.text.CharsetDetector;
import com.ibm.icu.text.CharsetMatch;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Determines the charset of a text file: by the byte order mark or the zero bytes of UTF-16, else UTF-8 if the whole
 * file decodes as such, else GB18030, the charset of Chinese Windows, if what it gives looks like Chinese. Many other
 * charsets decode as GB18030 too, but give rare characters.
 */
final class TextCharset {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int START_BYTES = 4096;
    private static final int SAMPLE_BYTES = 8000;
    private static final int CHUNK = 1 << 16;

    /** By how many percent a detector must be more certain of another charset of East Asia than of GB18030. */
    private static final int CERTAINTY = 40;

    private static final Set<String> EAST_ASIAN = Set.of("Big5", "EUC-KR", "EUC-JP", "Shift_JIS");

    /** What Windows calls the charsets that a detector names after their standards. */
    private static final Map<String, String> OF_WINDOWS = Map.of(
            "ISO-8859-1",
            "windows-1252",
            "ISO-8859-2",
            "windows-1250",
            "ISO-8859-9",
            "windows-1254",
            "ISO-8859-7",
            "windows-1253",
            "ISO-8859-5",
            "windows-1251");

    private TextCharset() {}

    /**
     * The charset of a file.
     *
     * @throws Refusal if it is unclear
     */
    static Charset detected(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
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
        }
        if (decodes(file, StandardCharsets.UTF_8)) {
            return StandardCharsets.UTF_8;
        }
        CharsetMatch[] matches = matches(file);
        if (!decodes(file, GB18030)) {
            throw RefusalMessages.unknownCharset(misfit(file, StandardCharsets.UTF_8), names(matches));
        }
        if (!isMostlyCommon(file) || isOtherEastAsian(matches)) {
            throw RefusalMessages.unlikelyCharset(misfit(file, StandardCharsets.UTF_8), names(matches));
        }
        return GB18030;
    }

    private static int zeros(byte[] bytes, int from) {
        int zeros = 0;
        for (int index = from; index < bytes.length; index += 2) {
            zeros += bytes[index] == 0 ? 1 : 0;
        }
        return zeros;
    }

    private static boolean decodes(Path file, Charset charset) throws IOException {
        char[] buffer = new char[CHUNK];
        try (Reader reader = reader(file, charset)) {
            while (reader.read(buffer) >= 0) {
                // Reading to the end checks every byte.
            }
            return true;
        } catch (CharacterCodingException misfit) {
            return false;
        }
    }

    /** Whether at least half of the characters beyond ASCII are common ones of Chinese, if read as GB18030. */
    private static boolean isMostlyCommon(Path file) throws IOException {
        char[] buffer = new char[CHUNK];
        long all = 0;
        long common = 0;
        try (Reader reader = reader(file, GB18030)) {
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                for (int index = 0; index < read; index++) {
                    all += buffer[index] >= 0x80 ? 1 : 0;
                    common += Common.LETTERS.get(buffer[index]) ? 1 : 0;
                }
            }
        }
        return 2 * common >= all;
    }

    /** A reader that fails at the first byte that is not in the charset. */
    static Reader reader(Path file, Charset charset) throws IOException {
        return new InputStreamReader(new BufferedInputStream(Files.newInputStream(file)), decoder(charset));
    }

    /** The same for some of the bytes. */
    static Reader reader(Path file, Charset charset, FilePart.Range range) throws IOException {
        return new InputStreamReader(new BufferedInputStream(range.open(file)), decoder(charset));
    }

    static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /** The guesses of a detector from the lines beyond ASCII, the most likely first. */
    private static CharsetMatch[] matches(Path file) throws IOException {
        ByteArrayOutputStream sample = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean beyondAscii = false;
        try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
            for (int letter = stream.read(); sample.size() < SAMPLE_BYTES; letter = stream.read()) {
                if (letter >= 0) {
                    line.write(letter);
                    beyondAscii |= letter >= 0x80;
                }
                if (letter < 0 || letter == '\n' || letter == '\r' || line.size() >= SAMPLE_BYTES) {
                    sample.write(line.toByteArray(), 0, beyondAscii ? line.size() : 0);
                    line.reset();
                    beyondAscii = false;
                }
                if (letter < 0) {
                    break;
                }
            }
        }
        return new CharsetDetector().setText(sample.toByteArray()).detectAll();
    }

    private static boolean isOtherEastAsian(CharsetMatch[] matches) {
        int chinese = certainty(matches, Set.of("GB18030"));
        return certainty(matches, EAST_ASIAN) >= chinese + CERTAINTY;
    }

    private static int certainty(CharsetMatch[] matches, Set<String> names) {
        return Arrays.stream(matches)
                .filter(match -> names.contains(match.getName()))
                .mapToInt(CharsetMatch::getConfidence)
                .max()
                .orElse(0);
    }

    /** The names of the likely charsets; empty if the text is UTF-8 but for a few bytes. */
    private static List<String> names(CharsetMatch[] matches) {
        if (certainty(matches, Set.of("UTF-8")) > 0) {
            return List.of();
        }
        return Arrays.stream(matches)
                .map(CharsetMatch::getName)
                .filter(name -> !name.startsWith("UTF") && !name.startsWith("IBM") && Charset.isSupported(name))
                .map(name -> OF_WINDOWS.getOrDefault(name, name))
                .distinct()
                .limit(3)
                .toList();
    }

    /** The first bytes that are not in a charset, and their place: counted from one, and the line. */
    record Misfit(String bytes, long position, long line, String charset) {}

    /** Finds the first bytes of a file that are not in a charset. The file must have some. */
    static Misfit misfit(Path file, Charset charset) throws IOException {
        CharsetDecoder decoder = decoder(charset);
        ByteBuffer bytes = ByteBuffer.allocate(CHUNK);
        CharBuffer letters = CharBuffer.allocate(CHUNK);
        long before = 0;
        long line = 1;
        try (InputStream stream = Files.newInputStream(file)) {
            boolean end = false;
            while (!end) {
                int read = stream.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
                end = bytes.position() + read < bytes.capacity();
                bytes.position(bytes.position() + read).flip();
                letters.clear();
                CoderResult result = decoder.decode(bytes, letters, end);
                line += letters.flip().chars().filter(letter -> letter == '\n').count();
                if (result.isError()) {
                    byte[] wrong = new byte[result.length()];
                    long position = before + bytes.position() + 1;
                    bytes.get(wrong);
                    return new Misfit(hexadecimal(wrong), position, line, charset.name());
                }
                before += bytes.position();
                bytes.compact();
            }
        }
        throw new IllegalStateException("The whole file is in " + charset + ".");
    }

    private static String hexadecimal(byte[] bytes) {
        StringBuilder text = new StringBuilder("0x");
        for (byte letter : bytes) {
            text.append("%02X".formatted(letter & 0xFF));
        }
        return text.toString();
    }

    /** The characters that nearly all Chinese texts consist of: the signs and the first level of GB 2312. */
    private static final class Common {
        static final BitSet LETTERS = letters();

        private static BitSet letters() {
            BitSet letters = new BitSet();
            add(letters, 0xA1, 0xA3);
            add(letters, 0xB0, 0xD7);
            return letters;
        }

        private static void add(BitSet letters, int firstRow, int lastRow) {
            for (int row = firstRow; row <= lastRow; row++) {
                for (int cell = 0xA1; cell <= 0xFE; cell++) {
                    String letter = new String(new byte[] {(byte) row, (byte) cell}, GB18030);
                    letters.set(letter.charAt(0));
                }
            }
        }
    }
}
