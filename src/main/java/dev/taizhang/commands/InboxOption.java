package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option {@code --inbox} of the commands that read an inbox. */
final class InboxOption {
    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = "收件目录，缺省为项目的 inbox。 Inbox folder; the project's inbox by default.")
    private Path inbox;

    /**
     * Returns the inbox. The command line takes precedence over the configuration, and the configuration over the
     * project's own folder. The result is empty if no inbox exists.
     */
    Optional<Path> of(Configuration configuration) {
        Path own = CommonOptions.home().resolve("inbox");
        return Optional.ofNullable(inbox)
                .or(() -> configuration.settings().inbox().map(Path::of))
                .or(() -> Files.isDirectory(own) ? Optional.of(own) : Optional.empty());
    }
}
