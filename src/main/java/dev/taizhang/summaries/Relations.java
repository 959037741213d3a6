package dev.taizhang.summaries;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.cube.Dimension;
import dev.taizhang.cube.Fact;
import dev.taizhang.cube.FactLines;
import dev.taizhang.cube.Members;
import dev.taizhang.cube.Targets;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.ProjectState;
import dev.taizhang.facts.States;
import dev.taizhang.facts.SuccessionFindings;
import dev.taizhang.facts.Successions;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.MissingColumns;
import dev.taizhang.ledger.TableDefinition;
import java.sql.Date;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.plans.logical.OneRowRelation;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The relations that a table with a query can read, by name. Amounts are in whole units with two decimals. Beside the
 * code of a member are its names, {@code <dimension>_name} and {@code _name_en}, and its position in the order, {@code
 * _sort}.
 */
final class Relations {
    private static final DataType AMOUNT = DataTypes.createDecimalType(20, 2);
    private static final String REFERENCE = "reference.";
    private static final String ROLLED_UP = "rolled_up.";

    private static final StructType MEMBERS = new StructType()
            .add("code", DataTypes.StringType)
            .add("name_zh", DataTypes.StringType)
            .add("name_en", DataTypes.StringType)
            .add("sort_order", DataTypes.IntegerType)
            .add("ranked_among", DataTypes.StringType);

    private static final StructType MISSING_COLUMNS =
            StructType.fromDDL("dataset STRING, sender STRING, missing_column STRING, unused_headers STRING,"
                    + " delivery_number BIGINT, sentence_zh STRING, sentence_en STRING");

    private static final Set<String> SUCCESSIONS = LedgerTables.names(List.of(Datasets.SUCCESSIONS));

    private static final Map<String, Relation> FIXED = fixed();

    private Relations() {}

    /**
     * A relation before it is made readable.
     *
     * @param columns the columns of its rows, amounts in smallest units
     * @param amounts the names of the amount columns
     * @param inputs the names of the tables that it reads
     */
    private record Relation(
            StructType columns, Set<String> amounts, Set<String> inputs, Function<ComputedTable.Sources, Steps> rows) {
        List<Dimension> dimensions() {
            Set<String> names = Set.of(columns.fieldNames());
            return Stream.of(Fact.ALL.stream().flatMap(fact -> fact.dimensions().stream()))
                    .flatMap(all -> all)
                    .distinct()
                    .filter(dimension -> names.contains(dimension.keyColumn()))
                    .toList();
        }

        StructType readableColumns() {
            StructType readable = new StructType();
            for (StructField field : columns.fields()) {
                readable = readable.add(field.name(), amounts.contains(field.name()) ? AMOUNT : field.dataType());
            }
            for (Dimension dimension : dimensions()) {
                readable = Members.withNames(readable, dimension);
            }
            return readable;
        }

        /** Returns the rows. Names of members are looked up only for dimensions of which the query names a column. */
        Steps readableRows(ComputedTable.Sources sources, Set<String> named) {
            List<Dimension> wanted = dimensions().stream()
                    .filter(dimension -> Stream.of(Members.withNames(new StructType(), dimension)
                                    .fieldNames())
                            .anyMatch(named::contains))
                    .toList();
            Stream<Column> readable = Stream.of(columns.fields())
                    .map(field -> amounts.contains(field.name())
                            ? Money.inWholeUnits(field.name())
                            : col(field.name()).cast(field.dataType()));
            return rows.apply(sources)
                    .select(Stream.concat(readable, sources.members().names(wanted).stream())
                            .toArray(Column[]::new));
        }
    }

