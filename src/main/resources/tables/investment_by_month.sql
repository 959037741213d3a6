/*
title { zh = "分月投资", en = "Investment by month" }
sentence { zh = "在册项目的每个报告月份、币种一行", en = "One row per currency and month reported by currently listed projects" }
grain = [report_month, currency]
columns = [
  { name = report_month, type = date, zh = "报告月份", en = "month, as its first day" }
  currency
  { name = reporting_project_count, unit = count, zh = "填报项目数", en = "projects that report the month" }
  {
    name = planned_investment, unit = amount
    zh = "本月计划投资"
    en = "planned for the month: increase of the amount planned to date; none for a first one that covers several months"
  }
  { name = month_investment, unit = amount, zh = "本月完成投资", en = "invested in the month alone" }
  {
    name = several_months_investment, unit = amount
    zh = "未分月投资：本年首次累计数中不属于单月的部分"
    en = "part of the first years to date reported this month that is in no single month, but in the year"
  }
  { name = planned_to_date, unit = amount, zh = "本年累计计划投资", en = "running total of the year: planned" }
  { name = year_to_date_investment, unit = amount, zh = "本年完成投资", en = "running total of the year: invested" }
  {
    name = year_to_date_investment_with_plan_to_date, unit = amount
    zh = "有累计计划项目的本年完成投资"
    en = "part of it in projects that state an amount planned to date"
  }
  {
    name = last_year_to_date_investment, unit = amount
    zh = "上年同期完成投资"
    en = "running total of the previous year up to the same month"
  }
  {
    name = comparable_year_to_date_investment, unit = amount
    zh = "可比本年完成投资"
    en = "running total of the year in projects that report both years by this month"
  }
  {
    name = comparable_last_year_investment, unit = amount
    zh = "可比上年同期完成投资"
    en = "running total of the previous year in projects that report both years by this month"
  }
  {
    name = plan_to_date_completion, unit = fraction
    zh = "序时完成率：分母为本年累计计划投资"
    en = "= year_to_date_investment_with_plan_to_date / planned_to_date; the denominator is planned_to_date"
  }
  {
    name = year_on_year_growth, unit = fraction
    zh = "同比增速：分母为可比上年同期完成投资"
    en = "= (comparable_year_to_date_investment − comparable_last_year_investment) / comparable_last_year_investment"
  }
]
page {
  chapter = time, place = 1
  columns = [
    report_month, reporting_project_count, planned_investment, month_investment, several_months_investment,
    planned_to_date, year_to_date_investment, last_year_to_date_investment, year_on_year_growth
  ]
  chart { kind = time, of = report_month, value = [month_investment, planned_investment] }
}
*/
-- Each project in each month that it reports. Twelve months later its year to date is that of the year before. The year of plans
-- need not begin in January.
WITH reports AS (
  SELECT project_code, currency, report_month, invested, planned, invested_since_last, planned_since_last,
    year_to_date, planned_to_date, NULL AS since_last_year, NULL AS last_year_to_date, TRUE AS is_report,
    year(add_months(report_month, 1 - month(:year_start))) AS plan_year
  FROM month_investment LEFT SEMI JOIN project_state USING (project_code, currency)
  UNION ALL
  SELECT project_code, currency, add_months(report_month, 12), NULL, NULL, NULL, NULL,
    NULL, NULL, invested_since_last, year_to_date, FALSE,
    year(add_months(report_month, 13 - month(:year_start)))
  FROM month_investment LEFT SEMI JOIN project_state USING (project_code, currency)
),
by_project AS (
  SELECT project_code, currency, plan_year, report_month,
    max(invested) AS invested,
    max(planned) AS planned,
    max(invested_since_last) AS invested_since_last,
    max(planned_since_last) AS planned_since_last,
    max(since_last_year) AS since_last_year,
    max(is_report) AS is_report,
    max_by(max(year_to_date), IF(max(year_to_date) IS NULL, NULL, report_month)) OVER so_far AS done,
    count(max(planned_to_date)) OVER so_far > 0 AS has_plan,
    max_by(max(last_year_to_date), IF(max(last_year_to_date) IS NULL, NULL, report_month)) OVER so_far AS before
  FROM reports
  GROUP BY project_code, currency, plan_year, report_month
  WINDOW so_far AS (PARTITION BY project_code, currency, plan_year ORDER BY report_month)
),
-- A ratio compares only projects that state both of its sides by the month.
compared AS (
  SELECT *,
    IF(has_plan, done, NULL) AS with_plan,
    IF(before IS NULL, NULL, done) AS comparable,
    IF(done IS NULL, NULL, before) AS comparable_before
  FROM by_project
),
added AS (
  SELECT *,
    with_plan - coalesce(lag(with_plan) OVER of_year, 0) AS with_plan_added,
    comparable - coalesce(lag(comparable) OVER of_year, 0) AS comparable_added,
    comparable_before - coalesce(lag(comparable_before) OVER of_year, 0) AS comparable_before_added
  FROM compared
  WINDOW of_year AS (PARTITION BY project_code, currency, plan_year ORDER BY report_month)
),
months AS (
  SELECT plan_year, report_month, currency, max(is_report) AS is_report,
    count(invested_since_last) AS reporting_project_count,
    sum(planned) AS planned_investment,
    sum(invested) AS month_investment,
    sum(invested_since_last - coalesce(invested, 0)) FILTER (WHERE NOT invested <=> invested_since_last)
      AS several_months_investment,
    sum(planned_since_last) AS planned_added,
    sum(invested_since_last) AS invested_added,
    sum(since_last_year) AS last_year_added,
    sum(with_plan_added) AS with_plan_added,
    sum(comparable_added) AS comparable_added,
    sum(comparable_before_added) AS comparable_before_added
  FROM added
  GROUP BY plan_year, report_month, currency
),
running AS (
  SELECT *,
    sum(planned_added) OVER year_so_far AS planned_to_date,
    sum(invested_added) OVER year_so_far AS year_to_date_investment,
    sum(with_plan_added) OVER year_so_far AS year_to_date_investment_with_plan_to_date,
    sum(last_year_added) OVER year_so_far AS last_year_to_date_investment,
    CAST(sum(comparable_added) OVER year_so_far AS DECIMAL(20, 2)) AS comparable_year_to_date_investment,
    CAST(sum(comparable_before_added) OVER year_so_far AS DECIMAL(20, 2)) AS comparable_last_year_investment
  FROM months
  WINDOW year_so_far AS (PARTITION BY currency, plan_year ORDER BY report_month)
)
SELECT report_month, currency, reporting_project_count, planned_investment, month_investment, several_months_investment,
  planned_to_date, year_to_date_investment, year_to_date_investment_with_plan_to_date, last_year_to_date_investment,
  comparable_year_to_date_investment, comparable_last_year_investment,
  try_divide(
    CAST(year_to_date_investment_with_plan_to_date AS DECIMAL(20, 2)), CAST(planned_to_date AS DECIMAL(20, 2)))
    AS plan_to_date_completion,
  try_divide(comparable_year_to_date_investment - comparable_last_year_investment, comparable_last_year_investment)
    AS year_on_year_growth
FROM running
WHERE is_report
ORDER BY report_month, currency
