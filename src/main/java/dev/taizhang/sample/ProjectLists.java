package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays out the full project list of a district at a date, with its wrong rows. */
final class ProjectLists {
    private static final String SHEET = "项目清单";
    private static final int FLAWED_ROW = 2;

    private final City city;
    private final District district;
    private final LocalDate date;
    private final List<Row> rows = new ArrayList<>();
    private final List<Noted> noted = new ArrayList<>();

    private ProjectLists(City city, District district, LocalDate date) {
        this.city = city;
        this.district = district;
        this.date = date;
    }

    /** The data of a row, with the cells that differ from those of its project. */
    private record Row(Listing listing, Map<String, Cell> replaced) {
        List<Cell> cells(District district) {
            return ListColumn.ALL.stream()
                    .map(column ->
                            replaced.getOrDefault(column.name(), column.cell().apply(listing, district.manner())))
                    .toList();
        }
    }

    /** A row that a reader must notice. */
    private record Noted(Row row, String column, String rule, Place.Outcome outcome) {}

    static SampleFile deliver(City city, District district, LocalDate date) {
        return new ProjectLists(city, district, date).delivery();
    }

    private SampleFile delivery() {
        city.listed(district, date).forEach(project -> rows.add(new Row(Listing.of(project, date), Map.of())));
        if (date.equals(Timeline.END)) {
            addFlaws();
            repeatFirstRow();
            hideFirstCluster();
        }
        String title = district.name() + "重大项目清单（" + DateForm.chinese(date) + "）"
                + district.manner().unit().inTitle();
        Sheet sheet = new Sheet(
                SHEET,
                district.form().title(title),
                ListColumn.columns(district),
                () -> rows.stream().map(row -> row.cells(district)).iterator());
        String fileName = district.form().fileName(date.toString(), district.name(), "重大项目清单");
        return new SampleFile(SampleFile.Dataset.PROJECTS, fileName, district.form(), sheet, places(fileName, sheet));
    }

    private void addFlaws() {
        for (int index = 0; index < Flaw.IN_LISTS.size(); index++) {
            Flaw flaw = Flaw.IN_LISTS.get(index);
            if (flaw.district().equals(district)) {
                Listing decoy = Listing.of(city.decoys().get(index), date);
                add(FLAWED_ROW, new Row(decoy, Map.of(flaw.column(), flaw.cell())), flaw);
                if (flaw.rule().equals(Flaw.DUPLICATE)) {
                    add(rows.size(), new Row(decoy, Map.of()), flaw);
                }
            }
        }
    }

    private void add(int position, Row row, Flaw flaw) {
        String column = flaw.rule().equals(Flaw.DUPLICATE) ? "project_code" : flaw.column();
        rows.add(position, row);
        noted.add(new Noted(row, column, flaw.rule(), Place.Outcome.REJECTED));
    }

    private void repeatFirstRow() {
        if (district.code().equals(Flaw.IDENTICAL_ROW_IN)) {
            Row repeated = new Row(rows.get(0).listing(), Map.of());
            rows.add(repeated);
            noted.add(new Noted(repeated, "project_code", "identical_row", Place.Outcome.LEFT_OUT));
        }
    }

    private void hideFirstCluster() {
        if (district.code().equals(Flaw.UNKNOWN_CLUSTER_IN)) {
            Project project = rows.get(0).listing().project();
            Row row = new Row(new Listing(project, date, Flaw.UNKNOWN_CLUSTER), Map.of());
            rows.set(0, row);
            noted.add(new Noted(row, "cluster", "member_unknown", Place.Outcome.WARNED));
        }
    }

    private List<Place> places(String fileName, Sheet sheet) {
        return noted.stream().map(note -> place(note, fileName, sheet)).toList();
    }

    private Place place(Noted note, String fileName, Sheet sheet) {
        int column = ListColumn.indexOf(note.column());
        String value = note.row().cells(district).get(column).plain();
        Place.Noticed noticed = new Place.Noticed(note.column(), value, note.rule(), note.outcome());
        // The last of equal rows, because a repeated row equals the one that it repeats.
        return Place.of(fileName, sheet, noticed, rows.lastIndexOf(note.row()), column);
    }
}
