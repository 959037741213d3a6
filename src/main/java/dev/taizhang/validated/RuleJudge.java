package dev.taizhang.validated;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.definition.SqlExpression;
import dev.taizhang.feeds.Delivery;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Asks all rules of a dataset of its new rows, in one pass over the columns that they name. */
final class RuleJudge {
    private static final String ROW = "row";

    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");

    private final DatasetDefinition dataset;
    private final List<Rule> rules;
    private final Map<String, ReferenceTable> references;
    private final RuleScope scope;

    /** The names of columns that rules use, by the word that they are of. */
    private final SortedMap<String, SortedSet<String>> used = new TreeMap<>();

    RuleJudge(DatasetDefinition dataset, List<Rule> rules, Configuration configuration) {
        this.dataset = dataset;
        this.rules = rules;
        this.references = configuration.references();
        this.scope = new RuleScope(dataset);
        rules.forEach(this::use);
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
        boolean other =
                List.of(RuleScope.PREVIOUS, RuleScope.PROJECT, RuleScope.SENDER).contains(name.get(0));
        String word = other ? name.get(0) : ROW;
        SortedSet<String> columns = used.computeIfAbsent(word, first -> new TreeSet<>());
        if (!other) {
            columns.add(name.get(0));
        } else if (name.size() > 1) {
            columns.add(name.get(1));
        } else {
            // Whether there is such a word at all is asked of one column that it surely has.
            columns.add(word.equals(RuleScope.SENDER) ? "name" : dataset.key().get(0));
        }
    }

    /**
     * The rows that break a rule: where they stand, and for each rule what it found.
     *
     * @param rows accepted ones, with their place and whether their sender has confirmed them
     */
    Dataset<Row> broken(SparkSession spark, Dataset<Row> rows, RuleHistory past, List<Delivery> deliveries) {
        Column[] findings = rules.stream().map(this::finding).toArray(Column[]::new);
        return narrow(rows)
                .transform(words -> used.containsKey(RuleScope.PREVIOUS) ? withPrevious(words, past) : words)
                .transform(words -> used.containsKey(RuleScope.PROJECT) ? withProject(words, past) : words)
                .transform(words -> used.containsKey(RuleScope.SENDER) ? withSender(spark, words, deliveries) : words)
                .withColumn("found", array(findings))
                .select(
                        col("delivery_number"),
                        col("sheet"),
                        col("row_number"),
                        expr("filter(found, finding -> finding IS NOT NULL)").as("found"))
                .where("size(found) > 0");
    }

    private Column finding(Rule rule) {
        boolean quarantine = rule.severity() == Rule.Severity.QUARANTINE;
        Column severity = quarantine
                ? when(col("confirmed"), lit(Rule.Severity.WARN.word()))
                        .otherwise(lit(rule.severity().word()))
                : lit(rule.severity().word());
        return when(
                not(coalesce(expr(rule.condition()), lit(true))),
                struct(
                        severity.as("severity"),
                        lit(rule.column()).as("column"),
                        scope.value(rule.column()).as("value"),
                        lit(rule.name()).as("rule"),
                        scope.sentence(rule.message().zh()).as("sentence_zh"),
                        scope.sentence(rule.message().en()).as("sentence_en")));
    }

    /** Each row with no more than the columns that rules name of it, and what other words are found by. */
    private Dataset<Row> narrow(Dataset<Row> rows) {
        Stream<Column> columns = Stream.of(
                        PLACE.stream().map(name -> col(name)),
                        Stream.of(col("confirmed"), lit(true).as("is_new")),
                        Stream.of(RuleScope.shown(columns(ROW), dataset, references)),
                        wordColumns())
                .flatMap(column -> column);
        Stream<Column> project = used.containsKey(RuleScope.PROJECT)
                ? Stream.of(col("project_code").as("project_of"))
                : Stream.of();
        return rows.select(Stream.concat(columns, project).toArray(Column[]::new));
    }

    private List<String> columns(String word) {
        return List.copyOf(used.getOrDefault(word, new TreeSet<>()));
    }

