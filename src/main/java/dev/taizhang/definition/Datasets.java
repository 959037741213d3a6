package dev.taizhang.definition;

import static dev.taizhang.definition.ColumnType.AMOUNT;
import static dev.taizhang.definition.ColumnType.DATE;
import static dev.taizhang.definition.ColumnType.FLAG;
import static dev.taizhang.definition.ColumnType.FRACTION;
import static dev.taizhang.definition.ColumnType.MEMBER;
import static dev.taizhang.definition.ColumnType.MONTH;
import static dev.taizhang.definition.ColumnType.SHARE;
import static dev.taizhang.definition.ColumnType.TARGET;
import static dev.taizhang.definition.ColumnType.TEXT;
import static dev.taizhang.definition.ColumnType.YEAR;

import dev.taizhang.definition.DatasetDefinition.Rows;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                    Column.start("planned_start_date", "计划开工日期", "planned start date"),
                    Column.start("actual_start_date", "实际开工日期", "actual start date"),
                    Column.start("actual_resumption_date", "复工日期", "actual resumption date"),
                    Column.completion("planned_completion_date", "计划竣工日期", "planned completion date"),
                    Column.completion("original_completion_date", "原计划竣工日期", "original completion date"),
                    Column.completion("actual_completion_date", "实际竣工日期", "actual completion date"),
                    Column.start("production_date", "投产日期", "production date"),
                    Column.start("statistics_entry_date", "入统日期", "statistics entry date"),
                    Column.of("leader", TEXT, "包联领导", "leader responsible for the project"),
                    Column.of("responsible_unit", TEXT, "责任单位", "responsible unit"),
                    Column.of("open_to_private_capital", FLAG, "是否向民间资本推介", "open to private capital"),
                    Column.number("land_needed", UnitKind.AREA, "用地需求", "land needed (mu)"),
                    Column.number("land_granted", UnitKind.AREA, "用地保障", "land granted (mu)"),
                    Column.number("energy_needed", UnitKind.MASS, "用能需求", "energy needed (tce)"),
                    Column.number("energy_granted", UnitKind.MASS, "用能保障", "energy granted (tce)"),
                    Column.number("environment_needed", UnitKind.MASS, "环境容量需求", "environmental capacity needed (t)"),
                    Column.number("environment_granted", UnitKind.MASS, "环境容量保障", "environmental capacity granted (t)"),
                    Column.of("financing_wanted", AMOUNT, "融资需求", "financing wanted"),
                    Column.of("financing_agreed", AMOUNT, "融资签约", "financing agreed"),
                    Column.of("financing_paid_in", AMOUNT, "融资到位", "financing paid in"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)"),
                    Column.of("snapshot_date", DATE, "清单日期", "snapshot date")),
            List.of("project_code", "project_name", "district", "status", "total_investment", "snapshot_date"),
            List.of(),
            List.of("project_code", "snapshot_date"),
            List.of("project_code", "snapshot_date"),
            List.of("snapshot_date"),
            "snapshot_date",
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
            List.of("invested_this_month", "year_to_date_investment", "invested_since_start", "physical_progress"),
            List.of("project_code", "report_month"),
            List.of("project_code", "report_month"),
            List.of("report_month"),
            "last_day(report_month)",
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
                    Column.completion("due_date", "完成期限", "due date"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)")),
            List.of("metric", "year", "target"),
            List.of(),
            List.of("metric", "year", "district"),
            List.of("metric", "year"),
            List.of(),
            "make_date(year, 1, 1)",
            Rows.ONE_PER_KEY);

    /** The allocation of a project by a dimension: one row per project, dimension and member, or part of a member. */
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
            List.of("project_code", "dimension", "snapshot_date"),
            List.of("snapshot_date"),
            null,
            Rows.SET_PER_KEY);

    /**
     * One row per signed contract and date of the register; later registers record the further stages of the contract.
     */
    public static final DatasetDefinition CONTRACTS = new DatasetDefinition(
            "contracts",
            new Bilingual("招商签约", "contracts"),
            List.of(
                    Column.of("contract_code", TEXT, "合同编号", "contract code"),
                    Column.of("contract_name", TEXT, "合同名称", "contract name"),
                    Column.reference("district", "districts", "所属县区", "district"),
                    Column.reference("cluster", "clusters", "产业集群", "industry cluster"),
                    Column.reference("source_region", "source_regions", "资金来源地", "region the investment comes from"),
                    Column.of("investor", TEXT, "投资方", "investor"),
                    Column.reference("ownership", "ownerships", "投资主体", "ownership"),
                    Column.of("contracted_amount", AMOUNT, "签约金额", "contracted amount"),
                    Column.of("signed_date", DATE, "签约日期", "signed date"),
                    Column.start("registered_date", "注册日期", "date the company was registered"),
                    Column.start("landed_date", "落地日期", "landed date"),
                    Column.start("started_date", "开工日期", "started date"),
                    Column.start("production_date", "投产日期", "production date"),
                    Column.completion("capacity_date", "达效日期", "date on which it reached capacity"),
                    Column.of("funds_in_place", AMOUNT, "到位资金", "funds in place"),
                    Column.of("expected_output", AMOUNT, "预计年产值", "expected output of a year"),
                    Column.of("actual_output", AMOUNT, "实际年产值", "actual output of a year"),
                    Column.of("project_code", TEXT, "项目代码", "resulting project"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)"),
                    Column.of("snapshot_date", DATE, "台账日期", "date of the register")),
            List.of("contract_code", "contract_name", "district", "signed_date", "contracted_amount"),
            List.of(),
            List.of("contract_code", "snapshot_date"),
            List.of("contract_code", "signed_date"),
            List.of("snapshot_date", "signed_date"),
            "signed_date",
            Rows.ONE_PER_KEY);

    /** One row per bottleneck of a project and date of the register. */
    public static final DatasetDefinition BOTTLENECKS = new DatasetDefinition(
            "bottlenecks",
            new Bilingual("堵点难点", "bottlenecks"),
            List.of(
                    Column.of("bottleneck_code", TEXT, "问题编号", "code of the bottleneck"),
                    Column.of("project_code", TEXT, "项目代码", "project code"),
                    Column.reference("factor", "factors", "要素类别", "resource that is lacking"),
                    Column.of("description", TEXT, "问题描述", "description"),
                    Column.reference("level", "levels", "协调层级", "level at which it is to be resolved"),
                    Column.of("department", TEXT, "责任部门", "department responsible for it"),
                    Column.of("raised_date", DATE, "提出日期", "raised date"),
                    Column.completion("deadline", "办结时限", "deadline"),
                    Column.completion("settled_date", "办结日期", "settled date"),
                    Column.of("snapshot_date", DATE, "台账日期", "date of the register")),
            List.of("bottleneck_code", "project_code", "factor", "raised_date"),
            List.of(),
            List.of("bottleneck_code", "snapshot_date"),
            List.of("bottleneck_code", "raised_date"),
            List.of("snapshot_date", "raised_date"),
            null,
            Rows.ONE_PER_KEY);

    /**
     * One row per project, approval step and date of the register. A step that was not applied for has no applied date.
     */
    public static final DatasetDefinition APPROVALS = new DatasetDefinition(
            "approvals",
            new Bilingual("联审联批", "approvals"),
            List.of(
                    Column.of("project_code", TEXT, "项目代码", "project code"),
                    Column.reference("step", "approval_steps", "审批事项", "step of the approval"),
                    Column.of("department", TEXT, "审批部门", "department that grants it"),
                    Column.of("applied_date", DATE, "受理日期", "applied date"),
                    Column.completion("granted_date", "办结日期", "granted date"),
                    Column.number("limit_days", UnitKind.TIME, "承诺时限", "days within which it is to be granted"),
                    Column.of("snapshot_date", DATE, "台账日期", "date of the register")),
            List.of("project_code", "step", "applied_date"),
            List.of(),
            List.of("project_code", "step", "snapshot_date"),
            List.of("project_code", "step"),
            List.of("snapshot_date", "applied_date"),
            null,
            Rows.ONE_PER_KEY);

    /** One row per district, cluster and month. */
    public static final DatasetDefinition INDUSTRIAL_OUTPUT = new DatasetDefinition(
            "industrial_output",
            new Bilingual("工业产值", "industrial output"),
            List.of(
                    Column.reference("district", "districts", "所属县区", "district"),
                    Column.reference("cluster", "clusters", "产业集群", "industry cluster"),
                    Column.of("report_month", MONTH, "报告月份", "report month"),
                    Column.of("output", AMOUNT, "当月产值", "output of the month"),
                    Column.of("output_same_month_last_year", AMOUNT, "上年同月产值", "output of the same month last year"),
                    Column.number("enterprises", UnitKind.COUNT, "企业数", "enterprises that report"),
                    Column.of("currency", TEXT, "币种", "currency (ISO 4217)")),
            List.of("district", "cluster", "report_month", "output"),
            List.of(),
            List.of("district", "cluster", "report_month"),
            List.of("report_month"),
            List.of("report_month"),
            "last_day(report_month)",
            Rows.ONE_PER_KEY);

    /**
     * The successors of a project code from a date on: one row per old code, date and new code. Projects are renamed, merged
     * and split.
     */
    public static final DatasetDefinition SUCCESSIONS = new DatasetDefinition(
            "successions",
            new Bilingual("项目代码变更", "successions of project codes"),
            List.of(
                    Column.of("old_project_code", TEXT, "原项目代码", "old project code"),
                    Column.of("new_project_code", TEXT, "新项目代码", "new project code"),
                    Column.of("effective_date", DATE, "生效日期", "date from which the new code holds")),
            List.of("old_project_code", "new_project_code", "effective_date"),
            List.of(),
            List.of("old_project_code", "effective_date"),
            List.of("old_project_code", "new_project_code", "effective_date"),
            List.of("effective_date"),
            null,
            Rows.SET_PER_KEY);

    /** All datasets, in the order in which they are ingested. */
    public static final List<DatasetDefinition> ALL = List.of(
            PROJECTS,
            PROGRESS,
            TARGETS,
            ALLOCATIONS,
            CONTRACTS,
            BOTTLENECKS,
            APPROVALS,
            INDUSTRIAL_OUTPUT,
            SUCCESSIONS);

    /** The columns with the codes by which the rows of datasets refer to one another. */
    private static final Set<String> CODES = Stream.concat(
                    ALL.stream().flatMap(dataset -> dataset.key().stream().map(dataset::column)),
                    Stream.of(SUCCESSIONS.column("new_project_code")))
            .filter(column -> column.type() == TEXT)
            .map(Column::name)
            .collect(Collectors.toUnmodifiableSet());

    /** The columns that say who is responsible or involved, in words of the sender. No figure is computed from them. */
    public static final Set<String> PARTIES =
            Set.of("leader", "responsible_unit", "department", "owner_enterprise", "investor");

    private Datasets() {}

    /** Returns whether a column contains codes of rows, in the dataset of those rows or in another one. */
    public static boolean isCode(Column column) {
        return CODES.contains(column.name());
    }

    public static Optional<DatasetDefinition> named(String name) {
        return ALL.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
    }
}
