package dev.taizhang.commands;

import dev.taizhang.commands.Questions.Question;
import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Settings;
import dev.taizhang.drafts.DraftedFeeds;
import dev.taizhang.drafts.NewOffice;
import dev.taizhang.feeds.FeedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the folder with which a new office begins: its configuration and an empty inbox. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "为本单位新建目录 DIR：DIR/conf 为配置，DIR/inbox 为空的收件目录。在终端上逐项询问未用选项给出的内容。",
            "Writes a new folder DIR for an office of your own: its configuration in DIR/conf, and an empty inbox in"
                    + " DIR/inbox. On a terminal it asks for what the options do not give."
        })
final class InitCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "新目录（须为空或不存在）。 The new folder; it must be empty or not exist.")
    private Path directory;

    @Option(
            names = "--name-zh",
            paramLabel = "NAME",
            description = "项目盘子的中文名称，如 阳泉市重大项目。 Name of the portfolio in Chinese.")
    private String nameZh;

    @Option(names = "--name-en", paramLabel = "NAME", description = "英文名称。 Name of the portfolio in English.")
    private String nameEn;

    @Option(
            names = "--code",
            paramLabel = "CODE",
            description = "项目盘子的代码，由字母、数字、_ 和 - 组成。 Code of the portfolio: letters, digits, _ and -.")
    private String code;

    @Option(
            names = "--districts",
            paramLabel = "LIST|FILE.csv",
            description = {
                "县区名称，以逗号分隔；或形如 conf/reference/districts.csv 的文件。缺省为 --from 所给项目清单中的县区。",
                "Names of the districts, separated by commas, or a file like conf/reference/districts.csv. By default"
                        + " the districts in the project lists among --from."
            })
    private String districts;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            description =
                    "网页、简报、工作簿的语言：zh、en 或 both（缺省）。 Language of page, brief and workbook: zh, en or both (default).")
    private String language;

    @Option(
            names = "--currency",
            paramLabel = "CODE",
            description = "币种（ISO 4217），缺省为 CNY。 Currency (ISO 4217); CNY by default.")
    private String currency;

    @Option(
            names = "--display-unit",
            paramLabel = "UNIT",
            description = {
                "大额金额的显示单位，如 ten_thousand、million；缺省为 hundred_million（亿元）。",
                "Unit of large amounts, such as ten_thousand or million; hundred_million by default."
            })
    private String displayUnit;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "时区，缺省为 Asia/Shanghai。 Time zone; Asia/Shanghai by default.")
    private String zone;

    @Option(
            names = "--from",
            arity = "1..*",
            paramLabel = "FILE",
            description = {
                "各单位的报表样本，据此起草报表配置（feed）。",
                "Samples of the offices' files, for which feeds are drafted as jobs/feed does."
            })
    private List<Path> samples = List.of();

    @Override
    public Integer call() throws IOException {
        if (!Boolean.getBoolean("taizhang.keyboard")) {
            return call(new Questions(Optional.empty()));
        }
        try (Terminal terminal = TerminalBuilder.builder().system(true).build()) {
            return call(new Questions(Optional.of(reader(terminal))));
        }
    }

    /** Returns a reader to which no letter has a special meaning. */
    static LineReader reader(Terminal terminal) {
        DefaultParser parser = new DefaultParser();
        parser.setEscapeChars(new char[0]);
        parser.setQuoteChars(new char[0]);
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(parser)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    int call(Questions questions) {
        requireEmpty();
        Optional<DraftedFeeds> drafted = drafted();
        List<String> found = drafted.map(DraftedFeeds::districts).orElse(List.of());
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("name_zh", text(questions, "--name-zh", InitMessages.nameZh(), nameZh));
        settings.put("name_en", text(questions, "--name-en", InitMessages.nameEn(), nameEn));
        settings.put(
                "code",
                questions.answer(new Question("--code", InitMessages.code(), "", InitCommand::objectionToCode), code));
        String places = questions.answer(
                new Question(
                        "--districts", InitMessages.districts(), String.join(",", found), GivenDistricts::objection),
                districts);
        setting(questions, settings, "language", InitMessages.language(), language);
        setting(questions, settings, "currency", InitMessages.currency(), currency);
        setting(questions, settings, "display_unit", InitMessages.displayUnit(), displayUnit);
        setting(questions, settings, "zone", InitMessages.zone(), zone);
        questions.complete();
        NewOffice office = new NewOffice(
                settings,
                GivenDistricts.csv(places),
                NewOffice.clusters(drafted.map(DraftedFeeds::clusters).orElse(List.of())),
                CommonOptions.home().resolve("conf/rules"),
                drafted.map(feeds -> feeds.drafts(GivenDistricts.words(places))).orElse(List.of()));
        write(office);
        report(office);
        return ExitCode.PUBLISHED.code();
    }

    private void requireEmpty() {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.list(directory)) {
            if (files.findAny().isPresent()) {
                throw InitMessages.folderNotEmpty(directory);
            }
        } catch (IOException noFolder) {
            throw InitMessages.folderNotEmpty(directory);
        }
    }

    /** Drafts feeds with the words that the feeds of the project know. */
    private Optional<DraftedFeeds> drafted() {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        for (Path file : samples) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw CommandMessages.unreadableFile(file);
            }
        }
        Configuration project = Configuration.read(CommonOptions.home().resolve("conf"));
        return Optional.of(new DraftedFeeds(samples, FeedFiles.read(project), project.reference("units")));
    }

    // Answers

    private static String text(Questions questions, String option, Bilingual text, String given) {
        return questions.answer(new Question(option, text, "", Questions::objectionToText), given);
    }

    private static void setting(
            Questions questions, Map<String, String> settings, String key, Bilingual text, String given) {
        Question question = new Question(
                "--" + key.replace('_', '-'), text, Settings.byDefault(key), answer -> Settings.objection(key, answer));
        settings.put(key, questions.answer(question, given));
    }

    private static Optional<Bilingual> objectionToCode(String code) {
        return code.matches("[A-Za-z0-9_-]+") ? Optional.empty() : Optional.of(InitMessages.notACode());
    }

    // The folder

    private void write(NewOffice office) {
        try {
            office.write(directory);
        } catch (IOException stuck) {
            throw InitMessages.notWritten(directory, stuck);
        }
    }

    private void report(NewOffice office) {
        System.out.println(InitMessages.written(directory).line());
        line("conf/taizhang.conf", InitMessages.settingsToCheck());
        line("conf/reference/districts.csv", InitMessages.districtsToCheck());
        line("conf/reference/clusters.csv, statuses.csv", InitMessages.otherTables());
        line("conf/rules/", InitMessages.rules());
        office.feeds()
                .forEach(feed -> line(
                        "conf/feeds/" + NewOffice.fileOf(feed),
                        feed.objection()
                                .map(InitMessages::feedToComplete)
                                .orElseGet(() ->
                                        InitMessages.feedToCheck(feed.files().size()))));
        System.out.println(InitMessages.next().line());
        commands(office).forEach(command -> System.out.println("  " + command));
    }

    private static void line(String file, Bilingual text) {
        System.out.println("  " + file + "  " + text.line());
    }

    private List<String> commands(NewOffice office) {
        String jobs = CommonOptions.home().equals(Path.of("").toAbsolutePath())
                ? "jobs"
                : word(CommonOptions.home().resolve("jobs"));
        String conf = word(directory.resolve("conf"));
        String inbox = word(directory.resolve("inbox"));
        List<String> commands = new ArrayList<>();
        if (office.feeds().isEmpty()) {
            commands.add(jobs + "/feed FILE > " + word(directory.resolve("conf/feeds/projects.conf")));
            commands.add("cp -- FILE " + inbox);
        } else {
            commands.add("cp -- "
                    + String.join(" ", samples.stream().map(InitCommand::word).toList()) + " " + inbox);
        }
        commands.add(jobs + "/doctor --conf " + conf);
        commands.add(jobs + "/nightly --conf " + conf);
        return commands;
    }

    private static String word(Path path) {
        return CommonOptions.word(path.toString());
    }
}
