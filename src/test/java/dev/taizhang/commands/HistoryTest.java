package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.summaries.OfficeTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nights of one office. The first takes the lists of the end of February and of the end of March, the second finds nothing
 * new, the third takes a list that corrects one row and a file of changes.
 */
class HistoryTest {
    private static final String STATE = "SELECT project_code, total_investment FROM facts.project_state"
            + " WHERE as_of_date = DATE'2025-03-31' ORDER BY project_code";

    @TempDir
    private static Path folder;

    private static TestInbox office;
    private static List<String> first;
    private static List<Commands.Answer> nights;
    private static List<SortedMap<String, String>> exports;
    private static Map<String, List<String>> after;

    @BeforeAll
    static void runThreeNights() throws IOException {
        office = TestInbox.below(folder);
        deliverBothMonths();
        Commands.Answer one = office.nightly("2025-03-31");
        assertThat(one.code()).as(one.err()).isZero();
        SortedMap<String, String> exportsOfOne = office.exports("2025-03-31");
        first = office.lines(STATE);
        Commands.Answer two = office.nightly("2025-03-31");
        assertThat(two.code()).as(two.err()).isZero();
        SortedMap<String, String> exportsOfTwo = office.exports("2025-03-31");
        Map<String, List<String>> afterTwo = Map.of(
                "deliveries of two", office.lines("SELECT count(1), max(run_id) FROM ledger.deliveries"),
                "runs", office.lines("SELECT release_number, deliveries_taken, rows_read FROM ledger.runs"));
        office.deliver(
                "2025-03-31 东区更正 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,1111,2024-05-01,是,CNY",
                "E-03,东三,东区,铸造,开工,300,2024-05-01,是,CNY");
        office.deliver("2025-03-31 全市 项目变更.csv", TestInbox.CHANGED, "N-01,新一,南区,新能源,签约,700");
        Commands.Answer three = office.nightly("2025-03-31");
        assertThat(three.code()).as(three.err()).isZero();
        nights = List.of(one, two, three);
        exports = List.of(exportsOfOne, exportsOfTwo);
        after = afterTwo;
    }

    private static void deliverBothMonths() throws IOException {
        office.deliver(
                "2025-02-28 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,100,2024-05-01,是,CNY",
                "E-02,东二,东区,铸造,开工,200,2024-05-01,是,CNY");
        office.deliver(
                "2025-02-28 西区 项目清单.csv",
                TestInbox.PROJECTS,
                "W-01,西一,西区,铸造,开工,100,2024-05-01,是,CNY",
                "W-02,西二,西区,铸造,开工,200,2024-05-01,是,CNY",
                "W-03,西三,西区,铸造,开工,300,2024-05-01,是,CNY");
        office.deliver(
                "2025-02-28 南区 项目清单.csv",
                TestInbox.PROJECTS,
                "S-01,南一,南区,铸造,开工,100,2024-05-01,是,CNY",
                "S-02,南二,南区,铸造,开工,200,2024-05-01,是,CNY");
        office.deliver(
                "2025-03-31 东区 项目清单.csv",
                TestInbox.PROJECTS,
                "E-01,东一,东区,铸造,开工,110,2024-05-01,是,CNY",
                "E-03,东三,东区,铸造,开工,300,2024-05-01,是,CNY");
        office.deliver(
                "2025-03-31 西区 项目清单.csv",
                TestInbox.PROJECTS,
                "W-01,西一,西区,铸造,开工,110,2024-05-01,是,CNY",
                "W-02,西二,西区,铸造,开工,约二百,2024-05-01,是,CNY");
        office.deliver(
                "2025-03-31 南区 项目清单.csv",
                TestInbox.PROJECTS,
                "S-01,南一,南区,铸造,开工,110,2024-05-01,是,CNY",
                ",南二,南区,铸造,开工,210,2024-05-01,是,CNY");
    }

    @Test
    void theLatestWordOnEachProjectIsTheOneOfTheLatestList() {
        assertThat(first).contains("E-01|1100000.00", "W-01|1100000.00", "S-01|1100000.00", "E-03|3000000.00");
    }

    @Test
    void aProjectLeavesThatTheWholeListOfItsOwnDistrictNoLongerNames() {
        assertThat(first).noneMatch(line -> line.startsWith("E-02"));
        assertThat(first).noneMatch(line -> line.startsWith("W-03"));
        assertThat(office.lines("SELECT file_name, array_join(scope, ',') FROM ledger.deliveries"
                        + " WHERE file_name LIKE '2025-03-31 东区 %'"))
                .containsExactly("2025-03-31 东区 项目清单.csv|D1");
    }

    @Test
    void aRejectedRowStillNamesItsProjectWhichKeepsItsWordOfBefore() {
        assertThat(first).contains("W-02|2000000.00");
        assertThat(office.lines("SELECT key, rule FROM ledger.rejected WHERE key = 'W-02'"))
                .containsExactly("W-02|number_form");
    }

    @Test
    void aWholeListWithAnUnreadableKeyMakesNobodyLeave() {
        assertThat(first).contains("S-02|2000000.00");
        assertThat(office.lines("SELECT whole_list, makes_leave FROM ledger.deliveries"
                        + " WHERE file_name = '2025-03-31 南区 项目清单.csv'"))
                .containsExactly("true|false");
    }

    @Test
    void theSecondNightTakesNothingAndPublishesTheSameBytes() {
        assertThat(nights.get(1).out()).contains("No new deliveries; 6 files in the inbox are already in the ledger.");
        assertThat(exports.get(1))
                .isEqualTo(exports.get(0))
                .hasSameSizeAs(
                        OfficeTables.of(Configuration.read(office.conf())).published());
        assertThat(after.get("deliveries of two")).containsExactly("6|000001-1");
        assertThat(after.get("runs")).containsExactly("1|6|13", "2|0|0");
    }

    @Test
    void aCorrectedRowSupersedesAndChangesMakeNobodyLeave() {
        assertThat(office.lines(STATE))
                .containsExactly(
                        "E-01|11110000.00",
                        "E-03|3000000.00",
                        "N-01|7000000.00",
                        "S-01|1100000.00",
                        "S-02|2000000.00",
                        "W-01|1100000.00",
                        "W-02|2000000.00");
        assertThat(office.lines("SELECT whole_list, makes_leave, size(scope) FROM ledger.deliveries"
                        + " WHERE file_name = '2025-03-31 全市 项目变更.csv'"))
                .containsExactly("false|false|0");
    }

    @Test
    void acceptedRowsAreCurrentOrSuperseded() {
        assertThat(office.lines("SELECT sum(rows_read), sum(rows_accepted), sum(rows_rejected), sum(rows_current),"
                        + " sum(rows_superseded), min(reconciled) FROM latest.data_coverage"
                        + " WHERE dataset = 'projects' AND column_name = ''"))
                .containsExactly("16|14|2|12|2|true");
    }
}
