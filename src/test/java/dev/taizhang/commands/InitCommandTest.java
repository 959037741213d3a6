package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.ReferenceTable.Member;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** New offices by options, on a terminal and from the files of counties; every wrong answer is refused and nothing is written. */
class InitCommandTest {
    private static final List<String> ANSWERS = List.of(
            "--name-zh", "某市重大项目", "--name-en", "Major projects", "--code", "some_city", "--districts", "东区,西区、南县");

    @TempDir
    private Path folder;

    private Path office() {
        return folder.resolve("新 office");
    }

    private Configuration configuration() {
        return Configuration.read(office().resolve("conf"));
    }

    private Commands.Answer init(List<String> options) {
        List<String> all = new ArrayList<>(List.of("init", office().toString()));
        all.addAll(options);
        return Commands.run(all.toArray(String[]::new));
    }

    private static List<String> with(String... more) {
        return Stream.concat(ANSWERS.stream(), Stream.of(more)).toList();
    }

    /** The answers with one of them replaced. */
    private static List<String> but(String option, String answer) {
        List<String> all = new ArrayList<>(ANSWERS);
        all.set(all.indexOf(option) + 1, answer);
        return all;
    }

    private Path file(String name, String... lines) throws IOException {
        Files.createDirectories(folder.resolve("files"));
        return Files.writeString(folder.resolve("files").resolve(name), String.join("\n", lines) + "\n");
    }

    /** The names in a folder, hidden ones too. */
    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<String> members(Configuration configuration, String table) {
        return configuration.reference(table).members().stream()
                .map(member -> member.code() + " " + member.nameZh())
                .toList();
    }

    @Test
    void aNewOfficeIsWithoutMistakesAndSaysWhatToTypeNext() throws IOException {
        Commands.Answer answer = init(ANSWERS);
        assertThat(answer.code()).as(answer.err()).isZero();
        String conf = "'" + office().resolve("conf") + "'";
        assertThat(answer.out())
                .contains("jobs/feed FILE > '" + office().resolve("conf/feeds/projects.conf") + "'")
                .contains("cp -- FILE '" + office().resolve("inbox") + "'")
                .contains("jobs/doctor --conf " + conf + "\n", "jobs/nightly --conf " + conf + "\n");
        assertThat(names(office())).containsExactly("conf", "inbox");
        assertThat(names(office().resolve("conf"))).containsExactly("feeds", "reference", "rules", "taizhang.conf");
        assertThat(names(folder)).containsExactly("新 office");
        Configuration written = configuration();
        assertThat(written.settings().programmeName().line()).isEqualTo("某市重大项目 Major projects");
        assertThat(written.settings().inbox())
                .contains(office().resolve("inbox").toString());
        assertThat(written.settings().warehouse())
                .contains(office().resolve("warehouse").toString());
        assertThat(members(written, "districts")).containsExactly("dongqu 东区", "xiqu 西区", "nanxian 南县");
        assertThat(written.reference("statuses").match("在建")).contains("started");
        Commands.Answer doctor =
                Commands.run("doctor", "--conf", office().resolve("conf").toString());
        assertThat(doctor.out()).contains("No problem was found.", "the first run creates it");
    }

    @Test
    void otherLanguagesCurrenciesUnitsAndZonesAreTaken() {
        List<String> options = new ArrayList<>(but("--districts", "d02, \"O'Brien\"; # of 3"));
        options.addAll(List.of(
                "--language", "en", "--currency", "USD", "--display-unit", "million", "--zone", "Europe/London"));
        assertThat(init(options).code()).isZero();
        Configuration written = configuration();
        assertThat(written.settings().currency().getCurrencyCode()).isEqualTo("USD");
        assertThat(written.settings().displayUnit()).isEqualTo("million");
        assertThat(written.settings().zone()).hasToString("Europe/London");
        assertThat(written.settings().language()).hasToString("EN");
        // No code is the name of another district, and only Chinese names are written in pinyin.
        assertThat(members(written, "districts")).containsExactly("d01 d02", "d03 \"O'Brien\"", "d04 # of 3");
    }

    @Test
    void districtsHaveCodesAndEnglishNamesInPinyin() {
        assertThat(init(but("--districts", "榆次区,祁县,介休市,绿园区,达茂旗,榆次县,高新技术产业开发区,Ostrava,yuci2"))
                        .code())
                .isZero();
        assertThat(configuration().reference("districts").members().stream()
                        .map(member -> member.code() + " " + member.nameEn()))
                .containsExactly(
                        "yuci Yuci District",
                        "qixian Qixian County",
                        "jiexiu Jiexiu City",
                        "luyuan Luyuan District",
                        "damao Damao Banner",
                        "d06 Yuci County",
                        "gaoxinjishuchanyekaifa Gaoxinjishuchanyekaifa District",
                        "d08 Ostrava",
                        "d09 yuci2");
    }

