package dev.taizhang.validated;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.SqlExpression;
import dev.taizhang.definition.Steps;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Evaluates all rules of a dataset on its new rows, in one pass over the columns that they name. */
final class RuleEvaluator {
    private static final String ROW = "row";
    private static final String CURRENCY = "currency";

    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    /** The scopes other than the row itself. */
    private static final List<String> SCOPES =
            List.of(RuleScope.PREVIOUS, RuleScope.PROJECT, RuleScope.SENDER, RuleScope.MEDIAN, RuleScope.SHOWN);

    private final DatasetDefinition dataset;
    private final List<Rule> rules;
    private final Map<String, ReferenceTable> references;
    private final RuleScope scope;

    /** The columns that rules use, by the record to which they belong. */
    private final SortedMap<String, SortedSet<String>> used = new TreeMap<>();

    RuleEvaluator(DatasetDefinition dataset, List<Rule> rules, Map<String, ReferenceTable> references) {
        this.dataset = dataset;
        this.rules = rules;
        this.references = references;
        this.scope = new RuleScope(dataset);
        rules.forEach(this::use);
        // Amounts of another record can be compared if they are in the same currency.
        List.of(RuleScope.PREVIOUS, RuleScope.PROJECT).forEach(record -> {
            if (used.containsKey(record) && dataset.has(CURRENCY)) {
                use(List.of(record, CURRENCY));
                use(List.of(CURRENCY));
            }
        });
    }

    private void use(Rule rule) {
        Stream<List<String>> named = Stream.of(
                        rule.message().zh(), rule.message().en())
                .flatMap(RuleScope::names)
                .map(name -> List.of(name.split("\\.")));
        Stream.of(SqlExpression.columns(rule.condition()).stream(), named, Stream.of(List.of(rule.column())))
                .flatMap(names -> names)
                .forEach(this::use);
    }

    private void use(List<String> name) {
        boolean otherRecord = SCOPES.contains(name.get(0));
        String record = otherRecord ? name.get(0) : ROW;
        SortedSet<String> columns = used.computeIfAbsent(record, first -> new TreeSet<>());
        if (!otherRecord) {
            columns.add(name.get(0));
        } else if (name.size() > 1) {
            columns.add(name.get(1));
        } else {
            // A record as a whole is only tested for null, for which one column that it always has is enough.
            columns.add(
                    switch (record) {
                        case RuleScope.SENDER -> "name";
                        case RuleScope.PROJECT -> "project_code";
                        case RuleScope.MEDIAN ->
                            dataset.amounts().stream().sorted().findFirst().orElseThrow();
                        default -> dataset.key().get(0);
                    });
        }
    }

    /**
     * The rows that break a rule, with their place and the findings of the rules.
     *
     * @param rows the accepted rows, with their place, {@code confirmed} (whether the sender has confirmed them),
     *     {@code is_new} (whether to evaluate them, or only to compare others with them) and {@code shown}
     * @param senders the sender of each delivery
     * @param kept further columns of the rows to return
     */
    Steps violations(SparkSession spark, Steps rows, RuleHistory history, Map<Long, String> senders, String... kept) {
        RuleHistory.Extent extent = history.extent();
        Column[] findings = rules.stream().map(rule -> finding(rule, extent)).toArray(Column[]::new);
        // Hardly any row breaks a rule, and Spark has no compiled form of the filter of an array.
        Column anyIsBroken = rules.stream()
                .map(rule -> isBroken(rule, extent))
                .reduce(Column::or)
                .orElse(lit(false));
        Column[] returned = Stream.concat(
                        Stream.concat(PLACE.stream(), Stream.of(kept)).map(name -> col(name)),
                        Stream.of(filter(array(findings), finding -> finding.isNotNull())
                                .as("found")))
                .toArray(Column[]::new);
        return narrowed(rows, kept)
                .transform(records -> used.containsKey(RuleScope.PREVIOUS) ? withPrevious(records, history) : records)
                .where("is_new")
                .transform(records -> used.containsKey(RuleScope.PROJECT) ? withProject(records, history) : records)
                .transform(
                        records -> used.containsKey(RuleScope.SENDER) ? withSender(spark, records, senders) : records)
                .transform(records -> used.containsKey(RuleScope.MEDIAN)
                        ? DeliveryMedians.joined(records, rows, columns(RuleScope.MEDIAN))
                        : records)
                .where(anyIsBroken)
                .select(returned);
    }

