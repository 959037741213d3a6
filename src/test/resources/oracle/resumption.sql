SELECT district_code, level_code, currency, count(*) FILTER (nature_code = 'continuing') AS continuing_project_count,
  count(*) FILTER (nature_code = 'continuing'
    AND actual_resumption_date BETWEEN date_trunc('year', getvariable('as_of')) AND getvariable('as_of')) AS resumed_count,
  continuing_project_count - resumed_count AS not_resumed_count,
  ratio(resumed_count, continuing_project_count) AS resumption_rate
FROM state GROUP BY district_code, level_code, currency
