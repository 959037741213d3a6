SELECT one AS factor_code, other AS department, * EXCLUDE (division, one, other)
FROM bottlenecks_by WHERE division = 'factor'
