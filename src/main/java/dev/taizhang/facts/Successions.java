package dev.taizhang.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

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
                    + " delivery_number BIGINT, kind STRING, since DATE, present_code STRING");

    private static final String PROJECT = "project_code";

    /** How often the steps of chains are doubled: a chain may have eight steps. */
    private static final int DOUBLINGS = 3;

    /** The registers refer to projects, and follow these into the projects with which they were merged. */
    private static final Set<DatasetDefinition> REGISTERS =
            Set.of(Datasets.CONTRACTS, Datasets.BOTTLENECKS, Datasets.APPROVALS);

    /** How many successions the driver holds. */
    private static final int FEW = 1000;

    /** How many mergers and splits may follow one another. */
    private static final int MOST_ROUNDS = 3;

    private final Dataset<Row> all;
    private final Dataset<Row> renamed;
    private final Dataset<Row> followed;
    private final Carried carried;

    /**
     * Whose history goes on under which code.
     *
     * @param sections result of {@link Successions#sections}
     * @param rounds how often to follow them
     */
    record Carried(Dataset<Row> sections, int rounds) {}

    private Successions(Dataset<Row> all, Dataset<Row> renamed, Dataset<Row> followed, Carried carried) {
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
        Function<Steps, Dataset<Row>> kept = rows -> kept(rows, cached);
        Dataset<Row> all = kept.apply(kinds(stated(ledger, asOf)));
        Dataset<Row> renamed = kept.apply(present(all.where("kind = 'renamed'")));
        Steps others = Steps.from(all).where("kind IN ('merged', 'split')");
        Dataset<Row> sections = kept.apply(sections(others, Steps.from(renamed)));
        Row extent = extent(sections);
        if (extent.getLong(0) == 0) {
            return new Successions(all, renamed, renamed, null);
        }
        return new Successions(
                all,
                renamed,
                kept.apply(present(all.where("kind IN ('renamed', 'merged') AND old_code <> new_code"))),
                new Carried(sections, extent.getLong(1) > 0 ? MOST_ROUNDS : 1));
    }

    /** Keeps rows in the driver if they are few, because the plans that use them are then short; else in the cache. */
    private static Dataset<Row> kept(Steps rows, Function<Steps, Dataset<Row>> cached) {
        Dataset<Row> analysed = rows.rows();
        List<Row> few = Steps.from(analysed).limit(FEW + 1).collect();
        return few.size() > FEW
                ? cached.apply(Steps.from(analysed))
                : analysed.sparkSession().createDataFrame(few, analysed.schema());
    }

    /** Counts the sections, and those whose part continues others itself. */
    private static Row extent(Dataset<Row> sections) {
        Steps wholes = Steps.from(sections)
                .where("part <> whole")
                .group(List.of(col("whole").as("continuing")));
        return Steps.from(sections)
                .join(wholes, expr("part = continuing AND part <> whole"), "left_outer")
                .group(List.of(), expr("count(1)"), expr("count(continuing)"))
                .collect()
                .get(0);
    }

    /** Returns the latest statement on each pair of codes, if it is in force, with the first list of its new code. */
    private static Steps stated(Ledger ledger, AsOf asOf) {
        String until = " <= " + AsOf.literal(asOf.date());
        Steps stated = Steps.from(Steps.from(ledger.accepted(Datasets.SUCCESSIONS))
                .group(
                        List.of(
                                col("old_project_code").as("old_code"),
                                col("new_project_code").as("new_code")),
                        expr("max_by(struct(effective_date, share, delivery_number), delivery_number)")
                                .as("latest"))
                .select("old_code", "new_code", "latest.*")
                .where("effective_date" + until)
                .rows());
        Steps listed = Steps.from(ledger.accepted(Datasets.PROJECTS))
                .where("snapshot_date" + until)
                .join(stated.select(col("new_code").as("named")).broadcast(), expr(PROJECT + " = named"), "left_semi")
                .group(
                        List.of(col(PROJECT).as("listed_code")),
                        expr("min(snapshot_date)").as("listed_since"));
        Steps others = Steps.from(stated.where("old_code <> new_code").rows());
        Steps endless = walked(others)
                .join(others.select(col("old_code").as("begun")), expr("new_code = begun"), "left_semi")
                .group(List.of(col("old_code").as("endless_code")));
        Steps continued = others.group(List.of(col("old_code").as("continued_code")));
        return stated.join(listed, expr("new_code = listed_code"), "left_outer")
                .join(continued, expr("new_code = continued_code"), "left_outer")
                .join(endless, expr("old_code = endless_code"), "left_outer");
    }

    /**
     * Adds the kind of each succession: {@code renamed}, if it is the only one of both codes and no list named the new
     * one before; {@code merged}, if it is one of several into one code or into a project that was listed before;
     * {@code split}, if it is one of several from one code; {@code waiting}, if no list has named its new code yet;
     * {@code circular}, if the chain of codes has no end.
     */
    private static Steps kinds(Steps stated) {
        return stated.select(
                        col("*"),
                        expr("count(1) OVER (PARTITION BY old_code)").as("ways"),
                        expr("count(1) OVER (PARTITION BY new_code)").as("parts"),
                        expr("CASE WHEN endless_code IS NOT NULL THEN 'circular'"
                                        + " WHEN listed_code IS NULL AND continued_code IS NULL THEN 'waiting'"
                                        + " WHEN ways > 1 THEN 'split'"
                                        + " WHEN parts > 1 OR listed_since < effective_date OR old_code = new_code"
                                        + " THEN 'merged' ELSE 'renamed' END")
                                .as("kind"),
                        expr("greatest(effective_date, min(listed_since) OVER (PARTITION BY old_code))")
                                .as("since"))
                .select(
                        "old_code",
                        "new_code",
                        "effective_date",
                        "share",
                        "delivery_number",
                        "kind",
                        "since",
                        "listed_since");
    }

    /** Returns the last of the chain of each old code and the number of steps to it, and each last one itself. */
    private static Steps present(Dataset<Row> pairs) {
        Steps chained = chained(pairs);
        return chained.union(chained.select(col("new_code").as("old_code"), col("new_code"), lit(0).as("hops"))
                .group(Steps.columns("old_code", "new_code", "hops")));
    }

    /** Returns the ends of chains. Codes whose chain is too long, or has no end, are left out. */
    private static Steps chained(Dataset<Row> rows) {
        Steps pairs = Steps.from(rows);
        return walked(pairs).join(pairs.select(col("old_code").as("begun")), expr("new_code = begun"), "left_anti");
    }

    /** Returns for each old code where its chain ends, or where it is after the longest chain that is followed. */
    private static Steps walked(Steps pairs) {
        Steps steps = pairs.select(col("old_code"), col("new_code"), lit(1).as("hops"));
        for (int doubling = 0; doubling < DOUBLINGS; doubling++) {
            Steps further = steps.select(
                    col("old_code").as("via"),
                    col("new_code").as("last"),
                    col("hops").as("more"));
            steps = steps.join(further, expr("new_code = via"), "left_outer")
                    .select(
                            col("old_code"),
                            coalesce(col("last"), col("new_code")).as("new_code"),
                            expr("hops + coalesce(more, 0)").as("hops"));
        }
        return steps;
    }

    /**
     * Returns which part of the history of a code goes on under which other one: {@code part}, {@code whole}, {@code
     * since}, and the weight in millionths as a section of the whole history, {@code from_weight} to {@code to_weight},
     * so that the sections of a code add up to it exactly. A project that absorbs others is a part of itself.
     */
    private static Steps sections(Steps others, Steps renamed) {
        Steps presently = renamed.select(
                col("old_code").as("earlier_code"), col("new_code").as("present_code"));
        Steps weighed = others.join(presently, expr("new_code = earlier_code"), "left_outer")
                .select(
                        col("old_code").as("part"),
                        expr("coalesce(present_code, new_code)").as("whole"),
                        col("since"),
                        col("listed_since"),
                        col("effective_date"),
                        expr("CAST(share * 1000000 AS BIGINT)").as("stated"),
                        expr("CAST(sum(share) OVER (PARTITION BY old_code) * 1000000 AS BIGINT)")
                                .as("all_stated"),
                        expr("CASE WHEN all_stated > 1000000 THEN 0L WHEN stated IS NOT NULL THEN stated"
                                        + " WHEN kind = 'merged' THEN 1000000L"
                                        + " WHEN old_code = new_code THEN 1000000L - coalesce(all_stated, 0L)"
                                        + " ELSE 0L END")
                                .as("weight"))
                .select(
                        col("*"),
                        expr("sum(weight) OVER (PARTITION BY part ORDER BY whole)")
                                .as("to_weight"),
                        expr("to_weight - weight").as("from_weight"));
        Steps analysed = Steps.from(weighed.rows());
        Steps itself = analysed.group(
                        List.of(col("whole")),
                        expr("max(since)").as("since"),
                        expr("bool_or(part = whole)").as("is_stated"),
                        expr("bool_or(listed_since < effective_date)").as("was_listed"))
                .where("was_listed AND NOT is_stated")
                .select(
                        col("whole").as("part"),
                        col("whole"),
                        col("since"),
                        lit(0L).as("from_weight"),
                        lit(1_000_000L).as("to_weight"));
        return analysed.select("part", "whole", "since", "from_weight", "to_weight")
                .union(itself)
                .select(
                        col("part"),
                        col("whole"),
                        expr("max(since) OVER (PARTITION BY whole)").as("since"),
                        col("from_weight"),
                        col("to_weight"),
                        expr("bool_or(part = whole) OVER (PARTITION BY whole)").as("has_itself"));
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
        Steps codes = Steps.from(renamed)
                .select(col("old_code").as("earlier"), col("new_code").as("present"));
        return rows.join(codes.broadcast(), expr(column + " = earlier"), "left_outer")
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
                .where("kind IN ('merged', 'split')")
                .group(
                        List.of(col("old_code").as("ended_code")),
                        expr("min(since)").as("ended_since"),
                        expr("bool_or(old_code = new_code)").as("goes_on"))
                .where("NOT goes_on")
                .drop("goes_on");
        return records.join(
                ended.broadcast(), expr(PROJECT + " = ended_code AND as_of_date >= ended_since"), "left_anti");
    }

    /** Returns the successions stated as of the date; empty if none was ever delivered. */
    public Optional<Dataset<Row>> all() {
        return Optional.ofNullable(all)
                .map(rows -> renamed(
                                Steps.from(rows)
                                        .select(col("*"), col("new_code").as("present_code"))
                                        .drop("listed_since"),
                                "present_code")
                        .rows());
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

    /** Returns whose history goes on under which code; empty if no project was merged or split. */
    Optional<Carried> carried() {
        return Optional.ofNullable(carried);
    }
}
