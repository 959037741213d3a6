package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.OfficeTables;
import dev.taizhang.summaries.WarehouseTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure of the page is that of the tables, to the last digit in its attribute and rounded once in its text. */
class PageTest {
    private static final BigDecimal HUNDRED_MILLION = new BigDecimal("100000000");

    @TempDir
    private static Path warehouse;

    private static Commands.Answer night;
    private static Document page;

    @BeforeAll
    static void runTheNight() throws IOException {
        night = SmallCity.at(warehouse);
        page = Jsoup.parse(warehouse.resolve("report/index.html").toFile(), "UTF-8");
    }

    /** The rows of a table as the CSV beside the page has them. */
    private static List<CSVRecord> rows(String table) throws IOException {
        Path file = warehouse.resolve("exports/2025-03-31").resolve(table + ".csv");
        String text = Files.readString(file).replace("\uFEFF", "");
        try (CSVParser parser = CSVParser.parse(
                text,
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            return parser.getRecords();
        }
    }

    /** A value as people shall read it, worked out here once more. */
    private static String read(String kind, String value) {
        if (value.isEmpty()) {
            return "";
        }
        return switch (kind) {
            case "amount" ->
                new BigDecimal(value)
                        .divide(HUNDRED_MILLION, 2, RoundingMode.HALF_UP)
                        .toPlainString();
            case "fraction" ->
                new BigDecimal(value)
                                .movePointRight(2)
                                .setScale(2, RoundingMode.HALF_UP)
                                .toPlainString()
                        + "%";
            case "points" -> (value.startsWith("-") ? "−" : "+") + value.replace("-", "");
            default -> value;
        };
    }

    private static Map<String, String> headings(Element table) {
        Map<String, String> kinds = new TreeMap<>();
        table.select("thead th").forEach(heading -> kinds.put(heading.attr("data-column"), heading.className()));
        return kinds;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "investment_progress",
                "investment_by_month",
                "programme_by_year",
                "projects_by_district",
                "projects_by_cluster",
                "projects_by_status",
                "projects_by_size_band",
                "statistics_entry",
                "cost_overruns",
                "time_overruns",
                "physical_financial_gap",
                "signings_by_month",
                "bottlenecks_by_district",
                "approvals_by_step",
                "factor_guarantees",
                "financing",
                "industrial_output",
                "movement"
            })
    void everyFigureIsThatOfTheTable(String table) throws IOException {
        Element shown = page.selectFirst("#" + table + " table");
        Map<String, String> kinds = headings(shown);
        List<CSVRecord> rows = rows(table);
        List<Element> lines = shown.select("tbody tr");
        assertThat(lines).hasSameSizeAs(rows);
        for (int line = 0; line < lines.size(); line++) {
            CSVRecord row = rows.get(line);
            for (Element cell : lines.get(line).select("td")) {
                String column = cell.attr("data-column");
                String kind = kinds.get(column);
                assertThat(cell.attr("data-value")).as(table + "." + column).isEqualTo(row.get(column));
                if (!List.of("text", "district", "date", "count").contains(kind)) {
                    assertThat(cell.text().replace(",", ""))
                            .as(table + "." + column)
                            .isEqualTo(read(kind, row.get(column)));
                }
            }
        }
    }

    /** Land is counted in mu and energy in tonnes: a column is money if its definition says so, not because it has two decimals. */
    @Test
    void quantitiesAreNotShownAsMoney() throws IOException {
        CSVRecord first = rows("factor_guarantees").get(0);
        Element cell = page.selectFirst("#factor_guarantees tbody td[data-column=needed]");
        assertThat(cell.text().replace(",", "")).isEqualTo(first.get("needed"));
        assertThat(Commands.query(Path.of("conf"), warehouse, "csv", "SELECT * FROM 最新.要素保障 LIMIT 1")
                        .out())
                .contains("," + first.get("needed") + ",");
    }

    @Test
    void cardsAreTheOverview() throws IOException {
        CSVRecord overview = rows("programme_overview").get(0);
        List<String> shown = new ArrayList<>();
        for (Element card : page.select(".card")) {
            String column = card.attr("data-column");
            assertThat(card.selectFirst(".value").attr("data-value")).isEqualTo(overview.get(column));
            shown.add(column + " " + card.selectFirst(".value").text());
        }
        assertThat(shown)
                .startsWith(
                        "project_count 6",
                        "total_investment 9.50",
                        "annual_plan_investment 1.58",
                        "year_to_date_investment 0.29",
                        "annual_plan_completion 18.04%",
                        "start_rate 50.00%",
                        "resumption_rate 66.67%");
    }

