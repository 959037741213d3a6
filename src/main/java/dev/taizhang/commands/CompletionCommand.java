package dev.taizhang.commands;

import com.google.common.collect.Streams;
import dev.taizhang.definition.ExitCode;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Prints {@code jobs/completion.bash}, by which bash completes options and values.
 *
 * <p>picocli can write such a script too ({@code AutoComplete}). It is not used because it gives the names of files to
 * {@code compgen -W}, which executes what stands in {@code $(…)} in a name, and files come from anywhere.
 */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "输出 jobs/completion.bash：在 bash 中执行 source jobs/completion.bash 后，按 Tab 键补全选项和取值。",
            "Prints jobs/completion.bash. After source jobs/completion.bash, bash completes options and values."
        })
final class CompletionCommand implements Callable<Integer> {
    private static final String SCRIPT = """
            # Completes options and values of the commands in this folder: source jobs/completion.bash
            # Made by: jobs/completion > jobs/completion.bash

            # Bash finds this function by the last part of a path, so other programs of these names come here as well. Where
            # it gives no word, bash completes the names of files.
            _taizhang() {
                local current=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} words=
                COMPREPLY=()
                case ${COMP_WORDS[0]} in jobs/* | */jobs/* | ./*) ;; *) return ;; esac
                # Bash divides --option=value into three words.
                case $option,$current in
                    -*,=) current= ;;
                    =,*) option=${COMP_WORDS[COMP_CWORD - 2]} ;;
                esac
                case ${COMP_WORDS[0]##*/}:$option:$current in
            %s
                esac
                COMPREPLY=($(compgen -W "$words" -- "$current"))
            }
            complete -F _taizhang -o default %s
            """;

    @Override
    public Integer call() {
        System.out.print(script());
        return ExitCode.PUBLISHED.code();
    }

    /** Returns the script for all commands. */
    static String script() {
        List<CommandLine> commands =
                List.copyOf(Taizhang.commands().getSubcommands().values());
        return SCRIPT.formatted(
                Streams.concat(
                                commands.stream().flatMap(CompletionCommand::values),
                                commands.stream().map(CompletionCommand::options))
                        .collect(Collectors.joining("\n")),
                commands.stream().map(CompletionCommand::name).collect(Collectors.joining(" ")));
    }

    /** Returns the name of a script. */
    private static String name(CommandLine command) {
        return command.getCommandName().replaceFirst(".*/", "");
    }

    /** Returns a line for each option of a command that has one of a few values. */
    private static Stream<String> values(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .filter(option -> option.completionCandidates() != null)
                .map(option -> line(
                        name(command) + ":" + option.longestName() + ":*",
                        Streams.stream(option.completionCandidates()).map(value -> value.toLowerCase(Locale.ROOT))));
    }

    private static String options(CommandLine command) {
        return line(
                name(command) + ":*:-*",
                command.getCommandSpec().options().stream().map(OptionSpec::longestName));
    }

    private static String line(String pattern, Stream<String> words) {
        return "        " + pattern + ") words='" + words.sorted().collect(Collectors.joining(" ")) + "' ;;";
    }
}
