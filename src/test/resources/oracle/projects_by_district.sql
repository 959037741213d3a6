SELECT one AS district_code, * EXCLUDE (division, one, other) FROM projects_by WHERE division = 'district'
