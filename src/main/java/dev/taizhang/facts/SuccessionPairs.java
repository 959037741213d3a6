package dev.taizhang.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.Ledger;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the pairs of project codes mean that are in force as of a date: which are renamings, mergers and splits, what
 * codes are at present, and which part of a history goes on under which code.
 *
 * @param all the pairs with their kind
 * @param renamed the present code of each code in a chain of renamings
 * @param kept keeps rows that several queries need
 */
record SuccessionPairs(Dataset<Row> all, Dataset<Row> renamed, Function<Steps, Dataset<Row>> kept) {
    /** How often the steps of chains are doubled: a chain may have eight steps. */
    private static final int DOUBLINGS = 3;

    /** How many successions the driver holds. */
    private static final int FEW = 1000;

    private static final String PROJECT = "project_code";

    /**
     * Finds the pairs.
     *
     * @param cached caches rows that several queries need
     */
    static SuccessionPairs of(Ledger ledger, AsOf asOf, Function<Steps, Dataset<Row>> cached) {
        Function<Steps, Dataset<Row>> kept = rows -> kept(rows, cached);
        Steps latest = Steps.from(kept.apply(latest(ledger, asOf)));
        Steps stated = Steps.from(kept.apply(withKind(latest, ledger, asOf)));
        Dataset<Row> renamed = kept.apply(present(stated.where("kind = 'renamed'")));
        return new SuccessionPairs(kept.apply(inForce(stated, renamed)), renamed, kept);
    }

    /** Returns the present code of each code in a chain of renamings and mergers. */
    Dataset<Row> followed() {
        return kept.apply(present(Steps.from(all).where("kind IN ('renamed', 'merged') AND old_code <> new_code")));
    }

    /** Keeps rows in the driver if they are few, because the plans that use them are then short; else in the cache. */
    private static Dataset<Row> kept(Steps rows, Function<Steps, Dataset<Row>> cached) {
        Dataset<Row> analysed = rows.rows();
        List<Row> few = Steps.from(analysed).limit(FEW + 1).collect();
        return few.size() > FEW
                ? cached.apply(Steps.from(analysed))
                : analysed.sparkSession().createDataFrame(few, analysed.schema());
    }

    /** Returns the latest statement on each pair of codes, if it is in force. */
    private static Steps latest(Ledger ledger, AsOf asOf) {
        return Steps.from(ledger.accepted(Datasets.SUCCESSIONS))
                .group(
                        List.of(
                                col("old_project_code").as("old_code"),
                                col("new_project_code").as("new_code")),
                        expr("max_by(struct(effective_date, share, delivery_number), delivery_number)")
                                .as("latest"))
                .select("old_code", "new_code", "latest.*")
                .where("effective_date <= " + AsOf.literal(asOf.date()));
    }

    /**
     * Adds to each pair of codes the first list of its new code, and its kind: {@code renamed}, if it is the only one
     * of both codes and no list named the new one before; {@code merged}, if it is one of several into one code or into
     * a project that was listed before; {@code split}, if it is one of several from one code; {@code waiting}, if no
     * list has named its new code; {@code chained}, if the chain of codes has no end or is too long.
     */
    private static Steps withKind(Steps latest, Ledger ledger, AsOf asOf) {
        Steps listed = Steps.from(ledger.accepted(Datasets.PROJECTS))
                .where("snapshot_date <= " + AsOf.literal(asOf.date()))
                .join(latest.select(col("new_code").as("named")).broadcast(), expr(PROJECT + " = named"), "left_semi")
                .group(
                        List.of(col(PROJECT).as("listed_code")),
                        expr("min(snapshot_date)").as("listed_since"));
        Steps others = Steps.from(latest.where("old_code <> new_code").rows());
        Steps endless = walked(others)
                .join(others.select(col("old_code").as("begun")), expr("new_code = begun"), "left_semi")
                .group(List.of(col("old_code").as("endless_code")));
        Steps continued = others.group(List.of(col("old_code").as("continued_code")));
        return latest.join(listed, expr("new_code = listed_code"), "left_outer")
                .join(continued, expr("new_code = continued_code"), "left_outer")
                .join(endless, expr("old_code = endless_code"), "left_outer")
                .select(
                        col("*"),
                        expr("count(1) OVER (PARTITION BY old_code)").as("ways"),
                        expr("count(1) OVER (PARTITION BY new_code)").as("parts"),
                        expr("CASE WHEN endless_code IS NOT NULL THEN 'chained'"
                                        + " WHEN listed_code IS NULL AND continued_code IS NULL THEN 'waiting'"
                                        + " WHEN ways > 1 THEN 'split'"
                                        + " WHEN parts > 1 OR listed_since < effective_date OR old_code = new_code"
                                        + " THEN 'merged' ELSE 'renamed' END")
                                .as("kind"))
                .drop("listed_code", "continued_code", "endless_code", "ways", "parts");
    }

