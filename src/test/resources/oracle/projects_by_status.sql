SELECT one AS status_code, * EXCLUDE (one, other) FROM projects_by('status')
