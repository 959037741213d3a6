SELECT ownership_code, currency, count(*) AS project_count, money(sum(total_investment)) AS total_investment,
  count(total_investment) AS total_investment_known_count,
  ratio(count(total_investment), count(*)) AS total_investment_coverage,
  ratio(sum(total_investment), sum(sum(state.total_investment)) OVER (PARTITION BY currency))
    AS share_of_total_investment,
  money(sum(annual_plan_investment) FILTER (nature_code <> 'preliminary')) AS annual_plan_investment,
  ratio(count(annual_plan_investment), count(*)) AS annual_plan_investment_coverage,
  money(sum(month_investment)) AS month_investment,
  money(sum(year_to_date_investment)) AS year_to_date_investment,
  ratio(count(year_to_date_investment), count(*)) AS year_to_date_investment_coverage,
  ratio(sum(year_to_date_investment), sum(annual_plan_investment) FILTER (nature_code <> 'preliminary'))
    AS annual_plan_completion
FROM state GROUP BY ownership_code, currency
