package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.LongForm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Warehouses that earlier versions of the program wrote, of one night on 2025-02-28 with two projects, each named by the day of its
 * version. Today's program takes them over by its first run, and their releases answer as they did.
 */
class OlderWarehouseTest {
    private static final String QUESTION =
            "SELECT as_of_date, district_code, project_count, total_investment, year_to_date_investment FROM latest.projects_by_district";
    private static final String ANSWER = "2025-02-28|D1|2|30000000.00|1000000.00";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = "2026-11-29")
    void theFirstRunTakesItOver(String version) throws IOException {
        TestInbox office = TestInbox.below(folder);
        unpack(version, office.warehouse());
        assertThat(office.lines(QUESTION)).containsExactly(ANSWER);

        // Computing every table takes most of the night.
        office.publishing(LongForm.ASKED ? new String[0] : new String[] {"project_watch", "movement", "data_coverage"});
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1500,2024-05-01,是,CNY");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(office.lines(QUESTION)).containsExactly("2025-03-31|D1|1|15000000.00|1000000.00");
        assertThat(office.run("query", null, "--run", "1", "--format", "csv", QUESTION)
                        .out()
                        .lines()
                        .skip(1))
                .containsExactly(ANSWER.replace('|', ','));
        // The columns of its deliveries, which it did not keep, are read once from the originals.
        assertThat(office.lines("SELECT night, count(1), count(columns), count(columns_with_values),"
                        + " count(unused_headers), count_if(array_contains(columns, 'project_code'))"
                        + " FROM ledger.deliveries GROUP BY ALL ORDER BY 1"))
                .allMatch(line -> line.matches("[-0-9]+\\|(\\d)\\|\\1\\|\\1\\|\\1\\|\\1"));
        Commands.Answer doctor =
                office.run("doctor", null, "--inbox", office.inbox().toString());
        assertThat(doctor.code()).as(doctor.out() + doctor.err()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = "2026-11-29")
    void columnsOfLostOriginalsRemainUnknown(String version) throws IOException {
        TestInbox office = TestInbox.below(folder);
        unpack(version, office.warehouse());
        try (Stream<Path> originals = Files.list(office.warehouse().resolve("deliveries"))) {
            for (Path original :
                    originals.filter(file -> !file.toString().endsWith(".json")).toList()) {
                Files.delete(original);
            }
        }
        office.deliver("2025-03-31 东区 项目清单.csv", TestInbox.PROJECTS, "E-01,东一,东区,铸造,开工,1500,2024-05-01,是,CNY");
        Commands.Answer night = office.nightly("2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out()).doesNotContain("提示 warning: ");
        assertThat(office.lines("SELECT DISTINCT night, columns IS NULL FROM ledger.deliveries ORDER BY 1"))
                .containsExactly("2025-02-28|true", "2025-03-31|false");
    }

    private static void unpack(String version, Path to) throws IOException {
        try (InputStream stored = OlderWarehouseTest.class.getResourceAsStream("/warehouses/" + version + ".zip");
                ZipInputStream files = new ZipInputStream(stored)) {
            for (ZipEntry file = files.getNextEntry(); file != null; file = files.getNextEntry()) {
                Path path = to.resolve(file.getName());
                Files.createDirectories(path.getParent());
                Files.copy(files, path);
            }
        }
    }
}
