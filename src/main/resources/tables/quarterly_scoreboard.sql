/*
title { zh = "季度看板", en = "Quarterly scoreboard" }
sentence { zh = "本年每个已有数据的季度、币种一行", en = "One row per quarter of the year with figures, and currency" }
grain = [quarter, currency]
columns = [
  { name = quarter, type = integer, zh = "季度", en = "quarter of the year, 1 to 4" }
  currency
  { name = planned_investment, unit = amount, zh = "本季计划投资", en = "planned for the months of the quarter that have ended" }
  { name = quarter_investment, unit = amount, zh = "本季完成投资", en = "invested in those months" }
  {
    name = quarter_investment_with_plan, unit = amount
    zh = "有本季计划项目的本季完成投资"
    en = "part of it in projects that state what is planned for the quarter"
  }
  {
    name = several_quarters_investment, unit = amount
    zh = "未分季投资：本年首次累计数中不属于单季的部分"
    en = "part of the first years to date reported in the quarter that is in no single quarter, but in the year"
  }
  {
    name = last_year_investment, unit = amount
    zh = "上年同月完成投资"
    en = "invested in the same months last year, up to the month that this year's reports reach"
  }
  {
    name = comparable_quarter_investment, unit = amount
    zh = "可比本季完成投资"
    en = "invested this year in projects that report the quarter in both years"
  }
  {
    name = comparable_last_year_investment, unit = amount
    zh = "可比上年同月完成投资"
    en = "invested last year in projects that report the quarter in both years"
  }
  {
    name = plan_completion, unit = fraction
    zh = "本季计划完成率：分母为本季计划投资"
    en = "= quarter_investment_with_plan / planned_investment; the denominator is planned_investment"
  }
  {
    name = year_on_year_growth, unit = fraction
    zh = "同比增速：分母为可比上年同月完成投资"
    en = "= (comparable_quarter_investment − comparable_last_year_investment) / comparable_last_year_investment"
  }
  { name = started_count, unit = count, zh = "本季开工项目数", en = "new projects that started in the quarter" }
  { name = completed_count, unit = count, zh = "本季竣工项目数", en = "projects completed in the quarter" }
  { name = signed_count, unit = count, zh = "本季签约合同数", en = "contracts signed in the quarter" }
  { name = signed_amount, unit = amount, zh = "本季签约金额", en = "amount of those contracts" }
]
page {
  chapter = time, place = 2
  columns = [
    quarter, planned_investment, quarter_investment, last_year_investment, plan_completion, year_on_year_growth,
    started_count, completed_count, signed_count, signed_amount
  ]
  chart { kind = time, of = quarter, value = [quarter_investment, planned_investment, last_year_investment] }
}
*/
-- The months of the year that have ended, and the same months of the year before, as far as this year's reports reach.
WITH reached AS (
  SELECT coalesce(max(report_month), :report_month) AS month
  FROM month_investment
  WHERE report_month >= :year_start AND invested_since_last IS NOT NULL
),
-- The months with their quarter: a year need not begin in January.
quarters AS (
  SELECT month_investment.*, quarter(add_months(report_month, 1 - month(:year_start))) AS quarter,
    report_month >= :year_start AS this_year
  FROM month_investment
),
-- A first year to date that covers several months is in a quarter only if the year had no quarter before.
months AS (
  SELECT project_code, currency, report_month, this_year, quarter,
    IF(quarter = 1, planned_since_last, planned) AS planned,
    IF(quarter = 1, invested_since_last, invested) AS invested,
    IF(quarter = 1 OR invested <=> invested_since_last, NULL, invested_since_last - coalesce(invested, 0)) AS several_quarters
  FROM quarters JOIN project_state USING (project_code, currency) CROSS JOIN reached
  WHERE this_year AND report_month <= :report_month
    OR report_month BETWEEN add_months(:year_start, -12) AND add_months(reached.month, -12)
),
by_project AS (
  SELECT project_code, currency, quarter,
    sum(planned) FILTER (WHERE this_year) AS planned,
    sum(invested) FILTER (WHERE this_year) AS invested,
    sum(several_quarters) FILTER (WHERE this_year) AS several_quarters,
    sum(invested) FILTER (WHERE NOT this_year) AS invested_last_year
  FROM months
  GROUP BY ALL
),
invested AS (
  SELECT quarter, currency,
    CAST(sum(planned) AS DECIMAL(20, 2)) AS planned,
    CAST(sum(invested) AS DECIMAL(20, 2)) AS invested,
    CAST(sum(invested) FILTER (WHERE planned IS NOT NULL) AS DECIMAL(20, 2)) AS with_plan,
    CAST(sum(several_quarters) AS DECIMAL(20, 2)) AS several_quarters,
    CAST(sum(invested_last_year) AS DECIMAL(20, 2)) AS invested_last_year,
    CAST(sum(invested) FILTER (WHERE invested_last_year IS NOT NULL) AS DECIMAL(20, 2)) AS comparable,
    CAST(sum(invested_last_year) FILTER (WHERE invested IS NOT NULL) AS DECIMAL(20, 2)) AS comparable_last_year
  FROM by_project
  GROUP BY ALL
),
events AS (
  SELECT quarter(add_months(actual_start_date, 1 - month(:year_start))) AS quarter, currency, 'started' AS kind
  FROM project_state
  WHERE nature_code = 'new' AND actual_start_date BETWEEN :year_start AND :as_of
  UNION ALL
  SELECT quarter(add_months(actual_completion_date, 1 - month(:year_start))), currency, 'completed'
  FROM project_state
  WHERE actual_completion_date BETWEEN :year_start AND :as_of
),
counted AS (
  SELECT quarter, currency,
    count(1) FILTER (WHERE kind = 'started') AS started,
    count(1) FILTER (WHERE kind = 'completed') AS completed
  FROM events
  GROUP BY ALL
),
-- Whether any list reports starts and completions, and whether contracts are reported: otherwise nobody knows how many.
reported AS (
  SELECT currency,
    count_if(nature_code = 'new' AND actual_start_done IS NOT NULL) > 0 AS starts,
    count(actual_completion_done) > 0 AS completions,
    (SELECT count(1) FROM contract_state) > 0 AS contracts
  FROM project_state
  GROUP BY currency
),
signed AS (
  SELECT quarter(add_months(signed_date, 1 - month(:year_start))) AS quarter, currency, count(1) AS contracts, sum(contracted_amount) AS amount
  FROM contract_state
  WHERE signed_date >= :year_start
  GROUP BY ALL
)
SELECT quarter, currency,
  planned AS planned_investment,
  invested AS quarter_investment,
  with_plan AS quarter_investment_with_plan,
  several_quarters AS several_quarters_investment,
  invested_last_year AS last_year_investment,
  comparable AS comparable_quarter_investment,
  comparable_last_year AS comparable_last_year_investment,
  try_divide(with_plan, planned) AS plan_completion,
  try_divide(comparable - comparable_last_year, comparable_last_year) AS year_on_year_growth,
  coalesce(started, IF(reported.starts, 0, NULL)) AS started_count,
  coalesce(completed, IF(reported.completions, 0, NULL)) AS completed_count,
  coalesce(signed.contracts, IF(reported.contracts, 0, NULL)) AS signed_count,
  amount AS signed_amount
FROM invested
  FULL JOIN counted USING (quarter, currency)
  FULL JOIN signed USING (quarter, currency)
  LEFT JOIN reported USING (currency)
WHERE quarter <= quarter(add_months(:as_of, 1 - month(:year_start)))
ORDER BY quarter, currency
