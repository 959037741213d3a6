/*
title { zh = "县区排名", en = "District ranking" }
sentence { zh = "每个县区、币种一行", en = "One row per district and currency" }
grain = [district_code, currency]
columns = [
  district_code, district_name, district_name_en
  { name = ranked_among, type = text, zh = "排名组别", en = "group of districts within which it is ranked" }
  currency
  { name = rank, type = integer, zh = "名次：并列者同名次", en = "rank by annual plan completion; equal values share a rank" }
  { name = ranked_count, type = integer, zh = "参评个数", en = "number of ranked districts in the group" }
  { name = mark, type = text, zh = "标记：top 前三、bottom 后三", en = "top for the first three, bottom for the last three" }
  { name = previous_rank, type = integer, zh = "上月名次", en = "rank at the end of the previous month" }
  { name = rank_move, type = integer, zh = "名次升降：正为上升", en = "places gained since then; negative if lost" }
  project_count, annual_plan_investment, year_to_date_investment
  year_to_date_investment_with_annual_plan, annual_plan_completion
  { name = green_count, unit = count, zh = "绿灯项目数", en = "projects with a green light" }
  { name = yellow_count, unit = count, zh = "黄灯项目数", en = "projects with a yellow light" }
  { name = red_count, unit = count, zh = "红灯项目数", en = "projects with a red light" }
]
page {
  chapter = districts, place = 1
  columns = [
    rank, district_name, ranked_among, project_count, annual_plan_investment, year_to_date_investment,
    annual_plan_completion, rank_move, mark, green_count, yellow_count, red_count
  ]
  chart { kind = bars, of = district_name, value = annual_plan_completion }
}
workbook = 2
explain {
  fact = project_state, by = [district]
  ranking { columns = [rank, ranked_count, mark], by = annual_plan_completion, among = [ranked_among, currency] }
}
*/
-- Compares the districts of a group by the completion of their annual plans. The change of rank is since the last day
-- of the previous month, where each project counts once in its district.
WITH lines AS (
  SELECT 'now' AS moment, district_code, currency, times, light_code, annual_plan_investment, year_to_date_investment
  FROM project_lines
  WHERE by_district
  UNION ALL
  SELECT 'before', district_once_code, currency, 1, light_code, annual_plan_investment, year_to_date_investment
  FROM project_state_before
  WHERE base = 'previous_month'
),
districts AS (
  SELECT moment, district_code, currency,
    sum(times) AS project_count,
    CAST(sum(annual_plan_investment) AS DECIMAL(20, 2)) AS annual_plan_investment,
    CAST(sum(year_to_date_investment) AS DECIMAL(20, 2)) AS year_to_date_investment,
    CAST(sum(year_to_date_investment) FILTER (WHERE annual_plan_investment IS NOT NULL) AS DECIMAL(20, 2))
      AS year_to_date_investment_with_annual_plan,
    -- Empty, not zero, where no project has a light.
    sum(times * CAST(light_code = 'green' AS INT)) AS green_count,
    sum(times * CAST(light_code = 'yellow' AS INT)) AS yellow_count,
    sum(times * CAST(light_code = 'red' AS INT)) AS red_count
  FROM lines
  GROUP BY ALL
),
completed AS (
  SELECT districts.*, name_zh AS district_name, name_en AS district_name_en, ranked_among, sort_order,
    CAST(try_divide(year_to_date_investment_with_annual_plan, annual_plan_investment) AS DECIMAL(12, 6)) AS annual_plan_completion
  FROM districts JOIN reference.districts AS district
    ON district.code = districts.district_code AND district.ranked_among IS NOT NULL
),
ranked AS (
  SELECT *,
    IF(annual_plan_completion IS NULL, NULL, rank() OVER from_above) AS rank,
    IF(annual_plan_completion IS NULL, NULL, rank() OVER from_below) AS rank_from_below,
    count(annual_plan_completion) OVER everyone AS ranked_count
  FROM completed
  WINDOW everyone AS (PARTITION BY moment, ranked_among, currency),
    from_above AS (PARTITION BY moment, ranked_among, currency ORDER BY annual_plan_completion DESC NULLS LAST),
    from_below AS (PARTITION BY moment, ranked_among, currency ORDER BY annual_plan_completion ASC NULLS LAST)
)
SELECT now.district_code, now.district_name, now.district_name_en, now.ranked_among, now.currency,
  now.rank, now.ranked_count,
  CASE WHEN now.rank <= 3 THEN 'top' WHEN now.rank_from_below <= 3 THEN 'bottom' END AS mark,
  before.rank AS previous_rank,
  before.rank - now.rank AS rank_move,
  now.project_count, now.annual_plan_investment, now.year_to_date_investment,
  now.year_to_date_investment_with_annual_plan, now.annual_plan_completion,
  now.green_count, now.yellow_count, now.red_count
FROM ranked AS now LEFT JOIN ranked AS before
  ON before.moment = 'before' AND before.district_code = now.district_code AND before.currency = now.currency
WHERE now.moment = 'now'
ORDER BY now.ranked_among, now.currency, now.rank NULLS LAST, now.sort_order
