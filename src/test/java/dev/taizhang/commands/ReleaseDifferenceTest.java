package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.Hashes;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a release keeps of its configuration, and what {@code jobs/runs --diff} says of two releases. */
class ReleaseDifferenceTest {
    private static final String HEADER = "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）,计划开工日期,实际开工日期,建设性质";
    private static final String ALIAS = "D3,南区,South District,南|开发区,,3,,";

    @TempDir
    private static Path folder;

    private static TestInbox office;

    /** Two nights as of one date; in the second one a correction, an alias and a threshold are new. */
    @BeforeAll
    static void publish() throws IOException {
        office = TestInbox.below(folder.resolve("office"));
        office.publishing("lights_by_district");
        office.configure("tables/lights.conf", """
                tables = [{
                  name = lights_by_district
                  by = [district]
                  measures = [yellow_count, red_count]
                  title { zh = "各县区亮灯", en = "Lights by district" }
                  sentence { zh = "每个县区、币种一行", en = "One row per district and currency" }
                }]
                """);
        office.configure("feeds/projects.conf", """
                dataset = projects
                files = "*项目.csv"
                list = changes
                columns {
                  snapshot_date { file_name = "^(\\\\d{4}-\\\\d{2}-\\\\d{2})" }
                  project_code = "项目代码"
                  project_name = "项目名称"
                  district = "所属县区"
                  cluster = "产业集群"
                  status = "项目状态"
                  nature = "建设性质"
                  total_investment = "计划总投资"
                  planned_start_date = "计划开工日期"
                  actual_start_date = "实际开工日期"
                }
                """);
        office.deliver(
                "2025-02-28 项目.csv",
                HEADER,
                "E-1,东一,东区,铸造,签约,100,2025-02-20,,新建",
                "W-1,西一,西区,铸造,开工,200,2024-01-10,2024-01-10,续建",
                "K-1,开一,开发区,铸造,签约,300.5,2025-02-25,,新建");
        publishes("2025-03-31");
        office.deliver(
                "2025-03-31 项目.csv",
                HEADER,
                "W-1,西一,西区,铸造,开工,250.25,2024-01-10,2024-01-10,续建",
                "K-1,开一,开发区,铸造,签约,310,2025-02-25,,新建");
        configure("reference/districts.csv", "D3,南区,South District,南,,3,,", ALIAS);
        configure("taizhang.conf", "copies = []", """
                copies = []
                lights.set = behind_at_all
                webhook { url = "https://chat.example/hook/s3cret?key=s3cret", body = "{}" }
                """);
        configure("taizhang.conf", "webhook", "# webhook");
        publishes("2025-03-31");
    }

    private static void publishes(String asOf) {
        Commands.Answer night = office.nightly(asOf);
        assertThat(night.code()).as(night.err()).isZero();
    }

    private static void configure(String file, String before, String after) throws IOException {
        String text = Files.readString(office.conf().resolve(file));
        assertThat(text).contains(before);
        office.configure(file, text.replace(before, after));
    }

    private static Commands.Answer runs(String... arguments) {
        return office.run("runs", null, arguments);
    }

    private static Release release(int number) {
        return Warehouse.at(office.warehouse().toString(), HadoopConfiguration.read())
                .releases()
                .get(number - 1);
    }

    private static Path kept(String hash) {
        return office.warehouse().resolve("definitions").resolve(hash);
    }

