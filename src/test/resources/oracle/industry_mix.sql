SELECT one AS sector_code, other AS industry_group_code, * EXCLUDE (division, one, other)
FROM projects_by WHERE division = 'industry'
