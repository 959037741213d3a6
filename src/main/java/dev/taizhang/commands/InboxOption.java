package dev.taizhang.commands;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.FileAddress;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Option;

/** The option {@code --inbox} of the commands that read an inbox. */
final class InboxOption {
    @Option(
            names = "--inbox",
            paramLabel = "DIR",
            description = {
                "收件目录，或 hdfs://、s3a:// 地址；缺省为项目的 inbox。",
                "Inbox folder, or an address such as hdfs://…; the project's inbox by default."
            })
    private String inbox;

    /**
     * Returns the inbox. The command line takes precedence over the configuration, and the configuration over the
     * project's own folder. The result is empty if no inbox exists.
     */
    Optional<Path> of(Configuration configuration) {
        java.nio.file.Path own = CommonOptions.home().resolve("inbox");
        return Optional.ofNullable(inbox)
                .or(() -> configuration.settings().inbox())
                .map(InboxOption::parsed)
                .or(() -> Files.isDirectory(own) ? Optional.of(FileAddress.of(own)) : Optional.empty());
    }

    private static Path parsed(String address) {
        try {
            return FileAddress.parse(address);
        } catch (IllegalArgumentException wrong) {
            throw CommandMessages.wrongInbox(address, wrong);
        }
    }
}
