package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.FeedFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A cell of progress is read exactly, with a warning, or left blank with a warning; an amount costs its row. */
class NumberCellsTest {
    @TempDir
    private Path folder;

    private String read(String progressSource, String header, String cell) throws Exception {
        Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        Files.writeString(folder.resolve("feeds/progress.conf"), """
                dataset = progress
                files = "*"
                unit = "万元"
                columns {
                  project_code = "项目代码"
                  report_month { constant = "2025-03" }
                  year_to_date_investment = "本年完成"
                  physical_progress = %s
                }
                """.formatted(progressSource));
        Configuration configuration = Configuration.read(folder);
        byte[] bytes = ("项目代码,本年完成," + header + "\nP-1,100,\"" + cell + "\"\n").getBytes(StandardCharsets.UTF_8);
        Path file = Files.write(folder.resolve("delivery"), bytes);
        Delivery delivery = new Delivery(1, "id", "hash", "a.csv", "progress", "", bytes.length, file.toString(), null);
        List<AutoCloseable> opened = new ArrayList<>();
        Row row = new DeliveryRows(Datasets.PROGRESS, configuration, DeliveryRows.OwnText.OF_UNREADABLE_ROWS)
                .of(delivery, FeedFiles.read(configuration, "progress"), file, opened::add)
                .next();
        for (AutoCloseable reader : opened) {
            reader.close();
        }
        Row refusal = row.getAs("refusal");
        if (refusal != null) {
            return "refused " + refusal.getString(2);
        }
        Row typed = row.getAs("typed");
        return typed.get(Datasets.PROGRESS.indexOf("physical_progress"))
                + rules(row.getAs("problems"))
                + rules(row.getAs("warnings"));
    }

    private static String rules(Row[] findings) {
        return Stream.of(findings).map(finding -> " " + finding.getString(2)).collect(Collectors.joining());
    }

    @ParameterizedTest(name = "the progress {0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            45      | 0.450000
            45%     | 0.450000
            0       | 0.000000
            0%      | 0.000000
            0.4%    | 0.004000
            0.45    | 0.004500 fraction_range
            4500    | 45.000000 fraction_range
            45①    | 0.450000 mark_dropped
            33.333333333 | 0.333333 number_rounded
            -5%     | null fraction_range
            45万元  | null unit_unknown
            45万    | null unit_unknown
            约45    | null number_form
            045     | null number_form
            """)
    void progressIsReadOrLeftBlankWithAWarning(String cell, String outcome) throws Exception {
        assertThat(read("\"形象进度\"", "形象进度（%）", cell)).isEqualTo(outcome);
    }

    @Test
    void smallPercentagesAreMeantIfTheFeedStatesTheUnit() throws Exception {
        assertThat(read("{ header = \"形象进度\", unit = percent }", "形象进度", "0.8")).isEqualTo("0.008000");
    }

    @Test
    void aUnitOfMoneyAboveProgressRefusesTheFile() throws Exception {
        assertThat(read("\"形象进度\"", "形象进度（万元）", "45")).isEqualTo("refused unit_unknown");
    }
}
