package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.bench.Oracle;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.sample.SampleCity;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.summaries.WarehouseTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The synthetic city, whose figures its generator knows, through the whole job. */
class SampleNightTest {
    private static final String DATE = "2025-03-31";

    @TempDir
    private static Path folder;

    private static JsonNode known;
    private static Commands.Answer first;

    @BeforeAll
    static void runTheNight() throws IOException {
        SampleCity.write(
                folder.resolve("city"),
                SampleCity.DEFAULT_PROJECTS,
                SampleCity.DEFAULT_MONTHS,
                SampleCity.DEFAULT_SEED);
        known = new ObjectMapper().readTree(folder.resolve("city/known.json").toFile());
        first = night("city/inbox", "warehouse");
        assertThat(first.code()).as(first.err()).isZero();
    }

    /** The lines that both READMEs quote from the end of this run, each up to its ellipsis. */
    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void theReadmesQuoteWhatItPrints(String readme) throws IOException {
        assertThat(Files.readAllLines(Path.of(readme)).stream()
                        .dropWhile(line -> !line.startsWith("晋中市重大项目"))
                        .takeWhile(line -> !line.equals("```"))
                        .map(line -> line.replaceFirst(" ?…$", "")))
                .hasSizeGreaterThan(2)
                .allSatisfy(line -> assertThat(first.out()).contains(line));
    }

    private static Commands.Answer night(String inbox, String warehouse) {
        return Commands.nightly(Path.of("conf"), folder.resolve(inbox), folder.resolve(warehouse), DATE);
    }

    private static List<String> query(String sql) {
        Commands.Answer answer = Commands.query(Path.of("conf"), folder.resolve("warehouse"), "csv", sql);
        assertThat(answer.code()).as(answer.err()).isZero();
        return answer.out().lines().skip(1).toList();
    }

    private static String cell(String sql) {
        return query(sql).get(0);
    }

    /** Some values of a node as a line of CSV. */
    private static String cells(JsonNode node, List<String> names) {
        return names.stream()
                .map(node::get)
                .map(value -> value.isNull() ? "" : value.asText())
                .collect(Collectors.joining(","));
    }

    @Test
    void overviewIsTheNewspapersFirstParagraph() {
        assertThat(cell("SELECT project_count, total_investment FROM latest.programme_overview"))
                .isEqualTo("797,384600000000.00");
    }

    @Test
    void everyRollUpIsWhatTheGeneratorKnows() {
        for (String by : List.of("district", "cluster", "status")) {
            String rows = by.equals("status") ? "status_code" : by + "_code";
            JsonNode members = by.equals("status")
                    ? known.get("by_status")
                    : known.get("cross_county").get("by_" + by).get("own_line");
            assertThat(query("SELECT " + rows + ", project_count, total_investment, annual_plan_investment,"
                            + " year_to_date_investment FROM latest.projects_by_" + by))
                    .as(by)
                    .containsExactlyInAnyOrderElementsOf(lines(members));
        }
    }

