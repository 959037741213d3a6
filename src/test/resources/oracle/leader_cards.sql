SELECT coalesce(state.leader, 'unassigned') AS leader, currency, count(*) AS project_count, money(sum(total_investment)) AS total_investment,
  money(sum(annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_investment,
  money(sum(year_to_date_investment)) AS year_to_date_investment,
  ratio(sum(state.year_to_date_investment) FILTER (nature_code <> 'preliminary' AND state.annual_plan_investment IS NOT NULL),
    sum(state.annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_completion,
  tally(nature_said = 'new', year(planned_start_date) = year(getvariable('as_of'))) AS planned_start_count,
  tally(nature_code <> 'preliminary', year(planned_completion_date) = year(getvariable('as_of')))
    AS planned_completion_count
FROM state GROUP BY ALL