    private static Map<String, Relation> fixed() {
        Map<String, Relation> all = new LinkedHashMap<>();
        for (TableDefinition table : States.TABLES) {
            boolean ofProjects = table.equals(ProjectState.TABLE);
            all.put(
                    table.shortName(),
                    new Relation(table.schema(), States.amounts(table), Set.of(table.name()), sources -> {
                        Steps rows = Steps.from(sources.states().of(table));
                        return ofProjects ? planned(rows) : rows;
                    }));
        }
        all.put(
                "project_lines",
                new Relation(
                        FactLines.ofProjects(),
                        ProjectState.AMOUNTS,
                        Set.of(ProjectState.TABLE.name()),
                        sources -> planned(FactLines.of(Steps.from(sources.state())))));
        all.put(
                "project_state_before",
                new Relation(
                        ProjectState.FIGURES.add("base", DataTypes.StringType).add("base_date", DataTypes.DateType),
                        ProjectState.AMOUNTS,
                        States.earlierInputs(),
                        Relations::before));
        all.put(
                "month_investment",
                new Relation(
                        StructType.fromDDL("project_code STRING, currency STRING, report_month DATE, invested BIGINT,"
                                + " planned BIGINT, invested_since_last BIGINT, planned_since_last BIGINT,"
                                + " year_to_date BIGINT, planned_to_date BIGINT, states_amount BOOLEAN"),
                        Set.of(
                                "invested",
                                "planned",
                                "invested_since_last",
                                "planned_since_last",
                                "year_to_date",
                                "planned_to_date"),
                        LedgerTables.names(List.of(Datasets.PROGRESS)),
                        sources -> Steps.from(sources.facts().months())));
        all.put(
                "bases",
                new Relation(
                        StructType.fromDDL("base STRING, base_date DATE"),
                        Set.of(),
                        Set.of(),
                        sources -> Steps.from(sources.state().sparkSession(), new OneRowRelation())
                                .select(bases(sources.asOf()))));
        all.put(
                "targets",
                new Relation(
                        StructType.fromDDL(
                                "scope STRING, currency STRING, annual_investment BIGINT, signed_amount BIGINT"),
                        Set.of("annual_investment", "signed_amount"),
                        Targets.INPUTS,
                        sources -> Steps.from(sources.cubes().targets().amounts())
                                .select(
                                        col("scope"),
                                        col("currency"),
                                        col("target_annual_investment").as("annual_investment"),
                                        col("target_signed_amount").as("signed_amount"))));
        all.put(
                "allocation_sets",
                new Relation(
                        StructType.fromDDL(
                                "project_code STRING, dimension STRING, snapshot_date DATE, delivery_number BIGINT,"
                                        + " parts ARRAY<STRUCT<code: STRING, weight: BIGINT>>"),
                        Set.of(),
                        LedgerTables.names(List.of(Datasets.ALLOCATIONS)),
                        Relations::sets));
        all.put(
                "listed_projects",
                new Relation(
                        StructType.fromDDL("project_code STRING"),
                        Set.of(),
                        LedgerTables.names(List.of(Datasets.PROJECTS)),
                        sources -> Steps.from(sources.facts().ledger().accepted(Datasets.PROJECTS))
                                .where(col("snapshot_date")
                                        .leq(lit(Date.valueOf(sources.asOf().date()))))
                                .group(Steps.columns("project_code"))));
        all.put("rule_findings", new Relation(RuleFindings.COLUMNS, Set.of(), RuleFindings.INPUTS, RuleFindings::of));
        all.put(
                "project_records",
                new Relation(
                        StructType.fromDDL("project_code STRING, snapshot_date DATE, delivery_number BIGINT,"
                                + " currency STRING, total_investment BIGINT"),
                        Set.of("total_investment"),
                        LedgerTables.names(List.of(Datasets.PROJECTS)),
                        sources -> Steps.from(sources.facts().ledger().converted(Datasets.PROJECTS))
                                .where(col("snapshot_date")
                                        .leq(lit(Date.valueOf(sources.asOf().date()))))));
        all.put(
                "several_lists",
                new Relation(
                        StructType.fromDDL("project_code STRING, snapshot_date DATE, delivery_number BIGINT,"
                                + " district_code STRING, currency STRING, total_investment BIGINT"),
                        Set.of("total_investment"),
                        LedgerTables.names(List.of(Datasets.PROJECTS)),
                        sources -> sources.facts()
                                .inSeveralLists()
                                .map(Steps::from)
                                .orElseGet(() -> empty("several_lists", sources))));
        all.put(
                "successions",
                new Relation(
                        Successions.MOVES,
                        Set.of(),
                        SUCCESSIONS,
                        sources -> Steps.from(
                                sources.state().sparkSession(),
                                sources.facts().ledger().successions().moves(),
                                Successions.MOVES)));
        all.put(
                "succession_findings",
                new Relation(
                        SuccessionFindings.COLUMNS,
                        Set.of(),
                        SUCCESSIONS,
                        sources -> Steps.from(
                                sources.state().sparkSession(),
                                SuccessionFindings.of(sources.state().sparkSession(), sources.facts()),
                                SuccessionFindings.COLUMNS)));
        all.put(
                "deliveries",
                new Relation(
                        StructType.fromDDL("delivery_number BIGINT, file_name STRING, sender STRING"),
                        Set.of(),
                        Set.of(LedgerTables.DELIVERIES.name()),
                        sources -> Steps.from(sources.ledger().read(LedgerTables.DELIVERIES))));
        all.put(
                "missing_columns",
                new Relation(
                        MISSING_COLUMNS, Set.of(), Set.of(LedgerTables.DELIVERIES.name()), Relations::missingColumns));
        return all;
    }

