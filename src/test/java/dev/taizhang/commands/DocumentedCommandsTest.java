package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Iterables;
import dev.taizhang.summaries.SummaryTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Every command that stands in the two READMEs and under {@code docs} does what it is shown for, on lists and reports of the small city. */
class DocumentedCommandsTest {
    private static final Path CITY = Path.of("src/test/resources/city");
    private static final String FILE = "2025年_祁县_项目进度.csv";

    /** What cannot be run here, by how it begins, and why. */
    private static final Map<String, String> NOT_HERE = Map.of(
            "jobs/check", "runs this very test",
            "jobs/bench", "takes minutes; BenchTest measures",
            "jobs/nightly --conf conf/examples/",
                    "wants the published portfolios; RealDataTest runs them where they are",
            "jobs/schedule/", "is a folder",
            "jobs/runs --diff", "wants two releases; ReleaseDifferenceTest",
            "jobs/runs --restore", "wants figures that have changed; RestoreTest",
            "jobs/runs --approve", "wants figures that await approval; ApprovalTest",
            "ATTACH ", "wants an extension of DuckDB from the network");

    /** What stands for something of the reader's own, and what it is here. */
    private static final Map<String, String> OWN = Map.ofEntries(
            Map.entry("日期", "DATE"),
            Map.entry("DELIVERY", FILE),
            Map.entry("收件", FILE),
            Map.entry("FILE", CITY.resolve(FILE).toString()),
            Map.entry("FILE…", CITY.resolve(FILE).toString()),
            Map.entry("文件", CITY.resolve(FILE).toString()),
            Map.entry("文件…", CITY.resolve(FILE).toString()),
            Map.entry("TEXT", "wrong"),
            Map.entry("原因", "wrong"),
            Map.entry("RUN", "1"),
            Map.entry("ID", "1"),
            Map.entry("TABLE", "projects_by_district"),
            Map.entry("表名", "projects_by_district"),
            Map.entry("DATASET", "projects"),
            Map.entry("数据集", "projects"),
            Map.entry("SQL", "SELECT 1"),
            Map.entry("…", "district_code = '140702'"),
            Map.entry("N", "60"),
            Map.entry("S", "7"),
            Map.entry("office|parquet", "office"));

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern COMMAND = Pattern.compile("(?s)(jobs/\\S+ .+|SELECT .+|ATTACH .+)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir
    private static Path folder;

    @TempDir
    private static Path warehouse;

    @BeforeAll
    static void publishTheCity() throws IOException {
        Commands.publishing(Path.of("conf"), conf(), tables());
        Files.writeString(conf().resolve("taizhang.conf"), "copies = [sqlite, parquet]\n", StandardOpenOption.APPEND);
        SmallCity.deliver(inbox());
        // Nights with nothing new have nothing to compute.
        System.setProperty("taizhang.version", "documented");
        Commands.Answer night = Commands.nightly(conf(), inbox(), warehouse, "2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
    }

    @AfterAll
    static void forgetTheVersion() {
        System.clearProperty("taizhang.version");
    }

    private static Path conf() {
        return folder.resolve("conf");
    }

    private static Path inbox() {
        return folder.resolve("inbox");
    }

    /** The tables that the commands name. */
    private static List<String> tables() throws IOException {
        String commands = commands().flatMap(List::stream).collect(Collectors.joining("\n"));
        return SummaryTable.BUILT_IN.get().stream()
                .filter(table -> Stream.of(table.name(), table.title().zh())
                        .anyMatch(name -> Pattern.compile("(?<!\\w)" + name + "(?!\\w)")
                                .matcher(commands)
                                .find()))
                .map(SummaryTable::name)
                .filter(name -> !SummaryTable.ALWAYS.contains(name))
                .toList();
    }

    /** Each command once, as it stands on the first page that has it, with what a reader fills in. */
    static Stream<List<String>> commands() throws IOException {
        Set<String> commands = new LinkedHashSet<>();
        for (Path page : pages()) {
            String text = Files.readString(page);
            BLOCK.matcher(text)
                    .results()
                    .flatMap(block -> block.group(1).lines())
                    .map(line -> line.replaceFirst("\\s+#.*$", ""))
                    .filter(line -> line.startsWith("jobs/"))
                    .forEach(commands::add);
            SPAN.matcher(BLOCK.matcher(text).replaceAll(""))
                    .results()
                    .map(span -> span.group(1))
                    .map(span -> span.replaceAll("\\s+", " ").replace("\\|", "|"))
                    .filter(span -> COMMAND.matcher(span).matches())
                    .forEach(commands::add);
        }
        Map<Set<String>, List<String>> different = new LinkedHashMap<>();
        commands.stream()
                .filter(command -> NOT_HERE.keySet().stream().noneMatch(command::startsWith))
                .map(command -> complete(command.startsWith("SELECT") ? List.of("query", command) : words(command)))
                .forEach(words -> different.putIfAbsent(Set.copyOf(words), words));
        return different.values().stream();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(Path.of("README.md"), Path.of("README.zh-CN.md")),
                            docs.filter(page -> page.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void doesWhatItIsShownFor(List<String> words) throws Exception {
        String asked = words.get(1);
        if (asked.contains(".parquet'")) {
            answers("jdbc:duckdb:", asked.replace("'exports/", "'" + warehouse.resolve("exports") + "/"));
        } else if (asked.contains("_cents")) {
            answers("jdbc:sqlite:" + warehouse.resolve("exports/latest/taizhang.sqlite"), asked);
        } else {
            Commands.Answer answer = Commands.run(words.toArray(String[]::new));
            assertThat(answer.code()).as(answer.out() + answer.err()).isZero();
            assertThat(answer.out()).isNotBlank();
        }
    }

    private static void answers(String database, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeQuery(sql).next()).isTrue();
        }
    }

    /** The arguments as a shell would part them, all that is optional among them, with the reader's own things filled in. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (MatchResult word :
                WORD.matcher(command.substring("jobs/".length())).results().toList()) {
            if (word.group().equals(">")) {
                break;
            }
            String option = Iterables.getLast(words, "");
            String bare = word.group(1) == null ? word.group().replaceAll("[\\[\\]]", "") : word.group(1);
            String own = OWN.getOrDefault(bare, bare);
            words.add(
                    switch (own) {
                        case "M" -> option.equals("--months") ? "3" : "project_count";
                        case "DATE" -> date(option);
                        case "my-office/conf" -> conf().toString();
                        case "my-office" -> "DIR";
                        case "my-warehouse", "/backup/warehouse" -> warehouse.toString();
                        default -> own;
                    });
        }
        return words;
    }

    private static String date(String option) {
        return switch (option) {
            case "--known-at" -> "2999-12-31";
            case "--from", "--to" -> "2025-03-30";
            default -> "2025-03-31";
        };
    }

    /** Adds what a reader leaves out, whose own folders are there: places, the date, where a template goes; and what is asked. */
    private static List<String> complete(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.replaceAll(word ->
                word.equals("DIR") ? folder.resolve("new-" + System.nanoTime()).toString() : word);
        if (words.contains("--help")) {
            return all;
        }
        CommandSpec spec = new CommandLine(Taizhang.class)
                .getSubcommands()
                .get(words.get(0))
                .getCommandSpec();
        Map<String, String> places = Map.of(
                "--conf",
                conf().toString(),
                "--warehouse",
                warehouse.toString(),
                "--inbox",
                inbox().toString(),
                "--to",
                folder.resolve("template.xlsx").toString());
        places.forEach((option, value) -> {
            if (spec.findOption(option) != null && !words.contains(option)) {
                all.addAll(List.of(option, value));
            }
        });
        if (words.get(0).equals("nightly") && !words.contains("--as-of")) {
            all.addAll(List.of("--as-of", "2025-03-31"));
        }
        if (words.get(0).equals("query")
                && words.stream()
                        .noneMatch(word -> word.toUpperCase(Locale.ROOT).startsWith("SELECT "))) {
            all.add("SELECT 1");
        }
        return all;
    }

    @Test
    void whatIsNotRunHereIsStillShown() throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path page : pages()) {
            all.append(Files.readString(page));
        }
        assertThat(NOT_HERE.keySet()).allSatisfy(command -> assertThat(all).contains(command));
    }

    @Test
    void everyScriptThatIsNamedIsThere() throws IOException {
        for (Path page : pages()) {
            assertThat(Pattern.compile("`(jobs/[a-z]+)")
                            .matcher(Files.readString(page))
                            .results())
                    .allSatisfy(named -> assertThat(Path.of(named.group(1))).exists());
        }
    }
}
