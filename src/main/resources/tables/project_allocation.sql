/*
title { zh = "项目分摊", en = "Allocation of projects" }
sentence {
  zh = "每个项目在每个县区、产业集群分摊行一行"
  en = "One row per project and pair of the district and cluster lines on which tables count it"
}
grain = [project_code, district_code, cluster_code]
keep = newest_and_month_ends
columns = [
  project_code, district_code, cluster_code
  {
    name = weight, unit = fraction
    zh = "权重：金额乘以权重即计入该行的部分"
    en = "part of its amounts that the line has; the weights of a project add up to 1"
  }
  { name = times, type = integer, zh = "计数：该行计入项目的个数", en = "how often the line counts the project" }
]
*/
-- Joins project_state to dim_district and dim_cluster as the tables by district and cluster count it. Projects in one place
-- have one row, so that a join needs no other case.
SELECT project_code, district_code, cluster_code,
  try_divide(
    CAST(district_weight AS DECIMAL(18, 0)) * cluster_weight,
    CAST(aggregate(districts, 0L, (total, line) -> total + line.weight) AS DECIMAL(18, 0))
      * aggregate(clusters, 0L, (total, line) -> total + line.weight)
  ) AS weight,
  district_times * cluster_times AS times
FROM (
  SELECT project_code,
    coalesce(district_lines, array(named_struct('code', district_code, 'weight', 1L, 'times', 1))) AS districts,
    coalesce(cluster_lines, array(named_struct('code', cluster_code, 'weight', 1L, 'times', 1))) AS clusters
  FROM project_state
)
LATERAL VIEW inline(districts) district AS district_code, district_weight, district_times
LATERAL VIEW inline(clusters) cluster AS cluster_code, cluster_weight, cluster_times
