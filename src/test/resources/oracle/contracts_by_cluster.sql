SELECT one AS cluster_code, * EXCLUDE (division, one) FROM contracts_by WHERE division = 'cluster'
