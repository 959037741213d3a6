SELECT one AS district_code, other AS status_code, * EXCLUDE (one, other)
FROM projects_by('district_and_status')