    /**
     * E-1 (100) and K-1 (300.5) should have started a month ago, which is yellow, and red by the new threshold. W-1 grows
     * from 200 to 250.25 and K-1 to 310; K-1 is in no known district until 开发区 becomes an alias of the south.
     */
    @Test
    void everyMovementIsThatOfTheCorrectionTheAliasOrTheThreshold() {
        Commands.Answer answer = runs("--diff", "1", "2");
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .containsPattern("收到 arrived +2  2025-03-31 项目.csv  projects +2  000002-1\n")
                .containsPattern("修改 changed +reference/districts.csv +[0-9a-f]{12}  [0-9a-f]{12}  每次运行，连同")
                .contains("  - 4: D3,南区,South District,南,,3,,\n  + 4: " + ALIAS + "\n", "lights.set = behind_at_all\n")
                .containsPattern("1  收件 deliveries +\\d+\n")
                .containsPattern("2  配置 reference/districts.csv configuration reference/districts.csv +\\d+\n")
                .containsPattern("3  配置 taizhang.conf configuration taizhang.conf +\\d+\n各原因按此次序")
                .doesNotContain("程序 unknown");
        assertThat(answer.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "programme_overview test_city CNY total_investment 6005000.00 6602500.00 +597500.00 +597500.00",
                        "programme_overview test_city CNY yellow_count 2 0 -2 -2",
                        "programme_overview test_city CNY red_count 0 2 +2 +2",
                        "projects_by_district D2 CNY total_investment 2000000.00 2502500.00 +502500.00 +502500.00",
                        "projects_by_district D3 CNY project_count — 1 +1 +1",
                        "projects_by_district D3 CNY total_investment — 3100000.00 +3100000.00 +3100000.00",
                        "projects_by_district unassigned CNY project_count 1 — -1 -1",
                        "projects_by_district unassigned CNY total_investment 3005000.00 — -3005000.00 +95000.00"
                                + " -3100000.00",
                        "lights_by_district D1 CNY red_count 0 1 +1 +1",
                        "lights_by_district D3 CNY yellow_count — 0 0 +1 -1",
                        "lights_by_district D3 CNY red_count — 1 +1 0 +1");
    }

    @Test
    void theConfigurationOfAReleaseIsKeptFileByFileUnderItsHash() throws IOException {
        String list = Files.readString(kept(release(2).configurationHash()));
        assertThat(Hashes.of(list)).isEqualTo(release(2).configurationHash());
        String shown = runs("2").out();
        SortedSet<String> hashes = new TreeSet<>();
        for (String line : list.lines().toList()) {
            String hash = line.substring(0, 64);
            hashes.add(hash);
            assertThat(Hashes.of(Files.readString(kept(hash)))).as(line).isEqualTo(hash);
            assertThat(Files.readString(kept(hash))).doesNotContain("s3cret");
            assertThat(shown).containsPattern(line.substring(66) + " +" + hash.substring(0, 12));
        }
        assertThat(Files.readString(kept(hash(list, "taizhang.conf")))).contains("https://chat.example/...\"");
        assertThat(Files.readString(kept(hash(list, "reference/districts.csv"))))
                .contains(ALIAS);
        assertThat(list).contains("  built-in/reference/statuses.csv\n").doesNotContain("built-in/reference/districts");
        // The files of both nights and the two lists; what did not change is there once.
        hashes.add(release(1).configurationHash());
        hashes.add(release(2).configurationHash());
        try (Stream<Path> present = Files.list(office.warehouse().resolve("definitions"))) {
            assertThat(present.count()).isEqualTo(hashes.size() + 2);
        }
        assertThat(Files.readString(office.warehouse().resolve("exports/2025-03-31/brief.md")))
                .endsWith("发布 2（000002-1） release 2 (000002-1) SHA-256 "
                        + release(2).hash() + "\n");
    }

    private static String hash(String list, String file) {
        return list.lines()
                .filter(line -> line.endsWith("  " + file))
                .findFirst()
                .orElseThrow()
                .substring(0, 64);
    }

    @Test
    void twoReleasesThatCannotBeComparedAreASentence() {
        says(office, 2, "没有发布“7”。", "--diff", "1", "7");
        says(office, 2, "\"2\" and \"000002-1\" are the same release, 2.", "--diff", "2", "000002-1");
        says(office, 2, "--diff", "--diff", "1");
        says(office, 2, "--diff compares two releases, and 4 are named.", "--diff", "1", "2", "--diff", "2", "1");
        says(office, 2, "--diff", "--format", "json");
    }

