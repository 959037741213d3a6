package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script for bash is up to date, and completes what bash asks it for. */
class CompletionCommandTest {
    private static final Path SCRIPT = Path.of("jobs/completion.bash");

    @TempDir
    private Path folder;

    @Test
    void theScriptIsThatOfTheCommands() throws IOException {
        assertThat(Files.readString(SCRIPT))
                .as(SCRIPT + " is stale; mend it with: jobs/completion > " + SCRIPT)
                .isEqualTo(CompletionCommand.script());
    }

    /** Returns what bash offers for the last of some words. */
    private String offered(String words) throws IOException, InterruptedException {
        Path asked = folder.resolve("ask");
        Files.writeString(asked, """
                set -eu
                export LC_ALL=C.UTF-8
                . "$1"
                shift
                # As bash finds it: by the last part of the path.
                [[ $(complete -p "${1##*/}") == 'complete -o default -F _taizhang '* ]]
                COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
                _taizhang || true
                echo "${COMPREPLY[@]-}"
                """);
        Process bash = new ProcessBuilder(Stream.concat(
                                Stream.of(
                                        "bash",
                                        "--norc",
                                        asked.toString(),
                                        SCRIPT.toAbsolutePath().toString()),
                                Stream.of(words.split(" ", -1)).map(word -> word.equals("''") ? "" : word))
                        .toList())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(out).isZero();
        return out.strip();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jobs/backfill --s                                   | --step
            ./jobs/backfill --from 2025-01-31 --a               | --again
            /opt/taizhang/jobs/backfill --step m                | month
            ./backfill --from 2025-01-31 --to 2025-02-28 --step | --step
            ../别处/jobs/tables --lineage --format j            | json
            jobs/backfill --step = m                            | month
            jobs/backfill --step =                              | day month
            jobs/query --format ''                              | csv json markdown table
            jobs/sample sample --pro                            | --projects
            jobs/runs -                                         | --approve --conf --diff --format --help --restore --version --warehouse
            jobs/validate 报                                    | ''
            jobs/nightly --nothing                              | ''
            jobs/nightly ''                                     | ''
            /usr/bin/query --run                                | ''
            query --run                                         | ''
            """)
    void aWordIsCompleted(String words, String offered) throws IOException, InterruptedException {
        assertThat(offered(words)).isEqualTo(offered);
    }

    /** Such a name comes with a file that someone has sent. */
    @Test
    void aNameIsNeverExecuted() throws IOException, InterruptedException {
        Files.createFile(folder.resolve("报$(touch stolen).csv"));
        for (String words :
                List.of("jobs/validate 报", "jobs/query -f 报", "jobs/validate $(touch", "jobs/runs -$(touch\tstolen)")) {
            assertThat(offered(words)).isEmpty();
        }
        assertThat(folder.resolve("stolen")).doesNotExist();
    }
}