    @Test
    void districtsComeFromAFileAsTheyAre() throws IOException {
        Path districts =
                file("我县.csv", "\uFEFFcode,name_zh,name_en,aliases", "140302,城区,Urban,", "140321,平定县,Pingding,平定");
        assertThat(init(but("--districts", districts.toString())).code()).isZero();
        assertThat(configuration().reference("districts").members().stream().map(Member::nameEn))
                .containsExactly("Urban", "Pingding");
    }

    @ParameterizedTest
    @CsvSource({
        "--name-zh, '  ', 没有给出, no answer is given",
        "--name-en, '', 没有给出, no answer is given",
        "--name-en, 'a\u0007b', 控制字符, a control character",
        "--code, some city, 不能有空格, without spaces",
        "--districts, '东区,西区, 东区', “东区”出现两次, occurs twice",
        "--districts, '东区,,西区', 没有县区名称, is missing",
        "--districts, ./none.csv, 无法读取, cannot be read",
        "--districts, conf/, 无法读取, cannot be read",
        "--districts, conf/reference/exchange_rates.csv, 键, unknown key"
    })
    void aWrongAnswerIsRefusedAndNothingIsWritten(String option, String wrong, String zh, String en)
            throws IOException {
        Commands.Answer answer = init(but(option, wrong));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(option + "：", zh, en, "Nothing was written.");
        assertThat(names(folder)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--language, french, zh（中文）",
        "--currency, KWD, KWD",
        "--display-unit, euro, euro",
        "--zone, Mars/Base, 没有这个时区"
    })
    void aWrongSettingIsRefusedInTheWordsOfItsKey(String option, String wrong, String sentence) throws IOException {
        Commands.Answer answer = init(with(option, wrong));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(option + "：", sentence);
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void filesOfDistrictsThatAreNoTablesAreRefused() throws IOException {
        Path empty = file("空.csv", "code,name_zh,name_en");
        Path twice = file("重复.csv", "code,name_zh,name_en", "1,东区,East", "1,东区,East");
        Path chinese = Files.write(
                folder.resolve("files/旧.csv"), "code,name_zh,name_en\n1,东区,E\n".getBytes(Charset.forName("GB18030")));
        Path header = file("同.csv", "code,name_zh,name_en,,", "1,东区,E,,");
        Path quote = file("引号.csv", "code,name_zh,name_en", "1,\"东\"x区,E");
        assertThat(init(but("--districts", empty.toString())).err()).contains("has no districts");
        assertThat(init(but("--districts", twice.toString())).err())
                .contains("重复.csv:3: the code \"1\" is listed twice.");
        assertThat(init(but("--districts", chinese.toString())).err()).contains("cannot be read");
        assertThat(init(but("--districts", header.toString())).err()).contains("is not valid CSV");
        assertThat(init(but("--districts", quote.toString())).err()).contains("is not valid CSV");
        assertThat(names(folder)).containsExactly("files");
    }

    @Test
    void allMissingAnswersAreNamedAtOnce() throws IOException {
        Commands.Answer answer = init(List.of("--code", "a b"));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err())
                .contains("--name-zh：没有给出", "--name-en：没有给出", "--code：只能由", "--districts：没有给出")
                .contains("--districts: no answer is given.", "jobs/init --help");
        assertThat(Commands.run("init").code()).isEqualTo(2);
    }

