/*
title { zh = "项目跟踪", en = "Project watch" }
sentence { zh = "每个项目一行", en = "One row per project" }
grain = [project_code]
keep = newest_and_month_ends
columns = [
  project_code, project_name, district_code, district_name, district_name_en, cluster_code
  cluster_name, cluster_name_en, status_code, status_name, status_name_en, nature_code, level_code
  ownership_code, currency, total_investment, annual_plan_investment, month_investment
  {
    name = month_mark, type = text
    zh = "本月数标记：several_months 为所报数含多个月份"
    en = "several_months if the report of the month covers several; the first such one of a year is in no single month"
  }
  year_to_date_investment, cumulative_investment, annual_plan_completion, total_completion
  physical_progress, planned_start_date, actual_start_date, planned_completion_date
  actual_completion_date, last_report_month, progress_until, light_code, investment_light_code, start_light_code
  statistics_light_code, completion_light_code, cost_light_code, light_reasons, light_reasons_en, ahead_of_time_pp
  open_bottlenecks, leader, responsible_unit
]
page {
  chapter = projects, place = 1
  columns = [
    project_name, light_code, district_name, total_investment, annual_plan_completion, ahead_of_time_pp, light_reasons,
    leader, responsible_unit, project_code, cluster_name, status_name, annual_plan_investment, month_investment,
    year_to_date_investment, cumulative_investment, total_completion, physical_progress, planned_start_date,
    actual_start_date, planned_completion_date, actual_completion_date, last_report_month, open_bottlenecks,
    investment_light_code, start_light_code, statistics_light_code, completion_light_code, cost_light_code
  ]
}
workbook = 22
explain { fact = project_state }
*/
SELECT project_code, project_name,
  district_code, district_name, district_name_en,
  cluster_code, cluster_name, cluster_name_en,
  status_code, status_name, status_name_en,
  nature_code, level_code, ownership_code, currency,
  total_investment, annual_plan_investment, month_investment,
  IF(month_covers_gap, 'several_months', NULL) AS month_mark,
  year_to_date_investment, cumulative_investment,
  try_divide(year_to_date_investment, annual_plan_investment) AS annual_plan_completion,
  try_divide(cumulative_investment, total_investment) AS total_completion,
  physical_progress,
  planned_start_date, actual_start_date, planned_completion_date, actual_completion_date, last_report_month,
  progress_until,
  light_code, investment_light_code, start_light_code, statistics_light_code, completion_light_code, cost_light_code,
  light_reasons, light_reasons_en, ahead_of_time_pp, open_bottlenecks, leader, responsible_unit
FROM project_state
