-- Bottlenecks: the latest word on each.
CREATE OR REPLACE TABLE bottleneck AS
SELECT bottlenecks.*, code_of('factors', factor) AS factor_code, coalesce(state.district_code, 'unassigned') AS district_code,
  happened(settled_date, 'settled_date', had) AS settled
FROM bottlenecks JOIN supplied USING (delivery_number) LEFT JOIN state USING (project_code)
WHERE coalesce(bottlenecks.snapshot_date, raised_date) <= getvariable('as_of') AND raised_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY bottleneck_code
  ORDER BY coalesce(bottlenecks.snapshot_date, raised_date) DESC, bottlenecks.delivery_number DESC) = 1;

-- As projects_by.
CREATE OR REPLACE MACRO bottlenecks_by(division) AS TABLE
SELECT one, other, count(*) AS bottleneck_count, count(DISTINCT project_code) AS project_count,
  tally(true, NOT settled) AS open_count, tally(true, settled) AS closed_count,
  tally(true, NOT settled AND coalesce(deadline < getvariable('as_of'), false)) AS overdue_count,
  tally(true, settled AND coalesce(settled_date > deadline, false)) AS closed_late_count,
  ratio(closed_count, bottleneck_count) AS closure_rate,
  CAST(median(settled_date - raised_date) FILTER (settled) AS DECIMAL(12, 1)) AS median_days_to_settle,
  CAST(median(getvariable('as_of') - raised_date) FILTER (NOT settled) AS DECIMAL(12, 1)) AS median_days_open
FROM (SELECT *, CASE division WHEN 'factor' THEN factor_code ELSE district_code END AS one,
    CASE division WHEN 'factor' THEN department END AS other FROM bottleneck)
GROUP BY one, other;
