package dev.taizhang.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import com.google.common.collect.Sets;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Ledger;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * The project codes that others have succeeded as of a date. A renamed project is one project under its present code, at
 * every date. Projects that were merged or split end, and remain what they were at earlier dates; what they became are
 * projects of their own, which nothing is added to.
 *
 * <p>The driver computes them: they are as few as the changes of codes that an office has approved, and each query that
 * uses them broadcasts them anyway. An office that has delivered none has no further step in any query.
 */
public final class Successions {
    /** No code has ever been succeeded. */
    static final Successions NONE = new Successions(StatedSuccessions.of(List.of(), LocalDate.MIN), Map.of());

    /** What {@link #moves} returns: for a project, by what it left or joined, {@code merger} or {@code split}. */
    public static final StructType MOVES =
            StructType.fromDDL("project_code STRING, left_by STRING, joined_by STRING, joined_since DATE");

    private static final String PROJECT = "project_code";

    private static final StructType PRESENT = StructType.fromDDL("old_code STRING, new_code STRING, age INT");
    private static final StructType ENDED = StructType.fromDDL("ended_code STRING, ended_since DATE");
    private static final StructType WANTED = StructType.fromDDL("wanted STRING, until DATE");

    private final StatedSuccessions stated;
    private final SuccessionKinds kinds;

    private Successions(StatedSuccessions stated, Map<String, NamedCodes> named) {
        this.stated = stated;
        this.kinds = new SuccessionKinds(stated.counted(), named);
    }

    /** Finds the successions in force as of a date. */
    static Successions of(SparkSession spark, Ledger ledger, AsOf asOf) {
        return ledger.hasRows(Datasets.SUCCESSIONS)
                ? of(
                        Steps.from(ledger.accepted(Datasets.SUCCESSIONS)).collect(),
                        row -> row.getAs("delivery_number"),
                        asOf,
                        wanted -> named(spark, ledger, asOf, wanted))
                : NONE;
    }

    /**
     * Finds the successions in force as of a date.
     *
     * @param rows accepted rows of the dataset {@code successions}
     * @param delivery returns the place of the delivery of a row
     * @param lists returns which lists up to the date name some codes
     */
    public static Successions of(
            Collection<Row> rows, Function<Row, Long> delivery, AsOf asOf, NamedCodes.Lists lists) {
        StatedSuccessions stated = StatedSuccessions.of(
                rows.stream()
                        .map(row -> new Succession.Stated(
                                row.getAs("old_project_code"),
                                row.getAs("new_project_code"),
                                LocalDate.parse(row.getAs("effective_date").toString()),
                                delivery.apply(row)))
                        .toList(),
                asOf.date());
        return new Successions(stated, lists.naming(NamedCodes.wanted(stated.counted(), asOf)));
    }

    private static Map<String, NamedCodes> named(
            SparkSession spark, Ledger ledger, AsOf asOf, Map<String, LocalDate> wanted) {
        List<Row> codes = wanted.entrySet().stream()
                .map(code -> RowFactory.create(code.getKey(), Date.valueOf(code.getValue())))
                .toList();
        return Steps.from(ledger.accepted(Datasets.PROJECTS))
                .where("snapshot_date <= " + AsOf.literal(asOf.date()))
                .join(Steps.from(spark, codes, WANTED).broadcast(), expr(PROJECT + " = wanted"), "inner")
                .group(
                        Steps.columns(PROJECT),
                        expr("min(snapshot_date)"),
                        expr("max(snapshot_date) FILTER (WHERE snapshot_date < until)"))
                .collect()
                .stream()
                .collect(Collectors.toMap(row -> row.getString(0), row -> new NamedCodes(day(row, 1), day(row, 2))));
    }

    private static LocalDate day(Row row, int column) {
        return row.isNullAt(column) ? null : row.getDate(column).toLocalDate();
    }

    StatedSuccessions stated() {
        return stated;
    }

    /** Returns what those that count mean. */
    SuccessionKinds kinds() {
        return kinds;
    }

