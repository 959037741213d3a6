package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taizhang.bench.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two published portfolios, by configuration alone, against control totals computed independently. The larger one is looked at with
 * {@code -Dtaizhang.long=true}.
 */
class RealDataTest {
    private static final Path DATA = Path.of("../shared/realdata");

    @TempDir
    private static Path folder;

    @BeforeAll
    static void dataAreThere() {
        assumeTrue(Files.isDirectory(DATA), "Skipped: the published portfolios are not beside this checkout.");
    }

    private static Path conf(String portfolio) {
        return folder.resolve("conf").resolve(portfolio);
    }

    private static void night(String portfolio, String asOf, List<String> tables) throws IOException {
        Commands.publishing(Path.of("conf/examples/" + portfolio), conf(portfolio), tables);
        again(portfolio, asOf);
    }

    private static void again(String portfolio, String asOf) {
        Commands.Answer night =
                Commands.nightly(conf(portfolio), DATA.resolve(portfolio), folder.resolve(portfolio), asOf);
        assertThat(night.code()).as(night.err()).isZero();
    }

    private static List<String> query(String portfolio, String sql) {
        Commands.Answer answer = Commands.query(conf(portfolio), folder.resolve(portfolio), "csv", sql);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().skip(1).toList();
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void worldBanksTotalsAreReproducedAtBothDates() throws IOException {
        List<String> tables = new ArrayList<>(Oracle.TABLES);
        tables.addAll(List.of("projects_by_cluster", "movement", "approvals_by_year"));
        night("world-bank", "2025-03-31", tables);
        duckDbConfirmsWorldBanksTables();
        worldBanksSectorsAndMovementAreReproduced();
        worldBanksApprovalsByYearAreThoseOfTheFile();
        worldBanksFiscalYearIsThereWithItsMixedDates();
        assertThat(query(
                        "world-bank",
                        "SELECT as_of_date, project_count, total_investment FROM latest.programme_overview"))
                .containsExactly("2025-03-31,27132,3512819005510.39");
        assertThat(
                        query(
                                "world-bank",
                                "SELECT status_code, project_count, total_investment FROM latest.projects_by_status ORDER BY 1"))
                .containsExactly(
                        "active,2554,1068208997796.00",
                        "closed,17517,1923546037112.28",
                        "dropped,6816,489196368881.11",
                        "pipeline,245,31867601721.00");
        assertThat(query(
                        "world-bank",
                        "SELECT district_name_en, project_count, total_investment FROM latest.projects_by_district"))
                .containsExactly(
                        "South Asia,3145,804604186102.58",
                        "East Asia and Pacific,4019,727120998270.66",
                        "Europe and Central Asia,3688,587604123428.46",
                        "Latin America and Caribbean,5120,580578231417.87",
                        "Eastern and Southern Africa,4389,379730647146.10",
                        "Western and Central Africa,4041,212251210759.53",
                        "Middle East and North Africa,2343,209368436135.43",
                        "Africa,246,7090295196.10",
                        "Other,141,4470877053.66");
        worldBanksEarlierDateIsReproduced();
    }

    private static void worldBanksEarlierDateIsReproduced() {
        again("world-bank", "2024-08-29");
        assertThat(query(
                        "world-bank",
                        "SELECT project_count, total_investment FROM summaries.programme_overview"
                                + " WHERE as_of_date = '2024-08-29'"))
                .containsExactly("22569,3681611440000.00");
        assertThat(query(
                        "world-bank",
                        "SELECT status_code, project_count, total_investment FROM summaries.projects_by_status"
                                + " WHERE as_of_date = '2024-08-29' ORDER BY 1"))
                .containsExactly(
                        "active,2493,1009051170000.00",
                        "closed,15718,1797857300000.00",
                        "dropped,1868,409903860000.00",
                        "pipeline,714,464671890000.00",
                        "unassigned,1776,127220000.00");
    }

    private static void duckDbConfirmsWorldBanksTables() {
        try (Oracle oracle = Oracle.of(folder.resolve("world-bank"), conf("world-bank"))) {
            List<String> confirmed = oracle.confirm();
            assertThat(confirmed).hasSizeGreaterThanOrEqualTo(15);
            assertThat(Oracle.TABLES)
                    .as("empty there too, since nobody sent reports, contracts or bottlenecks")
                    .filteredOn(table -> !confirmed.contains(table))
                    .containsExactly(
                            "bottlenecks_by_district",
                            "bottlenecks_by_factor",
                            "contract_funnel",
                            "contracts_by_cluster",
                            "investment_by_month",
                            "signings_by_month",
                            "signings_by_source_region");
        }
    }

    private static void worldBanksSectorsAndMovementAreReproduced() {
        assertThat(
                        query(
                                "world-bank",
                                "SELECT sum(total_investment) FROM latest.projects_by_cluster UNION ALL"
                                        + " SELECT sum(total_investment) FROM latest.projects_by_cluster WHERE line_kind = 'member'"))
                .containsExactly("3512819005510.39", "3074871784787.12");
        assertThat(query(
                        "world-bank",
                        "SELECT cluster_code, project_count, total_investment FROM latest.projects_by_cluster"
                                + " WHERE line_kind <> 'member' OR total_investment > 200000000000 ORDER BY 3 DESC"))
                .containsExactly(
                        "health,2390,466977145829.30",
                        "education,2897,422563510805.28",
                        "social_protection,3152,416198891648.63",
                        "energy_and_extractives,2766,387441465754.26",
                        "transportation,3744,382248284180.57",
                        "public_administration,7886,337067101918.03",
                        "not_shared_out,1060,324578732614.55",
                        "water_sanitation_and_waste_management,2954,218939770813.76",
                        "unassigned,5561,113368488108.72");
        assertThat(query(
                        "world-bank",
                        "SELECT kind, sum(project_count) FROM latest.movement WHERE base = 'previous_month'"
                                + " GROUP BY kind ORDER BY kind"))
                .containsExactly(
                        "cost_became_blank,244",
                        "cost_became_known,1825",
                        "cost_changed,9621",
                        "joined,4922",
                        "left,359",
                        "status_changed,2201");
        assertThat(query(
                        "world-bank",
                        "SELECT sum(project_count) FROM latest.movement WHERE base = 'previous_month'"
                                + " AND kind = 'status_changed'"
                                + " AND from_status_code = 'active' AND to_status_code = 'closed'"))
                .containsExactly("236");
    }

    /** Counted from the file by other means; dropped projects and dates to come do not count. */
    private static void worldBanksApprovalsByYearAreThoseOfTheFile() {
        assertThat(query(
                        "world-bank",
                        "SELECT sum(project_count) FROM latest.approvals_by_year UNION ALL SELECT project_count"
                                + " FROM latest.approvals_by_year WHERE approval_year IN (2010, 2024, 2025)"))
                .containsExactlyInAnyOrder("20042", "647", "403", "102");
    }

    /** A spreadsheet of changes as of 2022: its rows are taken, and no later total may differ for it. */
    private static void worldBanksFiscalYearIsThereWithItsMixedDates() {
        assertThat(query(
                        "world-bank",
                        "SELECT speaks_of, rows_accepted, rows_rejected, rows_left_out FROM ledger.deliveries"
                                + " WHERE file_name = 'projects-fy2012.xlsx'"))
                .containsExactly("2022-09-22,500,0,0");
        assertThat(
                        query(
                                "world-bank",
                                "SELECT count(1), count(total_investment), sum(total_investment), count(financing_wanted),"
                                        + " sum(financing_wanted), count(planned_start_date), min(planned_start_date),"
                                        + " max(planned_start_date), count(planned_completion_date), min(planned_completion_date),"
                                        + " max(planned_completion_date) FROM ledger.projects WHERE snapshot_date = '2022-09-22'"))
                .containsExactly(
                        "500,499,83315357141.70,39,1176400000.00,468,2011-07-05,2012-06-29,398,2008-12-31,2024-12-31");
    }

    /** What may not be told is neither nothing nor zero, and no mistake. */
    private static void ukDepartmentsWithheldValuesAreNeitherZeroNorRejected() {
        assertThat(query(
                        "uk-gmpp",
                        "SELECT speaks_of, rows_accepted, rows_rejected, rows_left_out FROM ledger.deliveries"
                                + " WHERE file_name = 'dft-2024-03-31-official.csv'"))
                .containsExactly("2024-03-31,19,0,0");
        assertThat(query(
                        "uk-gmpp",
                        "SELECT count(1), count(total_investment), sum(total_investment), min(total_investment),"
                                + " count(annual_plan_investment), sum(annual_plan_investment) FROM ledger.projects"
                                + " WHERE snapshot_date = '2024-03-31'"))
                .containsExactly("19,12,67446000000.00,535000000.00,17,7310950000.00");
        assertThat(
                        query(
                                "uk-gmpp",
                                "SELECT column, count(1) FROM ledger.warnings WHERE rule = 'value_withheld' GROUP BY column ORDER BY column"))
                .containsExactly(
                        "annual_plan_investment,1",
                        "planned_completion_date,2",
                        "planned_start_date,1",
                        "status,1",
                        "total_investment,5");
    }

    @Test
    void ukPortfoliosCountsAndCostsAreReproducedWithTheirCoverage() throws IOException {
        night("uk-gmpp", "2025-03-31", List.of("projects_by_cluster"));
        ukDepartmentsWithheldValuesAreNeitherZeroNorRejected();
        assertThat(
                        query(
                                "uk-gmpp",
                                "SELECT cluster_code, project_count, total_investment, total_investment_known_count FROM latest.projects_by_cluster"))
                .containsExactly(
                        "infrastructure,68,236494530000.00,45",
                        "transformation,76,199611120000.00,69",
                        "military,45,97282440000.00,23",
                        "ict,24,32319190000.00,20");
        assertThat(
                        query(
                                "uk-gmpp",
                                "SELECT currency, project_count, total_investment, total_investment_known_count FROM latest.programme_overview"))
                .containsExactly("GBP,213,565707280000.00,157");
    }
}
