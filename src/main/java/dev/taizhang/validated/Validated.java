package dev.taizhang.validated;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map_from_arrays;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.ReturnVerdict;
import java.sql.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What became of the rows of one dataset's new deliveries.
 *
 * @param dataset which one
 * @param rows every row with its outcome and its typed values
 * @param counts the rows of each delivery by district and outcome
 * @param refusals why a delivery was refused as a whole, by its number; its rows are void
 * @param unreadableKeys the rows of each delivery that do not say what they speak of
 * @param lastDates the latest date that the rows of each delivery speak of; absent where they speak of none
 * @param mixedDates the deliveries whose rows speak of more than one date
 * @param failing rows that break a rule which stops publication; the first few
 * @param cached what has to be let go at the end
 */
public record Validated(
        DatasetDefinition dataset,
        Dataset<Row> rows,
        List<Count> counts,
        Map<Long, Refused> refusals,
        Map<Long, Long> unreadableKeys,
        Map<Long, Date> lastDates,
        List<Long> mixedDates,
        List<Failing> failing,
        List<Dataset<Row>> cached)
        implements AutoCloseable {
    /** Why a delivery was refused. */
    public record Refused(String rule, Bilingual sentence) {}

    /** A row that breaks a rule which stops publication. */
    public record Failing(long deliveryNumber, String sheet, int rowNumber, String rule, Bilingual sentence) {}

    /**
     * The rows of one delivery that name one district and had one outcome.
     *
     * @param outcome accepted, rejected or left_out
     * @param reason why they were left out; null otherwise
     */
    public record Count(
            long deliveryNumber, String districtCode, String outcome, String reason, long rows, long warnings) {}

    static Validated of(
            DatasetDefinition dataset,
            Dataset<Row> rows,
            List<Row> grouped,
            List<Failing> failing,
            List<Dataset<Row>> cached) {
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
        List<Row> standing = grouped.stream()
                .filter(row -> !refusals.containsKey(row.<Long>getAs("delivery_number")))
                .toList();
        Map<Long, Long> unreadable = new TreeMap<>();
        Map<Long, Date> first = new TreeMap<>();
        Map<Long, Date> last = new TreeMap<>();
        for (Row row : standing) {
            long number = row.getAs("delivery_number");
            unreadable.merge(number, row.<Long>getAs("unreadable_keys"), Long::sum);
            Date from = row.getAs("first_date");
            Date to = row.getAs("last_date");
            if (from != null) {
                first.merge(number, from, (one, other) -> one.before(other) ? one : other);
                last.merge(number, to, (one, other) -> one.after(other) ? one : other);
            }
        }
        List<Count> counts = standing.stream()
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
        return new Validated(dataset, rows, counts, refusals, unreadable, last, mixed, failing, cached);
    }

    /** How many rows of the delivery had the outcome. */
    public long rows(long deliveryNumber, String outcome) {
        return counts.stream()
                .filter(count -> count.deliveryNumber() == deliveryNumber
                        && count.outcome().equals(outcome))
                .mapToLong(Count::rows)
                .sum();
    }

    /** How many rows of all deliveries had the outcome. */
    public long rows(String outcome) {
        return counts.stream()
                .filter(count -> count.outcome().equals(outcome))
                .mapToLong(Count::rows)
                .sum();
    }

    /** How many warnings about the delivery's rows there are. */
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
    public Dataset<Row> accepted() {
        return withOutcome("accepted")
                .select(Stream.concat(
                                Stream.of("delivery_number", "sheet", "row_number"), dataset.columnNames().stream())
                        .map(name -> col(name))
                        .toArray(Column[]::new));
    }

    /** The same with {@code confirmed}: whether the sender of a returned row says that it is right as it stands. */
    Dataset<Row> acceptedWithConfirmation() {
        return withOutcome("accepted")
                .select(Stream.concat(
                                Stream.of(
                                        col("delivery_number"),
                                        col("sheet"),
                                        col("row_number"),
                                        expr("coalesce(answer.verdict = '" + ReturnVerdict.Verdict.CONFIRMED.name()
                                                        + "', false)")
                                                .as("confirmed")),
                                dataset.columnNames().stream().map(name -> col(name)))
                        .toArray(Column[]::new));
    }

    /** The rows of return workbooks, each with the rejected row that it answers, whatever became of it. */
    public Dataset<Row> answers() {
        return rows.where("answer IS NOT NULL")
                .where(standing())
                .select(
                        col("delivery_number"),
                        col("sheet"),
                        col("row_number"),
                        col("outcome"),
                        col("answer.sheet").as("answered_sheet"),
                        col("answer.row_number").as("answered_row_number"));
    }

    /**
     * The rejected rows, one each: where it stands, its key, the first problem, all problems, and its text by column.
     */
    public Dataset<Row> rejected() {
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

    /** One row per warning about an accepted row, or about a total that was left out. */
    public Dataset<Row> warningRows() {
        return findings(rows.where(size(col("warnings")).gt(0)).where(standing()), "warnings");
    }

    /** One row per problem of a rejected row. */
    public Dataset<Row> rejectedFindings() {
        return findings(withOutcome("rejected"), "problems");
    }

    private Dataset<Row> findings(Dataset<Row> wanted, String column) {
        return wanted.withColumn("finding", explode(col(column)))
                .select(Stream.concat(place(), problem(col("finding"))).toArray(Column[]::new));
    }

    private Stream<Column> place() {
        return Stream.of(col("delivery_number"), lit(dataset.name()).as("dataset"), col("sheet"), col("row_number"));
    }

    private static Stream<Column> problem(Column finding) {
        return Stream.of("column", "value", "rule", "sentence_zh", "sentence_en")
                .map(field -> finding.getField(field).as(field));
    }

    private Dataset<Row> withOutcome(String outcome) {
        return rows.where(col("outcome").equalTo(outcome)).where(standing());
    }

    /** That a row's delivery was not refused as a whole. */
    private Column standing() {
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
        cached.forEach(Dataset::unpersist);
    }
}
