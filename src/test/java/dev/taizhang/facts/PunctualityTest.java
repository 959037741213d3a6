package dev.taizhang.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.PlanYear;
import dev.taizhang.ledger.EffectiveDeliveries;
import dev.taizhang.ledger.LedgerTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is late and who is missing, by deliveries that a clerk could have on one page. */
class PunctualityTest {
    @TempDir
    private Path folder;

    private long deliveries;

    /** The lists of East and West are due five days after the month. */
    private Configuration configuration(String due) throws IOException {
        Files.createDirectories(folder.resolve("reference"));
        Files.writeString(
                folder.resolve("reference/districts.csv"), "code,name_zh,name_en,aliases\nD1,东区,East,东\nD2,西区,West,\n");
        Files.writeString(
                folder.resolve("taizhang.conf"), "programme { code = test, name_zh = \"测试\", name_en = Test }\n");
        Files.writeString(folder.resolve("senders.conf"), due);
        return Configuration.read(folder);
    }

    private Configuration fiveDaysAfter() throws IOException {
        return configuration("due = [{ dataset = projects, senders = [\"东区\", \"西区\"], days_after_month_end = 5 }]");
    }

    /** A row of {@code ledger.deliveries}: who sent it, the night that took it, the date it speaks of. */
    private Row delivery(String sender, String night, String speaksOf) {
        return delivery(sender, night, speaksOf, "accepted");
    }

    private Row delivery(String sender, String night, String speaksOf, String state) {
        StructType schema = LedgerTables.DELIVERIES.schema();
        deliveries++;
        Map<String, Object> known = Map.of(
                "delivery_number",
                deliveries,
                "dataset",
                "projects",
                "sender",
                sender,
                "state",
                state,
                "rows_accepted",
                1L,
                "night",
                LocalDate.parse(night),
                "speaks_of",
                LocalDate.parse(speaksOf));
        return new GenericRowWithSchema(
                Stream.of(schema.fieldNames()).map(known::get).toArray(), schema);
    }

    private static List<Punctuality> punctuality(LocalDate date, Configuration configuration, List<Row> sent) {
        return punctuality(date, configuration, sent, new EffectiveDeliveries(Set.of(), Map.of()));
    }

    private static List<Punctuality> punctuality(
            LocalDate date, Configuration configuration, List<Row> sent, EffectiveDeliveries effective) {
        return Punctuality.of(
                new AsOf(date, PlanYear.OF_THE_CALENDAR),
                configuration.due(),
                configuration.reference("districts"),
                sent,
                effective);
    }

    private static List<String> told(List<Punctuality> all) {
        return all.stream()
                .map(one -> Stream.of(one.sender(), one.state(), one.dueMonth(), one.dueDate(), one.daysLate())
                        .map(Objects::toString)
                        .reduce((left, right) -> left + " " + right)
                        .orElseThrow())
                .toList();
    }

    @ParameterizedTest(name = "on {0} what is due speaks of {1}, by {2}")
    @CsvSource({
        // The list of March is due on the 5th of April: the day before, that of February still is what is due.
        "2025-04-04, 2025-02, 2025-03-05",
        "2025-04-05, 2025-03, 2025-04-05",
        "2025-04-30, 2025-03, 2025-04-05",
        "2025-01-04, 2024-11, 2024-12-05",
    })
    void whatIsDueIsTheLatestMonthWhoseDayHasCome(LocalDate date, String month, String by) throws IOException {
        assertThat(told(punctuality(date, fiveDaysAfter(), List.of())))
                .allSatisfy(line -> assertThat(line).contains(" MISSING " + month + " " + by + " "));
    }

    @Test
    void whoCameByTheDayIsOnTimeAndWhoCameAfterItIsLateByTheDaysBetween() throws IOException {
        List<Row> sent = List.of(
                delivery("东区", "2025-04-05", "2025-03-31"),
                delivery("西区", "2025-04-09", "2025-03-31"),
                // That he sends it once more does not make him later.
                delivery("西区", "2025-04-12", "2025-03-31"));
        assertThat(told(punctuality(LocalDate.of(2025, 4, 20), fiveDaysAfter(), sent)))
                .containsExactly("东区 ON_TIME 2025-03 2025-04-05 0", "西区 LATE 2025-03 2025-04-05 4");
    }

    @Test
    void lastMonthsListIsNotThisMonthsAndARefusedOneIsNone() throws IOException {
        List<Row> sent = List.of(
                delivery("东区", "2025-04-03", "2025-02-28"), delivery("西区", "2025-04-03", "2025-03-31", "refused"));
        List<Punctuality> all = punctuality(LocalDate.of(2025, 4, 8), fiveDaysAfter(), sent);
        assertThat(told(all)).containsExactly("东区 MISSING 2025-03 2025-04-05 3", "西区 MISSING 2025-03 2025-04-05 3");
        assertThat(all.get(0).lastDate()).isEqualTo("2025-02-28");
        assertThat(all.get(0).lastDelivery()).isEqualTo("2025-04-03");
        assertThat(all.get(1).lastDate()).isNull();
        assertThat(all.get(0).sentence().zh()).isEqualTo("东区的“项目清单”（2025-03，应于 2025-04-05 前报送，最新数据日期为 2025-02-28）");
        assertThat(all.get(1).sentence().en())
                .isEqualTo("projects of 西区 (2025-03, due by 2025-04-05; never delivered)");
    }

    @Test
    void whatWasWithdrawnHasNotComeAndWhatIsReadAgainCameWhenItWasReadFirst() throws IOException {
        List<Row> sent = List.of(
                delivery("东区", "2025-04-05", "2025-03-31"),
                delivery("西区", "2025-04-05", "2025-03-31"),
                delivery("西区", "2025-04-09", "2025-03-31"));
        // The first is withdrawn, and the third is another reading of the second.
        EffectiveDeliveries belief = new EffectiveDeliveries(Set.of(1L, 2L), Map.of(3L, 2L));
        assertThat(told(punctuality(LocalDate.of(2025, 4, 10), fiveDaysAfter(), sent, belief)))
                .containsExactly("东区 MISSING 2025-03 2025-04-05 5", "西区 ON_TIME 2025-03 2025-04-05 0");
    }

    @Test
    void aSenderIsKnownByAnyNameOfItsDistrict() throws IOException {
        List<Row> sent =
                List.of(delivery("东", "2025-04-05", "2025-03-31"), delivery("West", "2025-04-05", "2025-03-31"));
        assertThat(told(punctuality(LocalDate.of(2025, 4, 8), fiveDaysAfter(), sent)))
                .containsExactly("东区 ON_TIME 2025-03 2025-04-05 0", "西区 ON_TIME 2025-03 2025-04-05 0");
    }

    @Test
    void whereNothingIsConfiguredNothingIsDueAndTheLastDeliveryIsTold() throws IOException {
        List<Row> sent = List.of(delivery("东", "2025-03-01", "2025-02-28"), delivery("东区", "2025-04-05", "2025-03-31"));
        List<Punctuality> all = punctuality(LocalDate.of(2025, 4, 8), configuration(""), sent);
        assertThat(told(all)).containsExactly("东区 NOT_DUE null null null");
        assertThat(all.get(0).lastDate()).isEqualTo("2025-03-31");
    }
}
