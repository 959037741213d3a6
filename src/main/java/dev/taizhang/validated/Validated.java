package dev.taizhang.validated;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.CachedRows;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Steps;
import dev.taizhang.feeds.ReturnVerdict;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/**
 * The validated rows of the new deliveries of one dataset.
 *
 * @param dataset the dataset
 * @param rows every row with its outcome and its typed values
 * @param counts the number of rows of each delivery by district and outcome
 * @param refusals the reason to refuse a delivery as a whole, by its number; the rows of such a delivery are void
 * @param unreadableKeys the number of rows with an unreadable key, by delivery
 * @param lastDates the latest date of the rows, by delivery; absent if they have no date
 * @param mixedDates the deliveries whose rows have more than one date
 * @param columns the columns of each delivery, by its number
 * @param failing the first rows that break a rule which stops publication
 * @param cached the caches to release at the end
 */
public record Validated(
        DatasetDefinition dataset,
        Steps rows,
        List<Count> counts,
        Map<Long, Refused> refusals,
        Map<Long, Long> unreadableKeys,
        Map<Long, Date> lastDates,
        List<Long> mixedDates,
        Map<Long, DeliveredColumns> columns,
        List<Failing> failing,
        List<CachedRows> cached)
        implements AutoCloseable {
    /** The reason to refuse a delivery. */
    public record Refused(String rule, Bilingual sentence) {}

    /** A row that breaks a rule which stops publication. */
    public record Failing(long deliveryNumber, String sheet, int rowNumber, String rule, Bilingual sentence) {}

    /**
     * The number of rows of one delivery with one district and one outcome.
     *
     * @param outcome accepted, rejected or left_out
     * @param reason the reason to leave them out; null for other outcomes
     */
    public record Count(
            long deliveryNumber, String districtCode, String outcome, String reason, long rows, long warnings) {}

    static Validated of(
            DatasetDefinition dataset,
            Steps rows,
            List<Row> grouped,
            Map<Long, DeliveredColumns> columns,
            List<Failing> failing,
            List<CachedRows> cached) {
        Map<Long, Refused> refusals = new TreeMap<>();
        for (Row row : grouped) {
            Row refusal = row.getAs("refusal");
            if (refusal != null) {
                refusals.put(
                        row.getAs("delivery_number"),
                        new Refused(
                                refusal.getAs("rule"),
                                new Bilingual(refusal.getAs("sentence_zh"), refusal.getAs("sentence_en"))));
            }
        }
        List<Row> valid = grouped.stream()
                .filter(row -> !refusals.containsKey(row.<Long>getAs("delivery_number")))
                .toList();
        Set<Long> dated = valid.stream()
                .filter(row -> isCounted(row) && row.getAs("first_date") != null)
                .map(row -> row.<Long>getAs("delivery_number"))
                .collect(Collectors.toSet());
        Map<Long, Long> unreadable = new TreeMap<>();
        Map<Long, Date> first = new TreeMap<>();
        Map<Long, Date> last = new TreeMap<>();
        for (Row row : valid) {
            long number = row.getAs("delivery_number");
            unreadable.merge(number, row.<Long>getAs("unreadable_keys"), Long::sum);
            Date from = row.getAs("first_date");
            Date to = row.getAs("last_date");
            // The dates of rows that are left out matter only if there are no other rows.
            if (from != null && (isCounted(row) || !dated.contains(number))) {
                first.merge(number, from, (one, other) -> one.before(other) ? one : other);
                last.merge(number, to, (one, other) -> one.after(other) ? one : other);
            }
        }
        List<Count> counts = valid.stream()
                .map(row -> new Count(
                        row.getAs("delivery_number"),
                        row.getAs("district_code"),
                        row.getAs("outcome"),
                        row.getAs("left_out"),
                        row.getAs("rows"),
                        row.getAs("warnings")))
                .toList();
        List<Long> mixed = first.keySet().stream()
                .filter(number -> !first.get(number).equals(last.get(number)))
                .toList();
        return new Validated(dataset, rows, counts, refusals, unreadable, last, mixed, columns, failing, cached);
    }

    private static boolean isCounted(Row row) {
        return !"left_out".equals(row.<String>getAs("outcome"));
    }

    /** Returns the columns of a delivery, none for one that is refused. */
    public DeliveredColumns columns(long deliveryNumber) {
        return refusals.containsKey(deliveryNumber)
                ? DeliveredColumns.NONE
                : columns.getOrDefault(deliveryNumber, DeliveredColumns.NONE);
    }

    /** The number of rows of a delivery with an outcome. */
    public long rows(long deliveryNumber, String outcome) {
        return counts.stream()
                .filter(count -> count.deliveryNumber() == deliveryNumber
                        && count.outcome().equals(outcome))
                .mapToLong(Count::rows)
                .sum();
    }

    /** Returns the counts of each sheet of the deliveries that are not refused. */
    public List<SheetCounts> sheets() {
        return SheetCounts.of(dataset, rows.where(notRefused()));
    }

    /** The number of rows of all deliveries with an outcome. */
    public long rows(String outcome) {
        return counts.stream()
                .filter(count -> count.outcome().equals(outcome))
                .mapToLong(Count::rows)
                .sum();
    }

    /** The number of warnings about the rows of a delivery. */
    public long warnings(long deliveryNumber) {
        return counts.stream()
                .filter(count -> count.deliveryNumber() == deliveryNumber)
                .mapToLong(Count::warnings)
                .sum();
    }

    public long warnings() {
        return counts.stream().mapToLong(Count::warnings).sum();
    }

    /** The accepted rows: delivery_number, sheet, row_number, then the dataset's columns. */
    public Steps accepted() {
        return withOutcome("accepted")
                .select(Stream.concat(
                                Stream.of("delivery_number", "sheet", "row_number"), dataset.columnNames().stream())
                        .map(name -> col(name))
                        .toArray(Column[]::new));
    }

    /**
     * The same with {@code confirmed}, whether the sender has confirmed a returned row, {@code shown}, the texts that
     * sentences of rules show, and {@code is_new}.
     */
    Steps acceptedWithConfirmation() {
        return withOutcome("accepted")
                .select(Stream.concat(
                                Stream.of(
                                        col("delivery_number"),
                                        col("sheet"),
                                        col("row_number"),
                                        expr("coalesce(answer.verdict = '" + ReturnVerdict.Verdict.CONFIRMED.name()
                                                        + "', false)")
                                                .as("confirmed"),
                                        col("shown"),
                                        lit(true).as("is_new")),
                                dataset.columnNames().stream().map(name -> col(name)))
                        .toArray(Column[]::new));
    }

    /** The rows of return workbooks, each with its outcome and the rejected row that it answers. */
    public Steps answers() {
        return rows.where("answer IS NOT NULL")
                .where(notRefused())
                .select(
                        col("delivery_number"),
                        col("sheet"),
                        col("row_number"),
                        col("outcome"),
                        col("answer.sheet").as("answered_sheet"),
                        col("answer.row_number").as("answered_row_number"));
    }

    /** The rejected rows with their place, key, first problem, all problems, and text by column. */
    public Steps rejected() {
        Column[] names = dataset.columnNames().stream().map(name -> lit(name)).toArray(Column[]::new);
        Column firstProblem = col("problems").getItem(0);
        return withOutcome("rejected")
                .select(Stream.concat(
                                place(),
                                Stream.concat(
                                        Stream.of(
                                                col("district_code"),
                                                col(dataset.key().get(0))
                                                        .cast("string")
                                                        .as("key")),
                                        Stream.concat(
                                                problem(firstProblem),
                                                Stream.of(
                                                        col("problems"),
                                                        map_from_arrays(
                                                                        org.apache.spark.sql.functions.array(names),
                                                                        col("cells"))
                                                                .as("cells"),
                                                        col("sent")))))
                        .toArray(Column[]::new));
    }

    /** One row per warning about an accepted row or about a total row. */
    public Steps warningRows() {
        return findings(rows.where(size(col("warnings")).gt(0).and(notRefused())), "warnings");
    }

    /** One row per problem of a rejected row. */
    public Steps rejectedFindings() {
        return findings(withOutcome("rejected"), "problems");
    }

    private Steps findings(Steps wanted, String column) {
        return wanted.select(Stream.concat(place(), Stream.of(expr("inline(" + column + ")")))
                .toArray(Column[]::new));
    }

    private Stream<Column> place() {
        return Stream.of(col("delivery_number"), lit(dataset.name()).as("dataset"), col("sheet"), col("row_number"));
    }

    private static Stream<Column> problem(Column finding) {
        return Stream.of("column", "value", "rule", "sentence_zh", "sentence_en")
                .map(field -> finding.getField(field).as(field));
    }

    private Steps withOutcome(String outcome) {
        return rows.where(col("outcome").equalTo(outcome).and(notRefused()));
    }

    /** A condition that excludes the rows of refused deliveries. */
    private Column notRefused() {
        return refusals.isEmpty()
                ? lit(true)
                : not(array_contains(
                        lit(refusals.keySet().stream()
                                .mapToLong(Long::longValue)
                                .toArray()),
                        col("delivery_number")));
    }

    @Override
    public void close() {
        cached.forEach(CachedRows::close);
    }
}