    /**
     * Adds the present code, the day from which each succession counts, and whether the old project ends on it. A
     * project that continues others cannot be merged or split itself: such pairs are {@code chained}, with all that go
     * into the same project.
     */
    private static Steps inForce(Steps stated, Dataset<Row> renamed) {
        Steps lists = stated.where("kind = 'renamed'")
                .select(col("new_code").as("last_code"), col("listed_since").as("last_listed"));
        Steps known = Steps.from(stated.join(earlier(renamed), expr("new_code = earlier"), "left_outer")
                .join(lists, expr("present = last_code"), "left_outer")
                .select(
                        expr("* EXCEPT (kind, earlier, present, last_code, last_listed)"),
                        expr("coalesce(present, new_code)").as("present_code"),
                        expr("coalesce(listed_since, last_listed)").as("listed"),
                        expr("IF(kind IN ('merged', 'split') AND listed IS NULL, 'waiting', kind)")
                                .as("kind"))
                .rows());
        Steps formed = known.where("kind IN ('merged', 'split') AND old_code <> new_code")
                .group(List.of(col("present_code").as("formed_code")));
        return known.join(formed, expr("old_code = formed_code"), "left_outer")
                .select(
                        expr("* EXCEPT (kind, listed, formed_code)"),
                        expr("IF(kind IN ('merged', 'split')"
                                        + " AND (formed_code IS NOT NULL OR bool_or(formed_code IS NOT NULL"
                                        + " AND old_code <> new_code) OVER (PARTITION BY present_code)),"
                                        + " 'chained', kind)")
                                .as("kind"),
                        expr("greatest(effective_date, min(IF(old_code = new_code, NULL, listed))"
                                        + " OVER (PARTITION BY old_code))")
                                .as("since"))
                .select(
                        col("*"),
                        expr("kind IN ('merged', 'split')"
                                        + " AND NOT bool_or(old_code = new_code) OVER (PARTITION BY old_code)")
                                .as("ends"));
    }

    /** Returns the last of the chain of each old code and the number of steps to it, and each last one itself. */
    private static Steps present(Steps rows) {
        Steps walked = walked(rows);
        return walked.union(walked.select(col("new_code").as("old_code"), col("new_code"), lit(0).as("hops"))
                .distinct());
    }

    /** Returns for each old code where its chain ends, or where it is after the longest chain that is followed. */
    private static Steps walked(Steps pairs) {
        Steps steps = Steps.from(pairs.select(col("old_code"), col("new_code"), lit(1).as("hops"))
                .rows());
        for (int doubling = 0; doubling < DOUBLINGS; doubling++) {
            Steps further = steps.select(
                    col("old_code").as("via"),
                    col("new_code").as("last"),
                    col("hops").as("more"));
            steps = Steps.from(steps.join(further, expr("new_code = via"), "left_outer")
                    .select(
                            col("old_code"),
                            expr("coalesce(last, new_code)").as("new_code"),
                            expr("hops + coalesce(more, 0)").as("hops"))
                    .rows());
        }
        return steps;
    }

    /** Returns which code another one is at present. */
    static Steps earlier(Dataset<Row> codes) {
        return Steps.from(codes)
                .select(col("old_code").as("earlier"), col("new_code").as("present"));
    }

    /**
     * Returns which part of the history of a code goes on under which other one: {@code part}, {@code whole}, {@code
     * since}, and the weight in millionths as a section of the whole history, {@code from_weight} to {@code to_weight},
     * so that the sections of a code add up to it exactly. A project that absorbs others is a part of itself. Of one that
     * goes on, the months from {@code part_goes_on_from} on are its own alone.
     */
    Dataset<Row> sections() {
        Steps weighed = Steps.from(all)
                .where("kind IN ('merged', 'split')")
                .select(
                        col("old_code").as("part"),
                        col("present_code").as("whole"),
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
        return kept.apply(analysed.select("part", "whole", "since", "from_weight", "to_weight")
                .union(itself)
                .select(
                        col("part"),
                        col("whole"),
                        expr("max(since) OVER (PARTITION BY whole)").as("since"),
                        col("from_weight"),
                        col("to_weight"),
                        expr("bool_or(part = whole) OVER (PARTITION BY whole)").as("has_itself"))
                .select(
                        col("*"),
                        expr("max(IF(part = whole, trunc(since, 'MM'), NULL)) OVER (PARTITION BY part)")
                                .as("part_goes_on_from")));
    }
}
