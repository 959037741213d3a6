SELECT one AS district_code, * EXCLUDE (division, one, other) FROM bottlenecks_by WHERE division = 'district'
