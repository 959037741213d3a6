SELECT district_code, level_code, currency, count(*) FILTER (nature_code = 'new') AS new_project_count,
  count(*) FILTER (planned) AS planned_start_count,
  count(*) FILTER (planned AND planned_start_date <= getvariable('as_of')) AS start_due_count,
  count(*) FILTER (planned AND started) AS started_of_planned_count,
  count(*) FILTER (planned AND started AND actual_start_date < planned_start_date) AS early_start_count,
  count(*) FILTER (planned AND started AND actual_start_date > planned_start_date) AS late_start_count,
  count(*) FILTER (planned AND NOT started AND planned_start_date <= getvariable('as_of')) AS start_overdue_count,
  ratio(started_of_planned_count, planned_start_count) AS start_rate
FROM (SELECT *, coalesce(actual_start_date <= getvariable('as_of'), false) AS started,
  coalesce(nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of')), false) AS planned FROM state)
GROUP BY district_code, level_code, currency
