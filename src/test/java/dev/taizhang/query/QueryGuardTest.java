package dev.taizhang.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.taizhang.Goal;
import dev.taizhang.TestSpark;
import dev.taizhang.commands.TestInbox;
import dev.taizhang.definition.AllowedSql;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.SqlTree;
import dev.taizhang.ledger.Warehouse;
import dev.taizhang.summaries.OfficeTables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.TableFunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedTableValuedFunction;
import org.apache.spark.sql.catalyst.parser.CatalystSqlParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.jdk.javaapi.CollectionConverters;

/** Every function of Spark's registry is either allowed and used by an honest query that is answered, or refused wherever it hides. */
class QueryGuardTest {
    /** Where a value may hide. */
    private static final List<String> PLACES = List.of(
            "SELECT %s",
            "SELECT 1 WHERE %s IS NOT NULL",
            "SELECT * FROM (SELECT %s AS x)",
            "WITH hidden AS (SELECT %s AS x) SELECT * FROM hidden",
            "SELECT (SELECT %s)",
            "SELECT 1 UNION ALL SELECT length(CAST(%s AS STRING))",
            "SELECT project_code FROM facts.project_state ORDER BY %s",
            "SELECT count(1) FROM facts.project_state GROUP BY %s",
            "SELECT 1 FROM facts.project_state WHERE EXISTS (SELECT %s)",
            "SELECT x FROM VALUES (1) AS t(n), LATERAL (SELECT %s AS x)",
            "SELECT rank() OVER w FROM facts.project_state WINDOW w AS (ORDER BY %s)",
            "SELECT max(%s) OVER () FROM facts.project_state",
            "SELECT transform(array(1), x -> %s)",
            "SELECT CASE WHEN true THEN upper(%s) END");

    /** What must never come onto the list, whatever else does: families of Spark's documentation, and single functions. */
    private static final Set<String> NEVER_FAMILIES = Set.of(
            "avro_funcs",
            "csv_funcs",
            "protobuf_funcs",
            "sketch_funcs",
            "st_funcs",
            "url_funcs",
            "variant_funcs",
            "vector_funcs",
            "xml_funcs");

    private static final Set<String> NEVER = Set.of(
            "reflect",
            "java_method",
            "try_reflect",
            "input_file_name",
            "input_file_block_start",
            "input_file_block_length",
            "current_user",
            "session_user",
            "user",
            "current_catalog",
            "current_database",
            "current_schema",
            "current_path",
            "version",
            "aes_decrypt",
            "aes_encrypt",
            "try_aes_decrypt",
            "raise_error",
            "assert_true",
            "collate",
            "collation",
            "schema_of_json",
            "rand",
            "randn",
            "random",
            "randstr",
            "uniform",
            "uuid",
            "shuffle",
            "now",
            "curdate",
            "current_date",
            "current_time",
            "current_timestamp",
            "current_timezone",
            "localtimestamp",
            "spark_partition_id",
            "monotonically_increasing_id",
            "window",
            "session_window",
            "binary",
            "unbase64");

    private static final Goal.Count REFUSED = Goal.STATEMENTS_REFUSED.begin();

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static ReleaseRelations relations;
    private static Warehouse warehouse;

