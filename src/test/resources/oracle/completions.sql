SELECT district_code, level_code, currency, count(*) FILTER (planned) AS planned_completion_count,
  count(*) FILTER (planned AND done) AS completed_of_planned_count,
  count(*) FILTER (planned AND done AND actual_completion_date < planned_completion_date) AS early_completion_count,
  count(*) FILTER (planned AND done AND actual_completion_date > planned_completion_date) AS late_completion_count,
  count(*) FILTER (planned AND NOT done AND planned_completion_date <= getvariable('as_of')) AS completion_overdue_count,
  ratio(completed_of_planned_count, planned_completion_count) AS completion_rate,
  count(*) FILTER (done AND year(actual_completion_date) = year(getvariable('as_of'))) AS completed_count,
  count(*) FILTER (planned AND production_date <= getvariable('as_of')) AS in_production_of_planned_count,
  ratio(in_production_of_planned_count, planned_completion_count) AS production_rate
FROM (SELECT *, coalesce(actual_completion_date <= getvariable('as_of'), false) AS done,
  coalesce(nature_code <> 'preliminary' AND year(planned_completion_date) = year(getvariable('as_of')), false) AS planned FROM state)
GROUP BY district_code, level_code, currency
