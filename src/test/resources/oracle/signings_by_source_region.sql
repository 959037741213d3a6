SELECT one AS source_region_code, * EXCLUDE (one) FROM contracts_by('source_region')
