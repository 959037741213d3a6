SELECT report_month, currency, count(invested) AS reporting_project_count, money(sum(planned)) AS planned_investment,
  money(sum(invested)) AS month_investment
FROM months SEMI JOIN state USING (project_code, currency) GROUP BY ALL
