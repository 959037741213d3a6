SELECT one AS level_code, * EXCLUDE (one, other) FROM projects_by('level')
