package dev.taizhang.commands;

import dev.taizhang.definition.ExitCode;
import dev.taizhang.definition.Failure;
import dev.taizhang.night.Outcome;
import dev.taizhang.night.UnexpectedFailure;
import java.io.IOException;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The main class: runs the command that a script under {@code jobs} names, reports its failure, and exits with its code. */
@Command(
        name = "taizhang",
        subcommands = {
            NightlyCommand.class,
            BackfillCommand.class,
            PublishCommand.class,
            WithdrawCommand.class,
            RebuildCommand.class,
            ValidateCommand.class,
            QueryCommand.class,
            ExplainCommand.class,
            TablesCommand.class,
            RunsCommand.class,
            MaintainCommand.class,
            DoctorCommand.class,
            FeedCommand.class,
            InitCommand.class,
            SampleCommand.class,
            CompletionCommand.class
        })
public final class Taizhang {
    /** Logs to the run's log and not to the terminal. */
    private static final Logger TRACE = LoggerFactory.getLogger("taizhang.trace");

    private Taizhang() {}

    public static void main(String[] arguments) {
        Thread.setDefaultUncaughtExceptionHandler(Taizhang::log);
        int code;
        try {
            nameUser();
            SiteSettings.load();
            code = run(arguments);
        } catch (IOException | Failure | Error broken) {
            // For example, memory ran out. Such a failure is reported like all others.
            code = report(broken).code();
        }
        Outcome.ended(code);
        System.exit(code);
    }

    /**
     * Names the user. Java cannot log in a user id without a name, which is common in containers, and Hadoop asks Java
     * to log in unless it knows its user.
     */
    private static void nameUser() {
        String name = System.getProperty("user.name");
        if (name.equals("?")) {
            UserGroupInformation.setLoginUser(UserGroupInformation.createRemoteUser(name));
        }
    }

    /** Logs an exception that ended a library's thread. If memory is exhausted, even logging may fail. */
    private static void log(Thread thread, Throwable thrown) {
        if (!(thrown instanceof OutOfMemoryError)) {
            TRACE.error("Uncaught in {}", thread.getName(), thrown);
        }
    }

    /** Runs one command and returns its exit code. Every failure is reported in two sentences. */
    static int run(String... arguments) {
        return commands().execute(arguments);
    }

    /** Returns all commands, as they parse a command line; public because the build of a release makes man pages of them. */
    public static CommandLine commands() {
        CommandLine commands = new CommandLine(new Taizhang())
                .setCaseInsensitiveEnumValuesAllowed(true)
                // An argument such as @file is one, not the name of a file with arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(
                        (wrong, given) -> report(UsageMistake.of(wrong)).code())
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> report(failure).code());
        // The scripts are the commands, so usage and messages begin with the script's name only.
        commands.getCommandSpec().name("");
        commands.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().usageMessage().synopsisHeading("Usage:");
            command.getCommandSpec()
                    .name("jobs/" + command.getCommandName())
                    .version("Taizhang " + System.getProperty("taizhang.version", "unknown"));
            command.setUsageHelpAutoWidth(true);
        });
        return commands;
    }

    private static ExitCode report(Throwable thrown) {
        Failure failure = UnexpectedFailure.of(thrown);
        System.err.println(failure.message().zh());
        System.err.println(failure.message().en());
        System.err.println("退出码 exit code " + failure.exitCode().code());
        return failure.exitCode();
    }
}
