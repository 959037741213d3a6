SELECT one AS factor_code, other AS department, * EXCLUDE (one, other)
FROM bottlenecks_by('factor')
