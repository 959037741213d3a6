package dev.taizhang.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Ledger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The project codes that others have succeeded as of a date. A renamed project is one project under its present code,
 * at every date: earlier states have that code too, so that it neither leaves nor joins. Projects that were merged or
 * split end on the date, and remain what they were in earlier states; {@link CarriedMonths} has their history go on.
 *
 * <p>A succession counts from its effective date or, if that is later, from the first list that names its new code. An
 * office that has delivered no successions has no further step in any query.
 */
public final class Successions {
    /** No code has ever been succeeded. */
    static final Successions NONE = new Successions(null, null, null, null);

    /** The columns of {@link #all}. */
    public static final StructType COLUMNS =
            StructType.fromDDL("old_code STRING, new_code STRING, effective_date DATE, share DECIMAL(12, 6),"
                    + " delivery_number BIGINT, kind STRING, since DATE, present_code STRING, ends BOOLEAN");

    private static final String PROJECT = "project_code";

    /** The registers refer to projects, and follow these into the projects with which they were merged. */
    private static final Set<DatasetDefinition> REGISTERS =
            Set.of(Datasets.CONTRACTS, Datasets.BOTTLENECKS, Datasets.APPROVALS);

    private final Dataset<Row> all;
    private final Dataset<Row> renamed;
    private final Dataset<Row> followed;
    private final Dataset<Row> carried;

    private Successions(Dataset<Row> all, Dataset<Row> renamed, Dataset<Row> followed, Dataset<Row> carried) {
        this.all = all;
        this.renamed = renamed;
        this.followed = followed;
        this.carried = carried;
    }

    /**
     * Finds the successions in force as of a date.
     *
     * @param cached caches rows that several queries need
     */
    static Successions of(Ledger ledger, AsOf asOf, Function<Steps, Dataset<Row>> cached) {
        if (!ledger.hasRows(Datasets.SUCCESSIONS)) {
            return NONE;
        }
        SuccessionPairs pairs = SuccessionPairs.of(ledger, asOf, cached);
        Dataset<Row> sections = pairs.sections();
        return Steps.from(sections).limit(1).collect().isEmpty()
                ? new Successions(pairs.all(), pairs.renamed(), pairs.renamed(), null)
                : new Successions(pairs.all(), pairs.renamed(), pairs.followed(), sections);
    }

    /** Returns accepted rows of a dataset under the present codes of their projects. */
    Dataset<Row> renamed(Dataset<Row> rows, DatasetDefinition dataset) {
        if (all == null || !dataset.has(PROJECT)) {
            return rows;
        }
        Steps codes = Steps.from(REGISTERS.contains(dataset) ? followed : renamed);
        Steps known = Steps.from(rows).join(codes.broadcast(), expr(PROJECT + " = old_code"), "left_outer");
        Column[] present = Stream.of(rows.columns())
                .map(name -> name.equals(PROJECT)
                        ? coalesce(col("new_code"), col(PROJECT)).as(PROJECT)
                        : col(name))
                .toArray(Column[]::new);
        return dataset.key().contains(PROJECT)
                ? known.where("new_code IS NULL")
                        .select(rows.columns())
                        .union(ofLatestCode(known.where("new_code IS NOT NULL"), present, dataset))
                        .rows()
                : known.select(present).rows();
    }

    /** Returns, of the rows of one delivery that have the same key under the present code, those of the latest code. */
    private static Steps ofLatestCode(Steps known, Column[] present, DatasetDefinition dataset) {
        String key = String.join(", ", dataset.key());
        return known.select(Stream.concat(
                                Stream.of(present),
                                Stream.of(expr("struct(hops, old_code)").as("age")))
                        .toArray(Column[]::new))
                .select(
                        col("*"),
                        expr("min(age) OVER (PARTITION BY " + key + ", delivery_number)")
                                .as("least"))
                .where("age = least")
                .drop("age", "least");
    }

    /** Returns rows with the present codes in place of those in a column. */
    Steps renamed(Steps rows, String column) {
        if (all == null) {
            return rows;
        }
        return rows.join(SuccessionPairs.earlier(renamed).broadcast(), expr(column + " = earlier"), "left_outer")
                .select(
                        expr("* EXCEPT (" + column + ", earlier, present)"),
                        expr("coalesce(present, " + column + ")").as(column));
    }

    /**
     * Removes the records of projects that have been merged or split as of the date of the record.
     *
     * @param records as_of_date and project_code, among others
     */
    Steps withoutEnded(Steps records) {
        if (carried == null) {
            return records;
        }
        Steps ended = Steps.from(all)
                .where("ends")
                .group(
                        List.of(col("old_code").as("ended_code")),
                        expr("min(since)").as("ended_since"));
        return records.join(
                ended.broadcast(), expr(PROJECT + " = ended_code AND as_of_date >= ended_since"), "left_anti");
    }

    /** Returns the successions stated as of the date; empty if none was ever delivered. */
    public Optional<Dataset<Row>> all() {
        return Optional.ofNullable(all)
                .map(rows -> Steps.from(rows).select(COLUMNS.fieldNames()).rows());
    }

    /** Returns the code under which a code counts: the last of its chain, or itself. */
    public String present(String code) {
        return all == null
                ? code
                : Steps.from(followed).where(col("old_code").equalTo(code)).select("new_code").collect().stream()
                        .findFirst()
                        .map(row -> row.getString(0))
                        .orElse(code);
    }

    /** Returns the codes of the projects that a project continues, in order. */
    public List<String> continuedBy(String code) {
        return all == null
                ? List.of()
                : Steps.from(followed)
                        .select("old_code", "new_code")
                        .union(Steps.from(all).where("kind = 'split'").select("old_code", "new_code"))
                        .where(col("new_code").equalTo(code).and(col("old_code").notEqual(code)))
                        .group(Steps.columns("old_code"))
                        .collect()
                        .stream()
                        .map(row -> row.getString(0))
                        .sorted()
                        .toList();
    }

    /** Returns {@link SuccessionPairs#sections}; empty if no project was merged or split. */
    Optional<Dataset<Row>> carried() {
        return Optional.ofNullable(carried);
    }
}
