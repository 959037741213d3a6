package dev.taizhang.sample;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A column of a progress report: its headers and its cells in one place.
 *
 * @param name the canonical name
 * @param header the header, without a unit
 * @param typedHeader the header in systems with typed columns
 * @param kind the kind of its values
 * @param cell the cell of a row
 */
record ProgressColumn(
        String name, String header, String typedHeader, SheetColumn.Kind kind, BiFunction<Line, MoneyUnit, Cell> cell) {
    private static final List<String> REMARKS = List.of("", "", "", "", "设备安装", "主体施工", "基础施工", "等待验收");

    /**
     * The data of a row.
     *
     * @param project the reported project
     * @param report the report on the month
     * @param spent the investment of the month; empty if it is not stated
     */
    record Line(Project project, MonthReport report, Optional<Amount> spent) {
        static Line of(Project project, MonthReport report) {
            return new Line(project, report, Optional.of(report.spent()));
        }

        List<Cell> cells(MoneyUnit unit) {
            return ALL.stream().map(column -> column.cell().apply(this, unit)).toList();
        }

        private Optional<Amount> planned() {
            return project.cost().annualStated().of(report.plannedToDate());
        }

        private Cell remark() {
            String remark = REMARKS.get((project.serial() + report.month().getMonthValue()) % REMARKS.size());
            return remark.isEmpty() ? new Cell.Blank() : new Cell.Text(remark);
        }
    }

    /** The columns in the order of the sheets. */
    static final List<ProgressColumn> ALL = List.of(
            of(
                    "project_code",
                    "项目代码",
                    "project_no",
                    SheetColumn.Kind.TEXT,
                    line -> new Cell.Text(line.project().code())),
            of(
                    "report_month",
                    "报告月份",
                    "month",
                    SheetColumn.Kind.DAY,
                    line -> new Cell.Month(line.report().month())),
            money("invested_this_month", "本月完成投资", "invested_in_month", Line::spent),
            money(
                    "year_to_date_investment",
                    "本年累计完成投资",
                    "invested_in_year",
                    line -> Optional.of(line.report().yearToDate())),
            money("planned_to_date", "本年累计计划投资", "planned_in_year", Line::planned),
            money(
                    "invested_since_start",
                    "自开工累计完成投资",
                    "invested_in_all",
                    line -> Optional.of(line.report().sinceStart())),
            of(
                    "physical_progress",
                    "形象进度",
                    "progress",
                    SheetColumn.Kind.PERCENT,
                    line -> new Cell.Thousandths(line.report().progress())),
            of(
                    "status",
                    "项目状态",
                    "status",
                    SheetColumn.Kind.TEXT,
                    line -> new Cell.Text(line.report().status().label())),
            of("remark", "备注", "remark", SheetColumn.Kind.TEXT, Line::remark));

    /** Returns the position of a column, from 0. */
    static int indexOf(String name) {
        return ALL.stream().map(ProgressColumn::name).toList().indexOf(name);
    }

    /** Returns the columns as a form writes them. */
    static List<SheetColumn> columns(FileForm form) {
        return ALL.stream().map(column -> column.in(form)).toList();
    }

    /** Returns the column in a form. Only a workbook states the unit of amounts above the header. */
    private SheetColumn in(FileForm form) {
        return switch (form) {
            case WORKBOOK -> new SheetColumn(header, kind);
            case CSV, JSON_LINES ->
                new SheetColumn(
                        kind == SheetColumn.Kind.MONEY ? header + MoneyUnit.TEN_THOUSAND_IN_HEADER.inHeader() : header,
                        kind);
            case PARQUET -> new SheetColumn(typedHeader, kind);
        };
    }

    private static ProgressColumn of(
            String name, String header, String typedHeader, SheetColumn.Kind kind, Function<Line, Cell> cell) {
        return new ProgressColumn(name, header, typedHeader, kind, (line, unit) -> cell.apply(line));
    }

    private static ProgressColumn money(
            String name, String header, String typedHeader, Function<Line, Optional<Amount>> value) {
        return new ProgressColumn(
                name,
                header,
                typedHeader,
                SheetColumn.Kind.MONEY,
                (line, unit) -> Cell.of(value.apply(line).map(unit::cell)));
    }
}
