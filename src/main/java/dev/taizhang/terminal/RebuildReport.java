package dev.taizhang.terminal;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.ledger.Release;
import dev.taizhang.publication.Comparison;
import java.util.List;

/** What is printed about a warehouse that was made anew: the tables and figures that differ from the release that stands. */
public final class RebuildReport {
    private static final int MOST_LISTED = 40;

    private RebuildReport() {}

    /** Returns the tables that differ, then their figures, and at the end what they come to. */
    public static String text(Comparison comparison, Release standing, String folder) {
        List<Comparison.Different> different = comparison.different();
        StringBuilder text = new StringBuilder();
        if (!different.isEmpty()) {
            text.append(tables(different)).append('\n');
        }
        List<Bilingual> ends = List.of(
                different.isEmpty()
                        ? TerminalMessages.sameTables(comparison.compared(), standing.number())
                        : TerminalMessages.otherTables(different.size(), comparison.compared(), standing.number()),
                TerminalMessages.rebuiltIn(folder));
        ends.forEach(end -> text.append(end.line()).append('\n'));
        return text.toString();
    }

    /** Returns what is said if the release that stands is not known. */
    public static String nothingToCompare(String folder) {
        return TerminalMessages.nothingToCompare().line() + "\n"
                + TerminalMessages.rebuiltIn(folder).line() + "\n";
    }

    private static String tables(List<Comparison.Different> different) {
        TextTable tables = new TextTable(
                List.of("表 table", "现行行数 rows", "重建行数 rebuilt", "不同的数字 figures"), List.of(false, true, true, true));
        TextTable cells = new TextTable(
                List.of("表 table", "行 row", "列 column", "现行 current", "重建 rebuilt"),
                List.of(false, false, false, true, true));
        boolean any = false;
        for (Comparison.Different table : different) {
            tables.add(List.of(
                    table.table(),
                    table.before().map(Object::toString).orElse(""),
                    table.after().map(Object::toString).orElse(""),
                    table.cells().isEmpty()
                            ? ""
                            : Integer.toString(table.cells().size())));
            for (Comparison.Cell cell :
                    table.cells().subList(0, Math.min(MOST_LISTED, table.cells().size()))) {
                cells.add(List.of(table.table(), cell.key(), cell.column(), cell.before(), cell.after()));
                any = true;
            }
        }
        return tables.text() + (any ? "\n" + cells.text() : "");
    }
}
