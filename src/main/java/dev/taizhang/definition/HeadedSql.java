package dev.taizhang.definition;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A file of SQL that begins with a comment in HOCON.
 *
 * @param place the file, as the operator knows it
 * @param head what the comment says, and {@code name}, which is the file's
 * @param select what follows it
 * @param line the line on which the SELECT begins
 */
public record HeadedSql(String place, Config head, SqlSelect select, int line) {
    private static final String OPENING = "/*";
    private static final String CLOSING = "*/";

    /**
     * Reads a file.
     *
     * @param place its path; its last part without ending is the name
     * @throws Failure if it has no head, or one that is not valid HOCON
     */
    public static HeadedSql of(String text, String place) {
        int end = text.indexOf(CLOSING);
        if (!text.startsWith(OPENING) || end < 0) {
            throw Failure.usage(
                    new Bilingual(
                            place + ":1：文件须以 /* 表头 */ 开始。", place + ":1: the file must begin with its head, /* … */."),
                    new Bilingual("写法见 docs/own-tables.md。", "docs/own-tables.md says how it is written."));
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

    /** Reads a file that the program brings with it. */
    public static HeadedSql builtIn(String resource) {
        try (InputStream stream = HeadedSql.class.getResourceAsStream("/" + resource)) {
            if (stream == null) {
                throw new IllegalStateException("The table " + resource + " is missing from the build.");
            }
            return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The failure for a SELECT that cannot be used, with its file and line. */
    public Failure wrong(SqlSelect.Objection objection) {
        String at = place + ":" + (line + objection.line().orElse(1) - 1);
        return Failure.usage(
                new Bilingual(
                        at + "：查询不对：" + objection.reason().zh(),
                        at + ": the query is wrong: " + objection.reason().en()),
                new Bilingual(
                        "请按 docs/own-tables.md 改正后重试。", "Correct it as docs/own-tables.md shows, and run again."));
    }
}
