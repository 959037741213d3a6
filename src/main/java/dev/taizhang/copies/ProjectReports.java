package dev.taizhang.copies;

import dev.taizhang.definition.Datasets;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Successions;
import dev.taizhang.ledger.EffectiveDeliveries;
import dev.taizhang.ledger.LedgerTables;
import dev.taizhang.ledger.TableDefinition;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * What the offices delivered about the projects that the page lists: the latest record of each, and its monthly reports
 * as stated, each with the file, sheet and row where it stands.
 */
final class ProjectReports {
    private static final String CODE = "project_code";
    private static final String DELIVERY = "delivery_number";
    private static final String MONTH = "report_month";
    private static final List<String> PLACE = List.of(DELIVERY, "sheet", "row_number", CODE);
    private static final List<String> AMOUNTS =
            List.of("invested_this_month", "year_to_date_investment", "planned_to_date");

    private static final TableDefinition RECORDS = LedgerTables.of(Datasets.PROJECTS);
    private static final TableDefinition REPORTS = LedgerTables.of(Datasets.PROGRESS);

    /** The tables that are read. */
    static final List<TableDefinition> TABLES = List.of(RECORDS, REPORTS, DeliveredToRelease.SUCCESSIONS);

    private final ReleaseRows rows;
    private final AsOf asOf;
    private final Map<Long, String> files;
    private final EffectiveDeliveries effective;
    private final Successions codes;

    /**
     * Where a row stands.
     *
     * @param file the name of the file without its folder
     */
    record Place(String file, String sheet, int row) {}

    /**
     * A monthly report as stated.
     *
     * @param month the month, as YYYY-MM
     * @param amounts those of the month, of the year to date and planned to date, in whole units; null if not stated
     * @param physical physical progress; null if not stated
     */
    record Report(String month, String currency, List<BigDecimal> amounts, BigDecimal physical, Place place) {}

    /** The latest record of a project, and its reports by month. */
    record OfProject(Place record, List<Report> reports) {}

    ProjectReports(ReleaseRows rows, AsOf asOf, DeliveredToRelease delivered) {
        this.rows = rows;
        this.asOf = asOf;
        this.files = delivered.files();
        this.effective = delivered.effective();
        this.codes = delivered.successions();
    }

    /**
     * Returns what was delivered about some projects.
     *
     * @param from the first month of the reports
     */
    Map<String, OfProject> of(Set<String> projects, LocalDate from) {
        Set<String> withFormer = projects.stream()
                .flatMap(code -> Stream.concat(Stream.of(code), codes.former(code).stream()))
                .collect(Collectors.toSet());
        Map<String, Row> records = latest(
                rows.ofProjects(
                        RECORDS,
                        Stream.concat(PLACE.stream(), Stream.of("snapshot_date"))
                                .toList(),
                        withFormer),
                row -> day(row, "snapshot_date").isAfter(asOf.date()) ? "" : project(row),
                Comparator.comparing(row -> day(row, "snapshot_date")));
        Map<String, Row> months = latest(
                rows.ofProjects(
                        REPORTS,
                        Stream.of(PLACE, List.of(MONTH, "currency", "physical_progress"), AMOUNTS)
                                .flatMap(List::stream)
                                .toList(),
                        withFormer),
                row -> day(row, MONTH).isBefore(from) || day(row, MONTH).isAfter(asOf.reportMonth())
                        ? ""
                        : project(row) + "\n" + row.getAs(MONTH) + "\n" + row.getAs("currency"),
                Comparator.comparing(row -> MONTH));
        Map<String, List<Row>> byProject = new HashMap<>();
        months.values()
                .forEach(row -> byProject
                        .computeIfAbsent(project(row), code -> new ArrayList<>())
                        .add(row));
        Map<String, OfProject> all = new HashMap<>();
        for (String project : projects) {
            if (records.containsKey(project)) {
                all.put(
                        project,
                        new OfProject(
                                place(records.get(project)),
                                byProject.getOrDefault(project, List.of()).stream()
                                        .map(this::report)
                                        .toList()));
            }
        }
        return all;
    }

    private String project(Row row) {
        return codes.present(row.getAs(CODE));
    }

    /**
     * Returns for each key the row that counts: the first by the order, of equal ones the last delivered, and of those the
     * one with the latest code of its project.
     */
    private Map<String, Row> latest(List<Row> rows, Function<Row, String> key, Comparator<Row> order) {
        Map<String, Row> latest = new TreeMap<>();
        Comparator<Row> later = order.thenComparing(
                        row -> effective.place(row.<Long>getAs(DELIVERY)).orElse(-1))
                .thenComparing(row -> -codes.age(row.getAs(CODE)));
        for (Row row : rows) {
            String of = key.apply(row);
            if (effective.place(row.<Long>getAs(DELIVERY)).isPresent() && !of.isEmpty()) {
                latest.merge(of, row, (one, other) -> later.compare(other, one) >= 0 ? other : one);
            }
        }
        return latest;
    }

    private static LocalDate day(Row row, String column) {
        return LocalDate.parse(row.getAs(column).toString());
    }

    private Place place(Row row) {
        String sheet = row.getAs("sheet");
        return new Place(files.get(row.<Long>getAs(DELIVERY)), sheet == null ? "" : sheet, row.getAs("row_number"));
    }

    private Report report(Row row) {
        String currency = row.getAs("currency");
        int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        return new Report(
                row.getAs(MONTH).toString().substring(0, 7),
                currency,
                AMOUNTS.stream()
                        .map(column -> row.<Long>getAs(column))
                        .map(amount -> amount == null ? null : BigDecimal.valueOf(amount, decimals))
                        .collect(Collectors.toList()),
                row.getAs("physical_progress"),
                place(row));
    }
}
