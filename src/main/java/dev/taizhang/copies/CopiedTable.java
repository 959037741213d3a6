package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.WarehouseTables;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructType;

/**
 * A table as copies receive it. A copy replaces it part by part: the rows of an as-of date, or all rows of a table
 * without dates.
 *
 * @param schema the columns that copies have
 * @param key the columns whose values identify a row
 * @param stored the table of the warehouse; empty for a {@link DimensionTable}
 * @param summary the summary table; empty for other tables
 */
record CopiedTable(
        String name,
        Bilingual title,
        Bilingual sentence,
        StructType schema,
        List<String> key,
        Optional<TableDefinition> stored,
        Optional<SummaryTable> summary) {
    /** The only part of a table without as-of dates. */
    static final String WHOLE = "all";

    /** Returns the tables of a warehouse that copies have: summaries, facts, deliveries and rejected rows. */
    static List<CopiedTable> all(OfficeTables office, Set<String> leftOut) {
        return Stream.concat(
                        office.published().stream().map(CopiedTable::of),
                        WarehouseTables.COPIED.stream().map(table -> of(table, leftOut)))
                .toList();
    }

    static CopiedTable of(SummaryTable table) {
        return new CopiedTable(
                table.name(),
                table.title(),
                table.sentence(),
                table.schema(),
                table.grain(),
                Optional.of(table.definition()),
                Optional.of(table));
    }

    /** Returns a table that is not a summary, without some columns. */
    static CopiedTable of(TableDefinition table, Set<String> leftOut) {
        return new CopiedTable(
                table.shortName(),
                table.title(),
                table.sentence(),
                ReadableRows.of(table, leftOut).schema(),
                table.grain(),
                Optional.of(table),
                Optional.empty());
    }

    static CopiedTable of(DimensionTable table) {
        return new CopiedTable(
                table.name(),
                table.title(),
                table.sentence(),
                table.schema(),
                table.key(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it has a row per member, which remains after the member has left. */
    boolean isDimension() {
        return DimensionTable.isDimension(name);
    }

    List<CopiedColumn> columns() {
        return Stream.of(schema.fields()).map(CopiedColumn::of).toList();
    }

    /** Returns what readers should use instead; empty if the table stays. */
    Optional<Bilingual> deprecated() {
        return summary.flatMap(table -> table.head().deprecated());
    }

    /** Returns title, sentence and deprecation in one text. */
    Bilingual about() {
        return CopyMessages.withDeprecation(
                new Bilingual(title.zh() + "。" + sentence.zh(), title.en() + ". " + sentence.en()), deprecated());
    }

    /** Returns its version in a release. A table that the configuration selected after the release has no rows in it. */
    Release.TableVersion version(Release release) {
        return stored.map(table -> release.tables().get(table.name())).orElse(Release.TableVersion.EMPTY);
    }

    /** Returns its parts in a release, each with a text that changes if its rows do; see {@link ReleaseRows#parts}. */
    SortedMap<String, String> parts(Release release) {
        Release.TableVersion version = version(release);
        if (isDated()) {
            return version.digests();
        }
        SortedMap<String, String> whole = new TreeMap<>();
        if (version.rows() > 0) {
            whole.put(WHOLE, Optional.ofNullable(version.content()).orElse(version.version() + " " + version.log()));
        }
        return whole;
    }

    private boolean isDated() {
        return key.contains(TableDefinition.AS_OF_DATE);
    }
}
