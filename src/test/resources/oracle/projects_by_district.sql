SELECT one AS district_code, * EXCLUDE (one, other) FROM projects_by('district')
