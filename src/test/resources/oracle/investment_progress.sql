SELECT district_code, currency, count(*) AS project_count,
  money(sum(annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_investment,
  money(sum(month_investment)) AS month_investment, money(sum(year_to_date_investment)) AS year_to_date_investment,
  money(sum(planned_to_date)) AS planned_to_date, money(sum(last_year_to_date_investment)) AS last_year_to_date_investment,
  ratio(sum(state.year_to_date_investment - state.last_year_to_date_investment), sum(state.last_year_to_date_investment)
    FILTER (state.year_to_date_investment IS NOT NULL)) AS year_on_year_growth,
  ratio(sum(state.year_to_date_investment) FILTER (state.planned_to_date IS NOT NULL), sum(state.planned_to_date))
    AS plan_to_date_completion,
  ratio(sum(state.year_to_date_investment) FILTER (nature_code <> 'preliminary' AND state.annual_plan_investment IS NOT NULL),
    sum(state.annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_completion
FROM state GROUP BY ALL
