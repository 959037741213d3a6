package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is published must not depend on the order of a collection that Java orders anew in each process: nothing goes through what
 * {@code Map.of}, {@code Set.of} and their like return. Lists, sorted collections and Guava's immutable ones have an order.
 */
class IterationOrderTest {
    private static final Pattern WITHOUT_ORDER = Pattern.compile(
            "(?:Map|Set)<[^;=]*>\\s+(\\w+)\\s*=\\s*(?:new (?:Linked)?Hash(?:Map|Set)<>\\(\\s*)?(?:Map|Set)\\s*\\.(?:of|ofEntries|copyOf)\\(");

    @Test
    void nothingGoesThroughACollectionWithoutAnOrder() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")).flatMap(IterationOrderTest::wrong))
                    .isEmpty();
        }
    }

    @Test
    void theOneThatWentThroughAConstantMapIsFound() {
        assertThat(wrong("Map<String, List<String>> SUMMED = Map.of(\"starts\", List.of()); SUMMED.forEach(add);"))
                .containsExactly("SUMMED.forEach");
        assertThat(wrong("Set<String> words = Set.copyOf(read); for (String word : words) { add(word); }"))
                .containsExactly(": words)");
        assertThat(wrong("Set<String> words = Set.of(\"a\"); if (words.contains(word)) { add(word); }"))
                .isEmpty();
    }

    private static Stream<String> wrong(Path file) {
        try {
            return wrong(Files.readString(file)).stream().map(use -> file + ": " + use);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> wrong(String source) {
        return WITHOUT_ORDER
                .matcher(source)
                .results()
                .map(declared -> declared.group(1))
                .distinct()
                .flatMap(name -> Pattern.compile("\\b" + name
                                + "\\s*\\.(?:forEach|entrySet|values|stream|iterator|keySet\\(\\)\\s*\\.\\w+)\\b|: "
                                + name
                                + "(?:\\.keySet\\(\\))?\\)")
                        .matcher(source)
                        .results()
                        .map(MatchResult::group))
                .toList();
    }
}
