-- A statement a line, each of which is refused.
-- what is not one query over the tables
SELECT TRANSFORM(1) USING 'cat'
SELECT TRANSFORM(project_code) USING 'sh -c id' FROM facts.project_state
SELECT * FROM text.`/etc/passwd`
SELECT * FROM csv.`/etc/passwd`
SELECT * FROM json.`/etc/passwd`
SELECT * FROM parquet.`/tmp`
SELECT * FROM binaryFile.`/etc`
SELECT * FROM delta.`/tmp`
SELECT * FROM orc.`/tmp`
SELECT * FROM `/etc/passwd`
SELECT * FROM latest.programme_overview VERSION AS OF 0
SELECT * FROM latest.programme_overview TIMESTAMP AS OF '2020-01-01'
SELECT * FROM IDENTIFIER('latest.' || 'programme_overview')
SELECT * FROM IDENTIFIER('text.`/etc/passwd`')
SELECT * FROM range(100000000000)
SELECT * FROM no_such_function(1)
SELECT * FROM spark_catalog.default.secret
SELECT * FROM system.information_schema.tables
SELECT * FROM information_schema.tables
SELECT * FROM global_temp.secret
EXPLAIN SELECT 1
EXPLAIN EXTENDED SELECT reflect('java.util.UUID', 'randomUUID')
DESCRIBE latest.programme_overview
SHOW TABLES
SHOW FUNCTIONS
SHOW CREATE TABLE latest.programme_overview
SET spark.sql.runSQLOnFiles = true
SET
RESET
SET VAR x = 1
USE default
ADD JAR '/tmp/a.jar'
ADD FILE '/etc/passwd'
LIST JARS
CREATE TABLE x (a INT) USING parquet LOCATION '/tmp/x'
CREATE TABLE x USING csv OPTIONS (path '/etc/passwd')
CREATE TEMPORARY VIEW x USING text OPTIONS (path '/etc/passwd')
CREATE OR REPLACE TEMPORARY VIEW x AS SELECT 1
CREATE FUNCTION f AS 'java.lang.System'
CREATE TEMPORARY FUNCTION f() RETURNS INT RETURN 1
CREATE DATABASE x LOCATION '/tmp/x'
INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1
INSERT INTO latest.programme_overview SELECT * FROM latest.programme_overview
INSERT OVERWRITE ledger.projects SELECT * FROM ledger.projects
DELETE FROM ledger.projects
UPDATE ledger.projects SET district = 'x'
MERGE INTO ledger.projects t USING ledger.projects s ON true WHEN MATCHED THEN DELETE
TRUNCATE TABLE ledger.projects
DROP TABLE ledger.projects
ALTER TABLE ledger.projects ADD COLUMN x INT
CACHE TABLE x AS SELECT 1
UNCACHE TABLE x
REFRESH TABLE ledger.projects
ANALYZE TABLE ledger.projects COMPUTE STATISTICS
LOAD DATA INPATH '/etc/passwd' INTO TABLE x
EXECUTE IMMEDIATE 'SELECT 1'
CALL system.something()
BEGIN SELECT 1; END
DECLARE x INT DEFAULT 1
SELECT 1; SELECT 2
SELECT 1; DROP TABLE ledger.projects
FROM facts.project_state INSERT INTO x SELECT project_code
WITH x AS (SELECT 1) INSERT INTO y SELECT * FROM x
COMMENT ON TABLE ledger.projects IS 'x'
REPAIR TABLE ledger.projects
-- text that no list of functions sees
SELECT session_user
SELECT current_user
SELECT user
SELECT current_catalog
SELECT current_database
SELECT current_schema
SELECT current_path
SELECT CURRENT_DATE
SELECT CURRENT_TIMESTAMP
SELECT LOCALTIMESTAMP
SELECT CURRENT_TIME
SELECT unix_timestamp()
SELECT convert_timezone('Asia/Shanghai', TIMESTAMP_NTZ'2025-03-31 00:00:00')
SELECT project_code FROM facts.project_state WHERE project_name = current_user
SELECT _metadata FROM facts.project_state
SELECT _metadata.file_path FROM facts.project_state
SELECT _metadata.file_name FROM latest.programme_overview
SELECT s._metadata.file_size FROM facts.project_state s
SELECT project_code FROM facts.project_state WHERE _metadata.file_path LIKE '%a%'
SELECT project_code FROM facts.project_state ORDER BY _metadata.file_path
SELECT count(1) FROM facts.project_state GROUP BY _metadata.file_path
SELECT max(_metadata.file_modification_time) FROM facts.project_state
SELECT (SELECT max(_metadata.file_path) FROM facts.project_state)
SELECT _metadata.file_path FROM 最新.分县区项目
SELECT project_code COLLATE UNICODE_CI FROM facts.project_state
SELECT 'a' COLLATE zh
SELECT project_code FROM facts.project_state ORDER BY project_code COLLATE UNICODE
SELECT from_json('{}', 'a INT', map('mode', 'FAILFAST'))
SELECT to_json(struct(1), map('timeZone', 'UTC'))
SELECT from_json('{}', schema_of_json('{}'))
SELECT from_csv('1', 'a INT', map('sep', ','))
SELECT from_xml('<a/>', 'a INT', map('rowValidationXSDPath', '/etc/passwd'))
SELECT from_xml('<a/>', 'a INT', map('rowValidationXSDPath', 'http://127.0.0.1:9/x.xsd'))
SELECT xpath_string('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd"><a/>', '/a')
SELECT approx_count_distinct(project_code, 0.0000001) FROM facts.project_state
SELECT '{"a": 1}':a
SELECT parse_json('{"a": 1}'):a
SELECT :name
SELECT ?
SELECT system.session.secret
SELECT session.secret
SELECT IDENTIFIER('project_code') FROM facts.project_state
SELECT * FROM IDENTIFIER('facts.' || 'project_state')
SELECT facts.project_state.IDENTIFIER('project_code') FROM facts.project_state
WITH x AS (SELECT * FROM IDENTIFIER('facts.' || 'project_state')) SELECT * FROM x
SELECT project_code, rank() OVER w FROM facts.project_state WINDOW w AS (ORDER BY reflect('java.util.UUID', 'randomUUID'))
SELECT project_code FROM facts.project_state WHERE transform(array(1), x -> rand())[0] > 0
SELECT sum(total_investment) FILTER (WHERE uuid() = '1') FROM facts.project_state
SELECT listagg(project_code) WITHIN GROUP (ORDER BY rand()) FROM facts.project_state
SELECT * FROM (SELECT district_code, cluster_code, total_investment FROM facts.project_state) PIVOT (max(version()) FOR cluster_code IN ('iron'))
SELECT * FROM VALUES (uuid())
VALUES (version())
SELECT project_code FROM facts.project_state LIMIT length(version())
SELECT explode(array(uuid()))
SELECT * FROM explode(array(version()))
SELECT * FROM facts.project_state JOIN latest.programme_overview ON version() = 'x'
SELECT reflect(class => 'java.util.UUID', method => 'randomUUID')
-- hints and how rows are spread
SELECT /*+ REPARTITION(100000) */ * FROM facts.project_state
SELECT /*+ COALESCE(1) */ * FROM facts.project_state
SELECT /*+ REPARTITION_BY_RANGE(100000, project_code) */ * FROM facts.project_state
SELECT /*+ REBALANCE */ * FROM facts.project_state
SELECT /*+ BROADCAST(s) */ * FROM facts.project_state s
SELECT /*+ SHUFFLE_REPLICATE_NL(s) */ * FROM facts.project_state s
SELECT * FROM facts.project_state DISTRIBUTE BY project_code
SELECT * FROM facts.project_state CLUSTER BY project_code
SELECT * FROM facts.project_state TABLESAMPLE (10 PERCENT)
SELECT * FROM facts.project_state TABLESAMPLE (BUCKET 1 OUT OF 2)
SELECT * FROM facts.project_state WITH (mergeSchema = 'true')
SELECT * FROM facts.project_state@v1
SELECT * FROM facts.project_state FOR SYSTEM_VERSION AS OF 1
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n
SELECT * FROM range(0, 10, 1, 100000)
-- too much
SELECT * FROM range(10000001)
SELECT * FROM range(0, 9223372036854775807)
SELECT * FROM range(-9223372036854775808, 9223372036854775807)
SELECT count(1) FROM range(10000000) a CROSS JOIN range(10000000) b
SELECT count(1) FROM range(1000000) a, range(1000000) b, range(1000000) c
SELECT count(1) FROM range(100000) a JOIN range(100000) b ON a.id < b.id
SELECT (SELECT count(1) FROM range(100000) a JOIN range(100000) b)
SELECT * FROM range(10000000) UNION ALL SELECT * FROM range(10000000)
SELECT explode(sequence(1, 100000000))
SELECT * FROM explode(sequence(1, 100000000))
SELECT e FROM range(1) LATERAL VIEW explode(sequence(1, 100000000)) t AS e
SELECT sequence(0, 9223372036854775807)
SELECT sequence(9223372036854775807, -9223372036854775807, -1)
SELECT size(sequence(1, 4000000, 2))
SELECT repeat('x', 2000000000)
SELECT length(repeat('x', 1000001))
SELECT repeat('x', 1000 * 1000 * 1000)
SELECT repeat('x', CAST('2000000000' AS INT))
SELECT repeat(project_code, 2000000000) FROM facts.project_state
SELECT space(2000000000)
SELECT lpad('x', 2000000000, 'y')
SELECT rpad('x', 2000000000, 'y')
SELECT rpad('x', 2000000000)
SELECT array_repeat('x', 2000000000)
SELECT array_insert(array(1), 2000000000, 2)
SELECT array_insert(array(1), -2000000000, 2)
SELECT stack(2000000000, 1)
SELECT * FROM stack(2000000000, 1)
SELECT format_number(1.5, 2000000000)
SELECT format_string('%2000000000d', 1)
SELECT printf('%.2000000000f', 1e0)
SELECT round(1.5e0, 2000000000)
SELECT bround(1.5e0, 2000000000)
SELECT max_by(project_code, total_investment, 2000000000) FROM facts.project_state
SELECT transform(sequence(1, 3), x -> repeat('x', 2000000000))
