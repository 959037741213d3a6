package dev.taizhang.feeds;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;

/**
 * Which parts of a workbook its reader opens, and as what. The reader follows the content types and the relationships of the
 * workbook and cares for no ending of a name, so that a sheet may lie in {@code sheet1.dat}; names are resolved here as it does.
 */
final class WorkbookParts {
    /** The root elements of sheets; all but the first hold no rows. */
    static final Set<String> SHEETS = Set.of("worksheet", "chartsheet", "dialogsheet", "macrosheet");

    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** The root element of each type of part that the reader keeps in memory. */
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
    private final Map<String, Set<String>> rootsDue = byName();
    private final Map<String, String> roots = byName();
    private final Map<String, Map<String, String>> links = byName();
    private final Set<String> sheetIds = new HashSet<>();
    private final Map<String, String> sheets = new TreeMap<>();

    private static <T> Map<String, T> byName() {
        return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    }

    /** Notes with which element a part begins. */
    void root(String part, String element) {
        roots.put(part, element);
    }

    /** Notes what an element says about other parts. The reader looks at the names of elements, wherever they stand. */
    void element(String part, XMLStreamReader xml) {
        if (part.equalsIgnoreCase(CONTENT_TYPES)) {
            String type = xml.getAttributeValue(null, "ContentType");
            String name = xml.getAttributeValue(null, "PartName");
            if (type != null && name != null && ROOTS.containsKey(type)) {
                rootsDue.put(entry(name), ROOTS.get(type));
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

    /** The names of the parts that the reader opens, as far as the parts scanned so far name them. */
    Set<String> opened() {
        for (String workbook : workbooks) {
            String relationships = PART.matcher(workbook).replaceFirst("$1_rels/$2.rels");
            String folder = relationships.substring(0, Math.max(0, relationships.indexOf("_rel")));
            rootsDue.putIfAbsent(entry(relationships), Set.of("Relationships"));
            links.getOrDefault(entry(relationships), Map.of()).forEach((id, target) -> {
                if (sheetIds.contains(id)) {
                    String sheet = entry(target.startsWith("/") ? target : folder + target);
                    sheets.put(id, sheet);
                    rootsDue.putIfAbsent(sheet, SHEETS);
                }
            });
        }
        Set<String> opened = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        opened.add(CONTENT_TYPES);
        opened.addAll(rootsDue.keySet());
        return opened;
    }

    /** The part of the sheet that the workbook knows by an id; empty if it names none. */
    String sheet(String id) {
        return sheets.getOrDefault(id, "");
    }

    /** Refuses a workbook in which a part is not what the workbook says: it would be read without that part's bounds. */
    void check() {
        rootsDue.forEach((part, due) -> {
            if (roots.containsKey(part) && !due.contains(roots.get(part))) {
                throw WorkbookFile.unreadable();
            }
        });
    }

    private static String entry(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }
}
