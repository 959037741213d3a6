package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where deliveries arrive: the option of the commands that look there. */
final class InboxOption {
    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "收件目录，缺省为项目的 inbox。 Inbox; the project's inbox by default.")
    private Path inbox;

    /** The command line goes before the configuration, and that before the project's own folder; empty where there is none. */
    Optional<Path> of(Configuration configuration) {
        Path own = CommonOptions.home().resolve("inbox");
        return Optional.ofNullable(inbox)
                .or(() -> configuration.settings().inbox().map(Path::of))
                .or(() -> Files.isDirectory(own) ? Optional.of(own) : Optional.empty());
    }
}
