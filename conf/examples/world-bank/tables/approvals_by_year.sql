/*
title { zh = "分年度批准", en = "Approvals by year" }
sentence { zh = "每个批准年度、币种一行，不含已取消的项目", en = "One row per year of board approval and currency, without dropped projects" }
grain = [approval_year, currency]
columns = [
  { name = approval_year, type = integer, zh = "批准年度", en = "year of board approval" }
  currency, project_count, total_investment
]
page {
  chapter = time
  columns = [approval_year, project_count, total_investment]
  chart { kind = time, of = approval_year, value = total_investment }
}
*/
SELECT year(actual_start_date) AS approval_year, currency, count(1) AS project_count, sum(total_investment) AS total_investment
FROM project_state
WHERE status_code <> 'dropped' AND actual_start_date <= :as_of
GROUP BY ALL
ORDER BY approval_year, currency
