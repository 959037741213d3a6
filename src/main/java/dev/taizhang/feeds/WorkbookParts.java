package dev.taizhang.feeds;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * Determines which parts of a workbook have its sheets, texts and styles. Like Excel it follows relationships, not the
 * names of parts; if a program wrote none, it follows the content types. Types are known by their last word, because
 * the strict form of the format has others than the usual one.
 */
final class WorkbookParts {
    private static final String CONTENT_TYPES = "[Content_Types].xml";
    private static final String WORKBOOK = "xl/workbook.xml";

    /** One sheet with cells. */
    record Sheet(String name, boolean hidden, String part) {}

    private record Relationship(String id, String type, String target) {}

    private final WorkbookArchive archive;
    private final Map<String, String> partsByType = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final List<Relationship> relationships;
    private final String workbook;
    private boolean from1904;
    private boolean computedOnOpening;

    /** Reads the content types, the relationships and the list of sheets. */
    WorkbookParts(WorkbookArchive archive) throws IOException, XMLStreamException {
        this.archive = archive;
        readContentTypes();
        this.workbook = relationships("_rels/.rels").stream()
                .filter(link -> link.type().equals("officeDocument"))
                .map(Relationship::target)
                .filter(archive::has)
                .findFirst()
                .orElse(partsByType.getOrDefault("main", WORKBOOK));
        int folder = workbook.lastIndexOf('/') + 1;
        this.relationships =
                relationships(workbook.substring(0, folder) + "_rels/" + workbook.substring(folder) + ".rels");
        readSheets();
    }

    private void readContentTypes() throws IOException, XMLStreamException {
        if (!archive.has(CONTENT_TYPES)) {
            return;
        }
        try (WorkbookPart types = archive.open(CONTENT_TYPES, "Types")) {
            while (types.next()) {
                String type = types.atStart() ? types.attribute("ContentType") : null;
                String part = types.atStart() ? types.attribute("PartName") : null;
                if (type != null && part != null) {
                    partsByType.putIfAbsent(lastWord(type.replaceFirst("\\+xml$", "")), part);
                }
            }
        }
    }

    private List<Relationship> relationships(String name) throws IOException, XMLStreamException {
        List<Relationship> links = new ArrayList<>();
        if (!archive.has(name)) {
            return links;
        }
        try (WorkbookPart part = archive.open(name, "Relationships")) {
            while (part.next()) {
                if (part.atStart() && part.name().equals("Relationship")) {
                    links.add(new Relationship(
                            part.attribute("Id"),
                            lastWord(String.valueOf(part.attribute("Type"))),
                            String.valueOf(part.attribute("Target"))));
                }
            }
        }
        return links;
    }

    private static String lastWord(String type) {
        return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('.')) + 1);
    }

    private void readSheets() throws IOException, XMLStreamException {
        try (WorkbookPart part = archive.open(workbook, "workbook")) {
            while (part.next()) {
                if (part.atStart() && part.depth() == 2 && part.name().equals("workbookPr")) {
                    from1904 = part.flag("date1904");
                } else if (part.atStart() && part.depth() == 2 && part.name().equals("calcPr")) {
                    computedOnOpening = part.flag("fullCalcOnLoad");
                } else if (part.atStart() && part.depth() == 3 && part.name().equals("sheet")) {
                    String id = part.rawAttribute("id");
                    Optional<Relationship> link = relationships.stream()
                            .filter(candidate -> id != null && id.strip().equals(candidate.id()))
                            .findFirst();
                    // Charts, dialogs and macros of Excel 4 stand among the sheets, but have no cells.
                    if (link.isEmpty() || link.get().type().equals("worksheet")) {
                        String state = part.attribute("state");
                        sheets.add(new Sheet(
                                part.rawAttribute("name"),
                                state != null && !state.equals("visible"),
                                link.map(found -> resolved(found.target())).orElse("")));
                    }
                }
            }
        }
    }

    private String resolved(String target) {
        boolean absolute = target.startsWith("/") || target.startsWith("\\");
        return absolute ? target : workbook.substring(0, workbook.lastIndexOf('/') + 1) + target;
    }

    /** The sheets with cells, in their order. */
    List<Sheet> sheets() {
        return sheets;
    }

    /** Whether the workbook counts days from 1904. */
    boolean isFrom1904() {
        return from1904;
    }

    /** Whether the program that wrote the workbook left its formulas to the program that opens it. */
    boolean isComputedOnOpening() {
        return computedOnOpening;
    }

    /** The part with the texts of the cells, if there is one. */
    Optional<String> strings() {
        return part("sharedStrings");
    }

    /** The part with the styles of the cells, if there is one. */
    Optional<String> styles() {
        return part("styles");
    }

    private Optional<String> part(String type) {
        return relationships.stream()
                .filter(link -> link.type().equals(type))
                .map(link -> resolved(link.target()))
                .findFirst()
                .or(() -> Optional.ofNullable(partsByType.get(type)))
                .filter(archive::has);
    }
}
