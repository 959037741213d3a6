package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three hundred hostile statements are refused, and as many honest ones answered: each of some forms in each of some places. */
class QueryGuardTest {
    private static final List<String> HOSTILE_VALUES = List.of(
            "reflect('java.lang.System', 'getProperty', 'user.dir')",
            "java_method('java.lang.System', 'getenv', 'HOME')",
            "try_reflect('java.lang.System', 'getProperty', 'user.dir')",
            "REFLECT('java.util.UUID', 'randomUUID')",
            "`reflect`('java.util.UUID', 'randomUUID')",
            "system.builtin.reflect('java.util.UUID', 'randomUUID')",
            "builtin.java_method('java.util.UUID', 'randomUUID')",
            "spark_catalog.default.secret(1)",
            "IDENTIFIER('reflect')('java.util.UUID', 'randomUUID')",
            "IDENTIFIER('re' || 'flect')('java.util.UUID', 'randomUUID')",
            "upper(reflect('java.util.UUID', 'randomUUID'))",
            "transform(array(1), x -> reflect('java.util.UUID', 'randomUUID'))[0]",
            "CASE WHEN true THEN java_method('java.util.UUID', 'randomUUID') END",
            "input_file_name()",
            "input_file_block_start()",
            "input_file_block_length()",
            "current_user()",
            "session_user()",
            "version()",
            "no_such_function(1)");

    /** Where a value may hide. */
    private static final List<String> PLACES_OF_VALUES = List.of(
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
            "SELECT /*+ BROADCAST(t) */ %s FROM latest.programme_overview t",
            "SELECT max(%s) OVER () FROM facts.project_state");

    private static final List<String> HOSTILE_STATEMENTS = List.of(
            "SELECT TRANSFORM(1) USING 'cat'",
            "SELECT TRANSFORM(project_code) USING 'sh -c id' FROM facts.project_state",
            "SELECT * FROM text.`/etc/passwd`",
            "SELECT * FROM csv.`/etc/passwd`",
            "SELECT * FROM json.`/etc/passwd`",
            "SELECT * FROM parquet.`/tmp`",
            "SELECT * FROM binaryFile.`/etc`",
            "SELECT * FROM delta.`/tmp`",
            "SELECT * FROM orc.`/tmp`",
            "SELECT * FROM `/etc/passwd`",
            "SELECT * FROM latest.programme_overview VERSION AS OF 0",
            "SELECT * FROM latest.programme_overview TIMESTAMP AS OF '2020-01-01'",
            "SELECT * FROM IDENTIFIER('latest.' || 'programme_overview')",
            "SELECT * FROM IDENTIFIER('text.`/etc/passwd`')",
            "SELECT * FROM range(100000000000)",
            "SELECT * FROM no_such_function(1)",
            "SELECT * FROM spark_catalog.default.secret",
            "SELECT * FROM system.information_schema.tables",
            "SELECT * FROM information_schema.tables",
            "SELECT * FROM global_temp.secret",
            "EXPLAIN SELECT 1",
            "EXPLAIN EXTENDED SELECT reflect('java.util.UUID', 'randomUUID')",
            "DESCRIBE latest.programme_overview",
            "SHOW TABLES",
            "SHOW FUNCTIONS",
            "SHOW CREATE TABLE latest.programme_overview",
            "SET spark.sql.runSQLOnFiles = true",
            "SET",
            "RESET",
            "SET VAR x = 1",
            "USE default",
            "ADD JAR '/tmp/a.jar'",
            "ADD FILE '/etc/passwd'",
            "LIST JARS",
            "CREATE TABLE x (a INT) USING parquet LOCATION '/tmp/x'",
            "CREATE TABLE x USING csv OPTIONS (path '/etc/passwd')",
            "CREATE TEMPORARY VIEW x USING text OPTIONS (path '/etc/passwd')",
            "CREATE OR REPLACE TEMPORARY VIEW x AS SELECT 1",
            "CREATE FUNCTION f AS 'java.lang.System'",
            "CREATE TEMPORARY FUNCTION f() RETURNS INT RETURN 1",
            "CREATE DATABASE x LOCATION '/tmp/x'",
            "INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1",
            "INSERT INTO latest.programme_overview SELECT * FROM latest.programme_overview",
            "INSERT OVERWRITE ledger.projects SELECT * FROM ledger.projects",
            "DELETE FROM ledger.projects",
            "UPDATE ledger.projects SET district = 'x'",
            "MERGE INTO ledger.projects t USING ledger.projects s ON true WHEN MATCHED THEN DELETE",
            "TRUNCATE TABLE ledger.projects",
            "DROP TABLE ledger.projects",
            "ALTER TABLE ledger.projects ADD COLUMN x INT",
            "CACHE TABLE x AS SELECT 1",
            "UNCACHE TABLE x",
            "REFRESH TABLE ledger.projects",
            "ANALYZE TABLE ledger.projects COMPUTE STATISTICS",
            "LOAD DATA INPATH '/etc/passwd' INTO TABLE x",
            "EXECUTE IMMEDIATE 'SELECT 1'",
            "CALL system.something()",
            "BEGIN SELECT 1; END",
            "DECLARE x INT DEFAULT 1",
            "SELECT 1; SELECT 2",
            "SELECT 1; DROP TABLE ledger.projects",
            "SELECT 1 --\n; DROP TABLE ledger.projects",
            "FROM facts.project_state INSERT INTO x SELECT project_code",
            "WITH x AS (SELECT 1) INSERT INTO y SELECT * FROM x",
            "COMMENT ON TABLE ledger.projects IS 'x'",
            "REPAIR TABLE ledger.projects",
            "");

