package dev.taizhang.query;

import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.Configuration;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Facts;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.States;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.ledger.Tables;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The ledger and the facts of a release. */
public final class ReleaseFacts {
    private final SparkSession spark;
    private final Configuration configuration;
    private final OfficeTables office;
    private final Warehouse warehouse;
    private final Release release;

    public ReleaseFacts(
            SparkSession spark,
            Configuration configuration,
            OfficeTables office,
            Warehouse warehouse,
            Release release) {
        this.spark = spark;
        this.configuration = configuration;
        this.office = office;
        this.warehouse = warehouse;
        this.release = release;
    }

    /** Returns the dates for which a release still has one row per project. */
    public static SortedSet<LocalDate> dates(Release release) {
        return release.tables().get(ProjectState.TABLE.name()).digests().keySet().stream()
                .map(LocalDate::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Ledger ledger() {
        Tables tables = new Tables(() -> spark, warehouse, "query");
        tables.openReadOnly(WarehouseTables.known(office), Optional.of(release));
        Map<String, Feed> feeds =
                FeedFiles.read(configuration).stream().collect(Collectors.toMap(Feed::name, Function.identity()));
        return new Ledger(tables, configuration, feeds);
    }

    /** Returns the fact tables of a date that the release has. */
    States stored(LocalDate asOf) {
        Map<String, Dataset<Row>> tables = new TreeMap<>();
        States.TABLES.forEach(table -> tables.put(table.name(), read(table, asOf)));
        return new States(tables.get(ProjectState.TABLE.name()), tables);
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
    static States computed(AsOf asOf, Facts facts) {
        return facts.states((table, rows) -> rows.withColumn(TableDefinition.AS_OF_DATE, lit(Date.valueOf(asOf.date())))
                .select(Stream.of(table.schema().fieldNames())
                        .map(functions::col)
                        .toArray(Column[]::new)));
    }
}
