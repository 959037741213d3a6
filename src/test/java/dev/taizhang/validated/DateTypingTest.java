package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.Column;
import dev.taizhang.definition.Configuration;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import dev.taizhang.feeds.SourceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and months that leave something open: by month alone, and 2025.1, which may be 2025.10. */
class DateTypingTest {
    @TempDir
    private Path folder;

    private final List<Finding> warnings = new ArrayList<>();

    private DateTyping typing(String feed, String column, String... cells) throws IOException {
        Files.createDirectories(folder.resolve("feeds"));
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        Files.writeString(folder.resolve("feeds/a.conf"), feed);
        Feed read = FeedFiles.read(Configuration.read(folder)).get(0);
        int place = read.dataset().indexOf(column);
        List<SourceRow> rows = Stream.of(cells)
                .map(cell -> {
                    String[] row = new String[read.dataset().columns().size()];
                    row[place] = cell;
                    return new SourceRow("", 1, 0, row, new String[row.length], null, null, null, null, null);
                })
                .toList();
        this.column = read.dataset().column(column);
        return new DateTyping(read, ZoneId.of("Asia/Shanghai"), rows::iterator);
    }

    private Column column;

    private static final String PROGRESS = """
            dataset = progress
            files = "*"
            columns { project_code = 代码, report_month = 月份, year_to_date_investment = 投资 }
            """;

    private static final String PROJECTS = """
            dataset = projects
            files = "*"
            columns {
              project_code = 代码, project_name = 名称, district = 县区, status = 状态, total_investment = 投资
              snapshot_date = 日期, planned_start_date = 开工, planned_completion_date = 竣工, actual_completion_date = 完工
            }
            """;

    @ParameterizedTest(name = "2025.1 beside {0} is {1}")
    @CsvSource(delimiter = ';', textBlock = """
            2025.1,2025.09,2025.08    ; 2025-10-01
            2025.1,2025.01            ; 2025-10-01
            2025.1,2025.10,2025.9     ; 2025-01-01
            2025.1,2025.10            ; 2025-01-01
            2025.1                    ;
            2025.1,2025.9,2025.8      ;
            2025.1,2025.11,2025.12    ;
            2025.1,2025.09,2025.9     ;
            2025.1,2025.09,2025.10    ;
            2025.1,2025年9月,2025-08  ;
            """)
    void theOtherCellsOfTheColumnDecideWhetherAMonthIsJanuary(String cells, String month) throws Exception {
        DateTyping typing = typing(PROGRESS, "report_month", cells.strip().split(","));
        if (month == null) {
            assertThatThrownBy(() -> typing.month(column, "2025.1", warnings))
                    .isInstanceOfSatisfying(
                            Unreadable.class,
                            unreadable -> assertThat(unreadable.rule()).isEqualTo("month_ambiguous"));
        } else {
            assertThat(typing.month(column, "2025.1", warnings)).hasToString(month);
            assertThat(warnings).extracting(Finding::rule).containsExactly("month_by_column");
        }
        assertThat(typing.month(column, "2025.11", warnings)).hasToString("2025-11-01");
        assertThat(typing.month(column, "2025-1", warnings)).hasToString("2025-01-01");
    }

    @Test
    void inANameTheMonthIsText() throws Exception {
        DateTyping typing = typing(
                PROGRESS.replace("report_month = 月份", "report_month { file_name = \"(.+?) \" }"), "report_month");
        assertThat(typing.month(column, "2025.1", warnings)).hasToString("2025-01-01");
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest(name = "{1} as {0} is {2}")
    @CsvSource({
        "planned_start_date, 2024年5月, 2024-05-01",
        "planned_start_date, 2024-02, 2024-02-01",
        "planned_completion_date, 2024年5月, 2024-05-31",
        "planned_completion_date, 2024.2, 2024-02-29",
        "planned_completion_date, 202512, 2025-12-31",
        "actual_completion_date, 二〇二五年四月, 2025-04-30"
    })
    void aMonthIsTheFirstDayOfAStartAndTheLastOfACompletion(String name, String text, String day) throws Exception {
        DateTyping typing = typing(PROJECTS, name);
        assertThat(typing.date(column, text, warnings)).hasToString(day);
        assertThat(warnings).extracting(Finding::rule).containsExactly("date_by_month");
        assertThat(warnings.get(0).sentence().zh()).contains(text, day);
        assertThat(warnings.get(0).sentence().en()).contains(text, day);
    }

    @Test
    void theDateOfAListNeedsItsDay() throws Exception {
        DateTyping typing = typing(PROJECTS, "snapshot_date");
        assertThatThrownBy(() -> typing.date(column, "2025年3月", warnings)).isInstanceOf(Unreadable.class);
    }
}
