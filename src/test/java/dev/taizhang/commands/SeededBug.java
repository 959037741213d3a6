package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/**
 * A mistake that somebody could make in the program, see {@code src/test/resources/seeded-bugs}.
 *
 * @param name the name of its file
 * @param tests the tests that notice it, as {@code Class} or {@code Class#method}
 * @param sources the sources with the mistake, by their paths
 */
record SeededBug(String name, List<String> tests, SortedMap<String, String> sources) {
    private static final Path FOLDER = Path.of("src/test/resources/seeded-bugs");

    /** Why it is a mistake, and who notices it; then for each place a path and lines as in a patch, but without their numbers. */
    private static final Pattern FORM =
            Pattern.compile("Why: [^\n]+\\.\nCaught by: ([^\n]+)\n((?:--- [^\n]+\n(?:[-+ ][^\n]*\n)+)+)");

    private static final Pattern PLACE = Pattern.compile("--- ([^\n]+)\n((?:(?!--- )[-+ ][^\n]*\n)+)");

    /** Reads all of them. */
    static List<SeededBug> all() throws IOException {
        try (Stream<Path> patches = Files.list(FOLDER)) {
            return patches.sorted().map(SeededBug::of).toList();
        }
    }

    private static SeededBug of(Path patch) {
        Matcher form = FORM.matcher(text(patch));
        assertThat(form.matches()).as(patch.toString()).isTrue();
        SortedMap<String, String> sources = new TreeMap<>();
        PLACE.matcher(form.group(2)).results().forEach(place -> {
            String file = place.group(1);
            String source = sources.computeIfAbsent(file, path -> text(Path.of(path)));
            String right = lines(place.group(2), '+');
            assertThat(StringUtils.countMatches(source, right))
                    .as("%s: how often %s has%n%s", patch, file, right)
                    .isOne();
            sources.put(file, source.replace(right, lines(place.group(2), '-')));
        });
        return new SeededBug(
                patch.getFileName().toString(), List.of(form.group(1).split(", ", -1)), sources);
    }

    /** The lines of a patch that do not begin with a sign, without their first letters. */
    private static String lines(String patch, char sign) {
        StringBuilder lines = new StringBuilder();
        for (String line : Splitter.on('\n').omitEmptyStrings().split(patch)) {
            if (line.charAt(0) != sign) {
                lines.append(line, 1, line.length()).append('\n');
            }
        }
        return lines.toString();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
