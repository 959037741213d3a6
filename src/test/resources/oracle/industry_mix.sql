SELECT one AS sector_code, other AS industry_group_code, * EXCLUDE (one, other)
FROM projects_by('industry')
