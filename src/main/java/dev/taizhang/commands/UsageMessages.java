package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The messages about a command line that cannot be parsed; each remedy names the place of the usage. */
final class UsageMessages {
    private UsageMessages() {}

    // Commands

    static Failure unknownCommand(String name, Optional<String> similar, Collection<String> commands) {
        return Failure.usage(
                new Bilingual("没有命令“" + name + "”。", "There is no command \"" + name + "\"."),
                withSuggestion(similar, commands(commands)));
    }

    static Failure noCommand(Collection<String> commands) {
        return Failure.usage(new Bilingual("没有给出命令。", "No command is given."), commands(commands));
    }

    private static Bilingual commands(Collection<String> names) {
        String all = names.stream().sorted().map("jobs/"::concat).collect(Collectors.joining(", "));
        return new Bilingual("可用的命令：" + all + "。", "The commands are " + all + ".");
    }

    // Options and arguments that a command does not have

    static Failure unknownOption(String option, Optional<String> similar, String command) {
        return Failure.usage(
                new Bilingual(command + " 没有选项“" + option + "”。", command + " has no option \"" + option + "\"."),
                withSuggestion(similar, help(command)));
    }

    static Failure superfluous(String argument, String command) {
        return Failure.usage(
                new Bilingual("参数“" + argument + "”多余。", "The argument \"" + argument + "\" is one too many."),
                new Bilingual(
                        "含空格的值须加引号。" + help(command).zh(),
                        "Quote a value that contains spaces. " + help(command).en()));
    }

    private static Bilingual withSuggestion(Optional<String> similar, Bilingual remedy) {
        return new Bilingual(
                similar.map("是否想写“%s”？"::formatted).orElse("") + remedy.zh(),
                similar.map("Did you mean \"%s\"? "::formatted).orElse("") + remedy.en());
    }

    // Arguments of a command

    /** The mistake is in the arguments that a command has. */
    static Failure mistake(Bilingual problem, String command) {
        return Failure.usage(problem, help(command));
    }

    static Bilingual missing(List<String> arguments) {
        return new Bilingual("缺少 " + String.join("、", arguments) + "。", "Missing: " + String.join(", ", arguments) + ".");
    }

    static Bilingual oneRequired(List<String> arguments) {
        return new Bilingual(
                "须给出 " + String.join(" 或 ", arguments) + "。", "Required: " + String.join(" or ", arguments) + ".");
    }

    static Bilingual onlyOnce(String argument) {
        return new Bilingual(argument + " 只能给出一次。", argument + " can be given only once.");
    }

    static Bilingual exclusive(List<String> arguments) {
        return new Bilingual(
                String.join("、", arguments) + " 不能同时使用，请只用其一。",
                String.join(" and ", arguments) + " exclude each other; use one of them.");
    }

    static Bilingual wrongValue(String argument, String value, Optional<Bilingual> expected) {
        return new Bilingual(
                argument + " 的值“" + value + "”无效" + expected.map(one -> "：" + one.zh()).orElse("") + "。",
                "\"" + value + "\" is not a valid value of " + argument
                        + expected.map(one -> ": " + one.en()).orElse("") + ".");
    }

    static Bilingual choice(List<String> values) {
        return new Bilingual("须是 " + String.join(" 或 ", values), "it must be " + String.join(" or ", values));
    }

    static Bilingual wholeNumber() {
        return new Bilingual("须是整数，且不能过大", "it must be a whole number that is not too large");
    }

    static Bilingual noValue() {
        return new Bilingual("该选项不带值", "this option has no value");
    }

    static Bilingual notUnderstood() {
        return new Bilingual("命令行无法识别。", "The command line cannot be understood.");
    }

    private static Bilingual help(String command) {
        return new Bilingual("用法见 " + command + " --help。", "See " + command + " --help.");
    }
}
