package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.copies.PageOfWarehouse;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

/** Every figure of the page is that of the tables: in its data to the last digit, on its cards rounded once. */
class PageTest {
    /** Before its cells, a row has its district, its currency, the kind of its line, and its project. */
    private static final int META = 4;

    @TempDir
    private static Path warehouse;

    private static Commands.Answer night;
    private static Document page;
    private static JsonNode data;

    @TempDir
    private static Path folder;

    /** An office with one project. */
    private static TestInbox office;

    private static Document small;

    @BeforeAll
    static void runTheNights() throws IOException {
        night = SmallCity.at(warehouse);
        page = page(warehouse);
        data = data(page);
        office = TestInbox.below(folder);
        office.publishing("projects_by_level", "contract_funnel");
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1000,2024-05-01,是,CNY");
        assertThat(office.nightly("2025-03-31").code()).isZero();
        small = page(office.warehouse());
    }

    private static Document page(Path warehouse) throws IOException {
        return Jsoup.parse(warehouse.resolve("report/index.html").toFile(), "UTF-8");
    }

    /** The data of a page, as its script reads them. */
    static JsonNode data(Document page) throws IOException {
        return new ObjectMapper().readTree(page.selectFirst("script#data").data());
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

    /** What a cell of the data means: its text in Chinese, or its number. */
    private static String cell(JsonNode block, JsonNode row, int column) {
        JsonNode value = row.get(META + column);
        String kind = block.get("columns").get(column).get(1).asText();
        if (value.isNull()) {
            return "";
        }
        if (kind.equals("text") || kind.equals("district")) {
            JsonNode text = data.get("texts").get(value.asInt());
            return text.isArray() ? text.get(0).asText() : text.asText();
        }
        return value.asText();
    }

    private static List<String> column(JsonNode block, String name) {
        for (int column = 0; column < block.get("columns").size(); column++) {
            if (block.get("columns").get(column).get(0).asText().equals(name)) {
                List<String> values = new ArrayList<>();
                for (JsonNode row : block.get("rows")) {
                    values.add(cell(block, row, column));
                }
                return values;
            }
        }
        throw new AssertionError(name);
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "investment_progress",
                "investment_by_month",
                "programme_by_year",
                "projects_by_district",
                "projects_by_cluster",
                "projects_by_district_and_cluster",
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
                "movement",
                "project_watch",
                "projects_open_to_private_capital"
            })
    void everyFigureIsThatOfTheTable(String table) throws IOException {
        JsonNode block = data.get("blocks").get(table);
        List<List<String>> shown = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        block.get("columns").forEach(column -> columns.add(column.get(0).asText()));
        for (JsonNode row : block.get("rows")) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < columns.size(); column++) {
                cells.add(plain(cell(block, row, column)));
            }
            shown.add(cells);
        }
        List<List<String>> there = rows(table).stream()
                .map(row -> columns.stream()
                        .map(column -> plain(inChinese(row, column)))
                        .toList())
                .toList();
        assertThat(there).as("no row is made up").containsAll(shown);
        assertThat(there.stream().filter(row -> !shown.contains(row)))
                .as("only rows without any number are left out")
                .allSatisfy(row ->
                        assertThat(row.stream().filter(PageTest::isNumber)).allMatch("0"::equals));
    }

    private static String plain(String value) {
        return value.contains(".") && isNumber(value)
                ? new BigDecimal(value).stripTrailingZeros().toPlainString()
                : value;
    }

    /** The value of a CSV row; codes have names on the page, which other tests read. */
    private static String inChinese(CSVRecord row, String column) {
        String value = row.get(column);
        return switch (column) {
            case "base" -> value.equals("previous_month") ? "比上月末" : "比上年同期";
            case "kind" ->
                Map.of(
                                "joined", "新进",
                                "left", "退出",
                                "status_changed", "状态变化",
                                "cost_changed", "总投资调整",
                                "cost_became_known", "补报总投资",
                                "cost_became_blank", "总投资缺失")
                        .get(value);
            case "from_status_code", "to_status_code" ->
                value.equals("none")
                        ? "—"
                        : Configuration.read(Path.of("conf"))
                                .reference("statuses")
                                .member(value)
                                .orElseThrow()
                                .nameZh();
            case "light_reasons" ->
                Pattern.compile("(-?)(\\d+\\.\\d\\d)(?= 个百分点|%)")
                        .matcher(value)
                        .replaceAll(number -> number.group(1).replace('-', '−')
                                + new BigDecimal(number.group(2)).setScale(1, RoundingMode.HALF_UP));
            default -> value;
        };
    }

    /** Land is counted in mu and energy in tonnes: a column is money if its definition says so, not because it has two decimals. */
    @Test
    void quantitiesAreNotShownAsMoney() throws IOException {
        JsonNode block = data.get("blocks").get("factor_guarantees");
        for (JsonNode column : block.get("columns")) {
            assertThat(column.get(1).asText()).as(column.get(0).asText()).isNotEqualTo("amount");
        }
        assertThat(Commands.query(Path.of("conf"), warehouse, "csv", "SELECT * FROM 最新.要素保障 LIMIT 1")
                        .out())
                .contains("," + rows("factor_guarantees").get(0).get("needed") + ",");
    }

    @Test
    void cardsAreTheOverview() throws IOException {
        CSVRecord overview = rows("programme_overview").get(0);
        List<String> shown = new ArrayList<>();
        for (Element card : page.select(".card")) {
            String column = card.attr("data-column");
            assertThat(card.selectFirst(".figure").attr("data-value")).isEqualTo(overview.get(column));
            shown.add(column + " " + card.selectFirst(".figure").text());
        }
        assertThat(shown)
                .startsWith(
                        "project_count 6",
                        "total_investment 9.50 亿元950.0 million yuan",
                        "annual_plan_investment 1.58 亿元158.0 million yuan",
                        "year_to_date_investment 2,850 万元28.5 million yuan",
                        "annual_plan_completion 18.0%",
                        "start_rate 50.0%",
                        "resumption_rate 66.7%");
    }

    /** The figures of the scorecard are those of the tables by district. */
    @Test
    void theScorecardIsTheTables() throws IOException {
        Map<String, CSVRecord> progress = rows("investment_progress").stream()
                .collect(Collectors.toMap(row -> row.get("district_code"), Function.identity()));
        Map<String, Long> planned = rows("starts").stream()
                .filter(row -> !row.get("planned_start_count").isEmpty())
                .collect(Collectors.groupingBy(
                        row -> row.get("district_code"),
                        Collectors.summingLong(row -> Long.parseLong(row.get("planned_start_count")))));
        int compared = 0;
        for (JsonNode line : data.get("scorecard")) {
            JsonNode figures = line.get("figures");
            CSVRecord row = progress.get(line.get("code").asText());
            if (row == null) {
                continue;
            }
            compared++;
            for (String column : List.of("annual_plan_investment", "annual_plan_completion", "ahead_of_time_pp")) {
                assertThat(figures.path(column).asText()).as(column).isEqualTo(plain(row.get(column)));
            }
            assertThat(figures.path("planned_start_count").asLong())
                    .isEqualTo(planned.getOrDefault(line.get("code").asText(), 0L));
        }
        assertThat(compared).isEqualTo(progress.size());
        assertThat(data.get("whole").get("figures").get("project_count").asText())
                .isEqualTo(rows("programme_overview").get(0).get("project_count"));
    }

    @Test
    void findingsAreSaidInBothLanguagesForTheWholeAndForEachDistrict() throws IOException {
        assertThat(page.selectFirst("#headline .zh").text()).startsWith("年度投资完成 18.0%，慢于时间进度 7.0 个百分点：");
        assertThat(page.selectFirst("#headline .en").text())
                .startsWith("18.0% of the annual plan is invested, 7.0 points behind the time elapsed:");
        assertThat(data.get("findings")).hasSameSizeAs(data.get("scorecard"));
        for (JsonNode said : data.get("findings")) {
            assertThat(said).isNotEmpty();
        }
    }

    @Test
    void changeIsSinceTheDatePublishedBefore() throws IOException {
        assertThat(page.select(".change")).as("nothing was published before").isEmpty();
        office.deliver("2025-04-30 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1500,2024-05-01,是,CNY");
        Commands.Answer second = office.nightly("2025-04-30");
        assertThat(second.code()).as(second.err()).isZero();
        Element change = page(office.warehouse()).selectFirst(".card[data-column=total_investment] .change");
        assertThat(change.selectFirst("[data-change]").attr("data-change"))
                .as("500 of 万元")
                .isEqualTo("5000000.00");
        assertThat(change.text()).contains("较 2025-03-31", "since 2025-03-31");
    }

    @Test
    void theTotalIsTheOverview() throws IOException {
        CSVRecord overview = rows("programme_overview").get(0);
        JsonNode block = data.get("blocks").get("projects_by_district");
        int compared = 0;
        for (int column = 0; column < block.get("columns").size(); column++) {
            JsonNode value = block.get("total").get(META + column);
            if (!value.isNull()) {
                String name = block.get("columns").get(column).get(0).asText();
                assertThat(value.asText()).as(name).isEqualTo(plain(overview.get(name)));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(4);
    }

    @Test
    void redProjectsStandFirstThenTheLargest() throws IOException {
        List<String> lights = column(data.get("blocks").get("project_watch"), "light_code");
        assertThat(lights.stream().dropWhile("red"::equals)).doesNotContain("red");
        assertThat(column(data.get("blocks").get("project_watch"), "total_investment"))
                .last()
                .as("null is not zero")
                .isEqualTo("");
    }

    /** What the card of a project says was reported, where it stands in the files of the inbox. */
    @Test
    void reportsOfAProjectNameFileSheetAndRow() throws IOException {
        JsonNode reports = data.get("reports");
        assertThat(reports).hasSameSizeAs(rows("project_watch"));
        List<CSVRecord> watch = rows("project_watch");
        for (CSVRecord project : watch) {
            JsonNode delivered = reports.get(project.get("project_code"));
            JsonNode file = data.get("texts").get(delivered.get(0).get(0).asInt());
            assertThat(SmallCity.INBOX.resolve(file.asText())).exists();
            assertThat(delivered.get(0).get(2).asInt()).isPositive();
            if (!project.get("last_report_month").isEmpty()) {
                assertThat(delivered.get(delivered.size() - 1).get(0).asText())
                        .isEqualTo(project.get("last_report_month").substring(0, 7));
            }
        }
    }

    /** Single matters that are late are as many as the tables count. */
    @Test
    void lateMattersAreThoseThatTheTablesCount() throws IOException {
        assertThat(data.get("blocks").path("overdue_bottlenecks").path("rows").size())
                .isEqualTo(sum("bottlenecks_by_factor", "overdue_count"));
        assertThat(data.get("blocks").path("overdue_approvals").path("rows").size())
                .isEqualTo(sum("approvals_by_step", "pending_over_limit_count"));
    }

    private static int sum(String table, String column) throws IOException {
        return rows(table).stream()
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .mapToInt(Integer::parseInt)
                .sum();
    }

    @Test
    void aPartWhoseTableIsEmptyOrWhollyUnassignedDoesNotAppear() throws IOException {
        JsonNode blocks = data(small).get("blocks");
        assertThat(blocks.has("projects_by_district")).isTrue();
        assertThat(blocks.has("projects_by_level")).as("nobody names a level").isFalse();
        assertThat(blocks.has("contract_funnel")).as("nobody signed").isFalse();
        for (JsonNode block : data.get("blocks")) {
            assertThat(block.get("rows")).isNotEmpty();
        }
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
        assertThat(page.select("link, img, iframe, object, embed, script[src], [style]"))
                .isEmpty();
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .startsWith("default-src 'none'")
                .contains("script-src 'sha256-")
                .doesNotContain("http", "unsafe");
        assertThat(text.split("<!DOCTYPE html>", -1)).hasSize(2);
    }

    @Test
    void onlyTheSampleCitySaysThatItIsOne(@TempDir Path sample) throws IOException {
        assertThat(page.select(".synthetic")).isEmpty();
        SmallCity.at(sample);
        Files.createFile(sample.resolve("SYNTHETIC-SAMPLE-CITY"));
        PageOfWarehouse.write(SmallCity.CONF, sample);
        assertThat(page(sample).select(".synthetic").text()).contains("合成", "invented");
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

    @Test
    void tablesLinkToWhatTheyAreComputedFromAndWhereTheyAreShown() throws IOException {
        Document tables = Jsoup.parse(warehouse.resolve("report/tables.html").toFile(), "UTF-8");
        assertThat(links(tables, "summaries.district_ranking", 0))
                .containsExactly("#ledger.projects", "#ledger.progress", "#ledger.allocations", "#facts.project_state");
        assertThat(links(tables, "summaries.district_ranking", 1))
                .containsExactly(
                        "#copies.csv",
                        "#copies.workbook",
                        "#copies.page",
                        "#copies.sqlite",
                        "#copies.parquet",
                        "#copies.delta");
        assertThat(links(tables, "ledger.targets", 0)).containsExactly("#feeds.targets");
        assertThat(links(tables, "ledger.targets", 1)).contains("#summaries.starts", "#summaries.signing_targets");
        assertThat(tables.getElementById("copies.page").selectFirst("p").text()).contains("report/index.html");
        assertThat(tables.getElementById("feeds.targets").selectFirst("p").text())
                .contains("*目标任务.xlsx");
        assertThat(tables.select(".lineage a").eachAttr("href"))
                .hasSizeGreaterThan(200)
                .allSatisfy(link -> assertThat(tables.getElementById(link.substring(1)))
                        .as(link)
                        .isNotNull());
    }

    /** Returns what an entry of the page of tables links to, in its first or second line. */
    private static List<String> links(Document tables, String entry, int line) {
        return tables.getElementById(entry)
                .select(".lineage dd")
                .get(line)
                .select("a")
                .eachAttr("href");
    }
}