    /** What a row is for rows after it: the thing that it is about, its place in time, and its columns. */
    private Stream<Column> wordColumns() {
        if (!used.containsKey(RuleScope.PREVIOUS)) {
            return Stream.of();
        }
        String date = scope.date();
        Column time = date == null ? col("delivery_number") : expr("CAST(unix_date(" + date + ") AS BIGINT)");
        return Stream.concat(
                scope.thing().stream().map(name -> col(name).as("thing_" + name)),
                Stream.of(
                        time.as("time"),
                        struct(RuleScope.shown(columns(RuleScope.PREVIOUS), dataset, references))
                                .as("word")));
    }

    /** The word before: of the latest earlier date, and where it has several, that of the last delivery. */
    private Dataset<Row> withPrevious(Dataset<Row> words, RuleHistory past) {
        String[] thing = scope.thing().stream().map(name -> "thing_" + name).toArray(String[]::new);
        Dataset<Row> all = words;
        if (past.words() != null) {
            Dataset<Row> asked = words.select(Stream.of(thing)
                            .map(name -> col(name).as("asked_" + name))
                            .toArray(Column[]::new))
                    .distinct();
            Column same = Stream.of(thing)
                    .map(name -> col(name).eqNullSafe(col("asked_" + name)))
                    .reduce(lit(true), Column::and);
            Dataset<Row> earlier = past.words()
                    .select(Stream.concat(Stream.of(col("delivery_number")), wordColumns())
                            .toArray(Column[]::new))
                    .join(asked, same, "left_semi");
            all = words.unionByName(earlier, true);
        }
        WindowSpec before = Window.partitionBy(
                        Stream.of(thing).map(name -> col(name)).toArray(Column[]::new))
                .orderBy("time")
                .rangeBetween(Window.unboundedPreceding(), -1);
        return all.withColumn(
                        RuleScope.PREVIOUS,
                        expr("max_by(word, struct(time, delivery_number))").over(before))
                .where("is_new");
    }

    /** The latest word on the row's project; a whole night of projects is in the ledger before their progress. */
    private Dataset<Row> withProject(Dataset<Row> words, RuleHistory past) {
        Column[] shown = RuleScope.shown(columns(RuleScope.PROJECT), Datasets.PROJECTS, references);
        if (past.projects() == null) {
            StructType type =
                    (StructType) scope.schema().apply(RuleScope.PROJECT).dataType();
            return words.withColumn(RuleScope.PROJECT, lit(null).cast(type));
        }
        Dataset<Row> projects = past.projects()
                .select(
                        col("project_code").as("project_of"),
                        struct(col("snapshot_date"), col("delivery_number")).as("time"),
                        struct(shown).as("word"))
                .groupBy("project_of")
                .agg(expr("max_by(word, time)").as(RuleScope.PROJECT));
        return words.join(projects, new String[] {"project_of"}, "left_outer");
    }

    private Dataset<Row> withSender(SparkSession spark, Dataset<Row> words, List<Delivery> deliveries) {
        StructType type = (StructType) scope.schema().apply(RuleScope.SENDER).dataType();
        List<Row> senders = deliveries.stream()
                .map(delivery -> RowFactory.create(
                        delivery.number(),
                        RowFactory.create(
                                delivery.sender(),
                                references
                                        .get("districts")
                                        .match(delivery.sender())
                                        .orElse(null))))
                .toList();
        StructType schema =
                new StructType().add("delivery_number", DataTypes.LongType).add(RuleScope.SENDER, type);
        return words.join(
                broadcast(spark.createDataFrame(senders, schema)), new String[] {"delivery_number"}, "left_outer");
    }

    /** A condition that cannot be computed for some row is a mistake of whoever wrote it. */
    <T> T asked(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause instanceof SparkThrowable wrong
                        && String.valueOf(wrong.getSqlState()).startsWith("22")) {
                    throw notComputed(cause);
                }
            }
            throw failed;
        }
    }

    private Failure notComputed(Throwable cause) {
        String names = rules.stream().map(Rule::name).collect(Collectors.joining(", "));
        String reason =
                String.valueOf(cause.getMessage()).strip().lines().findFirst().orElse("");
        return Failure.usage(
                new Bilingual(
                        "数据集 " + dataset.name() + " 的规则（" + names + "）中有条件对某一行算不出来：" + reason,
                        "A condition among the rules of " + dataset.name() + " (" + names
                                + ") cannot be computed for some row: " + reason),
                new Bilingual(
                        "请改写 conf/rules 中的条件，例如用 try_divide 或 try_cast。",
                        "Write it otherwise under conf/rules, for example with try_divide or try_cast."));
    }
}