    /**
     * Returns one row per base: its name {@code base}, and {@code base_date}, the date as of which the ledger is read.
     */
    static Column bases(AsOf asOf) {
        return expr("inline(array(named_struct('base', 'previous_month', 'base_date', "
                + AsOf.literal(asOf.previousMonth().date())
                + "), named_struct('base', 'same_month_last_year', 'base_date', "
                + AsOf.literal(asOf.sameMonthLastYear().date()) + ")))");
    }

    private static Steps before(ComputedTable.Sources sources) {
        return planned(Steps.from(sources.facts().earlier()))
                .select(col("*"), bases(sources.asOf()))
                .where("as_of_date = base_date");
    }

    private static Steps missingColumns(ComputedTable.Sources sources) {
        List<Row> rows = new MissingColumns(sources.ledger())
                .asOf(sources.asOf().date()).stream()
                        .map(missing -> NamedRow.of(MISSING_COLUMNS)
                                .with("dataset", missing.dataset())
                                .with("sender", missing.sender())
                                .with("missing_column", missing.column())
                                .with("unused_headers", missing.headers())
                                .with("delivery_number", missing.delivery())
                                .with("sentence_zh", missing.sentence().zh())
                                .with("sentence_en", missing.sentence().en())
                                .row())
                        .toList();
        return Steps.from(sources.state().sparkSession(), rows, MISSING_COLUMNS);
    }

    /** Returns projects, each with its part of the annual plan in place of the plan that it states. */
    private static Steps planned(Steps projects) {
        return projects.withColumns(Map.of("annual_plan_investment", col("annual_plan_counted")));
    }

    private static Steps sets(ComputedTable.Sources sources) {
        return sources.ledger().hasRows(Datasets.ALLOCATIONS)
                ? Steps.from(sources.facts().allocationSets())
                : empty("allocation_sets", sources);
    }

    private static Steps empty(String relation, ComputedTable.Sources sources) {
        return Steps.from(
                sources.state().sparkSession(), List.of(), FIXED.get(relation).columns());
    }

    /**
     * Returns the columns of all relations, by name.
     *
     * @param rollUps the tables that can be read as {@code rolled_up.<name>}
     * @param references the reference tables that can be read as {@code reference.<name>}
     */
    static Map<String, StructType> schemas(Collection<SummaryTable> rollUps, Collection<String> references) {
        Map<String, StructType> schemas = new TreeMap<>();
        FIXED.forEach((name, relation) -> schemas.put(name, relation.readableColumns()));
        references.forEach(name -> schemas.put(REFERENCE + name, MEMBERS));
        rollUps.stream()
                .filter(table -> table instanceof RollUpTable && !table.isLarge())
                .forEach(table -> schemas.put(ofRollUp(table), table.schema()));
        return schemas;
    }

    /**
     * Returns the rows of a relation by a name that {@link #schemas} contains.
     *
     * @param columns the names of all columns that the query names; the cost of planning grows with the columns of a
     *     relation
     */
    static Steps of(String name, ComputedTable.Sources sources, Set<String> columns) {
        if (name.startsWith(REFERENCE)) {
            return members(name.substring(REFERENCE.length()), sources);
        }
        if (name.startsWith(ROLLED_UP)) {
            return rolledUp(name.substring(ROLLED_UP.length()), sources);
        }
        return FIXED.get(name).readableRows(sources, columns);
    }

    /** Returns the names of the tables that a relation reads. Reference tables are configuration. */
    static Set<String> inputs(String name) {
        if (name.startsWith(REFERENCE)) {
            return Set.of();
        }
        return name.startsWith(ROLLED_UP)
                ? Set.of(SummaryTable.NAMESPACE + name.substring(ROLLED_UP.length()))
                : FIXED.get(name).inputs();
    }

    private static Steps members(String table, ComputedTable.Sources sources) {
        return Steps.from(sources.state().sparkSession(), sources.members().ofTable(table), MEMBERS);
    }

    /** Returns the name of the relation through which a query reads a roll-up. */
    static String ofRollUp(SummaryTable table) {
        return ROLLED_UP + table.name();
    }

    private static Steps rolledUp(String table, ComputedTable.Sources sources) {
        RollUpTable rollUp = sources.cubes().table(table);
        return Steps.from(
                sources.state().sparkSession(),
                sources.cubes().rows(rollUp.rollUp().fact()).get(table),
                rollUp.schema());
    }
}
