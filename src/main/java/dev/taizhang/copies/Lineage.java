package dev.taizhang.copies;

import com.google.common.collect.Lists;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Settings;
import dev.taizhang.facts.States;
import dev.taizhang.feeds.Feed;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From which files and tables each table is computed, and which tables and copies show it, as the definitions of feeds,
 * tables and copies say. What would lead to every table is left out: {@code ledger.deliveries}, {@code
 * ledger.withdrawals} and {@code ledger.rejected} decide which rows count, and reference tables name the members.
 *
 * @param nodes all files, tables and copies in the order of the data flow
 * @param edges in the order of the nodes that they lead to
 */
public record Lineage(List<Node> nodes, List<Edge> edges) {
    /** A stage of the data flow. */
    public enum Kind {
        FEED,
        LEDGER,
        FACT,
        SUMMARY,
        COPY;

        /** Returns the word for programs. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The files of a feed, a table, or a copy.
     *
     * @param name the name with its namespace
     * @param place the patterns of the files, or where the copy is; empty for a table
     */
    public record Node(Kind kind, String name, Bilingual title, String place) {
        /** Returns the name without the namespace. */
        public String shortName() {
            return name.substring(name.indexOf('.') + 1);
        }

        /** Returns its id on a page. Names of files may have spaces, which an id may not. */
        public String anchor() {
            return name.replaceAll("\\s", "_");
        }

        /** Whether it is a table of the warehouse. */
        public boolean isTable() {
            return kind != Kind.FEED && kind != Kind.COPY;
        }
    }

    /** A table or copy and what it is made from. */
    public record Edge(Node from, Node to) {}

    /** Derives the lineage of an office's tables. */
    public static Lineage of(OfficeTables office, Settings settings, Collection<Feed> feeds) {
        Map<Node, Set<String>> inputs = new LinkedHashMap<>();
        feeds.forEach(feed -> inputs.put(files(feed), Set.of()));
        LedgerTables.all().forEach(table -> inputs.put(table(Kind.LEDGER, table), names(of(table, feeds))));
        States.TABLES.forEach(table -> inputs.put(table(Kind.FACT, table), States.inputs(table)));
        office.known().forEach(table -> inputs.put(table(Kind.SUMMARY, table.definition()), table.inputs()));
        inputs.putAll(copies(office, CopySettings.of(settings)));
        List<Node> nodes = List.copyOf(inputs.keySet());
        return new Lineage(
                nodes,
                nodes.stream()
                        .flatMap(to -> nodes.stream()
                                .filter(from -> inputs.get(to).contains(from.name()))
                                .map(from -> new Edge(from, to)))
                        .toList());
    }

    private static Node files(Feed feed) {
        return new Node(
                Kind.FEED, "feeds." + feed.name(), new Bilingual("文件", "files"), String.join(", ", feed.files()));
    }

    private static Node table(Kind kind, TableDefinition table) {
        return new Node(kind, table.name(), table.title(), "");
    }

    /** Returns the files whose rows are in a table of the ledger. */
    private static Stream<Node> of(TableDefinition table, Collection<Feed> feeds) {
        return feeds.stream()
                .filter(feed -> LedgerTables.ofEveryFile().contains(table)
                        || LedgerTables.names(List.of(feed.dataset())).contains(table.name()))
                .map(Lineage::files);
    }

    private static Set<String> names(Stream<Node> nodes) {
        return nodes.map(Node::name).collect(Collectors.toSet());
    }

    private static Set<String> of(Collection<TableDefinition> tables) {
        return tables.stream().map(TableDefinition::name).collect(Collectors.toSet());
    }

    private static Map<Node, Set<String>> copies(OfficeTables all, CopySettings settings) {
        OfficeTables office = all.without(settings.leftOut());
        Set<String> whole = of(CopiedTable.all(office, settings.leftOut()).stream()
                .flatMap(table -> table.stored().stream())
                .toList());
        Set<String> every = of(WarehouseTables.published(office));
        Map<Node, Set<String>> copies = new LinkedHashMap<>();
        copies.put(copy("csv", "CSV", "CSV", "exports/<date>/*.csv"), of(CsvExports.tables(office)));
        copies.put(
                copy("workbook", "会议工作簿", "workbook", "exports/<date>/taizhang-<date>.xlsx"),
                of(MeetingWorkbook.tables(office, settings)));
        copies.put(
                copy("returns", "退回单", "return workbooks", "exports/<date>/returns/*.xlsx"),
                of(ReturnWorkbooks.TABLES));
        copies.put(copy("page", "网页", "page", "report/index.html"), of(Page.tables(office)));
        for (FileCopy file : settings.files().stream().sorted().toList()) {
            copies.put(
                    copy(file.word(), file.title(), file.title(), file.place()),
                    file == FileCopy.DELTA ? every : whole);
        }
        settings.mart().ifPresent(mart -> copies.put(copy("mart", "PostgreSQL", "PostgreSQL", mart.place()), whole));
        return copies;
    }

    private static Node copy(String name, String zh, String en, String place) {
        return new Node(Kind.COPY, "copies." + name, new Bilingual(zh, en), place);
    }

    /**
     * Finds a node by its name, with or without its namespace, or by the Chinese title of a table. Of several with the
     * same name, the one is meant that a query would find.
     */
    public Optional<Node> named(String name) {
        List<Node> latestFirst = Stream.concat(Lists.reverse(nodes).stream().filter(Node::isTable), ends().stream())
                .toList();
        return Stream.<Function<Node, String>>of(
                        Node::name,
                        Node::shortName,
                        node -> node.isTable() ? node.title().zh() : "")
                .flatMap(
                        by -> latestFirst.stream().filter(node -> by.apply(node).equals(name)))
                .findFirst();
    }

    /** Returns the nodes that are not tables: files and copies. */
    public List<Node> ends() {
        return nodes.stream().filter(node -> !node.isTable()).toList();
    }

    /** Returns what a node is made from. */
    public List<Node> inputs(Node node) {
        return edges.stream()
                .filter(edge -> edge.to().equals(node))
                .map(Edge::from)
                .toList();
    }

    /** Returns what is made from a node. */
    public List<Node> outputs(Node node) {
        return edges.stream()
                .filter(edge -> edge.from().equals(node))
                .map(Edge::to)
                .toList();
    }

    /** Returns the edges that lead to a node and away from it, over any number of steps. */
    public List<Edge> through(Node node) {
        Set<Node> before = reached(node, this::inputs);
        Set<Node> after = reached(node, this::outputs);
        return edges.stream()
                .filter(edge -> before.contains(edge.to()) || after.contains(edge.from()))
                .toList();
    }

    private static Set<Node> reached(Node start, Function<Node, List<Node>> steps) {
        Set<Node> reached = new LinkedHashSet<>();
        Deque<Node> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Node next = open.pop();
            if (reached.add(next)) {
                open.addAll(steps.apply(next));
            }
        }
        return reached;
    }
}
