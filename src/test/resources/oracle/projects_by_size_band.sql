SELECT one AS size_band_code, * EXCLUDE (division, one, other) FROM projects_by WHERE division = 'size_band'
