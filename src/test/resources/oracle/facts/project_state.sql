-- A thing has left when a later whole list of its scope does not name it; a rejected row names it still.
CREATE OR REPLACE TABLE lists AS
SELECT dataset, scope, max({'date': speaks_of, 'number': delivery_number}) AS list
FROM (SELECT dataset, unnest(scope) AS scope, speaks_of, delivery_number FROM deliveries
  WHERE makes_leave AND speaks_of <= getvariable('as_of'))
GROUP BY dataset, scope;

CREATE OR REPLACE TABLE named AS SELECT DISTINCT dataset, delivery_number, key FROM rejected WHERE key IS NOT NULL;

-- Projects: the latest word on each.
CREATE OR REPLACE TABLE words AS
SELECT *, code_of('districts', district) AS own_district, code_of('clusters', cluster) AS own_cluster
FROM projects WHERE snapshot_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY project_code ORDER BY snapshot_date DESC, delivery_number DESC) = 1;

CREATE OR REPLACE TABLE present AS
SELECT words.* FROM words
LEFT JOIN lists AS everything ON everything.dataset = 'projects' AND everything.scope = '*'
LEFT JOIN lists AS own ON own.dataset = 'projects' AND own.scope = own_district
WHERE coalesce(greatest(everything.list, own.list) <= {'date': snapshot_date, 'number': delivery_number}, true)
  OR (greatest(everything.list, own.list).number, project_code)
    IN (SELECT (delivery_number, key) FROM named WHERE dataset = 'projects');

-- Sets: what each project's newest one says of each dimension, equal members added up.
CREATE OR REPLACE TABLE parts AS
SELECT project_code, dimension, code, CAST(coalesce(sum(share), 0) * 1000000 AS BIGINT) AS weight
FROM (SELECT project_code, code_of('dimensions', dimension) AS dimension, code_of(code_of('dimensions', dimension) || 's', member) AS code,
    share, member
  FROM allocations WHERE snapshot_date <= getvariable('as_of')
  QUALIFY dense_rank() OVER (PARTITION BY project_code, code_of('dimensions', dimension)
    ORDER BY snapshot_date DESC, delivery_number DESC) = 1)
WHERE member IS NOT NULL OR share IS NOT NULL
GROUP BY project_code, dimension, code;

CREATE OR REPLACE TABLE places AS
SELECT project_code, dimension, CASE count(*) WHEN 1 THEN max(code) ELSE 'cross_' || dimension END AS code
FROM parts GROUP BY project_code, dimension;

-- Reports: of each month the latest, with the year to date that it gives or that follows from what came before.
CREATE OR REPLACE VIEW reports AS
SELECT * FROM progress WHERE report_month <= getvariable('month')
QUALIFY row_number() OVER (PARTITION BY project_code, currency, report_month ORDER BY delivery_number DESC) = 1;

CREATE OR REPLACE VIEW runs AS
SELECT *, coalesce(year_to_date_investment, invested_this_month) IS NOT NULL AS says,
  count(year_to_date_investment) OVER so_far AS givens, max(planned_to_date) OVER so_far AS planned_so_far
FROM reports
WINDOW so_far AS (PARTITION BY project_code, currency, year(report_month) ORDER BY report_month);

CREATE OR REPLACE VIEW running AS
SELECT *, sum(coalesce(year_to_date_investment, invested_this_month))
  OVER (PARTITION BY project_code, currency, year(report_month), givens ORDER BY report_month) AS until
FROM runs;

-- What each report adds to its year. The first year to date of a year speaks of every month since January: unless each of
-- those before was reported for itself, it is in no single month, and the month has what the report says of the month.
CREATE OR REPLACE TABLE months AS
SELECT project_code, currency, report_month, says, until, planned_so_far, added, whole_year,
  CASE WHEN NOT whole_year THEN added WHEN invested_this_month <= year_to_date_investment THEN invested_this_month END AS invested,
  CASE WHEN planned_earlier OR month(report_month) = 1 THEN planned_added END AS planned
FROM (SELECT *,
    CASE WHEN says THEN until - coalesce(lag(until) OVER of_year, 0) END AS added,
    CASE WHEN planned_to_date IS NOT NULL THEN planned_to_date - coalesce(lag(planned_so_far) OVER of_year, 0) END AS planned_added,
    count(planned_to_date) OVER earlier > 0 AS planned_earlier,
    year_to_date_investment IS NOT NULL AND count(year_to_date_investment) OVER earlier = 0
      AND count(*) FILTER (says) OVER earlier < month(report_month) - 1 AS whole_year
  FROM running
  WINDOW of_year AS (PARTITION BY project_code, currency, year(report_month) ORDER BY report_month),
    earlier AS (PARTITION BY project_code, currency, year(report_month) ORDER BY report_month
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING));

