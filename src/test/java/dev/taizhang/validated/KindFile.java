package dev.taizhang.validated;

import dev.taizhang.RawWorkbook;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the delivered file of a {@link KindCase}. */
final class KindFile {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-F]{2}|u\\{[0-9A-F]+}|[rt\\\\])");
    private static final Pattern REPEAT = Pattern.compile("(\\d+) times: (.*)");

    private final RawWorkbook workbook = new RawWorkbook();
    private final KindCase kind;

    private KindFile(KindCase kind) {
        this.kind = kind;
    }

    static byte[] of(KindCase kind) {
        for (KindCase.Section section : kind.sections()) {
            switch (section.word()) {
                case "text" -> {
                    return text(section);
                }
                case "archive" -> {
                    return Zips.of(section.title(), section.text().getBytes(StandardCharsets.UTF_8));
                }
                default -> {
                    // The other sections are the feed, the outcome, and the parts of a workbook.
                }
            }
        }
        return new KindFile(kind).workbook();
    }

    /** The lines as bytes of the stated charset; {@code \xHH} is one byte, {@code \}{@code u{HHHH}} one character. */
    private static byte[] text(KindCase.Section section) {
        Charset charset = section.title().isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(section.title());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String text = section.text() + "\n";
        Matcher escape = ESCAPE.matcher(text);
        int from = 0;
        while (escape.find()) {
            bytes.writeBytes(text.substring(from, escape.start()).getBytes(charset));
            bytes.writeBytes(escaped(escape.group(1), charset));
            from = escape.end();
        }
        bytes.writeBytes(text.substring(from).getBytes(charset));
        return bytes.toByteArray();
    }

    private static byte[] escaped(String code, Charset charset) {
        return switch (code.charAt(0)) {
            case 'x' -> new byte[] {(byte) Integer.parseInt(code.substring(1), 16)};
            case 'u' ->
                Character.toString(Integer.parseInt(code.substring(2, code.length() - 1), 16))
                        .getBytes(charset);
            case 'r' -> "\r".getBytes(charset);
            case 't' -> "\t".getBytes(charset);
            default -> "\\".getBytes(charset);
        };
    }

    private byte[] workbook() {
        for (int place = 0; place < kind.sections().size(); place++) {
            KindCase.Section section = kind.sections().get(place);
            switch (section.word()) {
                case "sheet" -> sheet(section, "", place);
                case "hidden-sheet" -> sheet(section, " state=\"veryHidden\"", place);
                case "differential" -> workbook.differentialStyles(section.text());
                case "part" -> workbook.part(section.title(), section.text());
                case "without" -> workbook.without(section.title());
                case "feed", "file", "after", "outcome" -> {
                    // Not a part of the file of its own.
                }
                default -> throw new IllegalArgumentException(kind + ": unknown section " + section.word());
            }
        }
        return workbook.bytes();
    }

    /** A sheet, with the XML that follows its rows if the next section states it. */
    private void sheet(KindCase.Section section, String state, int place) {
        KindCase.Section next = kind.sections().get(place + 1);
        workbook.sheetWith(section.title(), state, next.word().equals("after") ? after(next) : "", section.lines());
    }

    private static String after(KindCase.Section section) {
        StringBuilder after = new StringBuilder();
        for (String line : section.lines()) {
            Matcher repeat = REPEAT.matcher(line);
            after.append(repeat.matches() ? repeat.group(2).repeat(Integer.parseInt(repeat.group(1))) : line);
        }
        return after.toString();
    }
}
