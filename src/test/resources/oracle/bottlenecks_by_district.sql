SELECT district_code, count(*) AS bottleneck_count, count(DISTINCT project_code) AS project_count,
  count(*) FILTER (NOT settled) AS open_count, count(*) FILTER (settled) AS closed_count,
  count(*) FILTER (NOT settled AND deadline < getvariable('as_of')) AS overdue_count,
  count(*) FILTER (settled AND settled_date > deadline) AS closed_late_count,
  ratio(closed_count, bottleneck_count) AS closure_rate,
  CAST(median(settled_date - raised_date) FILTER (settled) AS DECIMAL(12, 1)) AS median_days_to_settle,
  CAST(median(getvariable('as_of') - raised_date) FILTER (NOT settled) AS DECIMAL(12, 1)) AS median_days_open
FROM bottleneck GROUP BY district_code
