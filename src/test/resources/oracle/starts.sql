SELECT district_code, level_code, currency, count(*) FILTER (nature_code = 'new') AS new_project_count,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of'))) AS planned_start_count,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of')) AND planned_start_date <= getvariable('as_of')) AS start_due_count,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of')) AND actual_start_date <= getvariable('as_of')) AS started_of_planned_count,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of')) AND actual_start_date <= getvariable('as_of') AND actual_start_date < planned_start_date)
    AS early_start_count,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of')) AND actual_start_date <= getvariable('as_of') AND actual_start_date > planned_start_date)
    AS late_start_count,
  count(*) FILTER (nature_code = 'new' AND year(planned_start_date) = year(getvariable('as_of')) AND planned_start_date <= getvariable('as_of')
    AND coalesce(actual_start_date > getvariable('as_of'), true)) AS start_overdue_count,
  ratio(started_of_planned_count, planned_start_count) AS start_rate
FROM state GROUP BY district_code, level_code, currency
