package dev.taizhang.copies;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.ConfigurationFile;
import java.util.Optional;
import java.util.Set;

/**
 * The PostgreSQL mart that a configuration names.
 *
 * @param url of JDBC, without a password
 * @param user who loads it
 * @param passwordFile the file whose first line is the password; without one the environment gives it
 */
public record Mart(String url, String user, Optional<String> passwordFile) {
    /** The variable of the environment that holds the password where no file does. */
    public static final String PASSWORD_VARIABLE = "TAIZHANG_MART_PASSWORD";

    /** The address without its options. */
    public String place() {
        return url.replaceFirst("\\?.*", "");
    }

    static Optional<Mart> read(ConfigurationFile settings) {
        if (!settings.has("mart")) {
            return Optional.empty();
        }
        ConfigurationFile file = settings.object("mart", Set.of("url", "user", "password_file"));
        String url = file.text("url");
        if (!url.startsWith("jdbc:postgresql:")) {
            throw file.wrong(
                    "url",
                    new Bilingual(
                            "须以 jdbc:postgresql: 开头，例如 jdbc:postgresql://db.example/taizhang。",
                            "it must begin with jdbc:postgresql:, as jdbc:postgresql://db.example/taizhang does."));
        }
        if (url.contains("password=")) {
            throw file.wrong(
                    "url",
                    new Bilingual(
                            "不得含口令；口令写入 password_file 所指的文件，或环境变量 " + PASSWORD_VARIABLE + "。",
                            "it must not hold the password, which belongs into the file that password_file names or into the"
                                    + " variable " + PASSWORD_VARIABLE + " of the environment."));
        }
        return Optional.of(new Mart(url, file.text("user"), file.optionalText("password_file")));
    }
}
