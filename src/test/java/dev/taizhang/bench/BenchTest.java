package dev.taizhang.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.commands.SmallCity;
import dev.taizhang.definition.Configuration;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That {@code jobs/bench} compares like with like, and writes only where it may. */
class BenchTest {
    @Test
    void duckDbConfirmsTheSmallCityAndNothingElse(@TempDir Path warehouse) throws IOException {
        SmallCity.at(warehouse);
        Warehouse opened = Warehouse.at(warehouse.toString(), new org.apache.hadoop.conf.Configuration());
        Release release = opened.current().orElseThrow();
        DuckFigures duck = new DuckFigures(opened, Configuration.read(Path.of("conf")), 2);

        assertThat(duck.check(release).seconds()).isPositive();
        assertThat(duck.projects(release, 3)).hasSize(3);
        assertThatThrownBy(() -> duck.check(asOf(release, LocalDate.of(2025, 2, 28))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("DuckDB does not confirm summaries.projects_by_district");
    }

    @Test
    void aSectionIsReplacedAndAllElseKept() {
        String page = "prose\n<!-- city -->\nold\n<!-- /city -->\nmore prose\n";

        assertThat(Page.with(page, "city", "new $1\n"))
                .isEqualTo("prose\n<!-- city -->\nnew $1\n<!-- /city -->\nmore prose\n");
        assertThatThrownBy(() -> Page.with(page, "nation", "new\n")).hasMessageContaining("<!-- nation -->");
    }

    @Test
    void aSpreadIsTheMedianWithTheLeastAndTheGreatest() {
        assertThat(Efforts.Spread.of(DoubleStream.of(3, 1, 2)).text("%.1f")).isEqualTo("2.0 (1.0–3.0)");
        assertThat(Efforts.Spread.of(DoubleStream.of(4)).text("%.0f")).isEqualTo("4");
    }

    @Test
    void aProcessIsMeasuredWithItsChildren(@TempDir Path folder) {
        Launched launched = new Launched(folder.resolve("log"), Map.of());

        Effort effort = launched.run(List.of(
                "bash",
                "-c",
                "echo '12:00:00 facts          1.50 s  told'; bash -c 'for ((i = 0; i < 300000; i++)); do :; done'"));

        assertThat(effort.stages()).isEqualTo(Map.of("facts", 1.5));
        assertThat(effort.cpuSeconds()).isPositive();
        assertThat(effort.mebibytes()).isPositive();
        assertThatThrownBy(() -> launched.run(List.of("bash", "-c", "echo broken; exit 3")))
                .hasMessageContaining("ended with 3")
                .hasMessageContaining("broken");
    }

    private static Release asOf(Release release, LocalDate date) {
        return new Release(
                release.number(),
                release.runId(),
                date,
                release.startedAt(),
                release.publishedAt(),
                release.codeVersion(),
                release.configurationHash(),
                release.ingested(),
                release.stages(),
                release.tables(),
                release.previousHash());
    }
}