    private static Column isBroken(Rule rule, RuleHistory.Extent extent) {
        return judged(rule, extent).and(not(coalesce(expr(rule.condition()), lit(true))));
    }

    private Column finding(Rule rule, RuleHistory.Extent extent) {
        boolean quarantine = rule.severity() == Rule.Severity.QUARANTINE;
        Column severity = quarantine
                ? when(col("confirmed"), lit(Rule.Severity.WARN.word()))
                        .otherwise(lit(rule.severity().word()))
                : lit(rule.severity().word());
        return when(
                isBroken(rule, extent),
                struct(
                        severity.as("severity"),
                        lit(rule.column()).as("column"),
                        scope.value(rule.column()).as("value"),
                        lit(rule.name()).as("rule"),
                        scope.sentence(rule.message().zh()).as("sentence_zh"),
                        scope.sentence(rule.message().en()).as("sentence_en")));
    }

    /** Whether a rule can be judged: if not all earlier data are known, only a record that was found says something. */
    private static Column judged(Rule rule, RuleHistory.Extent extent) {
        return extent == RuleHistory.Extent.COMPLETE
                ? lit(true)
                : rule.otherRecords().stream()
                        .map(record -> col(record).isNotNull())
                        .reduce(lit(true), Column::and);
    }

    /** Reduces each row to the columns that rules name and those by which other records are found. */
    private Steps narrowed(Steps rows, String... kept) {
        Stream<Column> columns = Stream.of(
                        Stream.concat(PLACE.stream(), Stream.of(kept)).map(name -> col(name)),
                        Stream.of(col("confirmed"), col("is_new")),
                        medianGroup(),
                        shownTexts(),
                        Stream.of(RuleScope.shown(columns(ROW), dataset, references)),
                        historyColumns())
                .flatMap(column -> column);
        Stream<Column> project = used.containsKey(RuleScope.PROJECT)
                ? Stream.of(col("project_code").as("project_of"))
                : Stream.of();
        return rows.select(Stream.concat(columns, project).toArray(Column[]::new));
    }

    private Stream<Column> medianGroup() {
        return used.containsKey(RuleScope.MEDIAN) ? Stream.of(DeliveryMedians.group()) : Stream.of();
    }

    private Stream<Column> shownTexts() {
        List<String> texts = columns(RuleScope.SHOWN);
        Column[] fields = texts.stream()
                .map(name -> col("shown").getItem(texts.indexOf(name)).as(name))
                .toArray(Column[]::new);
        return texts.isEmpty() ? Stream.of() : Stream.of(struct(fields).as(RuleScope.SHOWN));
    }

    private List<String> columns(String record) {
        return List.copyOf(used.getOrDefault(record, new TreeSet<>()));
    }

    /**
     * The columns of a row as the previous record of later rows: its subject, its time, and the columns that rules
     * name.
     */
    private Stream<Column> historyColumns() {
        if (!used.containsKey(RuleScope.PREVIOUS)) {
            return Stream.of();
        }
        String date = scope.date();
        Column time = date == null ? col("delivery_number") : expr("CAST(unix_date(" + date + ") AS BIGINT)");
        return Stream.concat(
                scope.subject().stream().map(name -> col(name).as("subject_" + name)),
                Stream.of(
                        time.as("time"),
                        struct(RuleScope.shown(columns(RuleScope.PREVIOUS), dataset, references))
                                .as("record")));
    }

