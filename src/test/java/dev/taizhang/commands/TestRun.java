package dev.taizhang.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs tests by their names, and tells by its exit code whether they have succeeded. */
final class TestRun {
    static final int SUCCEEDED = 10;
    static final int FAILED = 11;
    static final int NONE = 12;

    private static final int MOST_LINES = 5;

    private TestRun() {}

    public static void main(String[] tests) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(
                                        Stream.of(tests).map(TestRun::selector).toList())
                                .build(),
                        listener);
        TestExecutionSummary summary = listener.getSummary();
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.printFailuresTo(out, MOST_LINES);
        // A test that skips notices nothing.
        boolean ran = summary.getTestsSucceededCount() > 0;
        System.exit(summary.getTotalFailureCount() > 0 ? FAILED : ran ? SUCCEEDED : NONE);
    }

    private static DiscoverySelector selector(String test) {
        String simple = test.replaceFirst("#.*", "");
        Path sources = Path.of("src/test/java");
        try (Stream<Path> files = Files.walk(sources)) {
            Path file = files.filter(path -> path.endsWith(simple + ".java"))
                    .findFirst()
                    .orElseThrow();
            String name =
                    sources.relativize(file).toString().replace(".java", "").replace('/', '.');
            return test.equals(simple)
                    ? DiscoverySelectors.selectClass(name)
                    : DiscoverySelectors.selectMethod(name + test.substring(simple.length()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