    @Test
    void whatIsThereIsNotTouched() throws IOException {
        Files.createDirectories(office());
        assertThat(init(ANSWERS).code()).as("an empty folder").isZero();
        Files.writeString(office().resolve("conf/taizhang.conf"), "mine", StandardOpenOption.TRUNCATE_EXISTING);
        Commands.Answer again = init(ANSWERS);
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err()).contains("不是空目录，未作改动", "was not changed");
        assertThat(office().resolve("conf/taizhang.conf")).hasContent("mine");
        Path file = Files.writeString(folder.resolve("file"), "mine");
        assertThat(Commands.run(Commands.words("init", file.toString())).code()).isEqualTo(2);
        assertThat(Commands.run(with("--from").stream().toArray(String[]::new)).code())
                .isEqualTo(2);
        List<String> below =
                new ArrayList<>(List.of("init", file.resolve("office").toString()));
        below.addAll(ANSWERS);
        assertThat(Commands.run(below.toArray(String[]::new)).err()).contains("cannot be written");
        assertThat(file).hasContent("mine");
        assertThat(names(folder)).containsExactly("file", "新 office");
    }

    /** Types answers on a terminal, and returns what it shows. */
    private String typed(String keys, String... options) throws IOException {
        InitCommand command = new InitCommand();
        new CommandLine(command).parseArgs(Commands.words(office().toString(), options));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (Terminal terminal = TerminalBuilder.builder()
                .system(false)
                .streams(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), shown)
                .encoding(StandardCharsets.UTF_8)
                .type("dumb")
                .build()) {
            assertThat(command.call(new Questions(Optional.of(InitCommand.reader(terminal)))))
                    .isZero();
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTerminalAsksUntilEachAnswerIsRight() throws IOException {
        String shown =
                typed("\nIt's \"new\"! \\d\nsome city\nsome_city\n东区,东区\n东区,西区\n\nCNX\nUSD\n\n\n", "--name-zh", "某市");
        assertThat(shown)
                .contains("英文名称 Name in English")
                .doesNotContain("项目盘子的中文名称")
                .contains("没有给出。 no answer is given.", "不能有空格", "“东区”出现两次", "CNX")
                .contains("[both]: ", "[CNY]: ", "[hundred_million]: ", "[Asia/Shanghai]: ");
        assertThat(configuration().settings().programmeName().en()).isEqualTo("It's \"new\"! \\d");
        assertThat(configuration().settings().programmeCode()).isEqualTo("some_city");
        assertThat(configuration().settings().currency().getCurrencyCode()).isEqualTo("USD");
        assertThat(members(configuration(), "districts")).containsExactly("dongqu 东区", "xiqu 西区");
    }

    @Test
    void whoLeavesTheTerminalHasNothing() throws IOException {
        assertThatThrownBy(() -> typed("某市\n"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Not all questions were answered; nothing was written");
        assertThat(names(folder)).isEmpty();
    }

    @Test
    void countyFilesBecomeFeedsAndAFirstNight() throws IOException {
        String projects = "项目代码,项目名称,所属县区,产业集群,项目状态,计划总投资（万元）";
        List<Path> samples = List.of(
                file("2025-03-31_东区_重大项目清单.csv", projects, "P1,一号,东区,铸造,开工,100", "合计,,,,,100"),
                file("2025-03-31_东县_重大项目清单.csv", projects, "P2,二号,东县,铸造,开工,200", "P3,三号,东县,/,开工,300"),
                file("2025年_东区_项目进度.csv", "项目代码,报告月份,本月完成投资（万元）", "P1,2025年3月,10"));
        List<String> options = new ArrayList<>(ANSWERS.subList(0, 6));
        options.add("--from");
        samples.forEach(sample -> options.add(sample.toString()));
        Commands.Answer answer = init(options);
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(answer.out())
                .contains("conf/feeds/projects.conf", "reads 2 of the given files", "cp -- " + samples.get(0) + " ");
        assertThat(members(configuration(), "districts")).containsExactly("dongqu 东区", "dongxian 东县");
        assertThat(members(configuration(), "clusters")).containsExactly("c01 铸造");
        List<Feed> feeds = FeedFiles.read(configuration());
        assertThat(feeds).extracting(Feed::name).containsExactly("progress", "projects");
        assertThat(feeds).flatExtracting(Feed::files).containsExactly("*_*_项目进度.csv", "*_*_重大项目清单.csv");

        for (Path sample : samples) {
            Files.copy(sample, office().resolve("inbox").resolve(sample.getFileName()));
        }
        Files.writeString(
                office().resolve("conf/taizhang.conf"),
                "\ntables { only = [projects_by_district] }\ncopies = []\n",
                StandardOpenOption.APPEND);
        String conf = office().resolve("conf").toString();
        Commands.Answer night = Commands.run("nightly", "--conf", conf, "--as-of", "2025-03-31");
        assertThat(night.code()).as(night.err()).isZero();
        assertThat(night.out())
                .contains("  jobs/query --conf '" + conf + "' \"SELECT * FROM latest.projects_by_district\"\n"
                        + "  jobs/tables --conf '" + conf + "'\n  jobs/runs --conf '" + conf + "'\n");
        assertThat(asked("SELECT district_name, project_count, total_investment FROM latest.projects_by_district"))
                .contains("东区,1,1000000.00", "东县,2,5000000.00");
        assertThat(asked("SELECT dataset, sender, rows_accepted FROM ledger.deliveries"))
                .contains("projects,东区,1", "projects,东县,2", "progress,东区,1");
    }

    private Stream<String> asked(String sql) {
        return Commands.query(office().resolve("conf"), office().resolve("warehouse"), "csv", sql)
                .out()
                .lines();
    }

    @Test
    void draftsThatDoNotReadTheirFilesWaitAndAmbiguousNamesStayExact() throws IOException {
        Path list = file("2025-03-31 项目清单.csv", "项目代码,项目名称,所属县区,项目状态,计划总投资（万元）", "P1,一号,东区,开工,1");
        Path other = file("2025-03-31 项目清单2.csv", "项目代码,项目名称,所属县区,项目状态,计划总投资（亿元）,备注", "P2,二号,东区,开工,1,x");
        Path incomplete = file("签约 2025.csv", "合同编号,合同名称,签约日期", "C1,合同,2025-01-01");
        Commands.Answer answer = init(with("--from", list.toString(), other.toString(), incomplete.toString()));
        assertThat(answer.code()).as(answer.err()).isZero();
        assertThat(names(office().resolve("conf/feeds")))
                .containsExactly("contracts.conf.draft", "projects-2.conf", "projects.conf");
        assertThat(answer.out())
                .containsPattern("contracts\\.conf\\.draft  尚不可用：feeds/contracts\\.conf\\.draft:\\d+")
                .contains("then remove .draft from its name");
        assertThat(Commands.run("doctor", "--conf", office().resolve("conf").toString())
                        .out())
                .contains("No run reads unfinished drafts: contracts.conf.draft", "Problems found: 1.");
        assertThat(FeedFiles.read(configuration()).stream()
                        .flatMap(feed -> feed.files().stream())
                        .toList())
                .containsExactly("* 项目清单.csv", "2025-03-31 项目清单2.csv");
    }

    /** The list of another city: a header of two rows, names of its own, months in the header, the date in the title. */
    @Test
    void oneSheetOfProjectsAndProgressBecomesTwoFeeds() throws IOException {
        Path list = file(
                "平定县2026年10月重点工程进展表.csv",
                "平定县重点工程进展情况表（截至2026年10月31日）,,,,,,,,",
                "单位：万元,,,,,,,,",
                "赋码,工程名称,业主单位,项目阶段,概算总投资,投资完成情况,,,形象进度",
                ",,,,,10月份完成,1-10月完成,开工以来累计完成,",
                "P-1,一号,甲公司,在建,300,10,100,120,主体施工",
                "P-2,二号,乙公司,在建,200,20,50,50,基础",
                "合计,,,,500,30,150,170,");
        List<String> options = new ArrayList<>(but("--districts", "平定县"));
        options.addAll(List.of("--from", list.toString()));
        Commands.Answer answer = init(options);
        assertThat(answer.out())
                .as(answer.err())
                .contains("projects.conf  读取 1 份", "progress.conf  读取 1 份")
                .doesNotContain(".draft");
        Path feeds = office().resolve("conf/feeds");
        String months = IntStream.rangeClosed(1, 12)
                .mapToObj(month -> "\"1-" + month + "月完成\"")
                .collect(Collectors.joining(", "));
        assertThat(Files.readString(feeds.resolve("progress.conf")))
                .contains("\"10月份完成\", \"11月份完成\"", "year_to_date_investment = [" + months + "]")
                .contains("invested_since_start = \"开工以来累计完成\"")
                .doesNotContain("physical_progress", "unit =");
        assertThat(Files.readString(feeds.resolve("projects.conf")))
                .contains("project_code = \"赋码\"", "status = \"项目阶段\"", "total_investment = \"概算总投资\"")
                .contains("snapshot_date { title = ");
        Config drafted = ConfigFactory.parseFile(feeds.resolve("projects.conf").toFile());
        assertThat(drafted.getValue("columns.district")).isEqualTo(drafted.getValue("sender"));
        assertThat(Pattern.compile(drafted.getString("sender.file_name"))
                        .matcher(list.getFileName().toString())
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("平定县");
    }

    @Test
    void filesWithoutAHeaderAreRefused() throws IOException {
        Path poem = file("诗.csv", "床前明月光,疑是地上霜");
        Commands.Answer answer = init(with("--from", poem.toString()));
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("诗.csv 起草报表配置（feed）：", "No header was recognized");
        Commands.Answer missing = init(with("--from", folder.resolve("没有.xlsx").toString()));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("does not exist or cannot be read");
        assertThat(names(folder)).containsExactly("files");
    }
}