    /** Returns the code that a project has now: the last of its chain of renamings, or the code itself. */
    public String present(String code) {
        return kinds.present(code);
    }

    /** Returns how many codes have followed a code of a project. */
    public int age(String code) {
        return Optional.ofNullable(kinds.present().get(code))
                .map(SuccessionKinds.Present::age)
                .orElse(0);
    }

    /** Returns the codes that a project had before, in order. */
    public List<String> former(String code) {
        return kinds.present().entrySet().stream()
                .filter(old -> old.getValue().age() > 0 && old.getValue().code().equals(code))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns accepted rows of a dataset under the present codes of their projects. */
    Dataset<Row> renamed(Dataset<Row> rows, DatasetDefinition dataset) {
        if (kinds.present().isEmpty() || !dataset.has(PROJECT)) {
            return rows;
        }
        Steps known = Steps.from(rows).join(codes(rows.sparkSession()), expr(PROJECT + " = old_code"), "left_outer");
        Column[] renamed = Stream.of(rows.columns())
                .map(name -> name.equals(PROJECT)
                        ? coalesce(col("new_code"), col(PROJECT)).as(PROJECT)
                        : col(name))
                .toArray(Column[]::new);
        return dataset.key().contains(PROJECT)
                ? known.where("new_code IS NULL")
                        .select(rows.columns())
                        .union(ofLatestCode(known.where("new_code IS NOT NULL"), renamed, dataset))
                        .rows()
                : known.select(renamed).rows();
    }

    /** Returns, of the rows of one delivery that have the same key under the present code, those of the latest code. */
    private static Steps ofLatestCode(Steps known, Column[] renamed, DatasetDefinition dataset) {
        String key = String.join(", ", dataset.key());
        return known.select(
                        Stream.concat(Stream.of(renamed), Stream.of(col("age"))).toArray(Column[]::new))
                .select(
                        col("*"),
                        expr("min(age) OVER (PARTITION BY " + key + ", delivery_number)")
                                .as("least"))
                .where("age = least")
                .drop("age", "least");
    }

    /** Returns rows with the present codes in place of those in a column. */
    public Steps renamed(SparkSession spark, Steps rows, String column) {
        return kinds.present().isEmpty()
                ? rows
                : rows.join(codes(spark), expr(column + " = old_code"), "left_outer")
                        .withColumns(Map.of(column, coalesce(col("new_code"), col(column))))
                        .drop(PRESENT.fieldNames());
    }

    private Steps codes(SparkSession spark) {
        List<Row> rows = kinds.present().entrySet().stream()
                .map(code -> RowFactory.create(
                        code.getKey(), code.getValue().code(), code.getValue().age()))
                .toList();
        return Steps.from(spark, rows, PRESENT).broadcast();
    }

    /**
     * Removes the records of projects that have been merged or split as of the date of the record.
     *
     * @param records as_of_date and project_code, among others
     */
    Steps withoutEnded(SparkSession spark, Steps records) {
        if (kinds.ended().isEmpty()) {
            return records;
        }
        List<Row> rows = kinds.ended().entrySet().stream()
                .map(ended -> RowFactory.create(
                        ended.getKey(), Date.valueOf(ended.getValue().since())))
                .toList();
        return records.join(
                Steps.from(spark, rows, ENDED).broadcast(),
                expr(PROJECT + " = ended_code AND as_of_date >= ended_since"),
                "left_anti");
    }

    /** Returns by what projects left and joined, one row per project that a merger or split ended or brought about. */
    public List<Row> moves() {
        return Sets.union(kinds.ended().keySet(), kinds.begun().keySet()).stream()
                .map(code -> {
                    SuccessionKinds.Change left = kinds.ended().get(code);
                    SuccessionKinds.Change joined = kinds.begun().get(code);
                    return NamedRow.of(MOVES)
                            .with(PROJECT, code)
                            .with("left_by", left == null ? null : left.by().word())
                            .with(
                                    "joined_by",
                                    joined == null ? null : joined.by().word())
                            .with("joined_since", joined == null ? null : Date.valueOf(joined.since()))
                            .row();
                })
                .toList();
    }
}
