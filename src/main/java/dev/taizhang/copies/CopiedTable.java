package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import java.util.List;
import java.util.Optional;
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

    private static CopiedTable of(TableDefinition table) {
        return new CopiedTable(
                table.name().replaceFirst(".*\\.", ""),
                table.title(),
                table.sentence(),
                ReadableRows.of(table).schema(),
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

    /** Returns the tables of the warehouse that copies have: summaries, facts, deliveries and rejected rows. */
    static List<CopiedTable> published(OfficeTables office) {
        return Stream.of(
                        office.published().stream().map(CopiedTable::of),
                        States.TABLES.stream().map(CopiedTable::of),
                        Stream.of(LedgerTables.DELIVERIES, LedgerTables.REJECTED)
                                .map(CopiedTable::of))
                .flatMap(tables -> tables)
                .toList();
    }

    List<CopiedColumn> columns() {
        return Stream.of(schema.fields()).map(CopiedColumn::of).toList();
    }

    /** Returns title and sentence in one text. */
    Bilingual about() {
        return new Bilingual(title.zh() + "。" + sentence.zh(), title.en() + ". " + sentence.en());
    }

    /** Returns its version in a release. A table that the configuration selected after the release has no rows in it. */
    Release.TableVersion version(Release release) {
        return stored.map(table -> release.tables().get(table.name())).orElse(Release.TableVersion.EMPTY);
    }

    /** Returns its parts in a release, each with a text that changes if its rows do. */
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
