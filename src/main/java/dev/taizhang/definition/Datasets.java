package dev.taizhang.definition;

import static dev.taizhang.definition.ColumnType.AMOUNT;
import static dev.taizhang.definition.ColumnType.DATE;
import static dev.taizhang.definition.ColumnType.FLAG;
import static dev.taizhang.definition.ColumnType.FRACTION;
import static dev.taizhang.definition.ColumnType.MEMBER;
import static dev.taizhang.definition.ColumnType.MONTH;
import static dev.taizhang.definition.ColumnType.NUMBER;
import static dev.taizhang.definition.ColumnType.SHARE;
import static dev.taizhang.definition.ColumnType.TARGET;
import static dev.taizhang.definition.ColumnType.TEXT;
import static dev.taizhang.definition.ColumnType.YEAR;

import dev.taizhang.definition.DatasetDefinition.Rows;
import java.util.List;
import java.util.Optional;

/** The datasets that senders deliver. */
public final class Datasets {
    /** One row per project and snapshot. */
    public static final DatasetDefinition PROJECTS = new DatasetDefinition(
            "projects",
            new Bilingual("项目清单", "projects"),
            List.of(
                    Column.of("project_code", TEXT, "项目代码", "project code"),
                    Column.of("project_name", TEXT, "项目名称", "project name"),
                    Column.reference("district", "districts", "所属县区", "district"),
                    Column.reference("cluster", "clusters", "产业集群", "industry cluster"),
                    Column.reference("status", "statuses", "项目状态", "status"),
                    Column.reference("nature", "natures", "建设性质", "nature"),
                    Column.reference("level", "levels", "项目级别", "level"),
                    Column.reference("ownership", "ownerships", "投资主体", "ownership"),
                    Column.of("owner_enterprise", TEXT, "建设单位", "owner enterprise"),
                    Column.of("industry_code", TEXT, "行业代码", "industry code (GB/T 4754-2017)"),
                    Column.of("total_investment", AMOUNT, "计划总投资", "total investment"),
                    Column.of("original_total_investment", AMOUNT, "原计划总投资", "original total investment"),
                    Column.of("annual_plan_investment", AMOUNT, "年度计划投资", "annual plan investment"),
                    Column.of("planned_start_date", DATE, "计划开工日期", "planned start date"),
                    Column.of("actual_start_date", DATE, "实际开工日期", "actual start date"),
                    Column.of("actual_resumption_date", DATE, "复工日期", "actual resumption date"),
                    Column.of("planned_completion_date", DATE, "计划竣工日期", "planned completion date"),
                    Column.of("original_completion_date", DATE, "原计划竣工日期", "original completion date"),
                    Column.of("actual_completion_date", DATE, "实际竣工日期", "actual completion date"),
                    Column.of("production_date", DATE, "投产日期", "production date"),
                    Column.of("statistics_entry_date", DATE, "入统日期", "statistics entry date"),
                    Column.of("leader", TEXT, "包联领导", "leader answering for the project"),
                    Column.of("responsible_unit", TEXT, "责任单位", "responsible unit"),
                    Column.of("open_to_private_capital", FLAG, "是否向民间资本推介", "open to private capital"),
                    Column.of("land_needed", NUMBER, "用地需求", "land needed (mu)"),
                    Column.of("land_granted", NUMBER, "用地保障", "land granted (mu)"),
                    Column.of("energy_needed", NUMBER, "用能需求", "energy needed (tce)"),
                    Column.of("energy_granted", NUMBER, "用能保障", "energy granted (tce)"),
                    Column.of("environment_needed", NUMBER, "环境容量需求", "environmental capacity needed (t)"),
                    Column.of("environment_granted", NUMBER, "环境容量保障", "environmental capacity granted (t)"),
                    Column.of("financing_wanted", AMOUNT, "融资需求", "financing wanted"),
                    Column.of("financing_agreed", AMOUNT, "融资签约", "financing agreed"),
                    Column.of("financing_paid_in", AMOUNT, "融资到位", "financing paid in"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)"),
                    Column.of("snapshot_date", DATE, "清单日期", "snapshot date")),
            List.of("project_code", "project_name", "district", "status", "total_investment", "snapshot_date"),
            List.of(),
            List.of("project_code", "snapshot_date"),
            List.of(),
            Rows.ONE_PER_KEY);

    /** One row per project and month. */
    public static final DatasetDefinition PROGRESS = new DatasetDefinition(
            "progress",
            new Bilingual("月度进度", "monthly progress"),
            List.of(
                    Column.of("project_code", TEXT, "项目代码", "project code"),
                    Column.of("report_month", MONTH, "报告月份", "report month"),
                    Column.of("invested_this_month", AMOUNT, "本月完成投资", "invested this month"),
                    Column.of("year_to_date_investment", AMOUNT, "本年完成投资", "year to date investment"),
                    Column.of("planned_to_date", AMOUNT, "本年累计计划投资", "planned to date this year"),
                    Column.of("invested_since_start", AMOUNT, "自开始建设累计完成投资", "invested since start"),
                    Column.of("physical_progress", FRACTION, "形象进度", "physical progress"),
                    Column.reference("status", "statuses", "项目状态", "status"),
                    Column.of("remark", TEXT, "备注", "remark"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)")),
            List.of("project_code", "report_month"),
            List.of("invested_this_month", "year_to_date_investment"),
            List.of("project_code", "report_month"),
            List.of(),
            Rows.ONE_PER_KEY);

    /** One row per metric, scope and year. */
    public static final DatasetDefinition TARGETS = new DatasetDefinition(
            "targets",
            new Bilingual("目标任务", "targets"),
            List.of(
                    Column.reference("metric", "metrics", "指标", "metric"),
                    Column.of("year", YEAR, "年度", "year"),
                    Column.of("target", TARGET, "目标值", "target (amounts in whole units of the currency)"),
                    Column.reference("district", "districts", "所属县区", "district; blank = the whole programme"),
                    Column.of("due_date", DATE, "完成期限", "due date"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)")),
            List.of("metric", "year", "target"),
            List.of(),
            List.of("metric", "year", "district"),
            List.of("district"),
            Rows.ONE_PER_KEY);

    /** The lines of a project's set for a dimension: one row per project, dimension and member, or part of a member. */
    public static final DatasetDefinition ALLOCATIONS = new DatasetDefinition(
            "allocations",
            new Bilingual("分摊", "allocations"),
            List.of(
                    Column.of("project_code", TEXT, "项目代码", "project code"),
                    Column.reference("dimension", "dimensions", "维度", "dimension: district or cluster"),
                    Column.of("member", MEMBER, "成员", "member of the dimension"),
                    Column.of("share", SHARE, "份额", "share, 1 = the whole project"),
                    Column.of("snapshot_date", DATE, "清单日期", "snapshot date")),
            List.of("project_code", "dimension", "member", "snapshot_date"),
            List.of(),
            List.of("project_code", "dimension", "snapshot_date"),
            List.of(),
            Rows.SET_PER_KEY);

    /** All datasets, in the order in which they are taken. */
    public static final List<DatasetDefinition> ALL = List.of(PROJECTS, PROGRESS, TARGETS, ALLOCATIONS);

    private Datasets() {}

    public static Optional<DatasetDefinition> named(String name) {
        return ALL.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }
}
