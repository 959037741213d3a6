SELECT district_code, level_code, currency, tally(nature_code <> 'preliminary', started) AS begun_count,
  tally(begun, entered) AS statistics_entered_count, tally(begun, NOT entered) AS statistics_not_entered_count,
  ratio(statistics_entered_count, statistics_entered_count + statistics_not_entered_count) AS statistics_entry_rate
FROM (SELECT *, nature_code <> 'preliminary' AND started AS begun FROM state)
GROUP BY ALL
