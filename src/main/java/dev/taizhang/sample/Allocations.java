package dev.taizhang.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Lays out the allocation sets of a date, one row per allocation line, as the city's office sends them. */
final class Allocations {
    private static final String OFFICE = "市发改委";
    private static final String SUBJECT = "跨县项目分摊表";
    private static final List<String> NAMES = List.of("project_code", "dimension", "member", "share");

    private final LocalDate date;
    private final Sheet sheet;
    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();

    private Allocations(LocalDate date) {
        this.date = date;
        this.sheet = new Sheet(
                form(date) == FileForm.CSV ? "" : "分摊表",
                form(date).title(SUBJECT + "（" + DateForm.chinese(date) + "）"),
                SheetColumn.plain("项目代码", "维度", "成员", "份额（%）"),
                rows);
    }

    /** The earlier file is a workbook, the latest one a text file. */
    private static FileForm form(LocalDate date) {
        return date.equals(ShareSets.LATEST) ? FileForm.CSV : FileForm.WORKBOOK;
    }

    static String fileName(LocalDate date) {
        return form(date).fileName(date.toString(), OFFICE, SUBJECT);
    }

    static SampleFile deliver(LocalDate date, List<ShareSet> sets) {
        Allocations file = new Allocations(date);
        sets.stream().filter(set -> set.date().equals(date)).forEach(file::add);
        return new SampleFile(SampleFile.Dataset.ALLOCATIONS, fileName(date), form(date), file.sheet, file.places);
    }

    /** Adds a set. A set without lines is a row that names no member and no share. */
    private void add(ShareSet set) {
        if (set.lines().isEmpty()) {
            add(set, new Cell.Blank(), new Cell.Blank());
            notice("member", "", "set_emptied", Place.Outcome.WARNED);
        }
        for (ShareSet.Line line : set.lines()) {
            add(set, new Cell.Text(line.text()), new Cell.Decimal(BigDecimal.valueOf(line.percent())));
            if (!line.possible()) {
                notice("share", String.valueOf(line.percent()), "share_range", Place.Outcome.REJECTED);
            } else if (line.member().equals(DimensionTotals.UNASSIGNED)) {
                notice("member", line.text(), "member_unknown", Place.Outcome.WARNED);
            }
        }
    }

    private void add(ShareSet set, Cell member, Cell share) {
        Cell project = new Cell.Text(set.project());
        rows.add(List.of(project, new Cell.Text(set.dimension().label()), member, share));
    }

    /** Records the finding that a reader must make in the most recently added row. */
    private void notice(String column, String value, String rule, Place.Outcome outcome) {
        Place.Noticed noticed = new Place.Noticed(column, value, rule, outcome);
        places.add(Place.of(fileName(date), sheet, noticed, rows.size() - 1, NAMES.indexOf(column)));
    }
}
