/*
title { zh = "分月投资", en = "Investment by month" }
sentence { zh = "在册项目的每个报告月份、币种一行", en = "One row per currency and month reported by currently listed projects" }
grain = [report_month, currency]
columns = [
  { name = report_month, type = date, zh = "报告月份", en = "month, as its first day" }
  currency
  { name = reporting_project_count, unit = count, zh = "填报项目数", en = "projects that report the month" }
  { name = planned_investment, unit = amount, zh = "本月计划投资", en = "planned for the month: increase of the amount planned to date" }
  { name = month_investment, unit = amount, zh = "本月完成投资", en = "invested in the month" }
  { name = planned_to_date, unit = amount, zh = "本年累计计划投资", en = "running total of the year: planned" }
  { name = year_to_date_investment, unit = amount, zh = "本年完成投资", en = "running total of the year: invested" }
  {
    name = last_year_to_date_investment, unit = amount
    zh = "上年同期完成投资"
    en = "running total of the previous year up to the same month"
  }
  {
    name = plan_to_date_completion, unit = fraction
    zh = "序时完成率"
    en = "= year_to_date_investment / planned_to_date; the denominator is planned_to_date"
  }
  {
    name = year_on_year_growth, unit = fraction
    zh = "同比增速"
    en = "= (year_to_date_investment − last_year_to_date_investment) / last_year_to_date_investment"
  }
]
page {
  chapter = time, place = 1, on_paper = true
  columns = [
    report_month, reporting_project_count, planned_investment, month_investment, planned_to_date,
    year_to_date_investment, last_year_to_date_investment, year_on_year_growth
  ]
  chart { kind = time, of = report_month, value = [month_investment, planned_investment] }
}
*/
WITH months AS (
  SELECT report_month, currency,
    count(invested) AS reporting_project_count,
    CAST(sum(planned) AS DECIMAL(20, 2)) AS planned_investment,
    CAST(sum(invested) AS DECIMAL(20, 2)) AS month_investment
  FROM month_investment JOIN project_state USING (project_code, currency)
  GROUP BY ALL
),
running AS (
  SELECT *,
    CAST(sum(planned_investment) OVER year_so_far AS DECIMAL(20, 2)) AS planned_to_date,
    CAST(sum(month_investment) OVER year_so_far AS DECIMAL(20, 2)) AS year_to_date_investment
  FROM months
  WINDOW year_so_far AS (PARTITION BY currency, year(report_month) ORDER BY report_month)
)
SELECT now.*,
  before.year_to_date_investment AS last_year_to_date_investment,
  try_divide(now.year_to_date_investment, now.planned_to_date) AS plan_to_date_completion,
  try_divide(now.year_to_date_investment - before.year_to_date_investment, before.year_to_date_investment)
    AS year_on_year_growth
FROM running AS now LEFT JOIN running AS before
  ON before.currency = now.currency AND before.report_month = add_months(now.report_month, -12)
ORDER BY report_month, currency