    @Test
    void aConfigurationThatIsDamagedOrNotKeptIsReported() throws IOException {
        TestInbox damaged = office.copiedTo(folder.resolve("damaged"));
        String configuration = release(1).configurationHash();
        Path definitions = damaged.warehouse().resolve("definitions");
        Path districts = definitions.resolve(hash(Files.readString(kept(configuration)), "reference/districts.csv"));
        Files.writeString(districts, ALIAS);
        says(damaged, 1, districts + " of a kept configuration is damaged", "--diff", "1", "2");
        Commands.Answer doctor = damaged.run("doctor", null);
        assertThat(doctor.code()).isEqualTo(2);
        assertThat(doctor.out()).contains("历次配置 definitions", districts + " of a kept configuration is damaged");
        Files.delete(districts);
        says(damaged, 1, "(reference/districts.csv) of a kept configuration is missing", "--diff", "1", "2");
        Files.delete(definitions.resolve(configuration));
        says(damaged, 2, "The configuration of release 1 is not kept", "--diff", "1", "2");
        assertThat(damaged.run("runs", null, "1").out()).contains(configuration).doesNotContain("配置文件 file");
    }

    private static void says(TestInbox of, int code, String sentence, String... arguments) {
        Commands.Answer answer = of.run("runs", null, arguments);
        assertThat(answer.code()).as(answer.out() + answer.err()).isEqualTo(code);
        assertThat(answer.out()).isEmpty();
        assertThat(answer.err()).contains(sentence);
    }

    /** A month passes, a delivery is withdrawn, another one read again, and a feed changes. */
    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void thePartsOfEveryFigureAddUpInBothDirections() throws IOException {
        TestInbox first = office;
        office = first.copiedTo(folder.resolve("later"));
        configure("feeds/projects.conf", "list = changes", "# changes\nlist = changes");
        assertThat(office.run("withdraw", null, "2025-03-31 项目.csv", "--reason", "wrong")
                        .code())
                .isZero();
        assertThat(office.run("nightly", "2025-04-30", "--reread", "1").code()).isZero();
        for (String[] pair : new String[][] {{"1", "4"}, {"4", "1"}, {"2", "4"}, {"3", "4"}}) {
            Commands.Answer answer = runs("--diff", pair[0], pair[1], "--format", "json");
            assertThat(answer.code()).as(answer.err()).isZero();
            JsonNode difference = JsonMapper.builder().build().readTree(answer.out());
            assertThat(StreamSupport.stream(difference.get("causes").spliterator(), false)
                            .map(cause -> cause.get("cause").asText()))
                    .as(answer.out())
                    .startsWith("as_of_date", "deliveries")
                    .doesNotContain("program_since", "program_of_other");
            assertThat(difference.get("figures")).isNotEmpty();
            difference.get("figures").forEach(ReleaseDifferenceTest::addsUp);
        }
        assertThat(runs("--diff", "2", "4").out())
                .containsPattern("撤回 withdrawn +2  2025-03-31 项目.csv .* wrong\n")
                .containsPattern("重读 reread +3  2025-02-28 项目.csv")
                .containsPattern("feeds/projects.conf .*只在接收报表时 when a delivery is ingested")
                .contains("截止日期 2025-03-31 → 2025-04-30 as-of date 2025-03-31 → 2025-04-30");
        office = first;
    }

    private static void addsUp(JsonNode figure) {
        List<JsonNode> values = List.copyOf(figure.findValues("after_each_cause"));
        JsonNode last = values.get(0).get(values.get(0).size() - 1);
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode part : figure.get("moved_by_each_cause")) {
            if (part.isNull()) {
                return;
            }
            sum = sum.add(part.decimalValue());
        }
        BigDecimal whole = last.decimalValue().subtract(figure.get("before").decimalValue());
        assertThat(sum).as(figure.toString()).isEqualByComparingTo(whole);
    }
}
