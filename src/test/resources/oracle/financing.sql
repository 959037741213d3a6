SELECT district_code, currency, count(*) AS project_count, count(*) FILTER (financing_wanted > 0) AS financing_project_count,
  money(sum(financing_wanted)) AS financing_wanted, money(sum(financing_agreed)) AS financing_agreed,
  money(sum(financing_paid_in)) AS financing_paid_in,
  ratio(sum(state.financing_agreed) FILTER (state.financing_wanted IS NOT NULL), sum(state.financing_wanted))
    AS financing_agreed_rate,
  ratio(sum(state.financing_paid_in) FILTER (state.financing_agreed IS NOT NULL), sum(state.financing_agreed))
    AS financing_paid_in_rate
FROM state GROUP BY ALL
