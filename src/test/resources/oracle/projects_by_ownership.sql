SELECT one AS ownership_code, * EXCLUDE (one, other) FROM projects_by('ownership')
