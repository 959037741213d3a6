package dev.taizhang.validated;

import dev.taizhang.RawWorkbook;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the delivered file of a {@link KindCase}. */
final class KindFile {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9A-F]{2}|u\\{[0-9A-F]+}|[rt\\\\])");
    private static final Pattern NUMBER = Pattern.compile("n:(\\S+)(?: \\{(.*)})?");
    private static final Pattern REPEAT = Pattern.compile("(\\d+) times: (.*)");
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private final RawWorkbook workbook = new RawWorkbook();
    private final Map<String, Integer> formats = new LinkedHashMap<>();
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
            case 'u' -> Character.toString(Integer.parseInt(code.substring(2, code.length() - 1), 16))
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
                default -> {
                    // Parts are set last, since they replace those that the sheets make.
                }
            }
        }
        workbook.part("xl/styles.xml", styles());
        for (KindCase.Section section : kind.sections()) {
            if (section.word().equals("part")) {
                workbook.part(section.title(), section.text());
            } else if (section.word().equals("without")) {
                workbook.without(section.title());
            }
        }
        return workbook.bytes();
    }

    /** A sheet, with the XML that follows its rows if the next section states it. */
    private void sheet(KindCase.Section section, String state, int place) {
        StringBuilder data = new StringBuilder();
        int row = 0;
        for (String line : section.lines()) {
            row++;
            boolean hidden = line.startsWith("hidden:");
            data.append(line.startsWith("<row") ? line : row(row, hidden ? line.substring(7) : line, hidden));
        }
        KindCase.Section next = kind.sections().get(place + 1);
        workbook.rawSheet(section.title(), state, data.toString(), next.word().equals("after") ? after(next) : "");
    }

    private static String after(KindCase.Section section) {
        StringBuilder after = new StringBuilder();
        for (String line : section.lines()) {
            Matcher repeat = REPEAT.matcher(line);
            after.append(
                    repeat.matches() ? repeat.group(2).repeat(Integer.parseInt(repeat.group(1))) : line);
        }
        return after.toString();
    }

    private String row(int row, String line, boolean hidden) {
        StringBuilder xml = new StringBuilder("<row r=\"" + row + "\"" + (hidden ? " hidden=\"1\">" : ">"));
        String[] cells = line.split("\\|", -1);
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                xml.append(cell((char) ('A' + column) + "" + row, cells[column]));
            }
        }
        return xml.append("</row>").toString();
    }

    private String cell(String place, String text) {
        String start = "<c r=\"" + place + "\"";
        Matcher number = NUMBER.matcher(text);
        if (text.startsWith("<c")) {
            return start + text.substring(2);
        }
        if (number.matches()) {
            return start + style(number.group(2)) + "><v>" + number.group(1) + "</v></c>";
        }
        return start + " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped(text) + "</t></is></c>";
    }

    private String style(String format) {
        return format == null ? "" : " s=\"" + formats.computeIfAbsent(format, added -> formats.size() + 1) + "\"";
    }

    /** The styles that the cells name, each with a built-in format ({@code #14}) or a format code. */
    private String styles() {
        StringBuilder codes = new StringBuilder();
        StringBuilder cells = new StringBuilder("<xf numFmtId=\"0\"/>");
        for (Map.Entry<String, Integer> format : formats.entrySet()) {
            boolean builtIn = format.getKey().matches("#\\d+");
            String number = builtIn ? format.getKey().substring(1) : String.valueOf(170 + format.getValue());
            cells.append("<xf numFmtId=\"").append(number).append("\" applyNumberFormat=\"1\"/>");
            if (!builtIn) {
                codes.append("<numFmt numFmtId=\"").append(number).append("\" formatCode=\"");
                codes.append(escaped(format.getKey())).append("\"/>");
            }
        }
        String differential =
                kind.find("differential").map(KindCase.Section::text).orElse("");
        return "<styleSheet " + MAIN + "><numFmts>" + codes + "</numFmts><cellXfs>" + cells + "</cellXfs>"
                + differential + "</styleSheet>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
