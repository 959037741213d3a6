package dev.taizhang.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lays out the monthly progress of a district's projects in a calendar year. */
final class ProgressReports {
    private static final String SHEET = "月度进度";
    private static final MoneyUnit UNIT = MoneyUnit.TEN_THOUSAND_IN_TITLE;
    private static final List<String> NAMES = List.of(
            "project_code",
            "report_month",
            "invested_this_month",
            "year_to_date_investment",
            "planned_to_date",
            "invested_since_start",
            "physical_progress",
            "status",
            "remark");
    private static final List<String> REMARKS = List.of("", "", "", "", "设备安装", "主体施工", "基础施工", "等待验收");

    private ProgressReports() {}

    static Delivery deliver(City city, District district, int year) {
        List<Project> projects = city.everListed(district);
        Sheet sheet = new Sheet(
                SHEET,
                title(district, year),
                header(district),
                () -> rows(city, district, projects, year).iterator());
        String fileName = district.fileName(year + "年", "项目进度");
        List<Place> places = flaw(district, year).map(flaw -> place(flaw, fileName, sheet)).stream()
                .toList();
        return new Delivery(Delivery.Dataset.PROGRESS, fileName, sheet, places);
    }

    /** The months that a project's district reports. */
    static List<MonthReport> reported(City city, Project project) {
        return new Spending(project)
                .months(city.seed()).stream()
                        .filter(report ->
                                !report.month().isBefore(city.timeline().firstMonth()))
                        .filter(report -> report.month().getMonthValue() > 1 || !joinsJanuary(project.district()))
                        .toList();
    }

    private static boolean joinsJanuary(District district) {
        return district.yearOpening() == District.YearOpening.JANUARY_WITH_FEBRUARY;
    }

    private static Optional<String> title(District district, int year) {
        return switch (district.format()) {
            case WORKBOOK -> Optional.of(district.name() + year + "年项目进度" + UNIT.inTitle() + "（合成数据，仅供演示）");
            case CSV -> Optional.empty();
        };
    }

    private static List<String> header(District district) {
        String unit = district.format() == District.FileFormat.CSV ? MoneyUnit.TEN_THOUSAND_IN_HEADER.inHeader() : "";
        return List.of(
                "项目代码",
                "报告月份",
                "本月完成投资" + unit,
                "本年累计完成投资" + unit,
                "本年累计计划投资" + unit,
                "自开工累计完成投资" + unit,
                "形象进度",
                "项目状态",
                "备注");
    }

    /** A row that is wrong stands first. */
    private static Stream<List<Cell>> rows(City city, District district, List<Project> projects, int year) {
        Stream<List<Cell>> wrong = flaw(district, year).map(flaw -> wrongRow(city, flaw)).stream();
        return Stream.concat(wrong, rightRows(city, district, projects, year));
    }

    /** It speaks of a project that is not in the city, so that nothing is missing where it is left out. */
    private static List<Cell> wrongRow(City city, Flaw flaw) {
        Amount spent = Amount.ofTenThousands(100);
        MonthReport report = new MonthReport(Timeline.LAST_MONTH, spent, spent, spent, spent, 10, Status.STARTED);
        List<Cell> row = new ArrayList<>(row(city.decoys().get(0), flaw.district(), report));
        row.set(NAMES.indexOf(flaw.column()), flaw.cell());
        return row;
    }

    private static Stream<List<Cell>> rightRows(City city, District district, List<Project> projects, int year) {
        return projects.stream()
                .flatMap(project -> reported(city, project).stream()
                        .filter(report -> report.month().getYear() == year)
                        .map(report -> row(project, district, report)));
    }

    private static List<Cell> row(Project project, District district, MonthReport report) {
        boolean monthGiven = report.month().getMonthValue() != 2 || !joinsJanuary(district);
        int remark = (project.serial() + report.month().getMonthValue()) % REMARKS.size();
        return List.of(
                new Cell.Text(project.code()),
                new Cell.Text(report.monthText()),
                monthGiven ? UNIT.cell(report.spent()) : new Cell.Blank(),
                UNIT.cell(report.yearToDate()),
                Cell.of(project.cost().annualStated().of(UNIT.cell(report.plannedToDate()))),
                UNIT.cell(report.sinceStart()),
                new Cell.Text(report.progressText()),
                new Cell.Text(report.status().label()),
                REMARKS.get(remark).isEmpty() ? new Cell.Blank() : new Cell.Text(REMARKS.get(remark)));
    }

    private static Optional<Flaw> flaw(District district, int year) {
        return Flaw.IN_PROGRESS.stream()
                .filter(flaw -> year == Timeline.END.getYear())
                .filter(flaw -> flaw.district().equals(district))
                .findFirst();
    }

    private static Place place(Flaw flaw, String fileName, Sheet sheet) {
        Place.Noticed noticed =
                new Place.Noticed(flaw.column(), flaw.cell().plain(), flaw.rule(), Place.Outcome.REJECTED);
        return Place.of(fileName, sheet, noticed, 0, NAMES.indexOf(flaw.column()));
    }
}
