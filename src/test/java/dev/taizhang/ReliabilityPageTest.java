package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reliability.md} names every goal with its counts, and for each fault a test that there is. */
class ReliabilityPageTest {
    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    @Test
    void everyGoalHasItsCounts() throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        for (Goal goal : Goal.values()) {
            assertThat(lines.stream().filter(line -> line.startsWith("| `" + goal + "` |")))
                    .as(goal.toString())
                    .singleElement()
                    .asString()
                    .contains("| %,d | %,d |".formatted(goal.share(), goal.full()));
        }
    }

    @Test
    void everyFaultHasACodeAndATest() throws IOException {
        Map<String, String> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            sources = files.filter(file -> file.toString().endsWith("Test.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), ReliabilityPageTest::text));
        }
        List<String> faults;
        try (Stream<String> lines = Files.lines(PAGE)) {
            faults = lines.dropWhile(line -> !line.startsWith("| fault |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .toList();
        }
        try (Goal.Count goal = Goal.FAULTS_WITH_AN_OUTCOME.begin()) {
            for (String fault : faults) {
                assertThat(fault).matches("\\| [^|]+ \\| \\d+(, \\d+)* \\| [^|]+ \\| `[^|]+` \\|");
                Matcher tests = TEST.matcher(fault);
                assertThat(tests.find()).as(fault).isTrue();
                do {
                    assertThat(sources.getOrDefault(tests.group(1), ""))
                            .as(fault)
                            .containsPattern("void " + tests.group(2) + "\\(");
                } while (tests.find());
                goal.add(1);
            }
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
