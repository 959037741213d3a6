SELECT district_code, level_code, currency, tally(true, nature_said = 'new') AS new_project_count,
  tally(nature_said = 'new', this_year) AS planned_start_count,
  tally(nature_said = 'new', this_year AND due) AS start_due_count,
  tally(planned, started) AS started_of_planned_count,
  tally(planned, started AND actual_start_date < planned_start_date) AS early_start_count,
  tally(planned, started AND actual_start_date > planned_start_date) AS late_start_count,
  tally(planned, due AND NOT started) AS start_overdue_count,
  ratio(started_of_planned_count, count(*) FILTER (planned AND started IS NOT NULL)) AS start_rate,
  ratio(count(*) FILTER (planned AND started IS NOT NULL), planned_start_count) AS start_coverage
FROM (SELECT *, year(planned_start_date) = year(getvariable('as_of')) AS this_year,
  planned_start_date <= getvariable('as_of') AS due, nature_said = 'new' AND this_year AS planned FROM state)
GROUP BY district_code, level_code, currency
