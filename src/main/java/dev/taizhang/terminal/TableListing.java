package dev.taizhang.terminal;

import dev.taizhang.copies.ChineseView;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.query.QueryFailure;
import java.util.List;
import org.apache.spark.sql.types.StructField;

/** The tables that queries can read, as lists for a terminal. */
public final class TableListing {
    private final List<TableDefinition> known;

    public TableListing(List<TableDefinition> known) {
        this.known = known;
    }

    /** Returns the tables of a release, with their number of rows and newest date. */
    public String of(Release release) {
        TextTable table = new TextTable(
                List.of("表 table", "名称 title", "行数 rows", "截止 as of", "版本 version", "一行是 one row"),
                List.of(false, false, true, false, true, false));
        for (TableDefinition definition : known) {
            Release.TableVersion version = release.tables().get(definition.name());
            if (version != null) {
                table.add(List.of(
                        definition.name(),
                        definition.title().zh(),
                        Long.toString(version.rows()),
                        version.digests().isEmpty() ? "" : version.digests().lastKey(),
                        Long.toString(version.version()),
                        definition.sentence().line()));
            } else if (definition.equals(LedgerTables.RUNS)) {
                table.add(List.of(
                        definition.name(),
                        definition.title().zh(),
                        Long.toString(release.number()),
                        "",
                        "",
                        definition.sentence().line()));
            }
        }
        return table.text();
    }

    /** Returns the name of a table without the qualifiers of its views. */
    static String stored(String name) {
        return name.replaceFirst("^latest\\.", "summaries.").replaceFirst("^" + ChineseView.LATEST + "\\.", "");
    }

    /**
     * Returns the columns of a table.
     *
     * @param name its name in either language, with or without the qualifier of a query
     * @throws Failure if there is no such table
     */
    public String columns(String name) {
        String bare = stored(name);
        TableDefinition wanted = known.stream()
                .filter(definition -> definition.name().equals(bare)
                        || definition.name().endsWith("." + bare)
                        || definition.title().zh().equals(bare))
                .findFirst()
                .orElseThrow(() -> QueryFailure.noTable(
                        name, known.stream().map(TableDefinition::name).toList()));
        TextTable table = new TextTable(List.of("列 column", "类型 type", "说明 meaning"), List.of(false, false, false));
        for (StructField field : wanted.schema().fields()) {
            table.add(List.of(
                    field.name(), field.dataType().sql(), field.getComment().getOrElse(() -> "")));
        }
        return wanted.name() + " · " + wanted.title().line() + " · "
                + wanted.sentence().line() + "\n\n" + table.text();
    }
}
