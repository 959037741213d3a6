package dev.taizhang.summaries;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The declaration of a table without the computation of its rows: name, titles, grain, columns, and its place on the page and in
 * the workbook.
 *
 * @param name snake case, without namespace
 * @param title its display name: unique and, in Chinese, of Chinese characters only, because it names the view of the
 *     table
 * @param sentence "One row per …"
 * @param grain the columns that identify a row; the as-of date is the first
 * @param schema all columns; {@code as_of_date} is the first
 * @param retention which dates the warehouse keeps
 * @param page how the page shows it; empty if the page does not show it
 * @param workbook its position in the meeting's workbook, unless the configuration selects the sheets; empty if it has
 *     none
 * @param deprecated what readers should use instead; empty if the table stays
 * @param dividesTheWhole whether its rows divide the whole programme by one thing, so that copies for readers can print
 *     the programme's total below them
 */
public record TableHead(
        String name,
        Bilingual title,
        Bilingual sentence,
        List<String> grain,
        StructType schema,
        Retention retention,
        Optional<PagePart> page,
        OptionalInt workbook,
        boolean dividesTheWhole,
        Optional<Bilingual> deprecated) {
    /** The keys of every table, regardless of how its rows are computed. */
    static final Set<String> KEYS =
            Set.of("name", "title", "sentence", "page", "workbook", "divides_the_whole", "deprecated");

    /**
     * Reads the head of a table whose columns are known.
     *
     * @param grain the columns that identify a row, without the as-of date
     * @param schema all columns, {@code as_of_date} first
     * @throws dev.taizhang.definition.Failure if there is a mistake, with its file, line and key
     */
    static TableHead read(
            ConfigurationFile entry, Bilingual sentence, List<String> grain, StructType schema, Retention retention) {
        List<String> whole = new ArrayList<>(List.of(TableDefinition.AS_OF_DATE));
        whole.addAll(grain);
        return new TableHead(
                entry.name(),
                entry.bilingual("title"),
                sentence,
                List.copyOf(whole),
                schema,
                retention,
                entry.has("page") ? Optional.of(PagePart.read(entry, Set.of(schema.fieldNames()))) : Optional.empty(),
                entry.has("workbook") ? OptionalInt.of(entry.number("workbook")) : OptionalInt.empty(),
                entry.isTrue("divides_the_whole"),
                entry.has("deprecated") ? Optional.of(entry.bilingual("deprecated")) : Optional.empty());
    }

    /** Returns the head of the same table without some columns that do not identify its rows. */
    TableHead without(Set<String> columns) {
        return new TableHead(
                name,
                title,
                sentence,
                grain,
                new StructType(Stream.of(schema.fields())
                        .filter(field -> !columns.contains(field.name()))
                        .toArray(StructField[]::new)),
                retention,
                page.map(part -> part.without(columns)),
                workbook,
                dividesTheWhole,
                deprecated);
    }
}
