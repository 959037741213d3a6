-- Contracts: the latest word on each.
CREATE OR REPLACE TABLE contract AS
SELECT *, code_of('districts', district) AS district_code, code_of('clusters', cluster) AS cluster_code,
  code_of('source_regions', source_region) AS source_region_code,
  happened(registered_date, 'registered_date', had) AS registered, happened(landed_date, 'landed_date', had) AS landed,
  happened(started_date, 'started_date', had) AS started, happened(production_date, 'production_date', had) AS producing,
  happened(capacity_date, 'capacity_date', had) AS at_capacity
FROM contracts JOIN supplied USING (delivery_number)
WHERE coalesce(snapshot_date, signed_date) <= getvariable('as_of') AND signed_date <= getvariable('as_of')
QUALIFY row_number() OVER (PARTITION BY contract_code
  ORDER BY coalesce(snapshot_date, signed_date) DESC, delivery_number DESC) = 1;

-- As projects_by.
CREATE OR REPLACE MACRO contracts_by(division) AS TABLE
SELECT one, currency, count(*) AS contract_count, money(sum(contracted_amount)) AS contracted_amount,
  count(contracted_amount) AS contracted_amount_known_count,
  count(*) FILTER (year(signed_date) = year(getvariable('as_of'))) AS signed_count,
  money(sum(funds_in_place)) AS funds_in_place,
  ratio(sum(divided.funds_in_place) FILTER (divided.contracted_amount IS NOT NULL), sum(divided.contracted_amount))
    AS funds_in_place_rate
FROM (SELECT *, CASE division WHEN 'cluster' THEN cluster_code ELSE source_region_code END AS one FROM contract) AS divided
GROUP BY one, currency;
