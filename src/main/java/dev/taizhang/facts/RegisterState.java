package dev.taizhang.facts;

import static dev.taizhang.definition.Column.field;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import com.google.common.collect.Sets;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Column;
import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Steps;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.Retention;
import dev.taizhang.ledger.TableDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The state of a register as of a date: the latest record on each thing, with the codes of its members and, if the
 * register refers to projects, the data of its project.
 *
 * @param dataset the register
 * @param thing Spark SQL that identifies a thing, independent of the date
 * @param eventDate the column whose date must not be after the as-of date; null if a thing has no such date
 * @param table the fact table
 */
public record RegisterState(DatasetDefinition dataset, List<String> thing, String eventDate, TableDefinition table) {
    /** One row per contract signed. */
    public static final RegisterState CONTRACTS = register(
            Datasets.CONTRACTS,
            List.of("contract_code"),
            "signed_date",
            List.of("contract_code"),
            "facts.contract_state",
            new Bilingual("合同现状", "Contract state"),
            new Bilingual("截止日期前签约的每份合同一行", "One row per contract signed by the date"));

    /** One row per reported matter. */
    public static final RegisterState BOTTLENECKS = register(
            Datasets.BOTTLENECKS,
            List.of("bottleneck_code"),
            "raised_date",
            List.of("bottleneck_code"),
            "facts.bottleneck_state",
            new Bilingual("堵点难点现状", "Bottleneck state"),
            new Bilingual("截止日期前提出的每项堵点难点一行", "One row per bottleneck raised by the date"));

    /** One row per project and step. */
    public static final RegisterState APPROVALS = register(
            Datasets.APPROVALS,
            List.of("project_code", "IF(step_code = 'unassigned', step, step_code)"),
            null,
            List.of("project_code", "step"),
            "facts.approval_state",
            new Bilingual("联审联批现状", "Approval state"),
            new Bilingual("每个项目的每个审批事项一行", "One row per project and step of its approval"));

    private static final Set<String> PLACE = Set.of("district_code", "cluster_code");

    /** All registers that have a fact table. */
    public static final List<RegisterState> ALL = List.of(CONTRACTS, BOTTLENECKS, APPROVALS);

    /** Returns the register of a fact table. */
    static RegisterState of(TableDefinition table) {
        return ALL.stream()
                .filter(register -> register.table().equals(table))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the names of the tables from which the fact table is computed. */
    Set<String> inputs() {
        Set<String> own = LedgerTables.names(List.of(dataset));
        return ofProjects(dataset) ? Sets.union(own, Set.of(ProjectState.TABLE.name())) : own;
    }

    private static RegisterState register(
            DatasetDefinition dataset,
            List<String> thing,
            String eventDate,
            List<String> key,
            String name,
            Bilingual title,
            Bilingual sentence) {
        StructType schema = new StructType()
                .add(field(TableDefinition.AS_OF_DATE, DataTypes.DateType, "截止日期", "as-of date of the row"));
        for (Column column : dataset.columns()) {
            schema = schema.add(column.field());
            if (column.type() == ColumnType.REFERENCE) {
                schema = schema.add(field(
                        column.name() + "_code",
                        DataTypes.StringType,
                        column.title().zh() + "代码",
                        "code of the " + column.title().en()));
            }
        }
        for (StructField event : Events.columns(dataset)) {
            schema = schema.add(event);
        }
        if (ofProjects(dataset)) {
            schema = schema.add(
                            field("district_code", DataTypes.StringType, "项目所属县区代码", "code of the project's district"))
                    .add(field("cluster_code", DataTypes.StringType, "项目产业集群代码", "code of the project's cluster"));
        }
        List<String> grain = Stream.concat(Stream.of(TableDefinition.AS_OF_DATE), key.stream())
                .toList();
        return new RegisterState(
                dataset,
                thing,
                eventDate,
                new TableDefinition(name, title, sentence, grain, schema, Retention.NEWEST_AND_MONTH_ENDS));
    }

    /** Whether rows have no district and cluster of their own and use those of their project. */
    private static boolean ofProjects(DatasetDefinition dataset) {
        return !dataset.has("district");
    }

    /**
     * Returns the rows as of a date: the columns of the table except {@code as_of_date}.
     *
     * @param projects {@code facts.project_state} of the date
     */
    Steps of(SparkSession spark, AsOf asOf, InterpretedLedger ledger, Dataset<Row> projects) {
        Steps listed = listed(spark, asOf, ledger, () -> Steps.from(projects));
        return (ofProjects(dataset) ? withPlace(listed, Steps.from(projects)) : listed)
                .select(Stream.of(table.schema().fieldNames())
                        .filter(name -> !name.equals(TableDefinition.AS_OF_DATE))
                        .map(name -> ofProjects(dataset) && PLACE.contains(name)
                                ? expr("coalesce(" + name + ", 'unassigned')").as(name)
                                : col(name))
                        .toArray(org.apache.spark.sql.Column[]::new));
    }

    /**
     * Returns the latest record on each thing. If the register is delivered as full lists, things that the current list
     * no longer contains are excluded. For registers that refer to projects, the result has no place of the project.
     *
     * @param projects project_code and district_code of the projects of the date; requested only if there are full
     *     lists
     */
    Steps listed(SparkSession spark, AsOf asOf, InterpretedLedger ledger, Supplier<Steps> projects) {
        Steps latest = new Events(spark, dataset, ledger.delivered()).withDone(latest(asOf, ledger));
        FullLists lists = new FullLists(dataset, ledger, List.of(asOf));
        if (lists.isEmpty()) {
            return latest;
        }
        if (!ofProjects(dataset)) {
            return lists.withoutDeparted(spark, latest);
        }
        Steps districts = projects.get().select("project_code", "district_code");
        return lists.withoutDeparted(spark, latest.join(districts, List.of("project_code"), "left_outer"))
                .drop("district_code");
    }

    private Steps latest(AsOf asOf, InterpretedLedger ledger) {
        String spoken = dataset.rowDate().orElseThrow();
        String until = " <= " + AsOf.literal(asOf.date());
        Map<String, org.apache.spark.sql.Column> added = new LinkedHashMap<>();
        for (Column column : dataset.columns()) {
            if (column.type() == ColumnType.REFERENCE) {
                added.put(column.name() + "_code", ledger.code(column.reference(), col(column.name())));
            }
        }
        added.put("spoken", expr(spoken));
        return Steps.from(ledger.converted(dataset))
                .where(spoken + until + (eventDate == null ? "" : " AND " + eventDate + until))
                .withColumns(added)
                .group(
                        thing.stream().map(part -> expr(part)).toList(),
                        expr("max_by(struct(*), struct(spoken, delivery_number))")
                                .as("latest"))
                .select(col("latest.*"), expr(AsOf.literal(asOf.date())).as(TableDefinition.AS_OF_DATE));
    }

    private static Steps withPlace(Steps records, Steps projects) {
        Steps places = projects.select(
                col("project_code"),
                col("district_once_code").as("district_code"),
                col("cluster_once_code").as("cluster_code"));
        return records.join(places, List.of("project_code"), "left_outer");
    }
}
