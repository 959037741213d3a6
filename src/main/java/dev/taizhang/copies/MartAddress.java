package dev.taizhang.copies;

import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.PasswordSource;
import java.util.Optional;
import java.util.Set;

/**
 * The address and credentials of the PostgreSQL mart that {@code taizhang.conf} names.
 *
 * @param url the JDBC address, without a password
 * @param user the user that loads the mart
 * @param password the place of the password
 */
public record MartAddress(String url, String user, PasswordSource password) {
    /** The environment variable with the password, if no file has it. */
    public static final String PASSWORD_VARIABLE = "TAIZHANG_MART_PASSWORD";

    /** Returns the address without its options. */
    public String place() {
        return url.replaceFirst("\\?.*", "");
    }

    static Optional<MartAddress> read(ConfigurationFile settings) {
        if (!settings.has("mart")) {
            return Optional.empty();
        }
        ConfigurationFile file = settings.object("mart", Set.of("url", "user", "password_file"));
        String url = file.text("url");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw file.wrong("url", CopyMessages.notPostgres());
        }
        if (url.contains("password=")) {
            throw file.wrong("url", CopyMessages.passwordInUrl());
        }
        return Optional.of(new MartAddress(
                url,
                file.text("user"),
                new PasswordSource(file.optionalText("password_file"), PASSWORD_VARIABLE)));
    }
}
