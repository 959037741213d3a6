package dev.taizhang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads a sample in Parquet back and compares it with what it says of itself, and with the same one from the offices. */
class LargeFilesTest {
    private static final int PROJECTS = 200;
    private static final int MONTHS = 4;
    private static final long SEED = 7;

    @TempDir
    static Path city;

    @TempDir
    static Path offices;

    private static JsonNode known;

    @BeforeAll
    static void writeBothForms() throws IOException {
        known = write(city, SampleCity.Form.PARQUET);
    }

    private static JsonNode write(Path directory, SampleCity.Form form) throws IOException {
        SampleCity.write(directory, PROJECTS, MONTHS, SEED, form);
        return new ObjectMapper().readTree(Files.readString(directory.resolve("known.json")));
    }

    private static SampleReader.Table table(String name) throws IOException {
        return SampleReader.table(city.resolve("inbox").resolve(name));
    }

    @Test
    void thereIsAFileForEachListAndMonth() throws IOException {
        assertThat(SampleReader.files(city.resolve("inbox")))
                .extracting(Path::toString)
                .containsExactlyInAnyOrder(
                        "2024-12-31_晋中市_重大项目清单.parquet",
                        "2025-02-28_晋中市_重大项目清单.parquet",
                        "2025-03-31_晋中市_重大项目清单.parquet",
                        "2024-12_晋中市_项目进度.parquet",
                        "2025-01_晋中市_项目进度.parquet",
                        "2025-02_晋中市_项目进度.parquet",
                        "2025-03_晋中市_项目进度.parquet",
                        "2024年 目标任务.xlsx",
                        "2025年 目标任务.xlsx",
                        "2025-03-31_市发改委_跨县项目分摊表.csv");
    }

    @Test
    void equalArgumentsGiveEqualBytes(@TempDir Path again) throws IOException {
        write(again, SampleCity.Form.PARQUET);
        for (Path file : SampleReader.files(city)) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(city.resolve(file));
        }
    }

    @Test
    void theListsComeToWhatIsKnown() throws IOException {
        for (JsonNode list : known.get("lists")) {
            SampleReader.Table table = table(list.get("date").asText() + "_晋中市_重大项目清单.parquet");
            assertThat(table.rows()).hasSize(list.get("projects").asInt());
            assertThat(sum(table, "total_investment"))
                    .isEqualTo(list.get("total_investment").asText());
            assertThat(sum(table, "annual_plan_investment"))
                    .isEqualTo(list.get("annual_plan_investment").asText());
        }
        assertThat(known.get("lists")).hasSize(3);
        assertThat(known.get("projects").asInt()).isEqualTo(PROJECTS);
    }

    @Test
    void theLastMonthGivesTheYearToDate() throws IOException {
        Map<String, BigDecimal> latest = new TreeMap<>();
        for (String month : List.of("2025-01", "2025-02", "2025-03")) {
            SampleReader.Table table = table(month + "_晋中市_项目进度.parquet");
            for (List<String> row : table.rows()) {
                assertThat(table.value(row, "报告月份")).isEqualTo(month + "-01");
                String project = table.value(row, "项目代码");
                BigDecimal toDate = table.yuan(row, "本年累计完成投资");
                assertThat(latest.getOrDefault(project, BigDecimal.ZERO).add(table.yuan(row, "本月完成投资")))
                        .isEqualByComparingTo(toDate);
                latest.put(project, toDate);
            }
        }
        assertThat(latest.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualTo(known.get("year_to_date_investment").get("city").asText());
    }

    @Test
    void rowsAreCountedAsTheyWereWritten() throws IOException {
        Map<String, Integer> read = new TreeMap<>();
        for (Path file : SampleReader.files(city.resolve("inbox"))) {
            read.merge(SampleReader.dataset(file), table(file.toString()).rows().size(), Integer::sum);
        }
        read.forEach((dataset, rows) -> assertThat(
                        known.get("datasets").get(dataset).get("accepted").asInt())
                .isEqualTo(rows)
                .isPositive());
        assertThat(read).hasSize(4);
    }

    @Test
    void itIsTheCityThatTheOfficesKnow() throws IOException {
        JsonNode officesKnow = write(offices, SampleCity.Form.OFFICE);
        for (String fact : List.of("by_district", "by_status", "by_nature", "by_level", "resumption", "lists")) {
            assertThat(known.get(fact)).isEqualTo(officesKnow.get(fact));
        }
    }

    private static String sum(SampleReader.Table table, String column) {
        return table.rows().stream()
                .map(row -> table.value(row, column))
                .filter(amount -> !amount.isEmpty())
                .map(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }
}
