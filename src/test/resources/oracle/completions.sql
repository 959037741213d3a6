SELECT district_code, level_code, currency, tally(nature_code <> 'preliminary', this_year) AS planned_completion_count,
  tally(planned, completed) AS completed_of_planned_count,
  tally(planned, completed AND actual_completion_date < planned_completion_date) AS early_completion_count,
  tally(planned, completed AND actual_completion_date > planned_completion_date) AS late_completion_count,
  tally(planned, NOT completed AND planned_completion_date <= getvariable('as_of')) AS completion_overdue_count,
  ratio(completed_of_planned_count, count(*) FILTER (planned AND completed IS NOT NULL)) AS completion_rate,
  ratio(count(*) FILTER (planned AND completed IS NOT NULL), planned_completion_count) AS completion_coverage,
  tally(true, completed AND year(actual_completion_date) = year(getvariable('as_of'))) AS completed_count,
  tally(planned, producing) AS in_production_of_planned_count,
  ratio(in_production_of_planned_count, count(*) FILTER (planned AND producing IS NOT NULL)) AS production_rate,
  ratio(count(*) FILTER (planned AND producing IS NOT NULL), planned_completion_count) AS production_coverage
FROM (SELECT *, year(planned_completion_date) = year(getvariable('as_of')) AS this_year,
  nature_code <> 'preliminary' AND this_year AS planned FROM state)
GROUP BY district_code, level_code, currency
