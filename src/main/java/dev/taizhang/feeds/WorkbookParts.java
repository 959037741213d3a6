package dev.taizhang.feeds;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * Determines which parts of a workbook the reader opens, and as what. The reader follows content types and
 * relationships, not the extensions of names, so a sheet may be in {@code sheet1.dat}. Names are resolved here in the
 * same way.
 */
final class WorkbookParts {
    /** The root elements of sheets; only the first kind has rows. */
    static final Set<String> SHEETS = Set.of("worksheet", "chartsheet", "dialogsheet", "macrosheet");

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** The expected root elements of each type of part that the reader keeps in memory. */
    private static final Map<String, Set<String>> ROOTS = Map.of(
            SPREADSHEET + "sheet.main+xml",
            Set.of("workbook"),
            "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            Set.of("workbook"),
            SPREADSHEET + "sharedStrings+xml",
            Set.of("sst"),
            SPREADSHEET + "styles+xml",
            Set.of("styleSheet"));

    private static final Pattern PART = Pattern.compile("^(.*/)([^/]+)$");

    private final Set<String> workbooks = new HashSet<>(Set.of("/xl/workbook.xml"));
    private final Map<String, Set<String>> expectedRoots = byName();
    private final Map<String, String> roots = byName();
    private final Map<String, Map<String, String>> links = byName();
    private final Set<String> sheetIds = new HashSet<>();
    private final Map<String, String> sheets = new TreeMap<>();

    private static <T> Map<String, T> byName() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** Notes the root element of a part. */
    void root(String part, String element) {
        roots.put(part, element);
    }

    /** Notes the references of an element to other parts. Like the reader, it ignores the position of the element. */
    void element(String part, XMLStreamReader xml) {
        if (part.equalsIgnoreCase(CONTENT_TYPES)) {
            String type = xml.getAttributeValue(null, "ContentType");
            String name = xml.getAttributeValue(null, "PartName");
            if (type != null && name != null && ROOTS.containsKey(type)) {
                expectedRoots.put(entry(name), ROOTS.get(type));
                if (ROOTS.get(type).contains("workbook")) {
                    workbooks.add(name);
                }
            }
        }
        if (xml.getLocalName().equals("Relationship")) {
            links.computeIfAbsent(part, name -> new TreeMap<>())
                    .put(
                            String.valueOf(xml.getAttributeValue(null, "Id")),
                            String.valueOf(xml.getAttributeValue(null, "Target")));
        } else if (xml.getLocalName().equals("sheet")) {
            for (int place = 0; place < xml.getAttributeCount(); place++) {
                if (xml.getAttributeLocalName(place).equals("id")) {
                    sheetIds.add(xml.getAttributeValue(place));
                }
            }
        }
    }

    /** The names of the parts that the reader opens, as far as known from the parts scanned so far. */
    Set<String> opened() {
        for (String workbook : workbooks) {
            String relationships = PART.matcher(workbook).replaceFirst("$1_rels/$2.rels");
            String folder = relationships.substring(0, Math.max(0, relationships.indexOf("_rel")));
            expectedRoots.putIfAbsent(entry(relationships), Set.of("Relationships"));
            links.getOrDefault(entry(relationships), Map.of()).forEach((id, target) -> {
                if (sheetIds.contains(id)) {
                    String sheet = entry(target.startsWith("/") ? target : folder + target);
                    sheets.put(id, sheet);
                    expectedRoots.putIfAbsent(sheet, SHEETS);
                }
            });
        }
        Set<String> opened = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        opened.add(CONTENT_TYPES);
        opened.addAll(expectedRoots.keySet());
        return opened;
    }

    /** The part of the sheet with an id in the workbook; empty if there is none. */
    String sheet(String id) {
        return sheets.getOrDefault(id, "");
    }

    /**
     * Refuses a workbook in which a part is not of the stated type: it would be read without the limits of that type.
     */
    void check() {
        expectedRoots.forEach((part, expected) -> {
            if (roots.containsKey(part) && !expected.contains(roots.get(part))) {
                throw RefusalMessages.brokenWorkbook();
            }
        });
    }

    private static String entry(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
