SELECT district_code, level_code, currency, count(*) FILTER (begun) AS begun_count,
  count(*) FILTER (begun AND statistics_entry_date <= getvariable('as_of')) AS statistics_entered_count
FROM (SELECT *, coalesce(nature_code <> 'preliminary' AND actual_start_date <= getvariable('as_of'), false) AS begun FROM state)
GROUP BY ALL
