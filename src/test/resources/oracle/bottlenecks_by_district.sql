SELECT one AS district_code, * EXCLUDE (one, other) FROM bottlenecks_by('district')
