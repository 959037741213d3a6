SELECT one AS cluster_code, * EXCLUDE (one) FROM contracts_by('cluster')