    /** Adds the previous record: that of the latest earlier date and, of several, the one from the last delivery. */
    private Steps withPrevious(Steps records, RuleHistory history) {
        String[] subject =
                scope.subject().stream().map(name -> "subject_" + name).toArray(String[]::new);
        Steps all = records;
        if (history.records() != null) {
            Steps wanted = records.select(Stream.of(subject)
                            .map(name -> col(name).as("wanted_" + name))
                            .toArray(Column[]::new))
                    .distinct();
            Column same = Stream.of(subject)
                    .map(name -> col(name).eqNullSafe(col("wanted_" + name)))
                    .reduce(lit(true), Column::and);
            Steps earlier = history.records()
                    .select(Stream.concat(Stream.of(col("delivery_number")), historyColumns())
                            .toArray(Column[]::new))
                    .join(wanted, same, "left_semi");
            all = records.unionOfSomeColumns(earlier);
        }
        WindowSpec before = Window.partitionBy(
                        Stream.of(subject).map(name -> col(name)).toArray(Column[]::new))
                .orderBy("time")
                .rangeBetween(Window.unboundedPreceding(), -1);
        return all.withColumns(Map.of(
                        RuleScope.PREVIOUS,
                        expr("max_by(record, struct(time, delivery_number))").over(before)))
                .where("is_new")
                .withColumns(Map.of(RuleScope.PREVIOUS, comparable(RuleScope.PREVIOUS, dataset)));
    }

    /** Adds the latest record of the project of the row. A run adds projects to the ledger before their progress. */
    private Steps withProject(Steps records, RuleHistory history) {
        Column[] shown = RuleScope.shown(columns(RuleScope.PROJECT), Datasets.PROJECTS, references);
        if (history.projects() == null) {
            StructType type =
                    (StructType) scope.schema().apply(RuleScope.PROJECT).dataType();
            return records.withColumns(Map.of(RuleScope.PROJECT, lit(null).cast(type)));
        }
        Steps projects = history.projects()
                .select(
                        col("project_code").as("project_of"),
                        struct(col("snapshot_date"), col("delivery_number")).as("time"),
                        struct(shown).as("record"))
                .group(Steps.columns("project_of"), expr("max_by(record, time)").as(RuleScope.PROJECT));
        return records.join(projects, List.of("project_of"), "left_outer")
                .withColumns(Map.of(RuleScope.PROJECT, comparable(RuleScope.PROJECT, Datasets.PROJECTS)));
    }

    /** Another record without its amounts if they are in another currency than those of the row. */
    private Column comparable(String record, DatasetDefinition of) {
        if (!dataset.has(CURRENCY)) {
            return col(record);
        }
        Column[] fields = columns(record).stream()
                .map(name -> {
                    Column value = col(record + "." + name);
                    boolean amount = of.amounts().contains(name);
                    return (amount ? when(col(record + "." + CURRENCY).equalTo(col(CURRENCY)), value) : value).as(name);
                })
                .toArray(Column[]::new);
        return when(col(record).isNotNull(), struct(fields));
    }

    private Steps withSender(SparkSession spark, Steps records, Map<Long, String> senders) {
        StructType type = (StructType) scope.schema().apply(RuleScope.SENDER).dataType();
        List<Row> rows = senders.entrySet().stream()
                .map(sender -> RowFactory.create(
                        sender.getKey(),
                        RowFactory.create(
                                sender.getValue(),
                                references
                                        .get("districts")
                                        .match(sender.getValue())
                                        .orElse(null))))
                .toList();
        StructType schema =
                new StructType().add("delivery_number", DataTypes.LongType).add(RuleScope.SENDER, type);
        return records.join(Steps.from(spark, rows, schema).broadcast(), List.of("delivery_number"), "left_outer");
    }

    /**
     * Runs a computation that evaluates the rules.
     *
     * @throws Failure if a condition cannot be computed for some row, which is a mistake in the rule
     */
    <T> T evaluate(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof SparkThrowable wrong
                        && String.valueOf(wrong.getSqlState()).startsWith("22")) {
                    throw ValidationMessages.failedCondition(dataset, rules, reason(cause));
                }
            }
            throw failed;
        }
    }

    private static String reason(Throwable cause) {
        return String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
    }
}
