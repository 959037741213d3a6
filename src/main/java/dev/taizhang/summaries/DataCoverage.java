package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.google.common.collect.Sets;
import dev.taizhang.cube.Dimension;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.ReferenceLookup;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.ledger.LedgerTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.StructType;

/**
 * How complete the data are: for each dataset and district the account of its rows, and for each column of the projects
 * the number of projects that state it. The account is on the lines without a column name, so that summing either kind
 * of line is safe.
 */
final class DataCoverage implements ComputedTable.Query {
    /** The columns that every row has, so that their coverage carries no information. */
    private static final List<String> ALWAYS_PRESENT = List.of("project_code", "currency", "snapshot_date");

    private static final int LONGEST_KEY = 3;

    @Override
    public Steps rows(ComputedTable.Sources sources, StructType columns) {
        return account(sources)
                .unionOfSomeColumns(columnCoverage(sources))
                .unionOfSomeColumns(basesCoverage(sources))
                .select(Stream.concat(
                                Stream.of(
                                        col("*"),
                                        expr("IF(district_code = '" + ReferenceTable.UNASSIGNED
                                                        + "', district_code, 'member')")
                                                .as("line_kind"),
                                        expr("try_divide(CAST(projects_with_value AS DECIMAL(20, 0)), project_count)")
                                                .as("coverage")),
                                sources.members().names(List.of(Dimension.DISTRICT)).stream())
                        .toArray(Column[]::new))
                .sort("dataset", "column_name", "district_sort", "district_code");
    }

    @Override
    public Set<String> inputs() {
        return Sets.union(
                LedgerTables.names(Datasets.ALL),
                Set.of(LedgerTables.DELIVERIES.name(), LedgerTables.RECONCILIATION.name(), ProjectState.TABLE.name()));
    }

    private static Steps columnCoverage(ComputedTable.Sources sources) {
        List<String> columns = Datasets.PROJECTS.columnNames().stream()
                .filter(name -> !ALWAYS_PRESENT.contains(name))
                .toList();
        Stream<Column> counts = columns.stream().map(name -> count(col(name)).as(name));
        String stack = columns.stream()
                .map(name -> "'" + name + "', " + name)
                .collect(Collectors.joining(
                        ", ", "stack(" + columns.size() + ", ", ") AS (column_name, projects_with_value)"));
        return Steps.from(sources.state())
                .group(
                        Steps.columns("district_code"),
                        Stream.concat(Stream.of(expr("count(1)").as("project_count")), counts)
                                .toArray(Column[]::new))
                .select(
                        lit(Datasets.PROJECTS.name()).as("dataset"),
                        col("district_code"),
                        col("project_count"),
                        expr(stack));
    }

    /** Counts the projects known at each base with which {@code movement} compares: zero if none were known. */
    private static Steps basesCoverage(ComputedTable.Sources sources) {
        Steps known = Steps.from(sources.facts().earlier())
                .select(col("project_code"), col("as_of_date").as("base_date"), lit(1).as("known"));
        return Steps.from(sources.state())
                .select(col("project_code"), col("district_code"), Relations.bases(sources.asOf()))
                .join(known, List.of("project_code", "base_date"), "left_outer")
                .group(
                        List.of(
                                lit("movement").as("dataset"),
                                col("district_code"),
                                col("base").as("column_name")),
                        expr("count(1)").as("project_count"),
                        expr("count(known)").as("projects_with_value"));
    }

    /**
     * Counts the rows of each dataset by district, both as its deliveries counted them and as they are in the ledger.
     */
    private static Steps account(ComputedTable.Sources sources) {
        Steps counted = Steps.from(sources.ledger().read(LedgerTables.RECONCILIATION))
                .group(
                        Steps.columns("dataset", "district_code"),
                        expr("sum(row_count)").as("rows_read"),
                        expr("coalesce(sum(row_count) FILTER (WHERE outcome = 'accepted'), 0)")
                                .as("rows_accepted"),
                        expr("coalesce(sum(row_count) FILTER (WHERE outcome = 'rejected'), 0)")
                                .as("rows_rejected"),
                        expr("coalesce(sum(row_count) FILTER (WHERE outcome = 'left_out'), 0)")
                                .as("rows_left_out"));
        return counted.join(currentRows(sources), List.of("dataset", "district_code"), "full_outer")
                .select(
                        col("*"),
                        lit("").as("column_name"),
                        expr("coalesce(sum(rows_accepted) OVER (PARTITION BY dataset), 0)"
                                        + " = coalesce(sum(rows_current + rows_superseded) OVER (PARTITION BY dataset), 0)")
                                .as("reconciled"));
    }

