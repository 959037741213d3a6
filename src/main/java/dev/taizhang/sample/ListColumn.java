package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A column of a project list: its header and its cells in one place.
 *
 * @param name the canonical name
 * @param header the header, without a unit
 * @param kind the kind of its values
 * @param cell the cell of a row, in the manner of an office
 */
record ListColumn(String name, String header, SheetColumn.Kind kind, BiFunction<Listing, Manner, Cell> cell) {

    /** The columns in the order of the sheets. */
    static final List<ListColumn> ALL = List.of(
            text("project_code", "项目代码", listing -> listing.project().code()),
            text("project_name", "项目名称", listing -> listing.project().name()),
            text("district", "所属县区", listing -> listing.project().district().name()),
            text("cluster", "产业集群", Listing::clusterText),
            text("status", "项目状态", listing -> listing.status().label()),
            text("nature", "建设性质", listing -> listing.nature().name()),
            text("level", "项目级别", listing -> listing.project().level().name()),
            text("ownership", "投资主体", listing -> listing.project().ownership().name()),
            text("owner_enterprise", "建设单位", listing -> listing.project().owner()),
            text("industry_code", "行业代码", listing -> listing.project().product().industryCode()),
            money("total_investment", "计划总投资", Listing::total),
            money("original_total_investment", "原计划总投资", Listing::originalTotal),
            money("annual_plan_investment", "年度计划投资", Listing::annualPlan),
            date("planned_start_date", "计划开工日期", planned(Project.Plan::start)),
            date("actual_start_date", "实际开工日期", reached(Status.STARTED)),
            date("actual_resumption_date", "复工日期", Listing::resumed),
            date("planned_completion_date", "计划竣工日期", planned(Project.Plan::completion)),
            date("original_completion_date", "原计划竣工日期", planned(Project.Plan::originalCompletion)),
            date("actual_completion_date", "实际竣工日期", reached(Status.COMPLETED)),
            date("production_date", "投产日期", reached(Status.IN_PRODUCTION)),
            date("statistics_entry_date", "入统日期", Listing::enteredStatistics),
            text("leader", "包联领导", listing -> listing.project().leader()),
            text("responsible_unit", "责任单位", Listing::responsibleUnit),
            text(
                    "open_to_private_capital",
                    "是否向民间资本推介",
                    listing -> listing.project().openness()),
            number("land_needed", "用地需求（亩）", listing -> Needs.needed(listing, Needs.Factor.LAND)),
            number("land_granted", "用地保障（亩）", listing -> Needs.granted(listing, Needs.Factor.LAND)),
            number("energy_needed", "用能需求（吨标准煤）", listing -> Needs.needed(listing, Needs.Factor.ENERGY)),
            number("energy_granted", "用能保障（吨标准煤）", listing -> Needs.granted(listing, Needs.Factor.ENERGY)),
            number("environment_needed", "环境容量需求（吨）", listing -> Needs.needed(listing, Needs.Factor.ENVIRONMENT)),
            number("environment_granted", "环境容量保障（吨）", listing -> Needs.granted(listing, Needs.Factor.ENVIRONMENT)),
            money("financing_wanted", "融资需求", Needs::financingWanted),
            money("financing_agreed", "融资签约", Needs::financingAgreed),
            money("financing_paid_in", "融资到位", Needs::financingPaidIn));

    /** Returns the columns as a district writes them. */
    static List<SheetColumn> columns(District district) {
        String unit = district.manner().unit().inHeader();
        return ALL.stream()
                .map(column -> new SheetColumn(
                        column.kind() == SheetColumn.Kind.MONEY ? column.header() + unit : column.header(),
                        column.kind()))
                .toList();
    }

    /** Returns the columns of a system that has typed columns and canonical names. */
    static List<SheetColumn> typedColumns() {
        return ALL.stream()
                .map(column -> new SheetColumn(column.name(), column.kind()))
                .toList();
    }

    static List<Cell> cells(Listing listing, Manner manner) {
        return ALL.stream().map(column -> column.cell().apply(listing, manner)).toList();
    }

    /** Returns the position of a column, from 0. */
    static int indexOf(String name) {
        return ALL.stream().map(ListColumn::name).toList().indexOf(name);
    }

    private static ListColumn text(String name, String header, Function<Listing, String> value) {
        return new ListColumn(
                name, header, SheetColumn.Kind.TEXT, (listing, manner) -> new Cell.Text(value.apply(listing)));
    }

    private static ListColumn money(String name, String header, Function<Listing, Optional<Amount>> value) {
        return new ListColumn(
                name,
                header,
                SheetColumn.Kind.MONEY,
                (listing, manner) -> Cell.of(value.apply(listing).map(manner.unit()::cell)));
    }

    private static ListColumn number(String name, String header, Function<Listing, Optional<BigDecimal>> value) {
        return new ListColumn(
                name,
                header,
                SheetColumn.Kind.NUMBER,
                (listing, manner) -> Cell.of(value.apply(listing).map(Cell.Decimal::new)));
    }

    private static ListColumn date(String name, String header, Function<Listing, Optional<LocalDate>> value) {
        return new ListColumn(
                name,
                header,
                SheetColumn.Kind.DAY,
                (listing, manner) -> Cell.of(value.apply(listing).map(manner.dates()::cell)));
    }

    private static Function<Listing, Optional<LocalDate>> planned(Function<Project.Plan, LocalDate> date) {
        return listing -> Optional.of(date.apply(listing.project().plan()));
    }

    private static Function<Listing, Optional<LocalDate>> reached(Status status) {
        return listing -> listing.reached(status);
    }
}
