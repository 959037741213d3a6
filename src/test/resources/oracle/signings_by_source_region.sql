SELECT source_region_code, currency, count(*) AS contract_count, money(sum(contracted_amount)) AS contracted_amount, count(contracted_amount) AS contracted_amount_known_count,
  count(*) FILTER (year(signed_date) = year(getvariable('as_of'))) AS signed_count, money(sum(funds_in_place)) AS funds_in_place,
  ratio(sum(contract.funds_in_place), sum(contract.contracted_amount)) AS funds_in_place_rate
FROM contract GROUP BY ALL