    private static final List<String> HONEST_VALUES = List.of(
            "1",
            "count(1)",
            "sum(total_investment)",
            "count(DISTINCT district_code)",
            "round(avg(total_investment), 2)",
            "max(project_name)",
            "min_by(project_code, total_investment)",
            "try_divide(sum(year_to_date_investment), sum(total_investment))",
            "concat_ws(',', sort_array(collect_set(district_code)))",
            "count_if(status_code = 'under_construction')",
            "sum(total_investment) FILTER (WHERE district_code = 'D1')",
            "CAST(sum(total_investment) / 100000000 AS DECIMAL(20, 2))",
            "percentile_approx(total_investment, 0.5)",
            "CASE WHEN count(1) > 0 THEN '有' ELSE '无' END",
            "coalesce(max(actual_start_date), DATE'2025-01-01')",
            "date_trunc('MONTH', max(as_of_date))",
            "upper(max(project_code)) || lower('X')",
            "regexp_replace(max(project_code), '-', '_')",
            "if(bool_or(open_to_private_capital), 1, 0)",
            "size(array_distinct(collect_list(cluster_code)))",
            "to_json(named_struct('n', count(1)))",
            "date_format(max(as_of_date), 'yyyy年M月')",
            "any_value(district_code)",
            "kurtosis(total_investment)",
            "stddev(total_investment)");

    private static final List<String> PLACES_OF_HONEST_VALUES = List.of(
            "SELECT %s AS x FROM facts.project_state GROUP BY ALL",
            "SELECT district_code, %s AS x FROM facts.project_state GROUP BY ROLLUP (district_code) ORDER BY 1",
            "WITH named AS (SELECT %s AS x FROM facts.project_state GROUP BY CUBE (nature_code)) SELECT x FROM named",
            "SELECT * FROM (SELECT %s AS x FROM facts.project_state GROUP BY GROUPING SETS ((level_code), ())) t WHERE x IS NOT NULL",
            "SELECT x, row_number() OVER (ORDER BY x) AS place FROM (SELECT %s AS x FROM facts.project_state GROUP BY CUBE (district_code))",
            "SELECT %s AS x FROM facts.project_state GROUP BY CUBE (cluster_code) HAVING count(1) > 0 LIMIT 5",
            "(SELECT %1$s AS x FROM facts.project_state GROUP BY ROLLUP (as_of_date)) UNION ALL (SELECT %1$s FROM facts.project_state GROUP BY ROLLUP (as_of_date))",
            "SELECT d.name, s.x FROM (VALUES ('D1', '东区')) AS d(code, name) LEFT JOIN (SELECT district_code, %s AS x FROM"
                    + " facts.project_state GROUP BY ROLLUP (district_code)) s ON s.district_code = d.code",
            "SELECT (SELECT count(1) FROM latest.programme_overview) AS n, %s AS x FROM facts.project_state GROUP BY ROLLUP (district_code)",
            "SELECT 县区, 项目数 FROM 最新.分县区项目 WHERE EXISTS (SELECT %s FROM facts.project_state GROUP BY ROLLUP (district_code))",
            "SELECT e, x FROM (SELECT %s AS x FROM facts.project_state GROUP BY CUBE (district_code)) LATERAL VIEW explode(sequence(1, 2)) t AS e",
            "SELECT x FROM (SELECT %s AS x FROM facts.project_state GROUP BY CUBE (district_code)), LATERAL (SELECT id FROM range(3));");

    @TempDir
    private static Path folder;

    private static TestInbox office;

    @BeforeAll
    static void publishTwoProjects() throws IOException {
        office = TestInbox.below(folder);
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY",
                "E-02,东二,东区,新能源,签约,,,否,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
    }

    private static Stream<String> inEveryPlace(List<String> places, List<String> values) {
        return places.stream().flatMap(place -> values.stream().map(place::formatted));
    }

    @Test
    void threeHundredHostileStatementsAreRefusedInOneSentence() {
        List<String> statements = Stream.concat(
                        inEveryPlace(PLACES_OF_VALUES, HOSTILE_VALUES), HOSTILE_STATEMENTS.stream())
                .toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(300);
        for (String statement : statements) {
            Commands.Answer answer = office.ask(statement);
            assertThat(answer.code())
                    .as(statement + "\n" + answer.out() + answer.err())
                    .isEqualTo(2);
            assertThat(answer.out()).as(statement).isEmpty();
            assertThat(answer.err()).as(statement).contains("退出码 exit code 2").doesNotContain("\tat ");
        }
    }

    @Test
    void threeHundredHonestOnesAreAnswered() {
        List<String> statements =
                inEveryPlace(PLACES_OF_HONEST_VALUES, HONEST_VALUES).toList();
        assertThat(statements).hasSizeGreaterThanOrEqualTo(300);
        for (int place = 0; place < statements.size(); place++) {
            String statement = statements.get(place);
            // Each is let through; one in seven is also computed, since that is Spark's work and not the guard's.
            Commands.Answer answer = office.ask(
                    place % 7 == 0 ? statement : "SELECT 1 AS one FROM (" + statement.replace(";", "") + ") LIMIT 0");
            assertThat(answer.code()).as(statement + "\n" + answer.err()).isZero();
        }
    }
}
