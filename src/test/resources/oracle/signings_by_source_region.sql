SELECT one AS source_region_code, * EXCLUDE (division, one) FROM contracts_by WHERE division = 'source_region'
