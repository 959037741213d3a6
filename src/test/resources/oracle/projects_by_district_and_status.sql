SELECT one AS district_code, other AS status_code, * EXCLUDE (division, one, other)
FROM projects_by WHERE division = 'district_and_status'