    @Test
    void everyMovementIsWhatTheGeneratorKnows() {
        Map<String, Integer> bases = Map.of("previous_month", 2, "same_month_last_year", 3);
        bases.forEach((base, index) -> {
            JsonNode counts = known.get("movements").get(index).get("counts");
            List<String> columns = List.of(
                    "district_code",
                    "kind",
                    "from_status_code",
                    "to_status_code",
                    "projects",
                    "total_investment_before",
                    "total_investment_now");
            List<String> expected = new ArrayList<>();
            counts.forEach(line -> expected.add(cells(line, columns)));
            assertThat(query("SELECT district_code, kind, from_status_code, to_status_code, project_count,"
                            + " total_investment_before, total_investment_now FROM latest.movement WHERE base = '"
                            + base + "'"))
                    .as(base)
                    .containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void everyRollUpSumsToTheFacts() {
        String fact = cell("SELECT count(1), sum(total_investment), sum(annual_plan_investment), sum(month_investment),"
                + " sum(year_to_date_investment), sum(cumulative_investment) FROM facts.project_state");
        List<String> tables = OfficeTables.of(Configuration.read(Path.of("conf"))).published().stream()
                .map(SummaryTable::name)
                .filter(name -> name.startsWith("projects_by_") || name.equals("project_cube"))
                .toList();
        assertThat(tables).hasSize(10);
        assertThat(query(tables.stream()
                        .map(table -> "SELECT sum(project_count), sum(total_investment), sum(annual_plan_investment),"
                                + " sum(month_investment), sum(year_to_date_investment), sum(cumulative_investment)"
                                + " FROM latest." + table)
                        .collect(Collectors.joining(" UNION "))))
                .containsExactly(fact);
        assertThat(
                        cell(
                                "SELECT sum(coalesce(month_investment, 0) + coalesce(several_months_investment, 0)) FROM latest.investment_by_month WHERE year(report_month) = 2025"))
                .isEqualTo(cell("SELECT year_to_date_investment FROM latest.programme_overview"));
        assertThat(cell("SELECT count(1), sum(total_investment), sum(annual_plan_investment), sum(month_investment),"
                        + " sum(year_to_date_investment), sum(cumulative_investment) FROM latest.project_watch"))
                .isEqualTo(fact);
        assertThat(cell("SELECT project_count, total_investment, annual_plan_investment, month_investment,"
                        + " year_to_date_investment, cumulative_investment FROM latest.programme_overview"))
                .isEqualTo(fact);
    }

    /** The latest word of a register on each of its keys. */
    private static String latest(String dataset, String... key) {
        return "(SELECT *, row_number() OVER (PARTITION BY " + String.join(", ", key)
                + " ORDER BY snapshot_date DESC, delivery_number DESC) AS nth FROM ledger." + dataset
                + ") WHERE nth = 1";
    }

    @Test
    void theLatestWordOnEveryContractIsWhatTheGeneratorKnows() {
        List<String> expected = new ArrayList<>();
        for (JsonNode year : known.get("contracts")) {
            expected.add(cells(
                    year,
                    List.of(
                            "year",
                            "contracts",
                            "contracted_amount",
                            "funds_in_place",
                            "actual_output",
                            "signed_date",
                            "registered_date",
                            "landed_date",
                            "started_date",
                            "production_date",
                            "capacity_date")));
        }
        assertThat(query("SELECT year(signed_date), count(1), sum(contracted_amount), sum(funds_in_place),"
                        + " coalesce(sum(actual_output), 0.00), count(signed_date), count(registered_date), count(landed_date),"
                        + " count(started_date), count(production_date), count(capacity_date) FROM "
                        + latest("contracts", "contract_code") + " GROUP BY 1 ORDER BY 1"))
                .containsExactlyElementsOf(expected);
        List<String> regions = new ArrayList<>();
        known.get("contracts")
                .get(2)
                .get("by_source_region")
                .properties()
                .forEach(region -> regions.add(
                        region.getKey() + "," + cells(region.getValue(), List.of("contracts", "contracted_amount"))));
        assertThat(query("SELECT source_region, count(1), sum(contracted_amount) FROM "
                        + latest("contracts", "contract_code") + " AND year(signed_date) = 2025 GROUP BY 1"))
                .containsExactlyInAnyOrderElementsOf(regions);
    }

    @Test
    void theLatestWordOnEveryMatterAndStepIsWhatTheGeneratorKnows() {
        List<String> factors = new ArrayList<>();
        known.get("bottlenecks")
                .properties()
                .forEach(factor -> factors.add(
                        factor.getKey() + "," + cells(factor.getValue(), List.of("raised", "settled", "overdue"))));
        assertThat(query("SELECT factor, count(1), count(settled_date),"
                        + " count_if(settled_date IS NULL AND deadline < DATE'2025-03-31') FROM "
                        + latest("bottlenecks", "bottleneck_code") + " GROUP BY 1"))
                .containsExactlyInAnyOrderElementsOf(factors);
        List<String> steps = new ArrayList<>();
        known.get("approvals")
                .properties()
                .forEach(step -> steps.add(
                        step.getKey() + "," + cells(step.getValue(), List.of("applied", "granted", "over_limit"))));
        assertThat(query("SELECT step, count(applied_date), count(granted_date), count_if(date_add(applied_date,"
                        + " CAST(limit_days AS INT)) < coalesce(granted_date, DATE'2025-03-31')) FROM "
                        + latest("approvals", "project_code", "step") + " GROUP BY 1"))
                .containsExactlyInAnyOrderElementsOf(steps);
    }

    @Test
    void theLatestWordOnTheYearsOutputIsWhatTheGeneratorKnows() {
        List<String> districts = new ArrayList<>();
        known.get("industrial_output")
                .properties()
                .forEach(district -> districts.add(district.getKey() + ","
                        + cells(district.getValue(), List.of("rows", "last_month", "year_to_date"))));
        assertThat(query("SELECT district, count(1), sum(output) FILTER (WHERE report_month = DATE'2025-03-01'),"
                        + " sum(output) FROM (SELECT *, row_number() OVER (PARTITION BY district, cluster, report_month"
                        + " ORDER BY delivery_number DESC) AS nth FROM ledger.industrial_output)"
                        + " WHERE nth = 1 AND year(report_month) = 2025 GROUP BY 1"))
                .containsExactlyInAnyOrderElementsOf(districts);
    }

    @Test
    void theCountyThatHasNotSentTheLastMonthIsMissing() {
        assertThat(query("SELECT dataset, sender, state, due_month, days_late, last_spoken_date FROM latest.senders"
                        + " WHERE state NOT IN ('on_time', 'not_due')"))
                .containsExactly("industrial_output,和顺县,missing,2025-03-01,0,2025-02-01");
        assertThat(query("SELECT count(1) FROM latest.senders WHERE state = 'on_time'"))
                .containsExactly("41");
    }

    @Test
    void nothingIsLost() {
        known.get("datasets").properties().forEach(dataset -> {
            JsonNode rows = dataset.getValue();
            assertThat(cell("SELECT sum(rows_read), sum(rows_accepted), sum(rows_rejected), sum(rows_left_out),"
                            + " sum(rows_current + rows_superseded), every(reconciled) FROM latest.data_coverage"
                            + " WHERE column_name = '' AND dataset = '" + dataset.getKey() + "'"))
                    .as(dataset.getKey())
                    .isEqualTo(String.join(
                            ",",
                            rows.get("read").asText(),
                            rows.get("accepted").asText(),
                            rows.get("rejected").asText(),
                            rows.get("left_out").asText(),
                            rows.get("accepted").asText(),
                            "true"));
        });
        assertThat(query("SELECT delivery_number FROM ledger.deliveries"
                        + " WHERE rows_read <> rows_accepted + rows_rejected + rows_left_out OR state <> 'accepted'"))
                .isEmpty();
    }

    @Test
    void everyWrongRowIsRejectedWhereItStands() {
        List<String> expected = Stream.iterate(
                        0, index -> index < known.get("rejected").size(), index -> index + 1)
                .map(known.get("rejected")::get)
                .map(place -> place.get("file").asText() + ","
                        + place.get("row").asText() + "," + place.get("name").asText() + ","
                        + place.get("rule").asText())
                .toList();
        assertThat(query("SELECT file_name, row_number, column, rule FROM ledger.rejected JOIN ledger.deliveries"
                        + " USING (delivery_number)"))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyTableHasOneRowForEachOfItsGrain() {
        List<TableDefinition> tables = WarehouseTables.known(OfficeTables.of(Configuration.read(Path.of("conf"))));
        List<String> counted = query(tables.stream()
                .map(table -> "SELECT '" + table.name() + "', count(1), count(DISTINCT struct("
                        + String.join(", ", table.grain()) + ")) FROM " + table.name())
                .collect(Collectors.joining(" UNION ALL ")));
        assertThat(counted)
                .hasSameSizeAs(tables)
                .allMatch(line -> line.split(",", -1)[1].equals(line.split(",", -1)[2]));
        assertThat(counted.stream().filter(line -> line.endsWith(",0")).map(line -> line.split(",", -1)[0]))
                .as("tables that one night cannot fill; without exchange rates nothing is converted")
                .containsExactlyInAnyOrder(
                        "ledger.withdrawals", "ledger.answers", "ledger.successions", "summaries.exchange_rates");
    }

    /** Another engine, asked by hand-written queries that know nothing of the definitions, finds the same figures. */
    @Test
    void duckDbConfirmsTheTables() {
        try (Oracle oracle = Oracle.of(folder.resolve("warehouse"), Path.of("conf"))) {
            List<String> confirmed = oracle.confirm();
            assertThat(confirmed).hasSizeGreaterThanOrEqualTo(15).isEqualTo(Oracle.TABLES);
            oracle.change("UPDATE state SET total_investment = total_investment + 1 WHERE project_code ="
                    + " (SELECT min(project_code) FROM state WHERE total_investment IS NOT NULL)");
            assertThatThrownBy(() -> oracle.confirm("programme_overview"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("programme_overview")
                    .hasMessageContaining("384600000000.00")
                    .hasMessageContaining("384600000000.01");
        }
    }

    /** As {@link QuietNightsTest} does with the small city at every check. */
    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void theSameDeliveriesGiveTheSameBytesInAnyOrderZoneAndLocale() throws IOException {
        shuffleInto(folder.resolve("shuffled"));
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            Commands.Answer shuffled = night("shuffled", "elsewhere");
            assertThat(shuffled.code()).as(shuffled.err()).isZero();
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(exports("elsewhere")).isEqualTo(exports("warehouse"));
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void aMovedWarehouseGoesOnAndSharesOutToTheFen() throws IOException {
        Path moved = folder.resolve("搬到 别处/台账库");
        FileUtils.copyDirectory(folder.resolve("warehouse").toFile(), moved.toFile());
        Path conf = Commands.publishing(
                Path.of("conf"), folder.resolve("搬到 别处/配置"), List.of("projects_by_district", "projects_by_cluster"));
        Files.writeString(
                conf.resolve("taizhang.conf"),
                "\ncounting { district = by_share, cluster = by_share }\n",
                StandardOpenOption.APPEND);
        Commands.Answer night = Commands.nightly(conf, folder.resolve("city/inbox"), moved, DATE);
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).contains("没有新的收件");
        for (String by : List.of("district", "cluster")) {
            Commands.Answer answer = Commands.query(
                    conf,
                    moved,
                    "csv",
                    "SELECT " + by + "_code, project_count, total_investment, annual_plan_investment,"
                            + " year_to_date_investment FROM latest.projects_by_" + by);
            assertThat(answer.out().lines().skip(1))
                    .as(by)
                    .containsExactlyInAnyOrderElementsOf(
                            lines(known.get("cross_county").get("by_" + by).get("by_share")));
        }
    }

    /** What the generator knows of the members of a dimension, as lines of CSV. */
    private static List<String> lines(JsonNode members) {
        List<String> figures =
                List.of("projects", "total_investment", "annual_plan_investment", "year_to_date_investment");
        return members.properties().stream()
                .map(line -> line.getKey() + "," + cells(line.getValue(), figures))
                .toList();
    }

    /** The same files in folders whose names put them in another order. */
    private static void shuffleInto(Path inbox) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("city/inbox"))) {
            for (Path file : files.toList()) {
                Path shelf = inbox.resolve(
                        "架" + Math.floorMod(file.getFileName().toString().hashCode(), 7));
                Files.createDirectories(shelf);
                Files.copy(file, shelf.resolve(file.getFileName().toString()));
            }
        }
    }

    private static Map<String, String> exports(String warehouse) throws IOException {
        Map<String, String> exports = new TreeMap<>();
        try (Stream<Path> files =
                Files.list(folder.resolve(warehouse).resolve("exports").resolve(DATE))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                exports.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return exports;
    }
}
