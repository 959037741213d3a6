/*
title { zh = "数据疑点", en = "Data findings" }
sentence { zh = "每个数据集、项目、事项、规则一行", en = "One row per dataset, project, subject and rule with a finding" }
grain = [dataset, project_code, subject, rule]
keep = newest_and_month_ends
columns = [
  { name = dataset, type = text, zh = "数据集", en = "dataset" }
  { name = project_code, type = text, zh = "项目代码", en = "project code; empty if a delivery as a whole is concerned" }
  { name = subject, type = text, zh = "事项", en = "dimension of a set, currency, rest of the key of a record, or sender and column" }
  { name = rule, type = text, zh = "规则：large_share 为占同币种计划总投资 1% 以上且超过中位数 100 倍的项目，每个币种最大的十个；large_jump 为计划总投资达到上一份清单十倍以上或十分之一以下的项目，变化最大的十个；several_lists 为同一日期多个报送单位整表列出、县区不同的项目；old_code_in_use 为代码变更后仍以原代码报送的项目；succession_circular、succession_repeated 为未采用的代码变更；succession_unlisted 为代码变更中没有任何清单列出的代码；succession_investment 为本年合并或拆分的项目此前本年完成、不再计入的投资", en = "rule that reported the finding: large_share, more than 1% of the total investment in a currency and more than 100 times its median, the ten largest of each currency; large_jump, a total investment of at least ten times or at most a tenth of that in the list before, the ten largest changes; several_lists, named by full lists of several senders for one date in different districts; old_code_in_use, still delivered under a code that another has succeeded; succession_circular and succession_repeated, successions that do not count; succession_unlisted, a code of a succession that no list names; succession_investment, what a project that was merged or split in the year had invested in it, which no longer counts" }
  { name = value, type = text, zh = "数值", en = "value that was found" }
  { name = file_name, type = text, zh = "文件名", en = "name of the file concerned; empty if there are several" }
  { name = sentence_zh, type = text, zh = "说明（中文）", en = "description of the finding, in Chinese" }
  { name = sentence_en, type = text, zh = "说明（英文）", en = "description of the finding, in English" }
]
page {
  chapter = data, place = 3
  columns = [dataset, project_code, subject, value, file_name, sentence_zh]
}
*/
-- Anomalies in the data valid as of the date, although each row was acceptable by itself. A finding ends when a later
-- delivery corrects the data.
WITH
-- Amounts in a currency other than their project's.
foreign_months AS (
  SELECT project_code, month_investment.currency AS currency, project_state.currency AS own, count(1) AS months
  FROM month_investment JOIN project_state USING (project_code)
  WHERE month_investment.currency <> project_state.currency AND states_amount
  GROUP BY ALL
),
-- Projects that were under construction at the end of the previous month and that no list contains any more.
vanished AS (
  SELECT project_code, base_date
  FROM project_state_before LEFT ANTI JOIN project_state USING (project_code)
    LEFT ANTI JOIN (SELECT project_code FROM successions WHERE left_by IS NOT NULL) USING (project_code)
  WHERE base = 'previous_month' AND status_code = 'started'
),
-- Allocation sets that are not used, or whose shares do not add up to the whole of 1,000,000 millionths.
sets AS (
  SELECT project_code, dimension, delivery_number,
    aggregate(parts, 0L, (sum, part) -> sum + part.weight) AS weight,
    size(parts) AS part_count,
    current_code IS NOT NULL AS is_listed,
    IF(dimension = 'district', district_lines, cluster_lines) AS lines
  FROM allocation_sets LEFT JOIN
    (SELECT project_code, project_code AS current_code, district_lines, cluster_lines FROM project_state)
    USING (project_code)
),
odd_sets AS (
  SELECT *,
    CASE
      WHEN NOT is_listed THEN 'set_without_project'
      WHEN part_count = 0 THEN 'set_emptied'
      WHEN lines IS NULL THEN 'set_not_listed'
      WHEN weight <> 1000000 THEN 'shares_not_whole'
    END AS rule,
    format_string('%s%%', CAST(CAST(weight AS DECIMAL(18, 0)) / 10000 AS DECIMAL(12, 2))) AS percent
  FROM sets
),
-- Codes that no list has ever named, mostly misspelled ones, with the listed code that is most alike.
reported AS (
  SELECT dataset, project_code, IF(dataset = 'progress', count(DISTINCT report_month), count(1)) AS row_count
  FROM (
      SELECT 'progress' AS dataset, project_code, report_month FROM month_investment
      UNION ALL
      SELECT 'contracts', project_code, NULL FROM contract_state
      UNION ALL
      SELECT 'bottlenecks', project_code, NULL FROM bottleneck_state
      UNION ALL
      SELECT 'approvals', project_code, NULL FROM approval_state
    ) LEFT ANTI JOIN listed_projects USING (project_code)
  WHERE project_code IS NOT NULL
  GROUP BY ALL
),
-- Only codes that agree in their first or their last half are compared, because comparing all would not end. A listed code may
-- have up to two letters more or fewer, so that its half may have one more or fewer.
unknown AS (
  SELECT dataset, project_code, row_count,
    min_by(listed_code, struct(levenshtein(project_code, listed_code), listed_code))
      FILTER (WHERE levenshtein(project_code, listed_code) <= 2) AS listed_code
  FROM (
      SELECT *, explode(array(concat('<', left(project_code, length(project_code) DIV 2)),
        concat('>', right(project_code, length(project_code) DIV 2)))) AS half
      FROM reported
    ) LEFT JOIN (
      SELECT project_code AS listed_code, explode(flatten(transform(
        sequence(greatest(length(project_code) DIV 2 - 1, 0), length(project_code) DIV 2 + 1),
        letters -> array(concat('<', left(project_code, letters)), concat('>', right(project_code, letters)))))) AS half
      FROM listed_projects
    ) USING (half)
  GROUP BY ALL
),
-- Projects that the full lists of several senders name for one date in different districts, unless a set settles it.
several AS (
  SELECT project_code, max(snapshot_date) AS list_date, sort_array(collect_set(struct(district_sort, district_name,
    district_name_en, coalesce(CAST(total_investment AS STRING), '—') AS total, currency))) AS lists
  FROM several_lists LEFT ANTI JOIN
    (SELECT project_code FROM allocation_sets WHERE dimension = 'district' AND size(parts) > 0) USING (project_code)
  GROUP BY ALL
),
-- More than 1 % of the total investment in its currency and more than 100 times its median; the ten largest of each.
large_shares AS (
  SELECT project_code, currency, total_investment, CAST(total_investment / whole * 100 AS DECIMAL(12, 2)) AS percent,
    row_number() OVER (PARTITION BY currency ORDER BY total_investment DESC, project_code) AS place
  FROM project_state JOIN
    (SELECT currency, sum(total_investment) AS whole, percentile_disc(0.5) WITHIN GROUP (ORDER BY total_investment) AS middle
      FROM project_state WHERE total_investment > 0 GROUP BY ALL) USING (currency)
  WHERE total_investment > whole / 100 AND total_investment > 100 * middle
),
-- The total investment of the record before, and of those that changed to at least ten times or to at most a tenth of it
-- the ten largest.
successive AS (
  SELECT *, lag(record) OVER by_date AS earlier, lag(snapshot_date) OVER by_date AS earlier_date
  FROM (
    SELECT project_code, snapshot_date, delivery_number, struct(delivery_number, currency, total_investment) AS record,
      lead(snapshot_date) OVER by_date AS next_date
    FROM project_records WHERE total_investment > 0
    WINDOW by_date AS (PARTITION BY project_code ORDER BY snapshot_date, delivery_number)
  )
  WHERE next_date IS NULL OR next_date <> snapshot_date
  WINDOW by_date AS (PARTITION BY project_code ORDER BY snapshot_date, delivery_number)
),
large_jumps AS (
  SELECT project_code, record.*, earlier.total_investment AS earlier_investment, earlier_date,
    row_number() OVER (ORDER BY greatest(record.total_investment / earlier.total_investment,
      earlier.total_investment / record.total_investment) DESC, project_code) AS place
  FROM successive LEFT SEMI JOIN project_state USING (project_code, snapshot_date)
  WHERE record.currency = earlier.currency AND (record.total_investment >= 10 * earlier.total_investment
    OR 10 * record.total_investment <= earlier.total_investment)
),
findings AS (
  SELECT dataset, project_code, '' AS subject, 'unknown_project' AS rule, listed_code AS value,
    CAST(NULL AS BIGINT) AS delivery_number,
    concat('没有任何清单列出该项目代码，', row_count, CASE dataset WHEN 'progress' THEN ' 个月的进度' ELSE ' 行' END, '因此未计入任何项目',
      coalesce(concat('；最相近的代码为 ', listed_code), ''), '。请核对代码。') AS sentence_zh,
    concat('No list has ever named this project code, so ', row_count,
      CASE dataset WHEN 'progress' THEN ' months of progress' ELSE ' rows' END, ' count for no project',
      coalesce(concat('; the most similar code is ', listed_code), ''), '. Check the code.') AS sentence_en
  FROM unknown
  UNION ALL
  SELECT 'progress', project_code, currency, 'progress_currency',
    CAST(months AS STRING), NULL,
    concat('该项目的币种为 ', own, '，但有 ', months, ' 个月的进度以 ', currency,
      ' 报送（或已折算为该币种）；不同币种的金额不能相加，这些月份未计入。'),
    concat('The project is in ', own, ', but ', months, ' of its months were reported in ', currency,
      ' (or converted to it). Amounts in different currencies are not added, so these months are not counted.')
  FROM foreign_months
  UNION ALL
  SELECT 'projects', project_code, '', 'vanished_under_construction', NULL, NULL,
    concat('该项目 ', base_date, ' 尚在建，最新整表未列出，按退出计；请核对是否漏报。'),
    concat('The project was under construction on ', base_date,
      ', but the latest full list does not contain it, so it counts as having left.',
      ' Check whether it was omitted by mistake.')
  FROM vanished
  UNION ALL
  SELECT 'allocations', project_code, dimension, rule, IF(rule = 'shares_not_whole', percent, NULL), delivery_number,
    concat('“', IF(dimension = 'district', '县区', '产业集群'), '”：',
      CASE rule
        WHEN 'set_without_project' THEN '该项目不在截止日期的清单中，这组分摊未采用。'
        WHEN 'set_emptied' THEN '此前的分摊已被一组空的分摊取代，该项目按清单中的归属计。'
        WHEN 'set_not_listed' THEN '最新整表不再列出这组分摊，该项目按清单中的归属计。'
        ELSE concat('份额合计为 ', percent, '，不等于 100%；按份额分摊时差额计入“未分摊”。')
      END),
    concat('Allocation by ', dimension, ': ',
      CASE rule
        WHEN 'set_without_project' THEN 'no list contains the project as of the date, so the set is not used.'
        WHEN 'set_emptied' THEN 'an empty set has replaced the earlier one, so the project counts as its list states.'
        WHEN 'set_not_listed' THEN
          'the latest full list no longer contains the set, so the project counts as its list states.'
        ELSE concat('the shares add up to ', percent, ' instead of 100%.',
          ' Tables that split amounts by share show the difference as not shared out.')
      END)
  FROM odd_sets
  WHERE rule IS NOT NULL
  UNION ALL
  SELECT dataset, '', concat_ws(' ', sender, missing_column), 'missing_column', nullif(unused_headers, ''),
    delivery_number, sentence_zh, sentence_en
  FROM missing_columns
  UNION ALL
  SELECT 'projects', project_code, 'district', 'several_lists',
    array_join(transform(lists, list -> list.district_name), '、'), NULL,
    concat(list_date, ' 有多个报送单位的整表列出该项目，所属县区和计划总投资分别为 ',
      array_join(transform(lists, list -> concat(list.district_name, ' ', list.total, ' ', list.currency)), '、'),
      '；分县区各表按配置的 counting.district 计，其他各列以最后收到的整表为准。请核对归属，或报送分摊表。'),
    concat('The full lists of several senders of ', list_date, ' name this project, with district and total investment ',
      array_join(transform(lists, list -> concat(list.district_name_en, ' ', list.total, ' ', list.currency)), ', '),
      '. Tables by district count it as counting.district states; its other columns are those of the list received',
      ' last. Check whose project it is, or deliver an allocation set.')
  FROM several
  UNION ALL
  SELECT 'projects', project_code, currency, 'large_share', concat(percent, '%'), NULL,
    concat('该项目计划总投资 ', total_investment, ' ', currency, '，占同币种全部项目的 ', percent,
      '%，超过 1%，且超过中位数的 100 倍。请核对金额单位。'),
    concat('Its total investment of ', total_investment, ' ', currency, ' is ', percent, '% of that of all projects in ',
      currency, ', more than 1% and more than 100 times the median. Check the unit of the amount.')
  FROM large_shares WHERE place <= 10
  UNION ALL
  SELECT 'projects', project_code, currency, 'large_jump',
    IF(total_investment > earlier_investment,
      concat('×', CAST(total_investment / earlier_investment AS DECIMAL(20, 2))),
      concat('÷', CAST(earlier_investment / total_investment AS DECIMAL(20, 2)))), delivery_number,
    concat('计划总投资由 ', earlier_investment, '（', earlier_date, '）变为 ', total_investment, ' ', currency,
      '，达到十倍以上或降至十分之一以下。请核对金额单位。'),
    concat('Its total investment changed from ', earlier_investment, ' (', earlier_date, ') to ', total_investment, ' ',
      currency, ', at least ten times or at most a tenth of it. Check the unit of the amount.')
  FROM large_jumps WHERE place <= 10
  UNION ALL
  SELECT dataset, project_code, subject, rule, value, delivery_number, sentence_zh, sentence_en
  FROM succession_findings
  UNION ALL
  -- Rules of the office that compare records of several deliveries.
  SELECT dataset, project_code, subject, rule, value, delivery_number, sentence_zh, sentence_en
  FROM rule_findings
)
-- The file's own name, because neither its folder nor its position among the deliveries may affect the output.
SELECT dataset, project_code, subject, rule, value,
  substring_index(deliveries.file_name, '/', -1) AS file_name, sentence_zh, sentence_en
FROM findings LEFT JOIN deliveries USING (delivery_number)
