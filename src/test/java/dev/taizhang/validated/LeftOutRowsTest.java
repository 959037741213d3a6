package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import dev.taizhang.TestSpark;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left out by a feed, and rows that are on two sheets. */
class LeftOutRowsTest {
    private static final String[] ROWS = {
        ProjectOffice.HEADER,
        "|一、榆次区（2 个）||续建|100|",
        "P-1|东一|榆次区|开工|100|",
        "P-2||榆次区|开工|20|",
        "P-3|东三|榆次区|开工|50|2025-03-31"
    };

    private static final String LEAVE_OUT = """
            leave_out = [
              { reason = group, when = "project_code IS NULL" }
              { reason = nameless, when = "coalesce(project_name, '') = ''" }
              { reason = named, when = "project_name <> '' AND planned_start_date IS NOT NULL" }
            ]
            """;

    @TempDir
    private Path folder;

    private record Outcome(Map<String, Long> rows, Map<Long, Long> unreadableKeys, List<String> warnings) {}

    private Outcome outcome(String layout, String name, byte[] bytes) throws IOException {
        ProjectOffice office = new ProjectOffice(folder, layout);
        Path file = Files.write(folder.resolve("delivery"), bytes);
        Delivery delivery = new Delivery(
                1,
                "id",
                "hash",
                name,
                "projects",
                "",
                bytes.length,
                file.toUri().toString(),
                null);
        try (Validated validated = new Validation(
                        Datasets.PROJECTS, Map.of("projects", office.feed()), List.of(), office.configuration())
                .of(TestSpark.session(), List.of(delivery), RuleHistory.NONE)) {
            Map<String, Long> rows = new TreeMap<>();
            validated
                    .counts()
                    .forEach(count -> rows.merge(
                            count.outcome() + (count.reason() == null ? "" : " " + count.reason()),
                            count.rows(),
                            Long::sum));
            List<String> warnings = validated.warningRows().collect().stream()
                    .map(row -> row.getAs("sheet") + "!" + row.getAs("row_number") + " " + row.getAs("rule"))
                    .toList();
            return new Outcome(rows, validated.unreadableKeys(), warnings);
        }
    }

    @Test
    void aBlankCellIsNullInEveryKindOfFileAndALineLeftOutHasNoKey() throws IOException {
        Map<String, Long> wanted =
                Map.of("accepted", 1L, "left_out group", 1L, "left_out nameless", 1L, "left_out named", 1L);
        byte[] csv = String.join("\n", ROWS).replace('|', ',').getBytes(StandardCharsets.UTF_8);
        byte[] workbook = new RawWorkbook().sheet("清单", ROWS).bytes();
        byte[] blanks = new RawWorkbook()
                .sheet("清单", String.join("\n", ROWS).replace("||", "| |").split("\n", -1))
                .bytes();
        for (Outcome outcome : List.of(
                outcome(LEAVE_OUT, "a.csv", csv),
                outcome(LEAVE_OUT, "a.xlsx", workbook),
                outcome(LEAVE_OUT, "a.xlsx", blanks))) {
            assertThat(outcome.rows()).isEqualTo(wanted);
            assertThat(outcome.unreadableKeys()).containsExactly(Map.entry(1L, 0L));
        }
    }

    @Test
    void aRowOnTwoSheetsCountsOnceWithAWarningAndIsRejectedIfItDiffers() throws IOException {
        String[] rows = {ProjectOffice.HEADER, "P-1|东一|榆次区|开工|100|", "P-2|东二|榆次区|开工|20|"};
        String[] old = {rows[0], rows[1], "P-2|东二|榆次区|开工|10|"};
        Outcome outcome = outcome(
                "",
                "a.xlsx",
                new RawWorkbook().sheet("清单", rows).sheet("清单 ", old).bytes());
        assertThat(outcome.rows()).isEqualTo(Map.of("accepted", 1L, "left_out identical_row", 1L, "rejected", 2L));
        assertThat(outcome.warnings()).containsExactly("清单!2 row_on_several_sheets");
    }
}
