SELECT one AS status_code, * EXCLUDE (division, one, other) FROM projects_by WHERE division = 'status'
