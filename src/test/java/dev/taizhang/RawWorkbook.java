package dev.taizhang;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook whose parts a test writes itself, so that it can hold what no library would write. The cells of a row are parted by
 * {@code |}. {@code n:} begins a number, which a built-in format ({@code {#14}}) or a format code ({@code {0.00%}}) may follow
 * after a blank; {@code d:} a number shown as a date, {@code p:} as a percentage, {@code f:formula=value} a formula, {@code b:} a
 * truth value, {@code e:} an error, and {@code <c} a cell in XML without its place. All else is text.
 */
public final class RawWorkbook {
    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static final Pattern NUMBER = Pattern.compile("(\\S+) \\{(.*)}");
    private static final int PREPARED = 3;

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final List<String> sheets = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();
    private final Map<String, Integer> formats = new LinkedHashMap<>();
    private String differentialStyles = "";
    private boolean shared;
    private String workbookProperties = "";

    /** Texts of cells stand in a part of their own from here on. */
    public RawWorkbook withSharedStrings() {
        shared = true;
        return this;
    }

    /** Days are counted from 1904. */
    public RawWorkbook from1904() {
        workbookProperties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** Adds a sheet; a row that begins with {@code hidden:} is hidden. */
    public RawWorkbook sheet(String name, String... rows) {
        return sheetOf(name, "", "", rows);
    }

    /** Adds a sheet with further attributes of its entry in the workbook, and the XML after its rows. */
    public RawWorkbook sheetWith(String name, String state, String after, List<String> rows) {
        return sheetOf(name, state, after, rows.toArray(String[]::new));
    }

    public RawWorkbook hiddenSheet(String name, String... rows) {
        return sheetOf(name, " state=\"hidden\"", "", rows);
    }

    /** Adds a sheet with merged cells, as in {@code A1:F1 A2:A3}. */
    public RawWorkbook mergedSheet(String name, String merged, String... rows) {
        StringBuilder merges = new StringBuilder("<mergeCells>");
        for (String range : merged.split(" ", -1)) {
            merges.append("<mergeCell ref=\"").append(range).append("\"/>");
        }
        return sheetOf(name, "", merges.append("</mergeCells>").toString(), rows);
    }

    private RawWorkbook sheetOf(String name, String state, String after, String... rows) {
        StringBuilder data = new StringBuilder();
        for (int row = 0; row < rows.length; row++) {
            if (rows[row].startsWith("<row")) {
                data.append(rows[row]);
            } else if (!rows[row].isEmpty()) {
                boolean hidden = rows[row].startsWith("hidden:");
                data.append("<row r=\"").append(row + 1).append(hidden ? "\" hidden=\"1\">" : "\">");
                data.append(cells(row + 1, hidden ? rows[row].substring(7) : rows[row]))
                        .append("</row>");
            }
        }
        return rawSheet(name, state, data.toString(), after);
    }

    /** Adds a sheet whose data is given as XML. */
    public RawWorkbook rawSheet(String name, String state, String data, String after) {
        sheets.add("<sheet name=\"" + name + "\" sheetId=\"" + (sheets.size() + 1) + "\"" + state + " r:id=\"rId"
                + (sheets.size() + 1) + "\"/>");
        return part(
                "xl/worksheets/sheet" + sheets.size() + ".xml",
                "<worksheet " + MAIN + "><sheetData>" + data + "</sheetData>" + after + "</worksheet>");
    }

    /** Sets a part, or puts another in its place. */
    public RawWorkbook part(String name, String content) {
        parts.put(name, content);
        return this;
    }

    /** Sets the styles of conditions, as XML. */
    public RawWorkbook differentialStyles(String xml) {
        differentialStyles = xml;
        return this;
    }

    /** Leaves out a part that a workbook usually has. */
    public RawWorkbook without(String name) {
        absent.add(name);
        return this;
    }

    private String cells(int row, String line) {
        StringBuilder xml = new StringBuilder();
        String[] cells = line.split("\\|", -1);
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                xml.append(cell((char) ('A' + column) + "" + row, cells[column]));
            }
        }
        return xml.toString();
    }

    private String cell(String place, String text) {
        String start = "<c r=\"" + place + "\"";
        if (text.startsWith("<c")) {
            return start + text.substring(2);
        }
        String value = text.length() > 2 ? text.substring(2) : "";
        return switch (text.length() > 2 && text.charAt(1) == ':' ? text.charAt(0) : ' ') {
            case 'n' -> number(start, value);
            case 'd' -> start + " s=\"1\"><v>" + value + "</v></c>";
            case 'p' -> start + " s=\"2\"><v>" + value + "</v></c>";
            case 'b' -> start + " t=\"b\"><v>" + value + "</v></c>";
            case 'e' -> start + " t=\"e\"><v>" + value + "</v></c>";
            case 'f' -> {
                String[] formula = value.split("=", 2);
                yield start + "><f>" + formula[0] + "</f>" + (formula.length > 1 ? "<v>" + formula[1] + "</v>" : "")
                        + "</c>";
            }
            default -> text(start, text);
        };
    }

    private String number(String start, String text) {
        Matcher number = NUMBER.matcher(text);
        if (!number.matches()) {
            return start + "><v>" + text + "</v></c>";
        }
        int style = formats.computeIfAbsent(number.group(2), added -> PREPARED + formats.size());
        return start + " s=\"" + style + "\"><v>" + number.group(1) + "</v></c>";
    }

    /** The prepared styles, and one for each format that a cell names. */
    private String styles() {
        StringBuilder codes = new StringBuilder();
        StringBuilder cells = new StringBuilder();
        for (Map.Entry<String, Integer> format : formats.entrySet()) {
            boolean builtIn = format.getKey().matches("#\\d+");
            String number = builtIn ? format.getKey().substring(1) : String.valueOf(170 + format.getValue());
            cells.append("<xf numFmtId=\"").append(number).append("\"/>");
            if (!builtIn) {
                codes.append("<numFmt numFmtId=\"").append(number).append("\" formatCode=\"");
                codes.append(escaped(format.getKey())).append("\"/>");
            }
        }
        return "<styleSheet " + MAIN + ">" + (codes.isEmpty() ? "" : "<numFmts>" + codes + "</numFmts>")
                + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"10\"/>" + cells
                + "</cellXfs>" + differentialStyles + "</styleSheet>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private String text(String start, String text) {
        String escaped = escaped(text);
        if (!shared) {
            return start + " t=\"inlineStr\"><is><t xml:space=\"preserve\">" + escaped + "</t></is></c>";
        }
        texts.add("<si><t xml:space=\"preserve\">" + escaped + "</t></si>");
        return start + " t=\"s\"><v>" + (texts.size() - 1) + "</v></c>";
    }

    /** The file. */
    public byte[] bytes() {
        Map<String, String> all = new LinkedHashMap<>();
        StringBuilder types = new StringBuilder(
                        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
                .append(
                        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
                .append("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
                .append(override("workbook", "sheet.main"))
                .append(override("styles", "styles"));
        StringBuilder links = new StringBuilder(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (int nth = 1; nth <= sheets.size(); nth++) {
            types.append(override("worksheets/sheet" + nth, "worksheet"));
            links.append("<Relationship Id=\"rId")
                    .append(nth)
                    .append("\" Type=\"" + LINKS + "/worksheet\" Target=\"worksheets/sheet")
                    .append(nth)
                    .append(".xml\"/>");
        }
        types.append(override("sharedStrings", "sharedStrings")).append("</Types>");
        all.put("[Content_Types].xml", types.toString());
        all.put("xl/_rels/workbook.xml.rels", links.append("</Relationships>").toString());
        all.put(
                "xl/workbook.xml",
                "<workbook " + MAIN + " xmlns:r=\"" + LINKS + "\">" + workbookProperties + "<sheets>"
                        + String.join("", sheets) + "</sheets></workbook>");
        all.put("xl/styles.xml", styles());
        all.put("xl/sharedStrings.xml", "<sst " + MAIN + ">" + String.join("", texts) + "</sst>");
        all.putAll(parts);
        all.keySet().removeAll(absent);
        return zip(all);
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"/xl/" + part
                + ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml." + type
                + "+xml\"/>";
    }

    private static byte[] zip(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                byte[] content = part.getValue().getBytes(StandardCharsets.UTF_8);
                ZipEntry entry = new ZipEntry(part.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
