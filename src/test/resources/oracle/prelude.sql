-- What is true as of the date, from the ledger's rows by the meaning of each dataset; every other file here asks this for the
-- figures of one table. It is written for nights on which no delivery was withdrawn, for districts that are counted on a line
-- of their own, and for currencies with two decimals.

-- Cents in whole units, and quotients of whole numbers rounded half up, exactly.
CREATE MACRO money(cents) AS CAST(cents AS DECIMAL(20, 0)) * 0.01::DECIMAL(3, 2);
CREATE MACRO half_up(a, b) AS sign(a) * sign(b) * ((2 * abs(a::HUGEINT) + abs(b::HUGEINT)) // (2 * abs(b::HUGEINT)));
CREATE MACRO ratio(a, b) AS
  CASE WHEN b <> 0 THEN CAST(half_up(1000000 * a::HUGEINT, b) AS DECIMAL(20, 0)) * 0.000001::DECIMAL(7, 6) END;
CREATE MACRO points(a, b) AS CASE WHEN b <> 0 THEN CAST(half_up(10000 * a::HUGEINT, b) AS DECIMAL(20, 0)) * 0.01::DECIMAL(3, 2) END;

-- Three blanks are told apart: what a list has no column for is not said (NULL), what it has a column for and leaves blank has
-- not happened. A count of which nothing is said of any of the things that it is about is blank, never zero.
CREATE MACRO tally(about, said) AS
  CASE WHEN count(*) FILTER (about AND said IS NOT NULL) > 0 OR bool_and(coalesce(NOT about OR NOT said, false))
    THEN count(*) FILTER (about AND said) END;

CREATE MACRO code_of(table_name, said) AS
  coalesce((SELECT max(code) FROM codes WHERE reference = table_name AND word = said), 'unassigned');

-- A thing has left when a later whole list of its scope does not name it; a rejected row names it still.
CREATE TABLE lists AS
SELECT dataset, scope, max({'date': speaks_of, 'number': delivery_number}) AS list
FROM (SELECT dataset, unnest(scope) AS scope, speaks_of, delivery_number FROM deliveries
  WHERE makes_leave AND speaks_of <= getvariable('as_of'))
GROUP BY dataset, scope;

CREATE TABLE named AS SELECT DISTINCT dataset, delivery_number, key FROM rejected WHERE key IS NOT NULL;

-- Projects: the latest word on each.
CREATE TABLE words AS
SELECT *, code_of('districts', district) AS own_district, code_of('clusters', cluster) AS own_cluster
FROM projects WHERE snapshot_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY project_code ORDER BY snapshot_date DESC, delivery_number DESC) = 1;

CREATE TABLE present AS
SELECT words.* FROM words
LEFT JOIN lists AS everything ON everything.dataset = 'projects' AND everything.scope = '*'
LEFT JOIN lists AS own ON own.dataset = 'projects' AND own.scope = own_district
WHERE coalesce(greatest(everything.list, own.list) <= {'date': snapshot_date, 'number': delivery_number}, true)
  OR (greatest(everything.list, own.list).number, project_code)
    IN (SELECT (delivery_number, key) FROM named WHERE dataset = 'projects');

-- Sets: what each project's newest one says of each dimension, equal members added up.
CREATE TABLE parts AS
SELECT project_code, dimension, code, CAST(coalesce(sum(share), 0) * 1000000 AS BIGINT) AS weight
FROM (SELECT project_code, code_of('dimensions', dimension) AS dimension, code_of(code_of('dimensions', dimension) || 's', member) AS code,
    share, member
  FROM allocations WHERE snapshot_date <= getvariable('as_of')
  QUALIFY dense_rank() OVER (PARTITION BY project_code, code_of('dimensions', dimension)
    ORDER BY snapshot_date DESC, delivery_number DESC) = 1)
WHERE member IS NOT NULL OR share IS NOT NULL
GROUP BY project_code, dimension, code;

CREATE TABLE places AS
SELECT project_code, dimension, CASE count(*) WHEN 1 THEN max(code) ELSE 'cross_' || dimension END AS code
FROM parts GROUP BY project_code, dimension;

-- Reports: of each month the latest, with the year to date that it gives or that follows from what came before.
CREATE TABLE reports AS
SELECT * FROM progress WHERE report_month <= getvariable('month')
QUALIFY row_number() OVER (PARTITION BY project_code, currency, report_month ORDER BY delivery_number DESC) = 1;

CREATE TABLE runs AS
SELECT *, coalesce(year_to_date_investment, invested_this_month) IS NOT NULL AS says,
  count(year_to_date_investment) OVER so_far AS givens, max(planned_to_date) OVER so_far AS planned_so_far
FROM reports
WINDOW so_far AS (PARTITION BY project_code, currency, year(report_month) ORDER BY report_month);

CREATE TABLE running AS
SELECT *, sum(coalesce(year_to_date_investment, invested_this_month))
  OVER (PARTITION BY project_code, currency, year(report_month), givens ORDER BY report_month) AS until
FROM runs;

-- What each report adds to its year. The first year to date of a year speaks of every month since January: unless each of
-- those before was reported for itself, it is in no single month, and the month has what the report says of the month.
CREATE TABLE months AS
SELECT *,
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
CREATE TABLE reached AS
SELECT coalesce(max(report_month) FILTER (says AND year(report_month) = year(getvariable('as_of'))), getvariable('month')) AS month
FROM months;

