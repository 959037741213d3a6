package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.taizhang.sample.SampleCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another engine, asked by hand-written queries that know nothing of the definitions, finds the same figures. */
class OracleTest {
    private static final Path PORTFOLIOS = Path.of("../shared/realdata");
    private static final String DATE = "2025-03-31";

    @TempDir
    private Path folder;

    @Test
    void sampleCitysTablesAreConfirmed() throws IOException {
        SampleCity.write(folder, SampleCity.DEFAULT_PROJECTS, SampleCity.DEFAULT_MONTHS, SampleCity.DEFAULT_SEED);
        try (Oracle oracle = night(Path.of("conf"), folder.resolve("inbox"))) {
            List<String> confirmed = oracle.confirm();
            assertThat(confirmed).hasSizeGreaterThanOrEqualTo(15).isEqualTo(Oracle.TABLES);
            oracle.change("UPDATE state SET total_investment = total_investment + 1 WHERE project_code ="
                    + " (SELECT min(project_code) FROM state WHERE total_investment IS NOT NULL)");
            assertThatThrownBy(() -> oracle.confirm("programme_overview"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("programme_overview")
                    .hasMessageContaining("384600000000.00")
                    .hasMessageContaining("384600000000.01");
        }
    }

    @Test
    void worldBanksTablesAreConfirmed() throws IOException {
        assumeTrue(Files.isDirectory(PORTFOLIOS), "Skipped: the published portfolios are not beside this checkout.");
        try (Oracle oracle = night(Path.of("conf/examples/world-bank"), PORTFOLIOS.resolve("world-bank"))) {
            List<String> confirmed = oracle.confirm();
            assertThat(confirmed).hasSizeGreaterThanOrEqualTo(15);
            assertThat(Oracle.TABLES)
                    .as("empty there too, since nobody sent reports, contracts or bottlenecks")
                    .filteredOn(table -> !confirmed.contains(table))
                    .containsExactly(
                            "bottlenecks_by_district",
                            "bottlenecks_by_factor",
                            "contract_funnel",
                            "contracts_by_cluster",
                            "investment_by_month",
                            "signings_by_month",
                            "signings_by_source_region");
        }
    }

    private Oracle night(Path portfolio, Path inbox) throws IOException {
        Path conf = Commands.publishing(portfolio, folder.resolve("conf"), Oracle.TABLES);
        Path warehouse = folder.resolve("warehouse");
        Commands.Answer night = Commands.nightly(conf, inbox, warehouse, DATE);
        assertThat(night.code()).as(night.err()).isZero();
        return Oracle.of(warehouse, conf);
    }
}
