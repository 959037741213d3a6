SELECT getvariable('programme') AS programme_code, currency, count(*) AS project_count,
  tally(true, nature_said IN ('new', 'continuing')) AS construction_project_count,
  tally(true, nature_said = 'new') AS new_project_count,
  tally(true, nature_said = 'continuing') AS continuing_project_count,
  tally(true, nature_said = 'preliminary') AS preliminary_project_count,
  money(sum(total_investment)) AS total_investment, count(total_investment) AS total_investment_known_count,
  money(sum(annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_investment,
  money(sum(month_investment)) AS month_investment, money(sum(year_to_date_investment)) AS year_to_date_investment,
  ratio(sum(state.year_to_date_investment) FILTER (nature_code <> 'preliminary' AND state.annual_plan_investment IS NOT NULL),
    sum(state.annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_completion,
  tally(nature_said = 'new', year(planned_start_date) = year(getvariable('as_of'))) AS planned_start_count,
  tally(nature_said = 'new', started) AS started_count
FROM state GROUP BY currency
