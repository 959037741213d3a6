package dev.taizhang.query;

import static org.apache.spark.sql.functions.lit;

import dev.taizhang.copies.DisplayUnit;
import dev.taizhang.cube.Members;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.InterpretedLedger;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.States;
import dev.taizhang.facts.Successions;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SqlRelations;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.WarehouseTables;
import dev.taizhang.validated.RuleFiles;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The ledger and the facts of a release, as the current configuration interprets them. */
public final class ReleaseFacts {
    private final SparkSession spark;
    private final Configuration configuration;
    private final OfficeTables tables;
    private final Warehouse warehouse;
    private final Release release;

    /**
     * Prepares to read a release.
     *
     * @param configuration interprets the ledger: its references, rates and settings of today apply to any release
     * @param tables the tables of the configuration
     */
    public ReleaseFacts(
            SparkSession spark,
            Configuration configuration,
            OfficeTables tables,
            Warehouse warehouse,
            Release release) {
        this.spark = spark;
        this.configuration = configuration;
        this.tables = tables;
        this.warehouse = warehouse;
        this.release = release;
    }

    SparkSession spark() {
        return spark;
    }

    OfficeTables tables() {
        return tables;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    Release release() {
        return release;
    }

    PlanYear planYear() {
        return configuration.settings().planYear();
    }

    Currency portfolio() {
        return configuration.settings().currency();
    }

    Members members() {
        return new Members(configuration.settings(), configuration.references());
    }

    /** Returns the unit in which the Chinese views show large amounts. */
    DisplayUnit unit() {
        return new DisplayUnit(configuration.settings(), configuration.reference("units"));
    }

    /** Returns the dates for which a release still has one row per project. */
    public static SortedSet<LocalDate> dates(Release release) {
        return release.tables().get(ProjectState.TABLE.name()).digests().keySet().stream()
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a release has a table as of a date. */
    public static boolean has(Release release, SummaryTable table, LocalDate date) {
        return Optional.ofNullable(release.tables().get(table.definition().name()))
                .filter(version -> version.digests().containsKey(date.toString()))
                .isPresent();
    }

    Ledger ledger() {
        Tables opened = new Tables(() -> spark, warehouse, "query");
        opened.openReadOnly(WarehouseTables.known(tables), Optional.of(release));
        return Ledger.readOnly(opened);
    }

    /** Returns the names of all relations of tables by a query. */
    Set<String> namesOfQueries() {
        return SqlRelations.schemas(tables, configuration.references().keySet()).keySet();
    }

    /** Returns the relations of tables by a query as of a date. */
    SqlRelations ofQueries(AsOf asOf) {
        Facts facts = new Facts(spark, asOf, interpreted(), configuration.settings());
        States states = dates(release).contains(asOf.date()) ? stored(asOf.date()) : computed(asOf, facts);
        return new SqlRelations(states, facts, configuration.settings(), configuration.due(), tables);
    }

    private InterpretedLedger interpreted() {
        return new InterpretedLedger(
                ledger(), configuration.references(), configuration.exchange(), RuleFiles.rules(configuration));
    }

    /** Returns the project codes that others have succeeded as of a date. */
    public Successions successions(LocalDate asOf) {
        return interpreted().asOf(spark, new AsOf(asOf, planYear())).successions();
    }

    /** Returns the ledger of the release with the project codes of some successions. */
    InterpretedLedger interpreted(Successions codes) {
        return interpreted().with(codes);
    }

    /** Returns the fact tables of a date that the release has. */
    States stored(LocalDate asOf) {
        Map<String, Dataset<Row>> rows = new TreeMap<>();
        States.TABLES.forEach(table -> rows.put(table.name(), read(table, asOf)));
        return new States(rows.get(ProjectState.TABLE.name()), rows);
    }

    /** Returns the rows of a table as of a date; none if the release does not have the table. */
    Dataset<Row> read(TableDefinition table, LocalDate asOf) {
        return Tables.read(
                spark,
                warehouse,
                table,
                release.tables().getOrDefault(table.name(), Release.TableVersion.EMPTY),
                Set.of(asOf));
    }

    /** Returns the fact tables of any date, computed from the ledger. */
    private static States computed(AsOf asOf, Facts facts) {
        Map<String, Column> date = Map.of(TableDefinition.AS_OF_DATE, lit(Date.valueOf(asOf.date())));
        return facts.states((table, rows) ->
                rows.withColumns(date).select(table.schema().fieldNames()).rows());
    }
}
