package dev.taizhang.copies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.LineKind;
import dev.taizhang.summaries.PagePart;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * The data of the page as JSON, from which its script draws everything below the first screen. Texts stand once, in a
 * list, and cells refer to them by position. Numbers are exact, as text, because a script's numbers are not.
 */
final class PageData {
    private static final List<String> TEXTS = List.of("text", "district");

    private final ObjectNode data = new ObjectMapper().createObjectNode();
    private final Map<Bilingual, Integer> texts = new LinkedHashMap<>();
    private final ObjectNode blocks = data.putObject("blocks");
    private final PageTexts names;

    PageData(PageTexts names) {
        this.names = names;
    }

    PageData with(String key, String value) {
        data.put(key, value);
        return this;
    }

    PageData with(String key, Bilingual value) {
        data.set(key, pair(value));
        return this;
    }

    /** Adds texts under names of their own. */
    PageData with(String key, Map<String, Bilingual> values) {
        ObjectNode object = data.putObject(key);
        values.forEach((name, text) -> object.set(name, pair(text)));
        return this;
    }

    /** Adds the place of a district on the map of tiles. */
    void tile(String district, List<Integer> place) {
        place.forEach(data.withObjectProperty("tiles").withArrayProperty(district)::add);
    }

    private ArrayNode pair(Bilingual text) {
        return data.arrayNode().add(text.zh()).add(text.en());
    }

    /** Returns the position of a text in the list. */
    private int text(Bilingual text) {
        return texts.computeIfAbsent(text, added -> texts.size());
    }

    /** Adds the scorecard: the whole programme and a line for each district. */
    void scorecard(Optional<ScoreLine> whole, List<ScoreLine> lines) {
        whole.ifPresent(line -> data.set("whole", scoreLine(line)));
        ArrayNode all = data.putArray("scorecard");
        lines.forEach(line -> all.add(scoreLine(line)));
    }

    private ObjectNode scoreLine(ScoreLine line) {
        ObjectNode node = data.objectNode()
                .put("code", line.code())
                .put("name", text(line.name()))
                .put("group", text(line.group()))
                .put("member", line.member());
        ObjectNode figures = node.putObject("figures");
        line.figures().forEach((column, value) -> figures.put(column, plain(value)));
        return node;
    }

    /** Adds the findings about a district; those about the whole programme stand in the page itself. */
    void findings(String district, List<Finding> findings) {
        ArrayNode said = data.withObjectProperty("findings").putArray(district);
        findings.forEach(finding -> said.addArray().add(text(finding.text())).add(finding.target()));
    }

    void chapter(String name, Bilingual title, List<String> blocksOfIt) {
        ObjectNode chapter = data.withArrayProperty("chapters").addObject();
        chapter.put("name", name).set("title", pair(title));
        blocksOfIt.forEach(chapter.putArray("blocks")::add);
    }

    /** Adds a block of a summary table. */
    void block(PageSection section) {
        ObjectNode block =
                block(section.table(), section.title(), section.finding(), section.columns(), section.whole());
        block.put("chart", section.part().chart().name())
                .put("label", section.part().label())
                .put("mark", section.part().mark());
        if (!section.part().finding().isEmpty() && section.part().chart() != PagePart.Chart.LADDER) {
            block.put(
                    "order",
                    (section.part().lowest() ? "" : "-") + section.part().finding());
        }
        section.part().series().forEach(block.putArray("series")::add);
        ArrayNode rows = block.putArray("rows");
        boolean ofProjects = section.rows().stream()
                .anyMatch(row -> !PageSections.text(row, "project_code").isEmpty());
        for (Row row : section.rows()) {
            ArrayNode cells = rows.addArray()
                    .add(PageSections.text(row, "district_code"))
                    .add(PageSections.text(row, "currency"))
                    .add(kind(PageSections.text(row, "line_kind")))
                    .add(ofProjects ? PageSections.text(row, "project_code") : "");
            section.columns().forEach(column -> add(cells, column, row));
        }
        section.total().ifPresent(total -> {
            ArrayNode cells = block.putArray("total")
                    .add("")
                    .add(PageSections.text(total, "currency"))
                    .add("")
                    .add("");
            section.columns().forEach(column -> {
                if (!TEXTS.contains(column.kind()) && Totals.has(total, column.name())) {
                    add(cells, column, total);
                } else {
                    cells.addNull();
                }
            });
        });
    }

    /** Adds a list that is no summary table. */
    void block(PageBlock list) {
        ObjectNode block = block(list.name(), list.title(), list.finding(), list.columns(), list.whole());
        ArrayNode rows = block.putArray("rows");
        for (PageBlock.Line line : list.rows()) {
            ArrayNode cells = rows.addArray()
                    .add(line.district())
                    .add(line.currency())
                    .add(line.kind())
                    .add(line.project());
            for (int place = 0; place < list.columns().size(); place++) {
                PageCell cell = line.cells().get(place);
                if (cell.blank()) {
                    cells.addNull();
                } else if (TEXTS.contains(list.columns().get(place).kind())) {
                    cells.add(text(cell.text()));
                } else {
                    cells.add(cell.exact());
                }
            }
        }
    }

    private ObjectNode block(
            String name, Bilingual title, Optional<Bilingual> finding, List<PageColumn> columns, long whole) {
        ObjectNode block = blocks.putObject(name);
        block.set("title", pair(title));
        finding.ifPresent(said -> block.set("finding", pair(said)));
        block.put("whole", whole);
        ArrayNode heads = block.putArray("columns");
        for (PageColumn column : columns) {
            ArrayNode head = heads.addArray().add(column.name()).add(column.kind());
            head.add(pair(column.title())).add(pair(column.meaning()));
        }
        return block;
    }

    private static String kind(String kind) {
        return kind.equals(LineKind.MEMBER.code()) ? "" : kind;
    }

    private void add(ArrayNode cells, PageColumn column, Row row) {
        Object value = row.getAs(column.name());
        if (value == null) {
            cells.addNull();
        } else if (TEXTS.contains(column.kind())) {
            cells.add(text(names.text(row, column.name())));
        } else {
            cells.add(value instanceof BigDecimal decimal ? plain(decimal) : value.toString());
        }
    }

    /** Without zeros at the end, which say nothing. */
    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** Adds what was delivered about the listed projects. */
    void reports(Map<String, ProjectReports.OfProject> projects) {
        ObjectNode all = data.putObject("reports");
        projects.forEach((code, delivered) -> {
            ArrayNode project = all.putArray(code);
            add(project.addArray(), delivered.record());
            for (ProjectReports.Report report : delivered.reports()) {
                ArrayNode cells = project.addArray().add(report.month()).add(report.currency());
                Stream.concat(report.amounts().stream(), Stream.ofNullable(report.physical()))
                        .forEach(value -> cells.add(value == null ? null : plain(value)));
                if (report.physical() == null) {
                    cells.addNull();
                }
                add(cells, report.place());
            }
        });
    }

    private void add(ArrayNode cells, ProjectReports.Place place) {
        cells.add(text(new Bilingual(place.file(), place.file())))
                .add(text(new Bilingual(place.sheet(), place.sheet())))
                .add(place.row());
    }

    /** Returns the JSON in a form that can stand within a script element. */
    String json() {
        ArrayNode list = data.putArray("texts");
        texts.keySet().forEach(text -> {
            if (text.zh().equals(text.en())) {
                list.add(text.zh());
            } else {
                list.add(pair(text));
            }
        });
        // These occur within texts only.
        return data.toString()
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
