/*
title { zh = "分月签约", en = "Signings by month" }
sentence { zh = "本年每个有签约的月份、币种一行", en = "One row per month of the year with a contract, and currency" }
grain = [signed_month, currency]
columns = [
  { name = signed_month, type = date, zh = "签约月份", en = "month, as its first day" }
  currency
  { name = signed_count, unit = count, zh = "当月签约合同数", en = "contracts signed in the month" }
  { name = signed_amount, unit = amount, zh = "当月签约金额", en = "amount signed in the month" }
  { name = signed_count_to_date, unit = count, zh = "本年累计签约合同数", en = "contracts signed this year to the month's end" }
  { name = signed_amount_to_date, unit = amount, zh = "本年累计签约金额", en = "amount signed this year to the month's end" }
  { name = signed_amount_target, unit = amount, zh = "签约目标", en = "the year's target for the whole programme" }
  {
    name = signing_completion, unit = fraction
    zh = "签约完成率：分母为签约目标"
    en = "= signed_amount_to_date / signed_amount_target; the denominator is the target"
  }
]
page {
  chapter = contracts, place = 3
  columns = [
    signed_month, signed_count, signed_amount, signed_count_to_date, signed_amount_to_date, signed_amount_target,
    signing_completion
  ]
  chart { kind = time, of = signed_month, value = [signed_amount_to_date, signed_amount_target] }
}
*/
WITH months AS (
  SELECT CAST(trunc(signed_date, 'MM') AS DATE) AS signed_month, currency,
    count(1) AS signed_count,
    CAST(sum(contracted_amount) AS DECIMAL(20, 2)) AS signed_amount
  FROM contract_state
  WHERE signed_date >= :year_start
  GROUP BY ALL
),
running AS (
  SELECT *,
    sum(signed_count) OVER so_far AS signed_count_to_date,
    CAST(sum(signed_amount) OVER so_far AS DECIMAL(20, 2)) AS signed_amount_to_date
  FROM months
  WINDOW so_far AS (PARTITION BY currency ORDER BY signed_month)
)
SELECT running.*,
  whole.signed_amount AS signed_amount_target,
  try_divide(signed_amount_to_date, whole.signed_amount) AS signing_completion
FROM running LEFT JOIN targets AS whole
  ON whole.scope = '*' AND whole.currency = running.currency
ORDER BY signed_month, currency
