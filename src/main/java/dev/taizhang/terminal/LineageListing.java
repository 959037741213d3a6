package dev.taizhang.terminal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.taizhang.copies.Lineage;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.query.QueryFailure;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From what tables are computed and where they are shown, as lists for a terminal and for programs. */
public final class LineageListing {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Lineage lineage;

    public LineageListing(Lineage lineage) {
        this.lineage = lineage;
    }

    /** Returns one line for each table, with the copies that show it and what it is computed from. */
    public String all() {
        TextTable table =
                new TextTable(List.of("表 table", "副本 shown in", "来源 computed from"), List.of(false, false, false));
        lineage.nodes().stream()
                .filter(Lineage.Node::isTable)
                .forEach(node -> table.add(List.of(
                        node.name(),
                        names(lineage.outputs(node).stream().filter(next -> !next.isTable())),
                        names(lineage.inputs(node).stream()))));
        return table.text();
    }

    private static String names(Stream<Lineage.Node> nodes) {
        return nodes.map(Lineage.Node::shortName).collect(Collectors.joining(", "));
    }

    /**
     * Returns a table with everything that it is computed from, and everything that is made from it, each below what it
     * leads to.
     *
     * @param name the name of a table in either language, of a feed or of a copy
     * @throws Failure if there is none
     */
    public String of(String name) {
        Lineage.Node node = node(name);
        return line(node) + "\n"
                + branch("来源 computed from", node, lineage::inputs)
                + branch("用于 used in", node, lineage::outputs);
    }

    private static String branch(String heading, Lineage.Node node, Function<Lineage.Node, List<Lineage.Node>> next) {
        return next.apply(node).isEmpty() ? "" : "\n" + heading + "\n" + below(node, "  ", next, new HashSet<>());
    }

    /** Returns what follows a node. What stands further up already is not followed again. */
    private static String below(
            Lineage.Node node,
            String indent,
            Function<Lineage.Node, List<Lineage.Node>> next,
            Set<Lineage.Node> shown) {
        StringBuilder text = new StringBuilder();
        for (Lineage.Node one : next.apply(node)) {
            boolean isNew = shown.add(one);
            boolean isFollowed = !next.apply(one).isEmpty();
            text.append(indent)
                    .append(line(one))
                    .append(!isNew && isFollowed ? "（见上 see above）" : "")
                    .append('\n');
            if (isNew) {
                text.append(below(one, indent + "  ", next, shown));
            }
        }
        return text.toString();
    }

    private static String line(Lineage.Node node) {
        String title = node.title().zh().equals(node.title().en())
                ? node.title().zh()
                : node.title().line();
        String place = node.place().isEmpty() ? "" : " · " + Names.shown(node.place());
        return Names.shown(node.name()) + " · " + title + place;
    }

    /** Returns one JSON object a line for each edge of the whole. */
    public String allAsJson() {
        return json(lineage.edges());
    }

    /** Returns one JSON object a line for each edge that leads to a table or away from it. */
    public String asJson(String name) {
        return json(lineage.through(node(name)));
    }

    private static String json(Collection<Lineage.Edge> edges) {
        return edges.stream().map(edge -> json(edge) + "\n").collect(Collectors.joining());
    }

    private static ObjectNode json(Lineage.Edge edge) {
        return JSON.createObjectNode()
                .put("from", edge.from().name())
                .put("from_kind", edge.from().kind().word())
                .put("to", edge.to().name())
                .put("to_kind", edge.to().kind().word());
    }

    private Lineage.Node node(String name) {
        return lineage.named(TableListing.stored(name))
                .orElseThrow(() -> QueryFailure.noTable(
                        name, lineage.nodes().stream().map(Lineage.Node::name).toList()));
    }
}
