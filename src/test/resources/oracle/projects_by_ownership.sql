SELECT one AS ownership_code, * EXCLUDE (division, one, other) FROM projects_by WHERE division = 'ownership'
