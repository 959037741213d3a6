package dev.taizhang.feeds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;

/**
 * The number formats of the cells of a workbook. Only the formats of cells count: conditional styles use the same
 * numbers for formats of their own.
 */
final class CellFormats {
    private final List<String> codes = new ArrayList<>();

    /** No formats, for a workbook without styles. */
    CellFormats() {}

    /**
     * Takes the formats of a workbook.
     *
     * @param spelled the codes that the workbook spells out, by their number
     * @param formats the number of the format of each cell style
     */
    CellFormats(Map<Integer, String> spelled, List<Integer> formats) {
        formats.forEach(format -> codes.add(spelled.getOrDefault(format, BuiltInFormats.code(format))));
    }

    /** Reads the styles of a workbook. */
    static CellFormats of(WorkbookArchive archive, String name) throws IOException, XMLStreamException {
        Map<Integer, String> spelled = new HashMap<>();
        List<Integer> formats = new ArrayList<>();
        try (WorkbookPart part = archive.open(name, "styleSheet")) {
            String section = "";
            while (part.next()) {
                if (!part.atStart()) {
                    continue;
                }
                if (part.depth() == 2) {
                    section = part.name();
                } else if (part.depth() == 3 && section.equals("numFmts")) {
                    spelled.put(number(part.attribute("numFmtId")), String.valueOf(part.rawAttribute("formatCode")));
                } else if (part.depth() == 3 && section.equals("cellXfs")) {
                    formats.add(number(part.attribute("numFmtId")));
                }
            }
        }
        return new CellFormats(spelled, formats);
    }

    private static int number(String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    /** The format code of a cell style. */
    String code(int style) {
        return style >= 0 && style < codes.size() ? codes.get(style) : BuiltInFormats.GENERAL;
    }
}