    /** Counts how many rows of the ledger are the latest record on their key, and how many are not. */
    private static Steps currentRows(ComputedTable.Sources sources) {
        return Datasets.ALL.stream()
                .filter(sources.ledger()::hasRows)
                .map(dataset -> records(sources, dataset))
                .reduce(Steps::union)
                .orElseGet(() -> noRecords(sources))
                .group(
                        Steps.columns("dataset", "key_1", "key_2", "key_3"),
                        expr("max_by(district, recency)").as("district"),
                        expr("max_by(IF(effective, rows, 0L), recency)").as("rows_current"),
                        expr("sum(rows)").as("rows"))
                .group(
                        Steps.columns("dataset", "district"),
                        expr("sum(rows_current)").as("rows_current"),
                        expr("sum(rows) - sum(rows_current)").as("rows_superseded"))
                .select(
                        col("dataset"),
                        element_at(
                                        lit(ReferenceLookup.codes(sources.districts())
                                                .toArray(String[]::new)),
                                        col("district").plus(1))
                                .as("district_code"),
                        col("rows_current"),
                        col("rows_superseded"));
    }

    /** Covers the case in which no row was ever accepted. */
    private static Steps noRecords(ComputedTable.Sources sources) {
        return Steps.from(
                sources.state().sparkSession(),
                List.of(),
                StructType.fromDDL("dataset STRING, recency BIGINT, effective BOOLEAN, district INT, key_1 STRING,"
                        + " key_2 STRING, key_3 STRING, rows BIGINT"));
    }

    /**
     * Returns each record on a key: how recent it is (any effective record is more so than one that has no effect), the place of
     * the district that it counts under, and its number of rows.
     */
    private static Steps records(ComputedTable.Sources sources, DatasetDefinition dataset) {
        List<Column> columns = new ArrayList<>(List.of(
                lit(dataset.name()).as("dataset"),
                expr("delivery_number + IF(effective, 0L, " + Long.MIN_VALUE / 2 + "L)")
                        .as("recency"),
                col("effective"),
                district(sources, dataset).as("district"),
                lit(1L).as("rows")));
        for (int nth = 0; nth < LONGEST_KEY; nth++) {
            Column part = nth < dataset.key().size() ? col(dataset.key().get(nth)) : lit(null);
            columns.add(part.cast("string").as("key_" + (nth + 1)));
        }
        Steps rows = withSender(sources, dataset).select(columns.toArray(Column[]::new));
        return dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY
                ? rows
                : rows.group(
                        Steps.columns("dataset", "recency", "effective", "key_1", "key_2", "key_3"),
                        expr("max(district)").as("district"),
                        expr("sum(rows)").as("rows"));
    }

    /** Returns the place of the district that a row of the ledger counts under: its own, or else its sender's. */
    private static Column district(ComputedTable.Sources sources, DatasetDefinition dataset) {
        return dataset.has("district")
                ? ReferenceLookup.place(sources.districts(), col("district"))
                : col("district_of_sender");
    }

    /** Returns the ledger's rows, with the district of their sender if they have none. */
    private static Steps withSender(ComputedTable.Sources sources, DatasetDefinition dataset) {
        Steps rows = sources.ledger().everAccepted(dataset);
        if (dataset.has("district")) {
            return rows;
        }
        Steps senders = Steps.from(sources.ledger().read(LedgerTables.DELIVERIES))
                .select(
                        col("delivery_number"),
                        ReferenceLookup.place(sources.districts(), col("sender"))
                                .as("district_of_sender"));
        return rows.join(senders.broadcast(), List.of("delivery_number"), "inner");
    }
}
