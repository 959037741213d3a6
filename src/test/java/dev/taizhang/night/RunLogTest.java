package dev.taizhang.night;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.Lists;
import dev.taizhang.definition.HadoopConfiguration;
import dev.taizhang.definition.LogFormat;
import dev.taizhang.definition.Progress;
import dev.taizhang.ledger.Warehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lines of a run's log in both forms. */
class RunLogTest {
    private static final Logger QUIET = LoggerFactory.getLogger("taizhang.watch");
    private static final String ODD = "县报 \"二\"\\\n第2行\t\u0007\u2028😀.xlsx";

    @TempDir
    private Path folder;

    @Test
    void aLineOfJsonKeepsEveryCharacterAndSaysWhereTheRunWas() throws IOException {
        List<String> lines = logged(LogFormat.JSON).lines().toList();
        assertThat(lines).hasSize(3);
        JsonNode told = new ObjectMapper().readTree(lines.get(0));
        assertThat(Lists.newArrayList(told.fieldNames()))
                .containsExactly("time", "level", "run", "stage", "work", "logger", "thread", "message", "exception");
        assertThat(told.get("time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)");
        assertThat(told.get("level").asText()).isEqualTo("INFO");
        assertThat(told.get("run").asText()).isEqualTo("000001-1");
        assertThat(told.get("stage").asText()).isEqualTo("feeds");
        assertThat(told.get("work").asText()).isEqualTo(ODD);
        assertThat(told.get("logger").asText()).isEqualTo("taizhang.watch");
        assertThat(told.get("thread").asText()).isEqualTo(Thread.currentThread().getName());
        assertThat(told.get("message").asText()).isEqualTo("reading " + ODD);
        assertThat(told.get("exception").asText()).isEmpty();
        JsonNode ended = new ObjectMapper().readTree(lines.get(1));
        assertThat(ended.get("stage").asText()).isEqualTo("feeds");
        assertThat(ended.get("work").asText()).isEmpty();
        assertThat(ended.get("message").asText()).matches("feeds +\\d+\\.\\d\\d s {2}one file");
        JsonNode failed = new ObjectMapper().readTree(lines.get(2));
        assertThat(failed.get("stage").asText()).isEqualTo("ledger");
        assertThat(failed.get("message").asText()).isEqualTo("failed");
        assertThat(failed.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: " + ODD + "\n\tat dev.taizhang.night.RunLogTest.")
                .contains("\nCaused by: java.io.IOException: “因”\n");
    }

    @Test
    void aLineOfTextIsForPeople() throws IOException {
        List<String> lines = logged(LogFormat.TEXT).lines().toList();
        assertThat(lines.get(0)).matches("\\S+T\\S+ INFO {2}watch reading 县报 \"二\"\\\\");
        assertThat(lines.get(1)).startsWith("第2行\t");
        assertThat(lines).contains("java.lang.IllegalStateException: 县报 \"二\"\\");
        assertThat(lines.get(lines.size() - 1)).startsWith("\t... ");
    }

    /** A stage that reads a file with an odd name, and one that fails from it. */
    private String logged(LogFormat format) throws IOException {
        Warehouse warehouse = Warehouse.at(folder.toString(), HadoopConfiguration.read());
        RunRecord run = RunRecord.begin(warehouse, 1, Optional.empty(), Instant.EPOCH);
        try (RunLog log = RunLog.open(warehouse, run, format)) {
            StageTimer stages = new StageTimer(log::save);
            stages.run(
                    "feeds",
                    () -> Progress.of(ODD, () -> {
                        QUIET.info("reading {}", ODD);
                        return 1;
                    }),
                    read -> "one file");
            try {
                stages.run(
                        "ledger",
                        () -> {
                            throw new IllegalStateException(ODD, new IOException("“因”"));
                        },
                        none -> "");
            } catch (IllegalStateException failed) {
                QUIET.error("failed", failed);
            }
        }
        return Files.readString(folder.resolve("runs/000001-1/run.log"));
    }
}
