-- What facts and summaries compute, said in DuckDB's own way from the ledger's files; only cumulative_investment is left
-- out. Before it runs DuckLedger has made the variables as_of and month (the latest month that has ended), the views projects,
-- progress, allocations, deliveries and rejected, and the table codes: which code a sender's word means.

-- The latest word on each project.
CREATE TABLE words AS
SELECT * FROM projects
WHERE snapshot_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY project_code ORDER BY snapshot_date DESC, delivery_number DESC) = 1;

CREATE TABLE coded AS
SELECT words.*,
  coalesce(districts.code, 'unassigned') AS district_code,
  coalesce(clusters.code, 'unassigned') AS cluster_code,
  coalesce(statuses.code, 'unassigned') AS status_code,
  coalesce(natures.code, 'unassigned') AS nature_code,
  coalesce(levels.code, 'unassigned') AS level_code,
  coalesce(ownerships.code, 'unassigned') AS ownership_code
FROM words
LEFT JOIN codes AS districts ON districts.reference = 'districts' AND districts.word = district
LEFT JOIN codes AS clusters ON clusters.reference = 'clusters' AND clusters.word = cluster
LEFT JOIN codes AS statuses ON statuses.reference = 'statuses' AND statuses.word = status
LEFT JOIN codes AS natures ON natures.reference = 'natures' AND natures.word = nature
LEFT JOIN codes AS levels ON levels.reference = 'levels' AND levels.word = level
LEFT JOIN codes AS ownerships ON ownerships.reference = 'ownerships' AND ownerships.word = ownership;

-- A project that lies in several members of a dimension stands on a line of its own, as it does by default.
CREATE TABLE places AS
SELECT project_code, dimension, CASE count(DISTINCT code) WHEN 1 THEN max(code) ELSE 'cross_' || dimension END AS code
FROM (SELECT project_code, dimensions.code AS dimension, coalesce(members.code, 'unassigned') AS code, member, share
  FROM allocations
  JOIN codes AS dimensions ON dimensions.reference = 'dimensions' AND dimensions.word = dimension
  LEFT JOIN codes AS members ON members.reference = dimensions.code || 's' AND members.word = member
  WHERE snapshot_date <= getvariable('as_of')
  QUALIFY dense_rank() OVER (PARTITION BY project_code, dimensions.code ORDER BY snapshot_date DESC, delivery_number DESC) = 1)
WHERE member IS NOT NULL OR share IS NOT NULL
GROUP BY project_code, dimension;

-- The latest whole list of each scope, and the projects that have not left by it.
CREATE TABLE lists AS
SELECT scope, max({'date': speaks_of, 'number': delivery_number}) AS list
FROM (SELECT unnest(scope) AS scope, speaks_of, delivery_number FROM deliveries
  WHERE dataset = 'projects' AND makes_leave AND speaks_of <= getvariable('as_of'))
GROUP BY scope;

CREATE TABLE present AS
SELECT coded.*
FROM coded
LEFT JOIN lists AS everything ON everything.scope = '*'
LEFT JOIN lists AS own ON own.scope = district_code
WHERE coalesce(greatest(everything.list, own.list) <= {'date': snapshot_date, 'number': delivery_number}, true)
  OR (greatest(everything.list, own.list).number, project_code)
    IN (SELECT (delivery_number, key) FROM rejected WHERE dataset = 'projects' AND key IS NOT NULL);

-- The reports that this year's and last year's figures need, of each month the latest one. Few projects have two reports on
-- a month, so that only theirs are sorted out.
CREATE VIEW needed AS
SELECT * FROM progress
WHERE report_month BETWEEN date_trunc('year', getvariable('month') - INTERVAL 1 YEAR) AND getvariable('month');

CREATE TABLE corrected AS
SELECT project_code, currency FROM needed GROUP BY project_code, currency
HAVING count(*) <> bit_count(bit_or(1::INTEGER << (12 * (year(report_month) % 2) + month(report_month))::INTEGER));

CREATE VIEW reports AS
SELECT * FROM needed ANTI JOIN corrected USING (project_code, currency)
UNION ALL
SELECT * FROM needed SEMI JOIN corrected USING (project_code, currency)
QUALIFY row_number() OVER (PARTITION BY project_code, currency, report_month ORDER BY delivery_number DESC) = 1;

-- Until when a year to date was reported; the months after that are added to it.
CREATE TABLE given AS
SELECT project_code, currency,
  max(report_month) FILTER (report_month >= date_trunc('year', getvariable('month'))) AS now,
  max(report_month) FILTER (report_month >= date_trunc('year', getvariable('month'))
    AND report_month < getvariable('month')) AS before,
  max(report_month) FILTER (report_month <= getvariable('month') - INTERVAL 1 YEAR) AS last_year
