package dev.taizhang.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes the file with the monthly progress of a district's projects in a calendar year, with its wrong row if it has one. */
final class ProgressReports {
    private static final String SHEET = "月度进度";

    private ProgressReports() {}

    static SampleFile deliver(City city, District district, int year) {
        List<Project> projects = city.everListed(district);
        FileForm form = district.formIn(year);
        String title = district.name() + year + "年项目进度" + MoneyUnit.TEN_THOUSAND_IN_TITLE.inTitle();
        Sheet sheet = new Sheet(
                SHEET,
                form.title(title),
                ProgressColumn.columns(form),
                () -> rows(city, district, projects, year).iterator());
        String fileName = form.fileName(year + "年", district.name(), "项目进度");
        List<Place> places = flaw(district, year).map(flaw -> place(flaw, fileName, sheet)).stream()
                .toList();
        return new SampleFile(SampleFile.Dataset.PROGRESS, fileName, form, sheet, places);
    }

    /** Returns the months that a project's district reports. */
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

    /** Returns the rows, a wrong row first. */
    private static Stream<List<Cell>> rows(City city, District district, List<Project> projects, int year) {
        Stream<List<Cell>> wrong = flaw(district, year).map(flaw -> wrongRow(city, flaw)).stream();
        return Stream.concat(wrong, rightRows(city, district, projects, year));
    }

    /**
     * Returns a wrong row. It refers to a project that is not in the city, so that no data are missing if the row is
     * rejected.
     */
    private static List<Cell> wrongRow(City city, Flaw flaw) {
        Amount spent = Amount.ofTenThousands(100);
        MonthReport report = new MonthReport(Timeline.LAST_MONTH, spent, spent, spent, spent, 10, Status.STARTED);
        ProgressColumn.Line line = ProgressColumn.Line.of(city.decoys().get(0), report);
        List<Cell> row = new ArrayList<>(line.cells(MoneyUnit.TEN_THOUSAND_IN_TITLE));
        row.set(ProgressColumn.indexOf(flaw.column()), flaw.cell());
        return row;
    }

    private static Stream<List<Cell>> rightRows(City city, District district, List<Project> projects, int year) {
        MoneyUnit unit = district.formIn(year) == FileForm.PARQUET ? MoneyUnit.YUAN : MoneyUnit.TEN_THOUSAND_IN_TITLE;
        return projects.stream()
                .flatMap(project -> reported(city, project).stream()
                        .filter(report -> report.month().getYear() == year)
                        .map(report -> line(project, report).cells(unit)));
    }

    private static ProgressColumn.Line line(Project project, MonthReport report) {
        boolean withJanuary = report.month().getMonthValue() == 2 && joinsJanuary(project.district());
        return new ProgressColumn.Line(project, report, withJanuary ? Optional.empty() : Optional.of(report.spent()));
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
        return Place.of(fileName, sheet, noticed, 0, ProgressColumn.indexOf(flaw.column()));
    }
}
