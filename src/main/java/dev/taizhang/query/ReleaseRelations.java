package dev.taizhang.query;

import dev.taizhang.copies.ChineseView;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.SqlTree;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.States;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.SqlRelations;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.AliasIdentifier;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.SubqueryAlias;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractPartialFunction;

/**
 * Resolves {@code latest.<name>}, {@code summaries.<name>}, {@code facts.<name>} and {@code ledger.<name>} to the table
 * versions that one release names, and {@code 最新.<title>} to the view of {@code latest.<name>}. A name is resolved only
 * when a query mentions it. The relations of tables by a query have their own names, such as {@code project_state} and
 * {@code rolled_up.<name>}, and belong to one as-of date.
 */
public final class ReleaseRelations implements AutoCloseable {
    private static final ThreadLocal<ReleaseRelations> ACTIVE = new ThreadLocal<>();

    private final ReleaseFacts facts;
    private final SparkSession spark;
    private final Warehouse warehouse;
    private final Release release;
    private final AsOf asOf;
    private final Set<String> namesOfQueries;
    private Optional<SqlRelations> ofQueries = Optional.empty();

    /** The tables that were read so far; a name is looked up several times for one query, and again for the next. */
    private final Map<String, Optional<Dataset<Row>>> read = new ConcurrentHashMap<>();

    /**
     * Prepares the names of a release.
     *
     * @param asOf the date of the relations of tables by a query; the release's newest date if it is empty
     */
    public ReleaseRelations(ReleaseFacts facts, Optional<LocalDate> asOf) {
        this.facts = facts;
        this.spark = facts.spark();
        this.warehouse = facts.warehouse();
        this.release = facts.release();
        this.namesOfQueries = facts.namesOfQueries();
        this.asOf = new AsOf(asOf.orElseGet(() -> release.publishedDates().last()), facts.planYear());
    }

    /** Adds the resolution to every session of the process. Without an active release it has no effect. */
    public static final class Extension implements scala.Function1<SparkSessionExtensions, Void> {
        @Override
        public Void apply(SparkSessionExtensions extensions) {
            extensions.injectResolutionRule(session -> new Resolution());
            return null;
        }
    }

    /** Makes queries of this thread read this release from now on. */
    void activate() {
        ACTIVE.set(this);
    }

    private static final class Resolution extends Rule<LogicalPlan> {
        @Override
        public LogicalPlan apply(LogicalPlan plan) {
            ReleaseRelations relations = ACTIVE.get();
            return relations == null
                    ? plan
                    : plan.resolveOperatorsUp(new AbstractPartialFunction<>() {
                        @Override
                        public boolean isDefinedAt(LogicalPlan node) {
                            return node instanceof UnresolvedRelation relation
                                    && relations.resolved(relation).isPresent();
                        }

                        @Override
                        @SuppressWarnings("unchecked")
                        public <A1 extends LogicalPlan, B1> B1 applyOrElse(A1 node, scala.Function1<A1, B1> otherwise) {
                            return node instanceof UnresolvedRelation relation
                                    ? relations
                                            .resolved(relation)
                                            .map(found -> (B1) found)
                                            .orElseGet(() -> otherwise.apply(node))
                                    : otherwise.apply(node);
                        }
                    });
        }
    }

    private Optional<LogicalPlan> resolved(UnresolvedRelation relation) {
        List<String> name = CollectionConverters.asJava(relation.multipartIdentifier());
        int last = name.size() - 1;
        String qualifier = String.join(".", name.subList(0, last));
        return (last == 1 ? known(qualifier, name.get(last)) : Optional.<Dataset<Row>>empty())
                .or(() -> ofQueries(String.join(".", name)))
                .map(rows -> SqlTree.given(new SubqueryAlias(
                        new AliasIdentifier(
                                name.get(last),
                                CollectionConverters.asScala(name.subList(0, last))
                                        .toSeq()),
                        ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                                .queryExecution()
                                .analyzed())));
    }

    private Optional<Dataset<Row>> known(String namespace, String name) {
        return read.computeIfAbsent(namespace + "." + name, whole -> table(namespace, name));
    }

    private Optional<Dataset<Row>> ofQueries(String name) {
        if (!namesOfQueries.contains(name)) {
            return Optional.empty();
        }
        if (ofQueries.isEmpty()) {
            ofQueries = Optional.of(facts.ofQueries(asOf));
        }
        return Optional.of(ofQueries.get().rows(name));
    }

    /** Returns the values of the parameters that a query may name. */
    Map<String, Object> parameters() {
        return SqlRelations.parameters(asOf);
    }

    /** Releases what the relations of tables by a query have cached. */
    @Override
    public void close() {
        ofQueries.ifPresent(SqlRelations::close);
    }

    private Optional<Dataset<Row>> table(String namespace, String name) {
        if (namespace.equals("latest")) {
            return latest(name);
        }
        if (namespace.equals(ChineseView.LATEST)) {
            return facts.tables()
                    .titled(name)
                    .flatMap(table -> latest(table.name()).map(rows -> ChineseView.of(table, rows, facts.unit())));
        }
        if (!Set.of("summaries", "facts", "ledger").contains(namespace)) {
            return Optional.empty();
        }
        if (namespace.equals("ledger") && name.equals("runs")) {
            return Optional.of(spark.createDataFrame(
                    warehouse.releases().stream()
                            .filter(other -> other.number() <= release.number())
                            .map(Release::row)
                            .toList(),
                    LedgerTables.RUNS.schema()));
        }
        return version(namespace + "." + name).map(rows -> readable(rows, namespace + "." + name));
    }

    private Optional<Dataset<Row>> version(String table) {
        return Optional.ofNullable(release.tables().get(table))
                .map(version -> Tables.readAsItWas(spark, warehouse, table, version, Optional.empty()));
    }

    private Optional<Dataset<Row>> latest(String name) {
        String table = "summaries." + name;
        return Optional.ofNullable(release.tables().get(table))
                .map(version -> Tables.readAsItWas(
                        spark,
                        warehouse,
                        table,
                        version,
                        version.digests().isEmpty()
                                ? Optional.empty()
                                : Optional.of(LocalDate.parse(version.digests().lastKey()))));
    }

    /** Returns every name that a query of this release may read. */
    public List<String> names() {
        Set<String> tables = release.tables().keySet();
        Stream<String> ofSummaries = facts.tables().known().stream()
                .filter(table -> tables.contains(table.definition().name()))
                .flatMap(table -> Stream.of(
                        "latest." + table.name(),
                        ChineseView.LATEST + "." + table.title().zh()));
        return Stream.of(Stream.of(LedgerTables.RUNS.name()), tables.stream(), ofSummaries, namesOfQueries.stream())
                .flatMap(names -> names)
                .sorted()
                .toList();
    }

    /**
     * Returns rows for readers. Internally, amounts are whole smallest units; readers receive them in whole units with
     * two decimals.
     */
    private static Dataset<Row> readable(Dataset<Row> rows, String table) {
        Set<String> amounts = amounts().getOrDefault(table, Set.of());
        if (amounts.isEmpty()) {
            return rows;
        }
        return rows.select(Stream.of(rows.columns())
                .map(name -> amounts.contains(name) ? Money.inWholeUnits(name) : functions.col(name))
                .toArray(Column[]::new));
    }

    private static Map<String, Set<String>> amounts() {
        Map<String, Set<String>> amounts = Datasets.ALL.stream()
                .collect(Collectors.toMap(dataset -> "ledger." + dataset.name(), DatasetDefinition::amounts));
        States.TABLES.forEach(table -> amounts.put(table.name(), States.amounts(table)));
        return amounts;
    }
}
