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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The project codes that others have succeeded as of a date. A renamed project is one project under its present code,
 * at every date: earlier states have that code too, so that it neither leaves nor joins. An office that has delivered
 * no successions has no further step in any query.
 *
 * <p>A succession counts from its effective date, and once a list names its new code. It is a renaming if it is the only
 * one of both codes and if no list has named the new code before.
 */
public final class Successions {
    /** No code has ever been succeeded. */
    static final Successions NONE = new Successions(Optional.empty(), Optional.empty());

    private static final String PROJECT = "project_code";

    /** How often the steps of chains of renamings are doubled: a chain may have eight steps. */
    private static final int DOUBLINGS = 3;

    private final Optional<Dataset<Row>> edges;
    private final Optional<Dataset<Row>> codes;

    private Successions(Optional<Dataset<Row>> edges, Optional<Dataset<Row>> codes) {
        this.edges = edges;
        this.codes = codes;
    }

    /**
     * Finds the successions in force as of a date.
     *
     * @param cached caches rows that several queries need
     */
    static Successions of(Ledger ledger, AsOf asOf, UnaryOperator<Dataset<Row>> cached) {
        if (!ledger.hasRows(Datasets.SUCCESSIONS)) {
            return NONE;
        }
        Dataset<Row> edges = cached.apply(edges(ledger, asOf).rows());
        Dataset<Row> renamings =
                cached.apply(chained(edges.where("is_renaming").select("old_code", "new_code")));
        Steps present = Steps.from(renamings)
                .union(Steps.from(renamings).select(col("new_code").as("old_code"), col("new_code"), lit(0).as("hops"))
                        .group(Steps.columns("old_code", "new_code", "hops")));
        return new Successions(Optional.of(edges), Optional.of(cached.apply(present.rows())));
    }

    /** Returns one row per pair of codes of which the one succeeds the other as of the date. */
    private static Steps edges(Ledger ledger, AsOf asOf) {
        String until = " <= " + AsOf.literal(asOf.date());
        Steps stated = Steps.from(Steps.from(ledger.accepted(Datasets.SUCCESSIONS))
                .group(
                        List.of(col("old_project_code").as("old_code"), col("new_project_code").as("new_code")),
                        expr("max_by(struct(effective_date, share, delivery_number), delivery_number)")
                                .as("latest"))
                .select("old_code", "new_code", "latest.*")
                .where("effective_date" + until)
                .rows());
        Steps listed = Steps.from(ledger.accepted(Datasets.PROJECTS))
                .where("snapshot_date" + until)
                .join(stated.select(col("new_code").as("named")).broadcast(), expr(PROJECT + " = named"), "left_semi")
                .group(List.of(col(PROJECT).as("listed_code")), expr("min(snapshot_date)").as("listed_since"));
        Steps continued = stated.group(List.of(col("old_code").as("continued_code")));
        return stated.join(listed, expr("new_code = listed_code"), "left_outer")
                .join(continued, expr("new_code = continued_code AND new_code <> old_code"), "left_outer")
                .select(
                        col("*"),
                        expr("count(1) OVER (PARTITION BY old_code)").as("ways"),
                        expr("count(1) OVER (PARTITION BY new_code)").as("parts"),
                        expr("listed_code IS NOT NULL OR continued_code IS NOT NULL").as("is_known"),
                        expr("is_known AND ways = 1 AND parts = 1 AND old_code <> new_code"
                                        + " AND coalesce(listed_since >= effective_date, true)")
                                .as("is_renaming"))
                .drop("listed_code", "continued_code");
    }

    /**
     * Returns for each old code the last of its chain and the number of steps to it. Codes whose chain is too long, or
     * has no end, are left out.
     */
    private static Dataset<Row> chained(Dataset<Row> pairs) {
        Steps steps = Steps.from(pairs).select(col("*"), lit(1).as("hops"));
        for (int doubling = 0; doubling < DOUBLINGS; doubling++) {
            Steps further = steps.select(col("old_code").as("via"), col("new_code").as("last"), col("hops").as("more"));
            steps = steps.join(further, expr("new_code = via"), "left_outer")
                    .select(
                            col("old_code"),
                            coalesce(col("last"), col("new_code")).as("new_code"),
                            expr("hops + coalesce(more, 0)").as("hops"));
        }
        Steps begun = Steps.from(pairs).select(col("old_code").as("begun"));
        return steps.join(begun, expr("new_code = begun"), "left_anti").rows();
    }

    /**
     * Returns accepted rows of a dataset under the present codes of their projects. If rows of one delivery then have
     * the same key, those of the latest code count.
     */
    Dataset<Row> renamed(Dataset<Row> rows, DatasetDefinition dataset) {
        if (codes.isEmpty() || !dataset.has(PROJECT)) {
            return rows;
        }
        Steps known = Steps.from(rows)
                .join(Steps.from(codes.get()).broadcast(), expr(PROJECT + " = old_code"), "left_outer");
        Column[] present = Stream.of(rows.columns())
                .map(name -> name.equals(PROJECT) ? coalesce(col("new_code"), col(PROJECT)).as(PROJECT) : col(name))
                .toArray(Column[]::new);
        if (!dataset.key().contains(PROJECT)) {
            return known.select(present).rows();
        }
        String key = String.join(", ", dataset.key());
        Steps involved = known.where("new_code IS NOT NULL")
                .select(Stream.concat(Stream.of(present), Stream.of(col("hops"))).toArray(Column[]::new))
                .select(col("*"), expr("min(hops) OVER (PARTITION BY " + key + ", delivery_number)").as("fewest"))
                .where("hops = fewest")
                .drop("hops", "fewest");
        return known.where("new_code IS NULL").select(rows.columns()).union(involved).rows();
    }

    /** Returns rows with the present codes in place of those in a column. */
    Steps renamed(Steps rows, String column) {
        return codes.map(present -> rows.join(
                                Steps.from(present).broadcast(), expr(column + " = old_code"), "left_outer")
                        .select(
                                expr("* EXCEPT (" + column + ", old_code, new_code, hops)"),
                                expr("coalesce(new_code, " + column + ")").as(column)))
                .orElse(rows);
    }
}
