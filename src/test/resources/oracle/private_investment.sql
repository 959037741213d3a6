SELECT district_code, currency, count(*) AS project_count,
  count(*) FILTER (ownership_code = 'private') AS private_project_count,
  count(*) FILTER (open_to_private_capital) AS open_to_private_capital_count,
  money(sum(total_investment)) AS total_investment, money(sum(year_to_date_investment)) AS year_to_date_investment
FROM state GROUP BY ALL
