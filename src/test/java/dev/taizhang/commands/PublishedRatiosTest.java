package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ratios that offices have printed. Each is a district of one portfolio, whose projects and contracts have its numerator and
 * denominator; the tables by district must say what was printed.
 */
class PublishedRatiosTest {
    private static final Path DATA = Path.of("../shared/realdata/published-ratios/ratios.csv");

    /** Printed from inputs that were themselves rounded: what is computed differs by so many hundredths of a point. */
    private static final Map<String, String> ROUNDED_INPUTS =
            Map.of("1", "0.1", "4", "0.01", "5", "0.01", "14", "0.04", "30", "0.02", "41", "0.1");

    /** Cut off, not rounded. */
    private static final Set<String> CUT = Set.of("9");

    private static final List<String> PROJECTS = new ArrayList<>();
    private static final List<String> PROGRESS = new ArrayList<>();
    private static final List<String> CONTRACTS = new ArrayList<>();
    private static final List<String> TARGETS = new ArrayList<>();
    private static final List<CSVRecord> RATIOS = new ArrayList<>();
    private static final Map<String, String> QUERIES = new HashMap<>();
    private static final SortedSet<String> TABLES = new TreeSet<>();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void theNightOfAllRatios() throws IOException {
        assumeTrue(Files.exists(DATA), "Skipped: the published ratios are not beside this checkout.");
        try (CSVParser parser = CSVParser.parse(
                DATA,
                StandardCharsets.UTF_8,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            parser.forEach(RATIOS::add);
        }
        RATIOS.forEach(PublishedRatiosTest::portfolio);
        Path conf = folder.resolve("conf");
        Commands.publishing(Path.of("conf"), conf, TABLES);
        Files.delete(conf.resolve("senders.conf"));
        FileUtils.deleteDirectory(conf.resolve("rules").toFile());
        List<String> districts = new ArrayList<>(List.of("code,name_zh,name_en"));
        RATIOS.forEach(ratio -> districts.add(String.join(",", district(ratio), district(ratio), district(ratio))));
        Files.write(conf.resolve("reference/districts.csv"), districts);
        deliver(
                "2025-03-31_各地_重大项目清单.csv",
                "项目代码,项目名称,所属县区,产业集群,项目状态,建设性质,投资主体,计划总投资（亿元）,原计划总投资（亿元）,年度计划投资（亿元）,计划开工日期,"
                        + "实际开工日期,复工日期,计划竣工日期,实际竣工日期,投产日期",
                PROJECTS);
        deliver("2025年_各地_项目进度.csv", "项目代码,报告月份,本年累计完成投资（亿元）,自开工累计完成投资（亿元）", PROGRESS);
        deliver("2025-03-31_各地_招商签约台账.csv", "合同编号,合同名称,落地县区,签约金额（亿元）,签约日期,注册日期,开工日期,到位资金（亿元）", CONTRACTS);
        deliver("2025年 目标任务.csv", "指标,年度,目标值（亿元）,所属县区,完成期限", TARGETS);
        Commands.Answer night =
                Commands.nightly(conf, folder.resolve("inbox"), folder.resolve("warehouse"), "2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).doesNotContain("拒收");
    }

    private static void deliver(String name, String header, List<String> rows) throws IOException {
        Path file = folder.resolve("inbox").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, header + "\n" + String.join("\n", rows) + "\n");
    }

    private static String district(CSVRecord ratio) {
        return "R" + ratio.get("id");
    }

    /** The projects and contracts of one ratio, and the query that asks for it. */
    private static void portfolio(CSVRecord ratio) {
        String numerator = ratio.get("numerator");
        String denominator = ratio.get("denominator");
        String id = ratio.get("id");
        switch (id) {
            case "10" -> {
                project(ratio, 0, "续建,,1,,1,,,,,,");
                progress(ratio, 0, "2024-03", denominator, "");
                progress(ratio, 0, "2025-03", numerator, "");
                ask(id, "1 + year_on_year_growth", "investment_progress");
            }
            case "23" -> {
                project(ratio, 0, "续建,民营," + numerator + ",,,,,,,,");
                String rest = new BigDecimal(denominator)
                        .subtract(new BigDecimal(numerator))
                        .toPlainString();
                project(ratio, 1, "续建,国有," + rest + ",,,,,,,,");
                ask(id, "private_share", "private_investment");
            }
            case "32" -> {
                contract(ratio, 0, numerator + ",2025-02-01,,,");
                TARGETS.add("招商签约,2025," + denominator + "," + district(ratio) + ",2025-12-31");
                ask(id, "signing_completion", "signing_targets");
            }
            case "33", "34" -> {
                for (int nth = 0; nth < Integer.parseInt(denominator); nth++) {
                    boolean reached = nth < Integer.parseInt(numerator);
                    String date = reached ? "2025-03-01" : "";
                    contract(ratio, nth, "1,2025-02-01," + (id.equals("33") ? date + ",," : "," + date + ","));
                }
                ask(id, id.equals("33") ? "registered_of_signed_rate" : "started_of_signed_rate", "contract_funnel");
            }
            case "35" -> {
                contract(ratio, 0, denominator + ",2025-02-01,,," + numerator);
                ask(id, "funds_in_place_rate", "contract_funnel");
            }
            case "37" -> {
                counted(ratio, 261, 135, "新建,,1,,,2025-02-01,%s,,,,", "2025-02-10");
                counted(ratio, 223, 223, "续建,,1,,,2023-02-01,2023-02-01,%s,,,", "2025-02-10");
                ask(id, "start_and_resumption_rate", "resumption");
            }
            case "41" -> {
                project(ratio, 0, "续建,," + denominator + ",,,,,,,,");
                progress(ratio, 0, "2025-03", "", numerator);
                ask(id, "total_completion", "projects_by_district");
            }
            case "43" -> {
                String now = new BigDecimal(denominator)
                        .add(new BigDecimal(numerator))
                        .toPlainString();
                project(ratio, 0, "续建,," + now + "," + denominator + ",,,,,,,");
                ask(id, "net_cost_overrun", "cost_overruns");
            }
            default -> byIndicator(ratio, numerator, denominator);
        }
    }

    private static void byIndicator(CSVRecord ratio, String numerator, String denominator) {
        String id = ratio.get("id");
        switch (ratio.get("indicator_zh")) {
            case "开工率", "开工完成率" -> {
                counted(ratio, numerator, denominator, "新建,,1,,,2025-02-01,%s,,,,", "2025-02-10");
                ask(id, "start_rate", "starts");
            }
            case "竣工率" -> {
                counted(ratio, numerator, denominator, "续建,,1,,,,,,2025-03-01,%s,", "2025-02-20");
                ask(id, "completion_rate", "completions");
            }
            case "投产率" -> {
                counted(ratio, numerator, denominator, "续建,,1,,,,,,2025-03-01,,%s", "2025-02-25");
                ask(id, "production_rate", "completions");
            }
            default -> {
                project(ratio, 0, "续建,,1,," + denominator + ",,,,,,");
                progress(ratio, 0, "2025-03", numerator, "");
                ask(id, "annual_plan_completion", "projects_by_district");
            }
        }
    }

    private static void counted(CSVRecord ratio, String numerator, String denominator, String cells, String date) {
        counted(ratio, Integer.parseInt(denominator), Integer.parseInt(numerator), cells, date);
    }

    private static void counted(CSVRecord ratio, int all, int reached, String cells, String date) {
        int from = PROJECTS.size();
        for (int nth = 0; nth < all; nth++) {
            project(ratio, from + nth, cells.formatted(nth < reached ? date : ""));
        }
    }

    private static void project(CSVRecord ratio, int nth, String cells) {
        String code = district(ratio) + "-" + nth;
        PROJECTS.add(String.join(",", code, code, district(ratio), "", "开工", cells));
    }

    private static void progress(CSVRecord ratio, int nth, String month, String yearToDate, String sinceStart) {
        PROGRESS.add(String.join(",", district(ratio) + "-" + nth, month, yearToDate, sinceStart));
    }

    private static void contract(CSVRecord ratio, int nth, String cells) {
        String code = "C" + ratio.get("id") + "-" + nth;
        CONTRACTS.add(String.join(",", code, code, district(ratio), cells));
    }

    private static void ask(String id, String measure, String table) {
        TABLES.add(table);
        QUERIES.put(
                id,
                "SELECT '" + id + "', " + measure + " FROM latest." + table + " WHERE district_code = 'R" + id + "'");
    }

    @Test
    void everyPublishedRatioIsReproducedToItsPrintedPrecision() {
        Commands.Answer answer = Commands.query(
                folder.resolve("conf"),
                folder.resolve("warehouse"),
                "csv",
                String.join(" UNION ALL ", QUERIES.values()));
        assertThat(answer.code()).as(answer.err()).isZero();
        Map<String, BigDecimal> computed = new HashMap<>();
        answer.out()
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .forEach(cells -> computed.put(cells[0], new BigDecimal(cells[1])));
        assertThat(computed).hasSameSizeAs(RATIOS);
        for (CSVRecord ratio : RATIOS) {
            String id = ratio.get("id");
            BigDecimal printed = new BigDecimal(ratio.get("published_pct"));
            BigDecimal percent = computed.get(id)
                    .movePointRight(2)
                    .setScale(printed.scale(), CUT.contains(id) ? RoundingMode.DOWN : RoundingMode.HALF_UP);
            BigDecimal expectedDifference = new BigDecimal(ROUNDED_INPUTS.getOrDefault(id, "0"));
            assertThat(percent.subtract(printed).abs())
                    .as(
                            "id %s: %s of %s is printed as %s and computed as %s",
                            id, ratio.get("numerator"), ratio.get("denominator"), printed, percent)
                    .isEqualByComparingTo(expectedDifference);
        }
    }
}