    @Test
    void changeIsSinceTheDatePublishedBefore(@TempDir Path twice) throws IOException {
        assertThat(page.select(".change")).as("nothing was published before").isEmpty();
        Path conf = Commands.publishing(Path.of("conf"), twice.resolve("conf"), List.of("projects_by_district"));
        assertThat(Commands.nightly(conf, SmallCity.INBOX, twice, "2025-02-28").code())
                .isZero();
        Commands.Answer second = Commands.nightly(conf, SmallCity.INBOX, twice, "2025-03-31");
        assertThat(second.code()).as(second.err()).isZero();
        Document later = Jsoup.parse(twice.resolve("report/index.html").toFile(), "UTF-8");
        String[] counts = Commands.query(
                        Path.of("conf"),
                        twice,
                        "csv",
                        "SELECT project_count, total_investment FROM summaries.programme_overview ORDER BY as_of_date")
                .out()
                .split("\r\n", -1);
        BigDecimal before = new BigDecimal(counts[1].split(",", -1)[1]);
        BigDecimal now = new BigDecimal(counts[2].split(",", -1)[1]);
        Element change = later.selectFirst(".card[data-column=total_investment] .change");
        assertThat(change.selectFirst("[data-change]").attr("data-change"))
                .isEqualTo(now.subtract(before).toPlainString());
        assertThat(change.text()).contains("较 2025-02-28", "since 2025-02-28");
    }

    @Test
    void theTotalIsTheOverview() throws IOException {
        CSVRecord overview = rows("programme_overview").get(0);
        for (Element cell : page.select("#projects_by_district tfoot td[data-value]:not(:first-child)")) {
            assertThat(cell.attr("data-value")).isEqualTo(overview.get(cell.attr("data-column")));
        }
        assertThat(page.select("#projects_by_district tfoot td[data-value]")).hasSizeGreaterThan(4);
    }

    @Test
    void squaresAreTheTableOfPairs() throws IOException {
        List<String> amounts = rows("projects_by_district_and_cluster").stream()
                .map(row -> row.get("total_investment"))
                .filter(amount -> !amount.isEmpty())
                .toList();
        assertThat(page.select("#heat td[data-value]").eachAttr("data-value").stream()
                        .filter(amount -> !amount.isEmpty()))
                .containsExactlyInAnyOrderElementsOf(amounts);
    }

    @Test
    void projectsForPrivateInvestorsAreListedToo() throws IOException {
        assertThat(page.select("#projects_open_to_private_capital tbody td[data-column=project_code]")
                        .eachText())
                .containsExactlyInAnyOrderElementsOf(rows("projects_open_to_private_capital").stream()
                        .map(row -> row.get("project_code"))
                        .toList())
                .isNotEmpty();
    }

    @Test
    void projectsStandBelowLargestFirst() throws IOException {
        assertThat(page.select("#project_watch tbody td[data-column=project_code]")
                        .eachText())
                .containsExactly("P3", "P2", "P5", "P4", "P1", "P6");
        assertThat(page.select("#project_watch tbody td[data-column=total_investment]")
                        .last()
                        .text())
                .as("null is not zero")
                .isEmpty();
    }

    @Test
    void aPartWhoseTableIsEmptyOrWhollyUnassignedDoesNotAppear(@TempDir Path folder) throws IOException {
        TestInbox office = TestInbox.below(folder);
        office.publishing("projects_by_level", "contract_funnel");
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        Document small =
                Jsoup.parse(office.warehouse().resolve("report/index.html").toFile(), "UTF-8");
        assertThat(small.select("#projects_by_district")).hasSize(1);
        assertThat(small.select("#projects_by_level"))
                .as("nobody names a level")
                .isEmpty();
        assertThat(small.select("#contract_funnel")).as("nobody signed").isEmpty();
        assertThat(page.select("#leader_cards tbody:empty")).isEmpty();
        assertThat(page.select("section.block table tbody"))
                .allSatisfy(body -> assertThat(body.select("tr")).isNotEmpty());
    }

    @Test
    void footNamesTheRelease() throws IOException {
        assertThat(page.select("[data-release=number]").text()).isEqualTo("1");
        assertThat(page.select("[data-release=as_of_date]").text()).isEqualTo("2025-03-31");
        assertThat(Files.readString(warehouse.resolve("exports/2025-03-31/release.json")))
                .contains(page.select("[data-release=hash]").text());
        assertThat(night.out()).contains("网页 page: ").contains("report/index.html");
    }

    @Test
    void nothingOnThePageIsFetched() throws IOException {
        String text = Files.readString(warehouse.resolve("report/index.html"), StandardCharsets.UTF_8);
        assertThat(page.select("link, img, iframe, object, embed, script[src]")).isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'")
                .contains("script-src 'sha256-")
                .doesNotContain("http");
        assertThat(text.split("<!DOCTYPE html>", -1)).hasSize(2);
    }

    @Test
    void tablesAreDescribedAsTheyAreInTheDocumentation() throws IOException {
        Document tables = Jsoup.parse(warehouse.resolve("report/tables.html").toFile(), "UTF-8");
        assertThat(tables.select(".entry").eachAttr("id"))
                .containsExactlyElementsOf(
                        WarehouseTables.known(OfficeTables.of(Configuration.read(Path.of("conf")))).stream()
                                .map(definition -> definition.name())
                                .toList());
        Element district = tables.getElementById("summaries.projects_by_district");
        assertThat(district.text())
                .contains("分县区项目", "Projects by district", "as_of_date, district_code, currency")
                .contains("try_divide(year_to_date_investment_with_annual_plan, annual_plan_investment)")
                .contains("Last changed by run 000001-1");
        assertThat(district.selectFirst("[data-rows]").text())
                .isEqualTo(Integer.toString(rows("projects_by_district").size()));
    }
}
