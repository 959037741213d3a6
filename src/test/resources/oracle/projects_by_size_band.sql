SELECT one AS size_band_code, * EXCLUDE (one, other) FROM projects_by('size_band')
