package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Failure;
import dev.taizhang.definition.Names;
import dev.taizhang.definition.Spelling;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The failure for a command line that picocli cannot parse. */
final class UsageMistake {
    private UsageMistake() {}

    static Failure of(CommandLine.ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        return command.getParent() == null ? ofCommand(command) : of(wrong, command);
    }

    /** Returns the failure for a command that does not exist, or that is not given. */
    private static Failure ofCommand(CommandLine all) {
        Collection<String> names = all.getSubcommands().keySet();
        return all.getParseResult().unmatched().stream()
                .findFirst()
                .map(name -> UsageMessages.unknownCommand(Names.shown(name), Spelling.nearest(name, names), names))
                .orElseGet(() -> UsageMessages.noCommand(names));
    }

    private static Failure of(CommandLine.ParameterException wrong, CommandLine command) {
        String name = command.getCommandName();
        // An option that is misspelt may also be one that is missing.
        Optional<String> unmatched = command.getParseResult().unmatched().stream().findFirst();
        return unmatched
                .map(argument -> unmatched(argument, command))
                .orElseGet(() -> UsageMessages.mistake(problem(wrong, command), name));
    }

    private static Failure unmatched(String argument, CommandLine command) {
        if (!argument.startsWith("-")) {
            return UsageMessages.superfluous(Names.shown(argument), command.getCommandName());
        }
        String option = argument.replaceFirst("=.*", "");
        List<String> options = command.getCommandSpec().options().stream()
                .map(OptionSpec::longestName)
                .toList();
        return UsageMessages.unknownOption(
                Names.shown(option), Spelling.nearest(option, options), command.getCommandName());
    }

    private static Bilingual problem(CommandLine.ParameterException wrong, CommandLine command) {
        if (wrong instanceof CommandLine.MissingParameterException incomplete) {
            return missing(incomplete.getMissing());
        }
        if (wrong instanceof CommandLine.OverwrittenOptionException repeated) {
            return UsageMessages.onlyOnce(name(repeated.getOverwritten()));
        }
        if (wrong.getArgSpec() != null) {
            return UsageMessages.wrongValue(
                    name(wrong.getArgSpec()), Names.shown(wrong.getValue()), expected(wrong.getArgSpec()));
        }
        return ofGroups(command.getParseResult().matchedArgs().stream()
                        .filter(argument -> argument.group() != null)
                        .toList())
                .orElseGet(UsageMessages::notUnderstood);
    }

    /**
     * Returns the problem with missing arguments.
     *
     * @param arguments one that is missing or lacks its value, all of the command that are missing, or all of a group
     */
    private static Bilingual missing(List<ArgSpec> arguments) {
        ArgGroupSpec group = arguments.get(0).group();
        if (arguments.size() > 1 && group != null && group.exclusive()) {
            return UsageMessages.oneRequired(labels(arguments.stream()));
        }
        return UsageMessages.missing(
                labels(arguments.stream().filter(argument -> arguments.size() == 1 || argument.required())));
    }

    /**
     * Returns the problem with arguments that belong to groups: one given twice, or several of which only one is
     * allowed. Arguments that go together count as the first of them.
     */
    private static Optional<Bilingual> ofGroups(List<ArgSpec> given) {
        Set<ArgSpec> seen = new HashSet<>();
        Optional<ArgSpec> repeated =
                given.stream().filter(argument -> !seen.add(argument)).findFirst();
        if (repeated.isPresent()) {
            return repeated.map(argument -> UsageMessages.onlyOnce(name(argument)));
        }
        Map<Object, String> alternatives = new LinkedHashMap<>();
        given.forEach(argument -> alternatives.putIfAbsent(
                argument.group().exclusive() ? argument : argument.group(), name(argument)));
        return alternatives.size() > 1
                ? Optional.of(UsageMessages.exclusive(List.copyOf(alternatives.values())))
                : Optional.empty();
    }

    private static Optional<Bilingual> expected(ArgSpec argument) {
        Class<?> type = argument.type();
        if (type.isEnum()) {
            return Optional.of(UsageMessages.choice(Stream.of(type.getEnumConstants())
                    .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                    .toList()));
        }
        if (type == int.class || type == long.class) {
            return Optional.of(UsageMessages.wholeNumber());
        }
        return type == boolean.class ? Optional.of(UsageMessages.noValue()) : Optional.empty();
    }

    /** Returns an option or parameter as the usage writes it, such as {@code --from DATE}. */
    private static List<String> labels(Stream<ArgSpec> arguments) {
        return arguments
                .map(argument -> argument.isOption() && argument.arity().max() > 0
                        ? name(argument) + " " + argument.paramLabel()
                        : name(argument))
                .toList();
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
