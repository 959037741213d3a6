package dev.taizhang.copies;

import dev.taizhang.cube.Measure;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;

/** All tables with their descriptions, as shown in {@code docs/tables.md} and {@code report/tables.html}. */
public final class Catalogue {
    private Catalogue() {}

    /**
     * A table as shown on the page of tables.
     *
     * @param rows its number of rows over all dates that are kept
     * @param changed the release that last changed it; empty if there is none
     * @param from the files and tables from which it is computed
     * @param to the tables and copies that are made from it
     */
    record Entry(
            String name,
            Bilingual title,
            Bilingual sentence,
            List<String> grain,
            Bilingual kept,
            String rows,
            String changed,
            List<Lineage.Node> from,
            List<Lineage.Node> to,
            List<Line> lines) {}

    /** A column of a table. The formula is empty except for measures. */
    record Line(String name, String type, Bilingual meaning, String formula) {}

    /** Describes which dates of a table the warehouse keeps. */
    public static Bilingual kept(TableDefinition table) {
        return table.name().startsWith("ledger.")
                ? new Bilingual("只增不改，全部保留", "all rows; the table is append-only")
                : table.retention().dates();
    }

    /** Returns the tables as contained in a release. */
    static List<Entry> of(Release release, OfficeTables office, Lineage lineage) {
        return WarehouseTables.known(office).stream()
                .map(table -> new Entry(
                        table.name(),
                        table.title(),
                        table.sentence(),
                        table.grain(),
                        kept(table),
                        rows(table, release),
                        changed(table, release),
                        lineage.named(table.name()).map(lineage::inputs).orElse(List.of()),
                        lineage.named(table.name()).map(lineage::outputs).orElse(List.of()),
                        Stream.of(table.schema().fields()).map(Catalogue::line).toList()))
                .toList();
    }

    private static Line line(StructField field) {
        return new Line(
                field.name(),
                field.dataType().sql(),
                Column.comment(field),
                field.metadata().contains(Measure.FORMULA) ? field.metadata().getString(Measure.FORMULA) : "");
    }

    private static String rows(TableDefinition table, Release release) {
        if (table.equals(LedgerTables.RUNS)) {
            return Long.toString(release.number());
        }
        Release.TableVersion standing = release.tables().get(table.name());
        return standing == null ? "" : Long.toString(standing.rows());
    }

    /** Returns the run that last changed the table. */
    private static String changed(TableDefinition table, Release release) {
        return Optional.ofNullable(release.tables().get(table.name()))
                .map(Release.TableVersion::since)
                .orElse("");
    }
}
