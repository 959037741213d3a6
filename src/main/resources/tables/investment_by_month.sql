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
-- need not begin in January. Amounts are whole hundredths until they are summed, because Spark computes decimals slowly.
WITH reports AS (
  SELECT project_code, currency,
    CAST(100 * invested AS BIGINT) AS invested,
    CAST(100 * planned AS BIGINT) AS planned,
    CAST(100 * invested_since_last AS BIGINT) AS invested_since_last,
    CAST(100 * planned_since_last AS BIGINT) AS planned_since_last,
    CAST(100 * year_to_date AS BIGINT) AS year_to_date,
    planned_to_date IS NOT NULL AS has_plan,
    report_month AS reported_month,
    explode(IF(add_months(report_month, 12) > :report_month, array(0), array(0, 12))) AS later
  FROM month_investment LEFT SEMI JOIN project_state USING (project_code, currency)
),
counted AS (
  SELECT project_code, currency, add_months(reported_month, later) AS report_month,
    year(add_months(reported_month, later + 1 - month(:year_start))) AS plan_year,
    later = 0 AS is_report,
    IF(later = 0, invested, NULL) AS invested,
    IF(later = 0, planned, NULL) AS planned,
    IF(later = 0, invested_since_last, NULL) AS invested_since_last,
    IF(later = 0, planned_since_last, NULL) AS planned_since_last,
    IF(later = 0, year_to_date, NULL) AS year_to_date,
    IF(later = 0, has_plan, FALSE) AS states_plan,
    IF(later = 0, NULL, invested_since_last) AS since_last_year,
    IF(later = 0, NULL, year_to_date) AS last_year_to_date
  FROM reports
),
-- The values known by the month. A month may have a report and one of the year before; both rows get the values of both.
known AS (
  SELECT *,
    max_by(year_to_date, IF(year_to_date IS NULL, NULL, report_month)) OVER so_far AS done,
    max(states_plan) OVER so_far AS has_plan,
    max_by(last_year_to_date, IF(last_year_to_date IS NULL, NULL, report_month)) OVER so_far AS before
  FROM counted
  WINDOW so_far AS (PARTITION BY project_code, currency, plan_year ORDER BY report_month)
),
-- A ratio compares only projects that state both of its sides by the month.
compared AS (
  SELECT *,
    IF(has_plan, done, NULL) AS with_plan,
    IF(before IS NULL, NULL, done) AS comparable,
    IF(done IS NULL, NULL, before) AS comparable_before
  FROM known
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
    sum(CAST(planned AS DECIMAL(20, 0))) * 0.01BD AS planned_investment,
    sum(CAST(invested AS DECIMAL(20, 0))) * 0.01BD AS month_investment,
    sum(CAST(invested_since_last - coalesce(invested, 0) AS DECIMAL(20, 0)))
      FILTER (WHERE NOT invested <=> invested_since_last) * 0.01BD AS several_months_investment,
    sum(CAST(planned_since_last AS DECIMAL(20, 0))) * 0.01BD AS planned_added,
    sum(CAST(invested_since_last AS DECIMAL(20, 0))) * 0.01BD AS invested_added,
    sum(CAST(since_last_year AS DECIMAL(20, 0))) * 0.01BD AS last_year_added,
    sum(CAST(with_plan_added AS DECIMAL(20, 0))) * 0.01BD AS with_plan_added,
    sum(CAST(comparable_added AS DECIMAL(20, 0))) * 0.01BD AS comparable_added,
    sum(CAST(comparable_before_added AS DECIMAL(20, 0))) * 0.01BD AS comparable_before_added
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
