package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.google.common.collect.Sets;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.OutputState;
import dev.taizhang.facts.RegisterState;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.validated.RecordRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The findings of rules that compare a record with its previous record or with its project, evaluated on the records in
 * force as of the date: the latest record of each project or register entry, and each month of the year. They depend on
 * the dates of records and not on the order in which deliveries arrived.
 */
final class RuleFindings {
    static final StructType COLUMNS =
            StructType.fromDDL("delivery_number BIGINT, dataset STRING, project_code STRING, subject STRING,"
                    + " rule STRING, value STRING, sentence_zh STRING, sentence_en STRING");

    /** The names of the tables that rules may need. */
    static final Set<String> INPUTS = Sets.union(
            LedgerTables.names(Datasets.ALL),
            States.TABLES.stream()
                    .filter(table -> !table.equals(OutputState.TABLE))
                    .map(TableDefinition::name)
                    .collect(Collectors.toSet()));

    private static final String MONTH = "report_month";
    private static final String SNAPSHOT = "snapshot_date";
    private static final String PROJECT = "project_code";
    private static final Set<String> TIMES = Set.of(MONTH, SNAPSHOT);

    /** The columns that identify a record. */
    private static final List<String> ABOUT = List.of("dataset", "about_project", "subject");

    private final ComputedTable.Sources sources;
    private final Ledger ledger;

    private RuleFindings(ComputedTable.Sources sources) {
        this.sources = sources;
        this.ledger = sources.ledger();
    }

    /** Returns one row per finding. If no rule compares records, nothing is read. */
    static Steps of(ComputedTable.Sources sources) {
        RuleFindings findings = new RuleFindings(sources);
        Steps found = Steps.from(sources.state().sparkSession(), List.of(), COLUMNS);
        for (DatasetDefinition dataset : Datasets.ALL) {
            RecordRules rules = RecordRules.of(
                    dataset,
                    sources.facts().ledger().rules(),
                    sources.facts().ledger().references());
            if (!rules.rules().isEmpty() && findings.ledger.hasRows(dataset)) {
                found = found.union(Steps.from(findings.of(rules))
                        .select(col("*"), col("about_project").as(PROJECT))
                        .drop("about_project"));
            }
        }
        return found;
    }

    private Dataset<Row> of(RecordRules rules) {
        Map<Long, String> senders = ledger.deliveries().stream()
                .collect(Collectors.toMap(row -> row.getAs("delivery_number"), row -> row.getAs("sender")));
        Steps projects = ledger.hasRows(Datasets.PROJECTS) ? known(Datasets.PROJECTS) : null;
        return rules.findings(
                sources.state().sparkSession(),
                records(rules.dataset()),
                projects,
                senders,
                ABOUT,
                sources.facts()::cached);
    }

    /** Returns the records that are known as of the date. */
    private Steps known(DatasetDefinition dataset) {
        Steps accepted = Steps.from(sources.facts().ledger().accepted(dataset));
        if (dataset.key().contains(MONTH)) {
            return accepted.where(MONTH + " <= " + AsOf.literal(sources.asOf().reportMonth()));
        }
        return dataset.key().contains(SNAPSHOT)
                ? accepted.where(SNAPSHOT + " <= " + AsOf.literal(sources.asOf().date()))
                : accepted;
    }

    /** Returns the records of what has not left, and which of them are in force. */
    private Steps records(DatasetDefinition dataset) {
        List<String> subject = withoutTime(dataset);
        String inOrder = Stream.concat(dataset.key().stream().filter(TIMES::contains), Stream.of("delivery_number"))
                .collect(Collectors.joining(", "));
        boolean ofMonths = dataset.key().contains(MONTH);
        Steps followed = listed(dataset, subject)
                .select(
                        col("*"),
                        expr("lead(" + (ofMonths ? MONTH : "delivery_number") + ") OVER (PARTITION BY "
                                        + String.join(", ", subject) + " ORDER BY " + inOrder + ")")
                                .as("following"));
        return (ofMonths ? comparedThisYear(followed) : followed)
                .select(
                        col("*"),
                        expr(ofMonths
                                        ? thisYear(MONTH) + " AND coalesce(following <> " + MONTH + ", true)"
                                        : "following IS NULL")
                                .as("is_new"),
                        lit(dataset.name()).as("dataset"),
                        (dataset.has(PROJECT) ? coalesce(col(PROJECT), lit("")) : lit("")).as("about_project"),
                        concat_ws(" ", subjectParts(dataset)).as("subject"),
                        lit(false).as("confirmed"));
    }

    /** Returns the months of the year, and the one before them with which the first is compared. */
    private Steps comparedThisYear(Steps months) {
        return months.where(thisYear(MONTH) + " OR " + thisYear("following"));
    }

    private String thisYear(String month) {
        return month + " >= " + AsOf.literal(sources.asOf().yearStart());
    }

    private static List<String> withoutTime(DatasetDefinition dataset) {
        return dataset.key().stream().filter(name -> !TIMES.contains(name)).toList();
    }

    /** Returns the known records of things that are in the facts as of the date. */
    private Steps listed(DatasetDefinition dataset, List<String> subject) {
        Steps known = known(dataset);
        if (dataset.equals(Datasets.PROJECTS) || dataset.equals(Datasets.PROGRESS)) {
            return known.join(Steps.from(sources.state()).select(PROJECT), List.of(PROJECT), "left_semi");
        }
        String[] key = subject.toArray(String[]::new);
        return RegisterState.ALL.stream()
                .filter(register -> register.dataset().equals(dataset))
                .findFirst()
                .map(register -> known.join(
                        Steps.from(sources.states().of(register.table())).select(key), subject, "left_semi"))
                .orElse(known);
    }

    /** Returns what identifies a record beside its project: the rest of the key without the date of the snapshot. */
    private static Column[] subjectParts(DatasetDefinition dataset) {
        return dataset.key().stream()
                .filter(name -> !name.equals(PROJECT) && !name.equals(SNAPSHOT))
                .map(name -> name.equals(MONTH)
                        ? date_format(col(MONTH), "yyyy-MM")
                        : col(name).cast("string"))
                .toArray(Column[]::new);
    }
}
