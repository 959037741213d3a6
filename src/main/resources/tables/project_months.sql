/*
title { zh = "项目分月投资", en = "Investment by project and month" }
sentence { zh = "在册项目的每个报告月份、币种一行", en = "One row per currently listed project, month that it has reported, and currency" }
grain = [project_code, report_month, currency]
keep = newest
columns = [
  project_code
  { name = report_month, type = date, zh = "报告月份", en = "month, as its first day" }
  currency, project_name, district_code, cluster_code, status_code
  { name = month_investment, unit = amount, zh = "当月完成投资", en = "invested in the month alone" }
  {
    name = planned_investment, unit = amount
    zh = "当月计划投资"
    en = "planned for the month: increase of the amount planned to date; none for a first one that covers several months"
  }
  {
    name = investment_added, unit = amount
    zh = "本次填报新增投资：逐月相加即累计完成投资"
    en = "what the report adds to the year, including months that were not reported; its running total is the investment"
  }
  {
    name = planned_added, unit = amount
    zh = "本次填报新增计划投资：逐月相加即累计计划投资"
    en = "what the report adds to the amount planned to date; its running total is the plan"
  }
  { name = year_to_date_investment, unit = amount, zh = "本年完成投资", en = "invested in the year by the month's end" }
  { name = planned_to_date, unit = amount, zh = "本年累计计划投资", en = "planned in the year by the month's end" }
]
*/
-- Only the newest date is kept, because its rows include all earlier months.
SELECT project_code, report_month, currency, project_name, district_code, cluster_code, status_code,
  invested AS month_investment, planned AS planned_investment,
  invested_since_last AS investment_added, planned_since_last AS planned_added,
  year_to_date AS year_to_date_investment, month_investment.planned_to_date
FROM month_investment
JOIN (
  SELECT project_code, currency, project_name, district_code, cluster_code, status_code FROM project_state
) USING (project_code, currency)
