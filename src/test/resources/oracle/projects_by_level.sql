SELECT one AS level_code, * EXCLUDE (division, one, other) FROM projects_by WHERE division = 'level'
