SELECT district_code, year(signed_date) AS signed_year, currency, count(*) AS contract_count, money(sum(contracted_amount)) AS contracted_amount,
  tally(true, registered) AS registered_count,
  tally(true, landed) AS landed_count,
  tally(true, started) AS started_count,
  tally(true, producing) AS production_count,
  tally(true, at_capacity) AS capacity_count,
  ratio(registered_count, count(*)) AS registered_of_signed_rate, ratio(landed_count, count(*)) AS landed_of_signed_rate,
  ratio(landed_count, registered_count) AS landed_of_registered_rate, ratio(started_count, count(*)) AS started_of_signed_rate,
  ratio(started_count, landed_count) AS started_of_landed_rate,
  ratio(sum(contract.funds_in_place) FILTER (contract.contracted_amount IS NOT NULL), sum(contract.contracted_amount))
    AS funds_in_place_rate,
  ratio(sum(contract.actual_output) FILTER (contract.expected_output IS NOT NULL), sum(contract.expected_output))
    AS capacity_rate
FROM contract GROUP BY district_code, signed_year, currency
