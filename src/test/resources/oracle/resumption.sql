SELECT district_code, level_code, currency, tally(true, continuing) AS continuing_project_count,
  tally(continuing, this_year) AS resumed_count, tally(continuing, NOT this_year) AS not_resumed_count,
  ratio(resumed_count, count(*) FILTER (continuing AND resumed IS NOT NULL)) AS resumption_rate,
  ratio(count(*) FILTER (continuing AND resumed IS NOT NULL), continuing_project_count) AS resumption_coverage,
  tally(nature_said = 'new', started) AS started_count,
  ratio(started_count + resumed_count, count(*) FILTER (nature_said = 'new' AND started IS NOT NULL)
    + count(*) FILTER (continuing AND resumed IS NOT NULL)) AS start_and_resumption_rate
FROM (SELECT *, nature_said = 'continuing' AS continuing,
  resumed AND actual_resumption_date >= date_trunc('year', getvariable('as_of')) AS this_year FROM state)
GROUP BY district_code, level_code, currency
