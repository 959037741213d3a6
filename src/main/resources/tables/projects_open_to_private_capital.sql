/*
title { zh = "向民间资本推介项目", en = "Projects open to private capital" }
sentence { zh = "每个向民间资本推介的项目一行", en = "One row per project open to private capital" }
grain = [project_code]
keep = newest_and_month_ends
columns = [
  project_code, project_name, district_code, district_name, district_name_en, cluster_code
  cluster_name, cluster_name_en, status_code, status_name, status_name_en, currency, total_investment
  annual_plan_investment, planned_start_date, planned_completion_date, owner_enterprise
  responsible_unit
]
page {
  chapter = structure, place = 8
  columns = [
    project_name, project_code, district_name, cluster_name, status_name, total_investment, annual_plan_investment,
    planned_start_date, planned_completion_date, owner_enterprise
  ]
}
*/
SELECT project_code, project_name,
  district_code, district_name, district_name_en,
  cluster_code, cluster_name, cluster_name_en,
  status_code, status_name, status_name_en,
  currency, total_investment, annual_plan_investment,
  planned_start_date, planned_completion_date, owner_enterprise, responsible_unit
FROM project_state
WHERE open_to_private_capital
