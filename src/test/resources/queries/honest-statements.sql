-- A statement a line.
SELECT project_count, total_investment FROM latest.programme_overview
SELECT * FROM 最新.分县区项目
SELECT 县区, 项目数 FROM 最新.分县区项目 ORDER BY 项目数 DESC LIMIT 3
SELECT * FROM summaries.projects_by_district
SELECT * FROM ledger.runs
SELECT release_number, as_of_date, published_at, stages FROM ledger.runs
SELECT file_name, state, reason, sentence_zh, makes_leave FROM ledger.deliveries
SELECT sender, dataset, state, due_date, days_late FROM latest.senders WHERE state IN ('late', 'missing')
SELECT * FROM ledger.rejected LEFT ANTI JOIN ledger.answers USING (delivery_number, sheet, row_number)
SELECT file_name, sheet, row_number, rejected.sentence_en FROM ledger.rejected JOIN ledger.deliveries USING (delivery_number)
SELECT count(*), count(1), count(DISTINCT district_code) FROM facts.project_state
SELECT sum(total_investment) FILTER (WHERE district_code = 'D1') FROM facts.project_state
SELECT any(true), some(true), every(true), bool_and(true), bool_or(true) FROM facts.project_state
SELECT any_value(project_code), first(project_code), last(project_code), first_value(project_code), last_value(project_code) FROM facts.project_state
SELECT first(project_code) IGNORE NULLS, any_value(project_code, true) FROM facts.project_state
SELECT approx_count_distinct(project_code), approx_percentile(total_investment, 0.5), percentile_approx(total_investment, array(0.25, 0.75)) FROM facts.project_state
SELECT array_agg(project_code), collect_list(project_code), collect_set(project_code) FROM facts.project_state
SELECT avg(total_investment), mean(total_investment), median(total_investment), mode(district_code) FROM facts.project_state
SELECT bit_and(1), bit_or(2), bit_xor(3) FROM facts.project_state
SELECT corr(y, x), covar_pop(y, x), covar_samp(y, x) FROM VALUES (1e0, 2e0), (2e0, 4e0) AS t(y, x)
SELECT count_if(status_code IS NULL), max(project_name), min(project_name) FROM facts.project_state
SELECT max_by(project_code, total_investment), min_by(project_code, total_investment) FROM facts.project_state
SELECT max_by(project_code, total_investment, 2), min_by(project_code, total_investment, 2) FROM facts.project_state
SELECT mode() WITHIN GROUP (ORDER BY district_code) FROM facts.project_state
SELECT percentile(total_investment, 0.5), percentile_cont(0.5) WITHIN GROUP (ORDER BY total_investment), percentile_disc(0.5) WITHIN GROUP (ORDER BY total_investment) FROM facts.project_state
SELECT regr_avgx(y, x), regr_avgy(y, x), regr_count(y, x), regr_intercept(y, x), regr_r2(y, x), regr_slope(y, x), regr_sxx(y, x), regr_sxy(y, x), regr_syy(y, x) FROM VALUES (1e0, 2e0), (2e0, 3e0) AS t(y, x)
SELECT kurtosis(total_investment), skewness(total_investment), std(total_investment), stddev(total_investment), stddev_pop(total_investment), stddev_samp(total_investment), var_pop(total_investment), var_samp(total_investment), variance(total_investment) FROM facts.project_state
SELECT listagg(project_code, '、') WITHIN GROUP (ORDER BY project_code), string_agg(DISTINCT district_code, '、') FROM facts.project_state
SELECT try_avg(total_investment), try_sum(total_investment), sum(DISTINCT total_investment) FROM facts.project_state
SELECT grouping(district_code), grouping_id(district_code), count(1) FROM facts.project_state GROUP BY ROLLUP (district_code)
SELECT district_code, count(1) FROM facts.project_state GROUP BY ALL
SELECT district_code, count(1) FROM facts.project_state GROUP BY 1 ORDER BY 2 DESC NULLS LAST
SELECT district_code, cluster_code, count(1) FROM facts.project_state GROUP BY CUBE (district_code, cluster_code)
SELECT district_code, cluster_code, count(1) FROM facts.project_state GROUP BY GROUPING SETS ((district_code), (cluster_code), ())
SELECT district_code, count(1) AS n FROM facts.project_state GROUP BY district_code HAVING n > 0
SELECT DISTINCT district_code FROM facts.project_state ORDER BY ALL
SELECT project_code, row_number() OVER (ORDER BY project_code), rank() OVER (ORDER BY district_code), dense_rank() OVER (ORDER BY district_code), percent_rank() OVER (ORDER BY district_code), cume_dist() OVER (ORDER BY district_code), ntile(4) OVER (ORDER BY project_code) FROM facts.project_state
SELECT lag(project_code) OVER w, lead(project_code, 1, '无') OVER w, nth_value(project_code, 2) OVER w FROM facts.project_state WINDOW w AS (PARTITION BY district_code ORDER BY project_code)
SELECT sum(total_investment) OVER (ORDER BY project_code ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) FROM facts.project_state
SELECT sum(total_investment) OVER (ORDER BY project_code ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING), sum(1) OVER (ORDER BY project_code RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM facts.project_state
SELECT total_investment / sum(total_investment) OVER () AS share FROM facts.project_state
WITH ranked AS (SELECT *, row_number() OVER (PARTITION BY district_code ORDER BY total_investment DESC) AS place FROM facts.project_state) SELECT * FROM ranked WHERE place <= 3
SELECT * EXCEPT (project_name) FROM facts.project_state
SELECT s.* FROM facts.project_state AS s
SELECT a.project_code FROM facts.project_state a JOIN facts.project_state b ON a.district_code = b.district_code AND a.project_code < b.project_code
SELECT a.project_code FROM facts.project_state a LEFT JOIN ledger.projects b ON a.project_code = b.project_code
SELECT a.project_code FROM facts.project_state a RIGHT JOIN ledger.projects b USING (project_code)
SELECT count(1) FROM facts.project_state a FULL OUTER JOIN ledger.projects b USING (project_code)
SELECT project_code FROM facts.project_state LEFT SEMI JOIN ledger.projects USING (project_code)
SELECT count(1) FROM facts.project_state NATURAL JOIN (SELECT DISTINCT district_code FROM facts.project_state)
SELECT count(1) FROM facts.project_state CROSS JOIN latest.programme_overview
SELECT count(1) FROM facts.project_state, range(12)
SELECT m.id, count(1) FROM range(1, 13) AS m(id) LEFT JOIN facts.project_state ON month(actual_start_date) = m.id GROUP BY m.id ORDER BY m.id
SELECT project_code FROM facts.project_state UNION SELECT project_code FROM ledger.projects
SELECT project_code FROM facts.project_state EXCEPT SELECT project_code FROM ledger.projects
SELECT project_code FROM facts.project_state INTERSECT SELECT project_code FROM ledger.projects
SELECT project_code FROM facts.project_state EXCEPT ALL SELECT project_code FROM ledger.projects
SELECT project_code FROM facts.project_state MINUS SELECT 'x'
SELECT project_code FROM facts.project_state ORDER BY project_code LIMIT 1 OFFSET 1
SELECT project_code FROM facts.project_state WHERE total_investment > (SELECT avg(total_investment) FROM facts.project_state)
SELECT project_code FROM facts.project_state a WHERE EXISTS (SELECT 1 FROM ledger.projects b WHERE a.project_code = b.project_code)
SELECT project_code FROM facts.project_state WHERE project_code IN (SELECT project_code FROM ledger.projects)
SELECT project_code FROM facts.project_state WHERE project_code NOT IN (SELECT project_code FROM ledger.projects WHERE project_code IS NOT NULL)
SELECT project_code, (SELECT count(1) FROM ledger.projects b WHERE b.project_code = a.project_code) FROM facts.project_state a
SELECT project_code, n FROM facts.project_state a, LATERAL (SELECT count(1) AS n FROM ledger.projects b WHERE b.project_code = a.project_code)
SELECT * FROM (SELECT district_code, cluster_code, total_investment FROM facts.project_state) PIVOT (sum(total_investment) FOR cluster_code IN ('iron', 'energy'))
SELECT * FROM (SELECT project_code, 1 AS a, 2 AS b FROM facts.project_state) UNPIVOT (n FOR what IN (a, b))
SELECT e FROM facts.project_state LATERAL VIEW explode(array(1, 2)) t AS e
SELECT e FROM facts.project_state LATERAL VIEW OUTER explode(array()) t AS e
SELECT explode(array(1, 2)) AS e
SELECT explode_outer(array(1, 2)) AS e
SELECT posexplode(array(1, 2)) AS (p, e)
SELECT posexplode_outer(array(1, 2)) AS (p, e)
SELECT inline(array(struct(1, 2)))
SELECT inline_outer(array(struct(1, 2)))
SELECT stack(2, 'a', 1, 'b', 2) AS (name, n)
SELECT json_tuple('{"a": 1, "b": 2}', 'a', 'b') AS (a, b)
SELECT * FROM explode(array(1, 2)) AS t(e)
SELECT * FROM explode_outer(array(1, 2))
SELECT * FROM posexplode(array(1, 2))
SELECT * FROM posexplode_outer(array(1, 2))
SELECT * FROM inline(array(struct(1, 2)))
SELECT * FROM inline_outer(array(struct(1, 2)))
SELECT * FROM stack(2, 'a', 1, 'b', 2)
SELECT * FROM json_tuple('{"a": 1}', 'a')
SELECT * FROM range(3)
SELECT * FROM range(0, 10, 2)
SELECT d FROM (SELECT explode(sequence(DATE'2025-01-01', DATE'2025-12-01', INTERVAL 1 MONTH)) AS d)
SELECT * FROM VALUES ('D1', '东区'), ('D2', '西区') AS d(code, name)
VALUES (1, 2), (3, 4)
TABLE latest.programme_overview
FROM facts.project_state SELECT count(1)
SELECT * FROM facts.project_state TABLESAMPLE (1 ROWS)
SELECT project_code FROM facts.project_state QUALIFY row_number() OVER (PARTITION BY district_code ORDER BY total_investment DESC) = 1
SELECT project_code FROM facts.project_state SORT BY project_code
SELECT district_code AS d, count(1) AS n, n * 2 AS twice FROM facts.project_state GROUP BY district_code
SELECT 1 -- a comment
SELECT /* a comment */ 1
SELECT '--', ';' ;
SELECT count(1) FROM facts.project_state WHERE actual_start_date >= trunc(as_of_date, 'YEAR') AND actual_start_date <= as_of_date
SELECT datediff(as_of_date, actual_start_date) AS days FROM facts.project_state
SELECT round(100 * try_divide(sum(year_to_date_investment), sum(total_investment)), 1) AS percent FROM facts.project_state
SELECT concat_ws('、', sort_array(collect_set(project_name))) FROM facts.project_state GROUP BY district_code
SELECT `项目数` FROM `最新`.`分县区项目`
