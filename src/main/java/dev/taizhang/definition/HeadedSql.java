package dev.taizhang.definition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;

/**
 * A file of SQL that begins with a comment in HOCON, its head.
 *
 * @param place the file, as the operator knows it
 * @param head the content of the comment, with the name of the file as {@code name}
 * @param select the SELECT after the comment
 * @param line the line on which the SELECT begins
 */
public record HeadedSql(String place, Config head, SqlSelect select, int line) {
    private static final String OPENING = "/*";
    private static final String CLOSING = "*/";

    /**
     * Reads a file.
     *
     * @param place its path; the last part without the ending is the name
     * @throws Failure if the head is missing or is not valid HOCON
     */
    public static HeadedSql of(String text, String place) {
        int end = text.indexOf(CLOSING);
        if (!text.startsWith(OPENING) || end < 0) {
            throw SqlMessages.headMissing(place);
        }
        String name = place.replaceFirst(".*/", "").replaceFirst("\\.sql$", "");
        Config head = ConfigurationFile.resolved(
                ConfigurationFile.parsed(text.substring(OPENING.length(), end), place), place);
        int select = end + CLOSING.length();
        while (select < text.length() && Character.isWhitespace(text.charAt(select))) {
            select++;
        }
        return new HeadedSql(
                place,
                head.withValue("name", ConfigValueFactory.fromAnyRef(name, place)),
                new SqlSelect(text.substring(select)),
                1
                        + (int) text.substring(0, select)
                                .chars()
                                .filter(letter -> letter == '\n')
                                .count());
    }

    /** Reads a file that is built into the program. */
    public static HeadedSql builtIn(String resource) {
        return of(ConfigurationFile.builtInText(resource), resource);
    }

    /** Returns the failure for a SELECT that cannot be used, with file and line. */
    public Failure wrong(SqlSelect.Objection objection) {
        String at = place + ":" + (line + objection.line().orElse(1) - 1);
        return SqlMessages.invalidQuery(at, objection.reason());
    }
}
