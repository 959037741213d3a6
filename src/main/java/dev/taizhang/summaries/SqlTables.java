package dev.taizhang.summaries;

import com.google.common.base.Suppliers;
import com.google.common.collect.Sets;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.HeadedSql;
import dev.taizhang.definition.Mistakes;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.definition.SqlSelect;
import dev.taizhang.definition.Steps;
import dev.taizhang.facts.AsOf;
import dev.taizhang.ledger.Retention;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The tables computed by a query, one file each: the built-in ones under {@code tables}, an office's own under {@code
 * conf/tables}. A file begins with a comment that contains the head of the table, followed by one SELECT over {@link
 * Relations}.
 */
final class SqlTables {
    private static final List<String> FILES = List.of(
            "data_findings",
            "district_ranking",
            "investment_by_month",
            "movement",
            "project_allocation",
            "project_months",
            "project_watch",
            "projects_open_to_private_capital",
            "quarterly_scoreboard",
            "signings_by_month");

    private static final Set<String> HEAD = Stream.concat(
                    TableHead.KEYS.stream(), Stream.of("grain", "columns", "keep", "checks", "explain"))
            .collect(Collectors.toUnmodifiableSet());

    private static final Supplier<List<SummaryTable>> BUILT_IN =
            Suppliers.memoize(() -> files().<SummaryTable>map(SqlTables::table).toList());

    private SqlTables() {}

    private record Query(SqlSelect select) implements ComputedTable.Query {
        @Override
        public Steps rows(ComputedTable.Sources sources, StructType columns) {
            Set<String> named = Sets.union(select.columns(), Set.of(columns.fieldNames()));
            return SqlTables.rows(select, name -> Relations.of(name, sources, named), sources);
        }

        @Override
        public Set<String> relations() {
            return select.relations();
        }
    }

    private static Stream<HeadedSql> files() {
        return FILES.stream().map(name -> HeadedSql.builtIn("tables/" + name + ".sql"));
    }

    /** Returns the built-in tables. A test has checked them, so no run checks them again. */
    static List<SummaryTable> builtIn() {
        return BUILT_IN.get();
    }

    /** Checks each of the built-in tables as an office's tables are checked. */
    static void checkBuiltIn(Collection<String> references) {
        files().forEach(file -> check(file, table(file), RollUpFiles.builtIn(), references));
    }

    /**
     * Returns the tables of an office, in the order of their files.
     *
     * @param files the files under {@code conf/tables}
     * @param references the names of the reference tables, which queries can read
     * @param others the tables whose names are already in use
     * @param mistakes collects mistakes, each with its file and line
     */
    static List<SummaryTable> of(
            List<HeadedSql> files, Collection<String> references, List<SummaryTable> others, Mistakes mistakes) {
        List<SummaryTable> tables = new ArrayList<>();
        for (HeadedSql file : files) {
            mistakes.reading(() -> {
                        ComputedTable table = table(file);
                        RollUpFiles.requireUnused(head(file), table, Stream.concat(others.stream(), tables.stream()));
                        check(file, table, others, references);
                        return table;
                    })
                    .ifPresent(tables::add);
        }
        return tables;
    }

    private static ConfigurationFile head(HeadedSql file) {
        return ConfigurationFile.of(file.head(), file.place(), HEAD);
    }

    private static ComputedTable table(HeadedSql file) {
        ConfigurationFile head = head(file);
        StructType columns = TableColumns.read(head);
        TableHead of = TableHead.read(
                head,
                head.bilingual("sentence"),
                head.knownWords("grain", Set.of(columns.fieldNames())),
                columns,
                retention(head));
        Optional<Breakdown> breakdown = head.has("explain")
                ? Optional.of(Breakdown.read(head, head.words("grain"), List.of(columns.fieldNames())))
                : Optional.empty();
        return new ComputedTable(of, new Query(file.select()), checks(head), breakdown);
    }

    private static List<TableCheck> checks(ConfigurationFile head) {
        if (!head.has("checks")) {
            return List.of();
        }
        ConfigurationFile checks = head.anyObject("checks");
        return checks.keys().stream()
                .map(name -> new TableCheck(name, new SqlSelect(checks.text(name))))
                .toList();
    }

    /** Returns which earlier dates are kept. A table that keeps all of them has few rows. */
    private static Retention retention(ConfigurationFile head) {
        return Retention.read(head, "keep").orElse(Retention.EVERY_DATE);
    }

    private static void check(
            HeadedSql file, ComputedTable table, Collection<SummaryTable> rollUps, Collection<String> references) {
        StructType columns =
                new StructType(Stream.of(table.schema().fields()).skip(1).toArray(StructField[]::new));
        Map<String, StructType> relations = Relations.schemas(rollUps, references);
        Map<String, Object> parameters = parameters(new AsOf(LocalDate.of(2025, 3, 31), PlanYear.OF_THE_CALENDAR));
        file.select().objection(relations, parameters, Optional.of(columns)).ifPresent(found -> {
            throw file.wrong(found);
        });
        relations.put(table.name(), table.schema());
        for (TableCheck check : table.checks()) {
            check.select().objection(relations, parameters, Optional.empty()).ifPresent(found -> {
                throw head(file).anyObject("checks").wrong(check.name(), found.reason());
            });
        }
    }

    /** Returns the values of the parameters of a query as of a date. */
    static Map<String, Object> parameters(AsOf asOf) {
        return Map.of(
                "as_of", asOf.date(),
                "report_month", asOf.reportMonth(),
                "year", asOf.year(),
                "year_start", asOf.yearStart());
    }

    /** Returns the rows of a query over relations. */
    static Steps rows(SqlSelect select, Function<String, Steps> relations, ComputedTable.Sources sources) {
        return Steps.from(
                sources.state().sparkSession(),
                select.over(name -> relations.apply(name).plan(), parameters(sources.asOf())));
    }
}