    @BeforeAll
    static void publishTwoProjects() throws IOException {
        office = TestInbox.below(folder);
        office.publishing("senders");
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,,,否,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        // The session gets its settings from the command.
        assertThat(office.lines("SELECT 1")).containsExactly("1");
        warehouse = Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read());
        Configuration configuration = Configuration.read(office.conf());
        relations = new ReleaseRelations(
                new ReleaseFacts(
                        TestSpark.session(),
                        configuration,
                        OfficeTables.of(configuration),
                        warehouse,
                        warehouse.current().orElseThrow()),
                Optional.empty());
    }

    @AfterAll
    static void countTheRefused() {
        REFUSED.close();
    }

    /** Judges a statement without a command of its own; empty if it is let through. */
    private static Optional<Failure> refusal(String statement) {
        try {
            QueryGuard.rows(TestSpark.session(), relations, statement);
            return Optional.empty();
        } catch (Throwable thrown) {
            return Optional.of(QueryFailure.of(thrown, relations::names, warehouse.folder(), HeapWatch.begin()));
        }
    }

    private static List<String> statements(String name) throws IOException {
        try (InputStream text = QueryGuardTest.class.getResourceAsStream("/queries/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .toList();
        }
    }

    private static List<String> honest() throws IOException {
        return Stream.concat(
                        statements("honest-values.sql").stream().map(value -> "SELECT " + value + " AS x"),
                        statements("honest-statements.sql").stream())
                .toList();
    }

    private static Set<String> functions() {
        return CollectionConverters.asJava(FunctionRegistry.functionSet()).stream()
                .map(FunctionIdentifier::funcName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> tableFunctions() {
        return CollectionConverters.asJava(TableFunctionRegistry.functionSet()).stream()
                .map(FunctionIdentifier::funcName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> all, Set<String> some) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    @Test
    void theListNamesOnlyFunctionsOfSparkAndNoneOfTheForbiddenFamilies() {
        assertThat(functions()).containsAll(AllowedSql.functions());
        assertThat(tableFunctions()).containsAll(AllowedSql.tableFunctions());
        assertThat(functions()).containsAll(NEVER);
        assertThat(AllowedSql.functions()).doesNotContainAnyElementsOf(NEVER);
        assertThat(CollectionConverters.asJava(FunctionRegistry.functionSet()).stream()
                        .filter(function -> NEVER_FAMILIES.contains(FunctionRegistry.builtin()
                                .lookupFunction(function)
                                .get()
                                .getGroup()))
                        .map(FunctionIdentifier::funcName))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(AllowedSql.functions());
    }

    @Test
    void everyOtherFunctionIsRefusedByItsNameWhereverItHides() {
        List<String> wrong = new ArrayList<>();
        int place = 0;
        Set<String> others = without(functions(), AllowedSql.functions());
        for (String function : others) {
            String statement = PLACES.get(place++ % PLACES.size()).formatted("`" + function + "`('x')");
            if (refusal(statement)
                    .filter(refused -> isRefused(refused, function + "()"))
                    .isEmpty()) {
                wrong.add(statement + " " + refusal(statement).map(Failure::getMessage));
            }
        }
        for (String function : without(tableFunctions(), AllowedSql.tableFunctions())) {
            String statement = "SELECT * FROM `" + function + "`('x')";
            if (refusal(statement)
                    .filter(refused -> isRefused(refused, function + "()"))
                    .isEmpty()) {
                wrong.add(statement + " " + refusal(statement).map(Failure::getMessage));
            }
        }
        assertThat(wrong).isEmpty();
        REFUSED.add(others.size());
    }

    private static boolean isRefused(Failure failure, String what) {
        return failure.exitCode() == ExitCode.USAGE && failure.problem().en().contains("does not accept " + what);
    }

    @Test
    void aForbiddenFunctionIsRefusedInEveryPlaceAndUnderEveryName() {
        List<String> names = List.of(
                "reflect('java.lang.System', 'getProperty', 'user.dir')",
                "`REFLECT`('java.util.UUID', 'randomUUID')",
                "system.builtin.reflect('java.util.UUID', 'randomUUID')",
                "builtin.java_method('java.util.UUID', 'randomUUID')",
                "spark_catalog.default.secret(1)",
                "IDENTIFIER('re' || 'flect')('java.util.UUID', 'randomUUID')",
                "input_file_name()",
                "current_user",
                "session_user",
                "no_such_function(1)");
        assertThat(PLACES.stream().flatMap(place -> names.stream().map(place::formatted)))
                .allSatisfy(statement ->
                        assertThat(refusal(statement).map(Failure::exitCode)).contains(ExitCode.USAGE));
        REFUSED.add((long) PLACES.size() * names.size());
    }

    @Test
    void hostileStatementsAreRefused() throws IOException {
        List<String> wrong = new ArrayList<>();
        List<String> hostile = statements("hostile-statements.sql");
        for (String statement : hostile) {
            Optional<Failure> refused = refusal(statement);
            if (refused.filter(failure -> failure.exitCode() == ExitCode.USAGE).isEmpty()) {
                wrong.add(statement + " " + refused.map(Failure::getMessage));
            }
        }
        assertThat(wrong).isEmpty();
        REFUSED.add(hostile.size());
    }

    @Test
    void honestStatementsAreAnswered() throws IOException {
        assertThat(honest()).hasSizeGreaterThan(300);
        List<String> values = statements("honest-values.sql");
        List<String> wrong = new ArrayList<>();
        for (String value : values) {
            refusal("SELECT " + value).ifPresent(refused -> wrong.add(value + " " + refused.getMessage()));
        }
        assertThat(wrong).isEmpty();
        // Values are computed many at a time, which takes a tenth of the seconds.
        List<String> computed = new ArrayList<>(statements("honest-statements.sql"));
        for (int from = 0; from < values.size(); from += 50) {
            computed.add("SELECT " + String.join(", ", values.subList(from, Math.min(from + 50, values.size()))));
        }
        try (Goal.Count goal = Goal.STATEMENTS_ANSWERED.begin()) {
            for (String statement : computed) {
                assertThatCode(() -> QueryGuard.rows(TestSpark.session(), relations, statement)
                                .collectAsList())
                        .as(statement)
                        .doesNotThrowAnyException();
            }
            goal.add(honest().size());
        }
    }

    @Test
    void everyFunctionOfTheListIsUsedByAnHonestStatement() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String statement : honest()) {
            String one = QueryGuard.quoted(statement.replaceFirst(";\\s*$", ""));
            SqlTree.everyPart(new CatalystSqlParser().parseQuery(one)).forEach(part -> {
                if (part instanceof UnresolvedFunction function) {
                    used.add(function.nameParts().head().toLowerCase(Locale.ROOT));
                } else if (part instanceof UnresolvedTableValuedFunction function) {
                    used.add("table " + function.name().head().toLowerCase(Locale.ROOT));
                }
            });
        }
        // These have a syntax of their own, which the parser makes no call of.
        assertThat(without(AllowedSql.functions(), used))
                .allMatch(name -> name.matches("\\W+|and|cast|div|i?like|in|last|not|or|position|regexp|struct|when"));
        assertThat(AllowedSql.tableFunctions())
                .allSatisfy(name -> assertThat(used).contains("table " + name));
    }
}
