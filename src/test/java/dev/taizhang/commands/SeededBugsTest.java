package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.Goal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Makes mistakes in the program, one at a time, and asks the tests whether they notice. */
class SeededBugsTest {
    private static final long SEED = 20250331;
    private static final long MOST_MINUTES = 10;

    @TempDir
    private static Path folder;

    @Test
    void everyMistakeCanBeMadeAndItsTestsExist() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            tests = files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
        List<SeededBug> bugs = SeededBug.all();
        assertThat(bugs).extracting(SeededBug::name).hasSize(Math.toIntExact(Goal.SEEDED_BUGS_CAUGHT.full()));
        assertThat(bugs.stream().flatMap(bug -> bug.tests().stream()))
                .allSatisfy(test -> assertThat(tests).contains(test.replaceFirst("#.*", "") + ".java"));
    }

    @Test
    @EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
    void everyMistakeIsNoticed() throws IOException, InterruptedException {
        List<SeededBug> bugs = new ArrayList<>(SeededBug.all());
        Collections.shuffle(bugs, new Random(SEED));
        Set<String> all = new TreeSet<>();
        try (Goal.Count goal = Goal.SEEDED_BUGS_CAUGHT.from(SEED)) {
            for (int nth = 0; goal.goesOn(); nth++) {
                SeededBug bug = bugs.get(nth);
                Path classes = compiled(bug);
                assertThat(run(bug.tests(), classes + ":")).as(bug.name()).isEqualTo(TestRun.FAILED);
                all.addAll(bug.tests());
                FileUtils.deleteDirectory(classes.toFile());
                goal.add(1);
            }
        }
        assertThat(run(all, "")).as("without a mistake").isEqualTo(TestRun.SUCCEEDED);
    }

    /** The classes and resources of the program that have the mistake. */
    private static Path compiled(SeededBug bug) throws IOException {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Path sources = folder.resolve("sources");
        List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-parameters", "-encoding", "UTF-8"));
        arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        int options = arguments.size();
        for (String path : bug.sources().keySet()) {
            boolean java = path.endsWith(".java");
            Path copy = (java ? sources : classes).resolve(path.replaceFirst("^src/main/(java|resources)/", ""));
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, bug.sources().get(path));
            if (java) {
                arguments.add(copy.toString());
            }
        }
        if (arguments.size() > options) {
            int failed = ToolProvider.getSystemJavaCompiler()
                    .run(null, System.out, System.out, arguments.toArray(String[]::new));
            assertThat(failed).as("%s compiles", bug.name()).isZero();
            FileUtils.deleteDirectory(sources.toFile());
        }
        return classes;
    }

    /** Runs tests in a process of their own, whose goals are not those of this check. */
    private static int run(Iterable<String> tests, String firstClasses) throws IOException, InterruptedException {
        List<String> command = Commands.java(
                List.of(
                        "-Xmx2g",
                        "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temporary")),
                        "-Dtaizhang.test.goals=" + folder.resolve("goals.txt")),
                firstClasses + System.getProperty("java.class.path"));
        command.add(TestRun.class.getName());
        tests.forEach(command::add);
        Path told = folder.resolve("told");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(told.toFile())
                .start();
        boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("%s end in time", tests).isTrue();
        if (firstClasses.isEmpty() == (process.exitValue() != TestRun.SUCCEEDED)) {
            System.out.println(Files.readString(told));
        }
        FileUtils.deleteDirectory(folder.resolve("temporary").toFile());
        return process.exitValue();
    }
}
