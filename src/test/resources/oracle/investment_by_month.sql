SELECT report_month, currency, count(*) FILTER (says) AS reporting_project_count,
  money(sum(planned)) AS planned_investment, money(sum(invested)) AS month_investment,
  money(sum(added - coalesce(invested, 0)) FILTER (whole_year AND added IS DISTINCT FROM invested)) AS several_months_investment
FROM months SEMI JOIN state USING (project_code, currency) GROUP BY ALL
