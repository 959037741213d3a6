package dev.taizhang.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Every kind of mistake in a command line is reported in two sentences with the way to the usage. */
class UsageMistakeTest {
    /** Returns the failure for words with single blanks between them; {@code ''} is an empty one. */
    private static Failure failure(String words) {
        String[] arguments = Stream.of(words.split(" ", -1))
                .map(word -> word.equals("''") ? "" : word)
                .toArray(String[]::new);
        Failure failure = UsageMistake.of(catchThrowableOfType(
                CommandLine.ParameterException.class, () -> Taizhang.commands().parseArgs(arguments)));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE);
        for (String sentence : List.of(failure.message().zh(), failure.message().en())) {
            assertThat(sentence).doesNotContain("Exception", "java.", "picocli", "taizhang.", "field ", "null", "\n");
        }
        return failure;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            backfill                             | 缺少 --from DATE、--to DATE。         | Missing: --from DATE, --to DATE.
            backfill --to 2025-03-31 --from      | 缺少 --from DATE。                    | Missing: --from DATE.
            backfill --from --to 2025-03-31      | 缺少 --from DATE。                    | Missing: --from DATE.
            nightly --reread                     | 缺少 --reread DELIVERY。              | Missing: --reread DELIVERY.
            explain                              | 缺少 --measure M、TABLE。             | Missing: --measure M, TABLE.
            explain --measure plan               | 缺少 TABLE。                          | Missing: TABLE.
            init 我市 --from                     | 缺少 --from FILE。                    | Missing: --from FILE.
            tables --format json                 | 缺少 --lineage。                      | Missing: --lineage.
            feed --template                      | 缺少 --template DATASET。             | Missing: --template DATASET.
            feed --to a.conf                     | 须给出 FILE 或 --template DATASET。   | Required: FILE or --template DATASET.
            nightly --as-of a --as-of b          | --as-of 只能给出一次。                | --as-of can be given only once.
            query -f a -f b                      | --file 只能给出一次。                 | --file can be given only once.
            query --run 1 --run 2                | --run 只能给出一次。                  | --run can be given only once.
            nightly --plan --plan                | --plan 只能给出一次。                 | --plan can be given only once.
            tables --lineage --format json --format json | --format 只能给出一次。       | --format can be given only once.
            nightly --rebuild --plan --reread 1  | --rebuild、--plan、--reread 不能同时使用，请只用其一。 | --rebuild and --plan and --reread exclude each other; use one of them.
            feed 某.csv --template projects      | FILE、--template 不能同时使用，请只用其一。 | FILE and --template exclude each other; use one of them.
            tables --markdown --lineage --format json | --markdown、--lineage 不能同时使用，请只用其一。 | --markdown and --lineage exclude each other; use one of them.
            backfill --from a --to b --step week | --step 的值“week”无效：须是 day 或 month。 | "week" is not a valid value of --step: it must be day or month.
            sample 城 --form ''                  | --form 的值“”无效：须是 office 或 parquet。 | "" is not a valid value of --form: it must be office or parquet.
            tables --lineage --format xml        | --format 的值“xml”无效：须是 table 或 json。 | "xml" is not a valid value of --format: it must be table or json.
            query --timeout 1.5                  | --timeout 的值“1.5”无效：须是整数，且不能过大。 | "1.5" is not a valid value of --timeout: it must be a whole number that is not too large.
            sample 城 --seed 9223372036854775808 | --seed 的值“9223372036854775808”无效：须是整数，且不能过大。 | "9223372036854775808" is not a valid value of --seed: it must be a whole number that is not too large.
            backfill --again=maybe               | --again 的值“maybe”无效：该选项不带值。 | "maybe" is not a valid value of --again: this option has no value.
            runs --help=all                      | --help 的值“all”无效：该选项不带值。  | "all" is not a valid value of --help: this option has no value.
            """)
    void argumentsOfACommandAreWrong(String words, String zh, String en) {
        Failure failure = failure(words);
        assertThat(failure.problem()).isEqualTo(new Bilingual(zh, en));
        String help = words.replaceFirst("(\\w+).*", "jobs/$1 --help");
        assertThat(failure.remedy()).isEqualTo(new Bilingual("用法见 " + help + "。", "See " + help + "."));
    }

    @Test
    void aValueOfAnyOtherTypeIsWrong() {
        assertThat(failure("sample a\0b").problem().en()).isEqualTo("\"a\\u0000b\" is not a valid value of DIR.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            backfill --form 2025-03-31   | jobs/backfill 没有选项“--form”。是否想写“--from”？用法见 jobs/backfill --help。
            nightly --As-Of=2025-03-31   | jobs/nightly 没有选项“--As-Of”。是否想写“--as-of”？用法见 jobs/nightly --help。
            query -x                     | jobs/query 没有选项“-x”。用法见 jobs/query --help。
            query SELECT 1               | 参数“1”多余。含空格的值须加引号。用法见 jobs/query --help。
            doctor ''                    | 参数“”多余。含空格的值须加引号。用法见 jobs/doctor --help。
            doctor @a                    | 参数“@a”多余。含空格的值须加引号。用法见 jobs/doctor --help。
            """)
    void aCommandHasNoSuchArgument(String words, String zh) {
        assertThat(failure(words).message().zh()).isEqualTo(zh);
    }

    @Test
    void theSameInEnglish() {
        assertThat(failure("backfill --form 2025-03-31").message().en())
                .isEqualTo(
                        "jobs/backfill has no option \"--form\". Did you mean \"--from\"? See jobs/backfill --help.");
        assertThat(failure("query SELECT 1").message().en())
                .isEqualTo(
                        "The argument \"1\" is one too many. Quote a value that contains spaces. See jobs/query --help.");
    }

    @Test
    void thereIsNoSuchCommand() {
        assertThat(failure("backfil").message().zh()).startsWith("没有命令“backfil”。是否想写“backfill”？可用的命令：jobs/backfill, ");
        assertThat(failure("backfil --from 2025-03-31").message().en())
                .startsWith(
                        "There is no command \"backfil\". Did you mean \"backfill\"? The commands are jobs/backfill, ");
        assertThat(failure("--plan").problem().en()).isEqualTo("There is no command \"--plan\".");
    }

    /** The launcher alone gives no command. Parsing it is no mistake, but executing it is. */
    @Test
    void noCommandIsGiven() {
        CommandLine commands = Taizhang.commands();
        commands.parseArgs();
        Failure failure = UsageMistake.of(new CommandLine.ParameterException(commands, "Missing required subcommand"));
        assertThat(failure.problem()).isEqualTo(new Bilingual("没有给出命令。", "No command is given."));
    }
}
