package dev.taizhang;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts under {@code jobs} use nothing of bash that version 3.2 lacks, and what they use of GNU and Linux alone is listed here. No
 * other system has been tried.
 */
class PortableScriptsTest {
    /** What bash has learned after 3.2. */
    private static final Pattern LATER_BASH = Pattern.compile(String.join(
            "|",
            "\\b(mapfile|readarray|coproc)\\b",
            "\\b(declare|local|typeset) -[a-zA-Z]*[Agnlu]",
            "\\$\\{[^}]*(\\^|,,|@[A-Za-z]\\})",
            "\\|&|&>>|;;?&",
            "\\bwait -[fnp]",
            "\\[\\[ -v |\\btest -v ",
            "\\bread [^|;]*-t 0?\\.\\d|\\bread [^|;]*-[iN]",
            "\\{[a-z_]+\\}[<>]",
            "\\bshopt -s (globstar|lastpipe|inherit_errexit)",
            "\\$\\{[a-z_]+\\[-",
            "\\b(EPOCHSECONDS|EPOCHREALTIME|SRANDOM|BASHPID)\\b",
            "printf '?%\\("));

    /** What only GNU's tools, Linux or Debian know, by its name, in the scripts that use it. */
    private static final Map<String, Pattern> NOT_PORTABLE = Map.ofEntries(
            Map.entry("readlink -f", Pattern.compile("readlink -f")),
            Map.entry("find -printf", Pattern.compile("find .*-printf")),
            Map.entry("flock", Pattern.compile("\\bflock\\b")),
            Map.entry("nproc", Pattern.compile("\\bnproc\\b")),
            Map.entry("timeout", Pattern.compile("\\btimeout \\d")),
            Map.entry("/proc", Pattern.compile("/proc/")),
            Map.entry("/sys", Pattern.compile("/sys/")),
            Map.entry("stat", Pattern.compile("\\bstat -")),
            Map.entry("date -d", Pattern.compile("\\bdate (-d|--)")),
            Map.entry("sed -i", Pattern.compile("\\bsed -[a-zA-Z]*[iz]")),
            Map.entry("grep -P", Pattern.compile("\\bgrep -[a-zA-Z]*P")),
            Map.entry("xargs -r", Pattern.compile("\\bxargs -[a-zA-Z]*[rd]")),
            Map.entry("head -n -N", Pattern.compile("\\bhead -n -")),
            Map.entry("du -b", Pattern.compile("\\bdu -[a-zA-Z]*b")),
            Map.entry("cp -l", Pattern.compile("\\bcp -[a-zA-Z]*[lt]")),
            Map.entry("a long option", Pattern.compile("(?<![-\\w])(cp|cut|df|du|head|ls|mv|rm|sed|sort|tail|uniq) (-\\w+ )*--[a-z]")));

    /** Beside what every script needs, which resolves links to itself. Whoever builds or checks has the sources. */
    private static final Map<String, Set<String>> LEFT = Map.of(
            "launcher", Set.of("readlink -f", "find -printf", "flock"),
            "launcher-cluster", Set.of(),
            "check", Set.of("readlink -f", "nproc", "timeout", "/proc", "/sys"),
            "bench", Set.of("readlink -f", "find -printf", "flock"));

    private static Map<String, String> scripts() throws IOException {
        Map<String, String> scripts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("jobs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                if (text.startsWith("#!") || file.endsWith("launcher-cluster")) {
                    scripts.put(Path.of("jobs").relativize(file).toString(), code(text));
                }
            }
        }
        return scripts;
    }

    /** The lines that are not comments, each continued line with those that continue it. */
    private static String code(String text) {
        return text.lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .collect(Collectors.joining("\n"))
                .replace("\\\n", " ");
    }

    @Test
    void everyScriptRunsInBash32() throws IOException {
        Map<String, String> scripts = scripts();
        assertThat(scripts).hasSizeGreaterThan(15);
        scripts.forEach((name, code) ->
                assertThat(found(LATER_BASH, code)).as(name).isEmpty());
    }

    @Test
    void whatIsNotPortableIsListed() throws IOException {
        Map<String, Set<String>> used = new TreeMap<>();
        Map<String, Set<String>> expected = new TreeMap<>();
        scripts().forEach((name, code) -> {
            used.put(name, namesFoundIn(code));
            expected.put(name, LEFT.getOrDefault(name, Set.of("readlink -f")));
        });
        assertThat(used).isEqualTo(expected);
    }

    private static Set<String> namesFoundIn(String code) {
        return NOT_PORTABLE.entrySet().stream()
                .filter(known -> known.getValue().matcher(code).find())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mapfile -d '' -t found < <(ls)",
                "declare -A known",
                "local -n other=$1",
                "echo \"${name^^}\"",
                "echo \"${name,,}\"",
                "make |& tail",
                "while read -r -t 0.01 line; do :; done",
                "exec {log}> file",
                "wait -n",
                "echo \"${all[-1]}\""
            })
    void laterBashIsFound(String line) {
        assertThat(found(LATER_BASH, line)).isNotEmpty();
    }

    private static List<String> found(Pattern pattern, String code) {
        return pattern.matcher(code).results().map(MatchResult::group).toList();
    }
}
