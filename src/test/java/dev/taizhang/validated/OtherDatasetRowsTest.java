package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines that are no rows of datasets other than projects, whose rows may consist of a code and figures. */
class OtherDatasetRowsTest {
    private static final String PROGRESS = """
            dataset = progress
            unit = "万元"
            columns {
              project_code = "项目代码"
              report_month { constant = "2025-03" }
              year_to_date_investment = "本年完成投资"
              invested_this_month = "本月完成投资"
              remark = "备注"
            }
            """;

    private static final String OUTPUT = """
            dataset = industrial_output
            unit = "万元"
            columns {
              district = "县区", cluster = "集群", report_month = "月份", output = "产值"
            }
            """;

    private static final String TARGETS = """
            dataset = targets
            columns {
              metric = "指标", year = "年度", target = "目标值", district = "县区"
            }
            """;

    @TempDir
    private Path folder;

    /** The outcome of each row of a CSV, in the order of its rows. */
    private List<String> outcomes(String feed, String... lines) throws Exception {
        // The feed of projects gives way to that of the test.
        new ProjectOffice(folder, "");
        Files.writeString(folder.resolve("feeds/projects.conf"), "files = \"*\"\n" + feed);
        Files.writeString(folder.resolve("reference/clusters.csv"), "code,name_zh,name_en\niron,铸造,Iron\nsun,光伏,Sun\n");
        Configuration configuration = Configuration.read(folder);
        Feed read = FeedFiles.read(configuration).get(0);
        Path file = Files.writeString(folder.resolve("a.csv"), String.join("\n", lines));
        Delivery delivery = new Delivery(1, "id", "hash", "a.csv", "projects", "", 1, file.toString(), null);
        List<AutoCloseable> opened = new ArrayList<>();
        List<String> outcomes = new ArrayList<>();
        Iterator<Row> rows = new DeliveryRows(read.dataset(), configuration, DeliveryRows.OwnText.OF_UNREADABLE_ROWS)
                .of(delivery, read, file, opened::add);
        List<String> names = List.of(DeliveryRows.schema(read.dataset()).fieldNames());
        while (rows.hasNext()) {
            Row row = rows.next();
            Row[] problems = (Row[]) row.get(names.indexOf("problems"));
            String leftOut = row.getString(names.indexOf("no_row"));
            String outcome = problems.length > 0 ? problems[0].getString(2) : "accepted";
            outcomes.add(row.getInt(names.indexOf("row_number")) + " " + (leftOut == null ? outcome : leftOut));
        }
        for (AutoCloseable reader : opened) {
            reader.close();
        }
        return outcomes.stream().sorted().toList();
    }

    @ParameterizedTest(name = "progress {0}: {1}")
    @CsvSource(delimiter = '=', textBlock = """
            汇总,300,30,            = total
            Zorbluk,300,30,         = total
            Zorbluk,300,,           = total
            Zorbluk,300,30,см.      = total
            2,300,30,               = total
            2,290,30,               = total
            2 zrk,290,,             = total
            Zorbluk,290,30,         = total_suspected
            Zorbluk,,,              = heading
            ,300,30,                = total
            ,290,30,                = key_blank
            JZ-2,300,30,            = accepted
            77,290,30,              = accepted
            P-9,,,                  = accepted
            """)
    void aRowOfProgressHasACodeLikeTheOthers(String line, String outcome) throws Exception {
        assertThat(outcomes(PROGRESS, "项目代码,本年完成投资,本月完成投资,备注", "P-1,100,10,", "P-2,200,20,", line))
                .containsExactly("2 accepted", "3 accepted", "4 " + outcome);
    }

    @Test
    void anyWordMayBeTheCodeOfProgressIfAllAre() throws Exception {
        assertThat(outcomes(PROGRESS, "项目代码,本年完成投资,本月完成投资,备注", "东厂,100,,", "西厂,100,,", "南厂,200,,", "北厂,400,,"))
                .containsExactly("2 accepted", "3 accepted", "4 accepted", "5 accepted");
        assertThat(outcomes(PROGRESS, "项目代码,本年完成投资,本月完成投资,备注", "1,100,,", "2,100,,", "3,200,,", "4,400,,"))
                .containsExactly("2 accepted", "3 accepted", "4 accepted", "5 accepted");
    }

    @ParameterizedTest(name = "output {0}: {1}")
    @CsvSource(delimiter = '=', textBlock = """
            Zorbluk,,2025-03,300     = total
            榆次区,小计,2025-03,300  = subtotal
            ,,2025-03,300            = total_suspected
            ,,2025-03,290            = accepted
            北区,铸造,2025-03,290    = accepted
            太谷区,,2025-03,290      = accepted
            """)
    void aTotalOfOutputIsOfNoDistrict(String line, String outcome) throws Exception {
        assertThat(outcomes(OUTPUT, "县区,集群,月份,产值", "榆次区,铸造,2025-03,100", "榆次区,光伏,2025-03,200", line))
                .containsExactly("2 accepted", "3 accepted", "4 " + outcome);
    }

    @Test
    void aTargetOfTheWholeProgrammeMaySumThoseOfTheDistricts() throws Exception {
        String[] lines = {"指标,年度,目标值,县区", "annual_investment,2025,100,榆次区", "annual_investment,2025,300,", "新指标,2025,5,"
        };
        assertThat(outcomes(TARGETS, lines)).containsExactly("2 accepted", "3 accepted", "4 accepted");
    }
}