FROM reports WHERE year_to_date_investment IS NOT NULL
GROUP BY project_code, currency;

CREATE MACRO adding(given, report_month, year_to_date, month) AS
  CASE WHEN report_month = given THEN year_to_date WHEN given IS NULL OR report_month > given THEN month END;

CREATE TABLE invested AS
SELECT project_code, currency,
  sum(adding(now, report_month, year_to_date_investment, invested_this_month))
    FILTER (report_month >= date_trunc('year', getvariable('month'))) AS year_to_date_investment,
  sum(adding(before, report_month, year_to_date_investment, invested_this_month))
    FILTER (report_month >= date_trunc('year', getvariable('month')) AND report_month < getvariable('month')) AS before,
  bool_or(coalesce(year_to_date_investment, invested_this_month) IS NOT NULL)
    FILTER (report_month = getvariable('month')) AS reported_month,
  max(invested_this_month) FILTER (report_month = getvariable('month')) AS said_of_month,
  bool_and(now = getvariable('month') AND given.before IS NULL) AND count(coalesce(year_to_date_investment, invested_this_month))
    FILTER (report_month >= date_trunc('year', getvariable('month')) AND report_month < getvariable('month'))
      < month(getvariable('month')) - 1 AS whole_year,
  sum(adding(last_year, report_month, year_to_date_investment, invested_this_month))
    FILTER (report_month <= getvariable('month') - INTERVAL 1 YEAR) AS last_year_to_date_investment,
  arg_max(planned_to_date, report_month)
    FILTER (report_month >= date_trunc('year', getvariable('month'))) AS planned_to_date
FROM reports LEFT JOIN given USING (project_code, currency)
GROUP BY project_code, currency;

CREATE TABLE state AS
SELECT present.* REPLACE (
    coalesce(districts.code, district_code) AS district_code, coalesce(clusters.code, cluster_code) AS cluster_code),
  year_to_date_investment, last_year_to_date_investment, planned_to_date,
  CASE WHEN reported_month AND NOT coalesce(whole_year, false) THEN year_to_date_investment - coalesce(before, 0)
    WHEN reported_month AND said_of_month <= year_to_date_investment THEN said_of_month END AS month_investment
FROM present LEFT JOIN invested USING (project_code, currency)
LEFT JOIN places AS districts ON districts.project_code = present.project_code AND districts.dimension = 'district'
LEFT JOIN places AS clusters ON clusters.project_code = present.project_code AND clusters.dimension = 'cluster';

-- Every single dimension, every pair of them, and the whole.
CREATE TABLE figures AS
SELECT grouping(district_code, cluster_code, status_code, level_code, ownership_code) AS grouping,
  currency, district_code, cluster_code, status_code, level_code, ownership_code,
  count(*) AS project_count,
  count(*) FILTER (nature_code = 'new') AS new_project_count,
  count(*) FILTER (nature_code = 'continuing') AS continuing_project_count,
  count(*) FILTER (nature_code = 'preliminary') AS preliminary_project_count,
  CAST(sum(total_investment) AS DECIMAL(20, 0)) AS total_investment,
  count(total_investment) AS total_investment_known_count,
  CAST(sum(annual_plan_investment) FILTER (nature_code <> 'preliminary') AS DECIMAL(20, 0)) AS annual_plan_investment,
  count(annual_plan_investment) AS annual_plan_known_count,
  CAST(sum(month_investment) AS DECIMAL(20, 0)) AS month_investment,
  CAST(sum(year_to_date_investment) AS DECIMAL(20, 0)) AS year_to_date_investment,
  count(year_to_date_investment) AS year_to_date_known_count,
  CAST(sum(planned_to_date) AS DECIMAL(20, 0)) AS planned_to_date,
  CAST(sum(last_year_to_date_investment) AS DECIMAL(20, 0)) AS last_year_to_date_investment,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of'))) AS planned_start_count,
  count(*) FILTER (nature_code = 'new' AND actual_start_date <= getvariable('as_of')) AS started_count,
  count(*) FILTER (nature_code = 'continuing' AND year(actual_resumption_date) = year(getvariable('as_of'))
    AND actual_resumption_date <= getvariable('as_of')) AS resumed_count
FROM state
GROUP BY currency, GROUPING SETS ((),
  (district_code), (cluster_code), (status_code), (level_code), (ownership_code),
  (district_code, cluster_code), (district_code, status_code), (district_code, level_code), (district_code, ownership_code),
  (cluster_code, status_code), (cluster_code, level_code), (cluster_code, ownership_code),
  (status_code, level_code), (status_code, ownership_code), (level_code, ownership_code));
