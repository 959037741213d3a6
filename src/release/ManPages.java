import dev.taizhang.commands.Taizhang;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/**
 * Writes the page of each command for {@code man} as AsciiDoc, into the folder of the first argument. The build of a release runs this
 * file and makes roff of the pages.
 */
final class ManPages {
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CommandLine commands = Taizhang.commands();
        commands.getCommandSpec().name("taizhang");
        for (CommandLine command : commands.getSubcommands().values()) {
            CommandSpec spec = command.getCommandSpec();
            String script = spec.name();
            spec.name(script.substring(script.indexOf('/') + 1));
            // A blank line ends a paragraph, so each language has its own.
            spec.usageMessage()
                    .description(Arrays.stream(spec.usageMessage().description())
                            .flatMap(line -> Stream.of(line, ""))
                            .toArray(String[]::new));
            StringWriter page = new StringWriter();
            ManPageGenerator.writeSingleManPage(new PrintWriter(page, true), spec);
            // The page is found as taizhang-nightly, but the command is jobs/nightly.
            Files.writeString(
                    folder.resolve(spec.qualifiedName("-") + ".adoc"),
                    page.toString().replace("*" + spec.qualifiedName() + "*", "*" + script + "*"));
        }
    }
}
