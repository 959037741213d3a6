package dev.taizhang.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Of eight processes that want a warehouse in the same millisecond, one has it and the others end with 5. */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class StartsAtOnceTest {
    private static final int PROCESSES = 8;
    private static final long MILLISECONDS_AHEAD = 20;

    @TempDir
    private Path folder;

    private record Started(Process process, BufferedReader out, Writer in) {
        String line() {
            try {
                return out.readLine();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        void tell(String line) throws IOException {
            in.write(line + "\n");
            in.flush();
        }
    }

    @Test
    void oneOfEightHasTheWarehouse() throws IOException {
        List<Started> all = new ArrayList<>();
        try (Goal.Count goal = Goal.STARTS_AT_ONCE.begin()) {
            for (int number = 0; number < PROCESSES; number++) {
                all.add(start("pid " + number));
            }
            assertThat(all).allMatch(one -> one.line().equals("ready"));
            List<String> expected = new ArrayList<>(Collections.nCopies(PROCESSES - 1, "5"));
            expected.add(0, "0");
            while (goal.goesOn()) {
                String moment = Long.toString(System.currentTimeMillis() + MILLISECONDS_AHEAD);
                for (Started one : all) {
                    one.tell(moment);
                }
                assertThat(all.stream().map(Started::line)).containsExactlyInAnyOrderElementsOf(expected);
                for (Started one : all) {
                    one.tell("end");
                }
                assertThat(all).allMatch(one -> one.line().equals("ended"));
                goal.add(1);
            }
        } finally {
            all.forEach(one -> one.process().destroy());
        }
    }

    private Started start(String name) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Contender.class.getName(),
                        folder.toString(),
                        name)
                .redirectError(folder.resolveSibling("errors").toFile())
                .start();
        return new Started(
                process, process.inputReader(StandardCharsets.UTF_8), process.outputWriter(StandardCharsets.UTF_8));
    }
}
