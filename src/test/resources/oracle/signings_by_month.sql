SELECT date_trunc('month', signed_date)::DATE AS signed_month, currency, count(*) AS signed_count,
  money(sum(contracted_amount)) AS signed_amount
FROM contract WHERE year(signed_date) = year(getvariable('as_of')) GROUP BY ALL
