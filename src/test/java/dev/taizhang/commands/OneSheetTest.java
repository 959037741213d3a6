package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One sheet with the list of projects and their progress, read by two feeds: the first example of {@code docs/feeds.md}. */
class OneSheetTest {
    private static final String NAME = "2025-03-31 东区 项目台账.xlsx";

    @TempDir
    private Path folder;

    private TestInbox office;

    @BeforeEach
    void deliver() throws IOException {
        office = TestInbox.below(folder);
        for (String dataset : new String[] {"projects", "progress"}) {
            office.configure("feeds/register-" + dataset + ".conf", example(dataset));
        }
        office.deliverWorkbook(
                NAME,
                "台账",
                "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）,本月完成投资（万元）",
                "E-1,东一,东区,铸造,开工,1000,80",
                "E-2,东二,东区,新能源,签约,500,",
                "E-3,东三,东区,铸造,开工,300,0");
    }

    /** The example of a dataset as the page has it. */
    private static String example(String dataset) throws IOException {
        Pattern block = Pattern.compile("```\\n(dataset = " + dataset + "\\nfiles = \"\\*项目台账.*?)```", Pattern.DOTALL);
        return block.matcher(Files.readString(Path.of("docs/feeds.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachDatasetIsADeliveryOfItsOwn() {
        assertThat(office.nightly("2025-03-31").code()).isZero();
        assertThat(office.lines("SELECT dataset, rows_read, rows_accepted, rows_rejected, rows_left_out"
                        + " FROM ledger.deliveries ORDER BY dataset"))
                .containsExactly("progress|3|2|0|1", "projects|3|3|0|0");
        // Zero was reported for E-3, nothing for E-2.
        assertThat(office.lines("SELECT project_code, total_investment, month_investment FROM facts.project_state"
                        + " ORDER BY project_code"))
                .containsExactly("E-1|10000000.00|800000.00", "E-2|5000000.00|", "E-3|3000000.00|0.00");

        assertThat(office.nightly("2025-03-31").out()).contains("No new deliveries; 1 file");
        assertThat(office.run("withdraw", null, NAME, "--reason", "又报").err())
                .contains("More than one delivery is named");
    }

    @Test
    void aFeedAddedLaterReadsTheFileOnceMoreForItsDatasetOnly() throws IOException {
        Path progress = office.conf().resolve("feeds/register-progress.conf");
        String feed = Files.readString(progress);
        Files.delete(progress);
        assertThat(office.nightly("2025-03-31").code()).isZero();
        Files.writeString(progress, feed);
        assertThat(office.nightly("2025-03-31").code()).isZero();
        assertThat(office.lines("SELECT delivery_number, dataset FROM ledger.deliveries ORDER BY 1"))
                .containsExactly("1|projects", "2|progress");
    }

    @Test
    void aClerkIsToldOfEachReading() {
        Commands.Answer answer = Commands.run(
                "validate",
                "--conf",
                office.conf().toString(),
                office.inbox().resolve(NAME).toString());
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(ExitCode.PUBLISHED.code());
        assertThat(answer.out())
                .containsPattern("台账 +register-projects +项目清单 +3 +3 +0 +0 +0 +计划总投资 total investment 1,800.00 万元")
                .containsPattern("台账 +register-progress +月度进度 +3 +2 +0 +1 +0 +本月完成投资 .* 80.00 万元");
    }
}