CREATE TABLE invested AS
SELECT project_code, currency,
  arg_max_null(until, report_month) FILTER (year(report_month) = year(getvariable('as_of'))) AS year_to_date_investment,
  arg_max_null(planned_so_far, report_month) FILTER (year(report_month) = year(getvariable('as_of'))) AS planned_to_date,
  arg_max_null(until, report_month) FILTER (year(report_month) = year(getvariable('as_of')) - 1
    AND report_month <= (SELECT month FROM reached) - INTERVAL 1 YEAR) AS last_year_to_date_investment,
  max(invested) FILTER (report_month = getvariable('month')) AS month_investment
FROM months GROUP BY project_code, currency;

-- What the list of each row had columns for; all lists here are of this version, and none was read twice.
CREATE TABLE supplied AS SELECT delivery_number, "columns" AS had FROM deliveries;

CREATE MACRO happened(day, column_name, had) AS
  CASE WHEN day <= getvariable('as_of') THEN true WHEN list_contains(had, column_name) THEN false END;

CREATE TABLE state AS
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

-- Registers: the latest word on each thing.
CREATE TABLE contract AS
SELECT *, code_of('districts', district) AS district_code, code_of('clusters', cluster) AS cluster_code,
  code_of('source_regions', source_region) AS source_region_code,
  happened(registered_date, 'registered_date', had) AS registered, happened(landed_date, 'landed_date', had) AS landed,
  happened(started_date, 'started_date', had) AS started, happened(production_date, 'production_date', had) AS producing,
  happened(capacity_date, 'capacity_date', had) AS at_capacity
FROM contracts JOIN supplied USING (delivery_number)
WHERE coalesce(snapshot_date, signed_date) <= getvariable('as_of') AND signed_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY contract_code
  ORDER BY coalesce(snapshot_date, signed_date) DESC, delivery_number DESC) = 1;

CREATE TABLE bottleneck AS
SELECT bottlenecks.*, code_of('factors', factor) AS factor_code, coalesce(state.district_code, 'unassigned') AS district_code,
  happened(settled_date, 'settled_date', had) AS settled
FROM bottlenecks JOIN supplied USING (delivery_number) LEFT JOIN state USING (project_code)
WHERE coalesce(bottlenecks.snapshot_date, raised_date) <= getvariable('as_of') AND raised_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY bottleneck_code
  ORDER BY coalesce(bottlenecks.snapshot_date, raised_date) DESC, bottlenecks.delivery_number DESC) = 1;

-- The figures that all tables of one kind have, by what each of them divides by: one thing, or one and another.
CREATE TABLE projects_by AS
SELECT division, one, other, currency, count(*) AS project_count, money(sum(total_investment)) AS total_investment,
  count(total_investment) AS total_investment_known_count,
  ratio(count(total_investment), count(*)) AS total_investment_coverage,
  ratio(sum(total_investment), sum(sum(divided.total_investment)) OVER (PARTITION BY division, currency))
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
FROM (SELECT *, unnest([
    {'division': 'district', 'one': district_code, 'other': NULL},
    {'division': 'district_and_status', 'one': district_code, 'other': status_code},
    {'division': 'level', 'one': level_code, 'other': NULL},
    {'division': 'ownership', 'one': ownership_code, 'other': NULL},
    {'division': 'size_band', 'one': size_band_code, 'other': NULL},
    {'division': 'status', 'one': status_code, 'other': NULL},
    {'division': 'industry', 'one': sector_code, 'other': industry_group_code}], recursive := true) FROM state) AS divided
GROUP BY division, one, other, currency;

CREATE TABLE contracts_by AS
SELECT division, one, currency, count(*) AS contract_count, money(sum(contracted_amount)) AS contracted_amount,
  count(contracted_amount) AS contracted_amount_known_count,
  count(*) FILTER (year(signed_date) = year(getvariable('as_of'))) AS signed_count,
  money(sum(funds_in_place)) AS funds_in_place,
  ratio(sum(divided.funds_in_place) FILTER (divided.contracted_amount IS NOT NULL), sum(divided.contracted_amount))
    AS funds_in_place_rate
FROM (SELECT *, unnest([
    {'division': 'cluster', 'one': cluster_code},
    {'division': 'source_region', 'one': source_region_code}], recursive := true) FROM contract) AS divided
GROUP BY division, one, currency;

CREATE TABLE bottlenecks_by AS
SELECT division, one, other, count(*) AS bottleneck_count, count(DISTINCT project_code) AS project_count,
  tally(true, NOT settled) AS open_count, tally(true, settled) AS closed_count,
  tally(true, NOT settled AND coalesce(deadline < getvariable('as_of'), false)) AS overdue_count,
  tally(true, settled AND coalesce(settled_date > deadline, false)) AS closed_late_count,
  ratio(closed_count, bottleneck_count) AS closure_rate,
  CAST(median(settled_date - raised_date) FILTER (settled) AS DECIMAL(12, 1)) AS median_days_to_settle,
  CAST(median(getvariable('as_of') - raised_date) FILTER (NOT settled) AS DECIMAL(12, 1)) AS median_days_open
FROM (SELECT *, unnest([
    {'division': 'district', 'one': district_code, 'other': NULL},
    {'division': 'factor', 'one': factor_code, 'other': department}], recursive := true) FROM bottleneck)
GROUP BY division, one, other;
