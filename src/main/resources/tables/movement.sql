/*
title { zh = "项目变动", en = "Movement" }
sentence { zh = "每个县区、对比基期、变动类别、原状态、现状态、币种一行", en = "One row per district, base, kind of movement, status before, status now and currency" }
grain = [district_code, base, kind, from_status_code, to_status_code, currency]
columns = [
  { name = district_code, type = text, zh = "县区代码", en = "district code; for a project that has left, its last one" }
  district_name, district_name_en
  { name = base, type = text, zh = "对比基期", en = "previous_month or same_month_last_year" }
  { name = base_date, type = date, zh = "基期日期", en = "date of the base" }
  {
    name = kind, type = text
    zh = "变动类别"
    en = "joined, joined_by_merger, joined_by_split, left, left_by_merger, left_by_split, status_changed, cost_changed, cost_became_known or cost_became_blank"
  }
  { name = from_status_code, type = text, zh = "原状态", en = "previous status; none for a project that joined" }
  { name = to_status_code, type = text, zh = "现状态", en = "current status; none for a project that has left" }
  currency
  { name = project_count, unit = count, zh = "项目数", en = "projects with this movement" }
  { name = total_investment_before, unit = amount, zh = "原计划总投资", en = "their previous total investment, if stated" }
  { name = total_investment_now, unit = amount, zh = "现计划总投资", en = "their current total investment, if stated" }
]
page {
  chapter = movement, place = 1
  columns = [
    base, district_name, kind, from_status_code, to_status_code, project_count, total_investment_before,
    total_investment_now
  ]
}
workbook = 20
*/
-- Projects that joined, left, or changed their status or cost since each base. They are computed from the ledger, never
-- from earlier runs. A base without any known data has no rows, because new projects cannot be determined. The district
-- is the current one or, for a project that has left, its last one. Whatever joined less whatever left is the change of the
-- number of projects. A project that was only renamed neither joined nor left.
WITH known AS (SELECT DISTINCT base, base_date FROM project_state_before),
now AS (
  SELECT project_code, currency, base, base_date,
    struct(district_once_code AS district_code, status_code, total_investment) AS now
  FROM project_state CROSS JOIN known
),
before AS (
  SELECT project_code, currency, base, base_date,
    struct(district_once_code AS district_code, status_code, total_investment) AS before
  FROM project_state_before
),
moved AS (
  SELECT base, base_date, currency, now, before,
    coalesce(now, before).district_code AS district_code,
    coalesce(before.status_code, 'none') AS from_status_code,
    coalesce(now.status_code, 'none') AS to_status_code,
    explode(filter(array(
      IF(before IS NULL, concat_ws('_by_', 'joined', IF(joined_since > base_date, joined_by, NULL)), NULL),
      IF(now IS NULL, concat_ws('_by_', 'left', left_by), NULL),
      IF(now.status_code <> before.status_code, 'status_changed', NULL),
      IF(now.total_investment <> before.total_investment, 'cost_changed', NULL),
      IF(now IS NOT NULL AND before IS NOT NULL
        AND now.total_investment IS NOT NULL AND before.total_investment IS NULL, 'cost_became_known', NULL),
      IF(now IS NOT NULL AND before IS NOT NULL
        AND now.total_investment IS NULL AND before.total_investment IS NOT NULL, 'cost_became_blank', NULL)),
      kind -> kind IS NOT NULL)) AS kind
  FROM now FULL JOIN before USING (project_code, currency, base, base_date) LEFT JOIN successions USING (project_code)
)
SELECT district_code, name_zh AS district_name, name_en AS district_name_en,
  base, base_date, kind, from_status_code, to_status_code, currency,
  count(1) AS project_count,
  sum(before.total_investment) AS total_investment_before,
  sum(now.total_investment) AS total_investment_now
FROM moved LEFT JOIN reference.districts AS district ON district.code = moved.district_code
GROUP BY district_code, name_zh, name_en, sort_order, base, base_date, kind, from_status_code, to_status_code, currency
ORDER BY base, sort_order, kind, from_status_code, to_status_code, currency