-- The latest month of the year that anybody has reported; what is compared with it ends a year before.
CREATE OR REPLACE TABLE reached AS
SELECT coalesce(max(report_month) FILTER (says AND year(report_month) = year(getvariable('as_of'))), getvariable('month')) AS month
FROM months;

CREATE OR REPLACE TABLE invested AS
SELECT project_code, currency,
  arg_max_null(until, report_month) FILTER (year(report_month) = year(getvariable('as_of'))) AS year_to_date_investment,
  arg_max_null(planned_so_far, report_month) FILTER (year(report_month) = year(getvariable('as_of'))) AS planned_to_date,
  arg_max_null(until, report_month) FILTER (year(report_month) = year(getvariable('as_of')) - 1
    AND report_month <= (SELECT month FROM reached) - INTERVAL 1 YEAR) AS last_year_to_date_investment,
  max(invested) FILTER (report_month = getvariable('month')) AS month_investment
FROM months GROUP BY project_code, currency;

CREATE OR REPLACE TABLE state AS
SELECT present.*, invested.* EXCLUDE (project_code, currency),
  coalesce(districts.code, own_district) AS district_code, coalesce(clusters.code, own_cluster) AS cluster_code,
  code_of('statuses', status) AS status_code, code_of('natures', nature) AS nature_code,
  nullif(code_of('natures', nature), 'unassigned') AS nature_said,
  happened(actual_start_date, 'actual_start_date', had) AS started,
  happened(actual_resumption_date, 'actual_resumption_date', had) AS resumed,
  happened(actual_completion_date, 'actual_completion_date', had) AS completed,
  happened(production_date, 'production_date', had) AS producing,
  happened(statistics_entry_date, 'statistics_entry_date', had) AS entered,
  code_of('levels', level) AS level_code, code_of('ownerships', ownership) AS ownership_code,
  CASE WHEN total_investment >= 500000000000 THEN 'at_least_50' WHEN total_investment >= 100000000000 THEN 'at_least_10'
    WHEN total_investment >= 10000000000 THEN 'at_least_1' WHEN total_investment >= 0 THEN 'below_1'
    ELSE 'unassigned' END AS size_band_code,
  code_of('sectors', nullif(regexp_extract(industry_code, '[0-9]{2}'), '')) AS sector_code,
  code_of('industry_groups', nullif(regexp_extract(industry_code, '[0-9]{2}'), '')) AS industry_group_code
FROM present JOIN supplied USING (delivery_number) LEFT JOIN invested USING (project_code, currency)
LEFT JOIN places AS districts ON districts.project_code = present.project_code AND districts.dimension = 'district'
LEFT JOIN places AS clusters ON clusters.project_code = present.project_code AND clusters.dimension = 'cluster';

-- The figures that all tables of one kind have, by what each of them divides by: one thing, or one and another.
CREATE OR REPLACE MACRO projects_by(division) AS TABLE
SELECT one, other, currency, count(*) AS project_count, money(sum(total_investment)) AS total_investment,
  count(total_investment) AS total_investment_known_count,
  ratio(count(total_investment), count(*)) AS total_investment_coverage,
  ratio(sum(total_investment), sum(sum(divided.total_investment)) OVER (PARTITION BY currency))
    AS share_of_total_investment,
  money(sum(annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_investment,
  ratio(count(annual_plan_investment), count(*)) AS annual_plan_investment_coverage,
  money(sum(month_investment)) AS month_investment,
  money(sum(year_to_date_investment)) AS year_to_date_investment,
  ratio(count(year_to_date_investment), count(*)) AS year_to_date_investment_coverage,
  money(sum(year_to_date_investment) FILTER (nature_code <> 'preliminary' AND annual_plan_investment IS NOT NULL))
    AS year_to_date_investment_with_annual_plan,
  ratio(sum(divided.year_to_date_investment) FILTER (nature_code <> 'preliminary' AND divided.annual_plan_investment IS NOT NULL),
    sum(divided.annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_completion
FROM (SELECT *,
    CASE division WHEN 'level' THEN level_code WHEN 'ownership' THEN ownership_code WHEN 'size_band' THEN size_band_code
      WHEN 'status' THEN status_code WHEN 'industry' THEN sector_code ELSE district_code END AS one,
    CASE division WHEN 'district_and_status' THEN status_code WHEN 'industry' THEN industry_group_code END AS other
  FROM state) AS divided
GROUP BY one, other, currency;
