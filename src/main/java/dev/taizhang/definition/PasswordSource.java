package dev.taizhang.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of a password, which the configuration never contains. The password itself is read when it is used.
 *
 * @param file the file whose first line is the password; if it is empty, the environment has the password
 * @param variable the environment variable with the password, if no file has it
 */
public record PasswordSource(Optional<String> file, String variable) {
    /** Returns the password; empty if there is none. */
    public String read() throws IOException {
        if (file.isEmpty()) {
            return System.getenv().getOrDefault(variable, "");
        }
        return Files.readString(Path.of(file.get()), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElse("");
    }
}
