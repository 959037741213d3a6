package dev.taizhang.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * A text of several SQL statements with a semicolon after each. A semicolon in a literal, a quoted name or a comment separates
 * nothing.
 *
 * @param complete the statements before a semicolon, without it
 * @param rest the text after the last semicolon; empty if it has no statement
 */
public record Statements(List<String> complete, String rest) {
    /** The tokens that the lexer makes of a quote without its end. */
    private static final Set<String> QUOTES = Set.of("'", "\"", "`");

    /** Divides a text as Spark's own lexer reads it. */
    public static Statements of(String text) {
        SqlBaseLexer lexer = new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(text)));
        lexer.removeErrorListeners();
        List<String> complete = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        boolean empty = true;
        boolean open = false;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            open |= QUOTES.contains(token.getText());
            if (token.getType() == SqlBaseLexer.SEMICOLON && !open) {
                if (!empty) {
                    complete.add(statement.toString().strip());
                }
                statement.setLength(0);
                empty = true;
            } else {
                statement.append(token.getText());
                // Blanks and comments have a channel of their own.
                empty &= token.getChannel() != Token.DEFAULT_CHANNEL;
            }
        }
        return new Statements(
                List.copyOf(complete), empty ? "" : statement.toString().strip());
    }

    /** Returns all statements; the last one may lack its semicolon. */
    public List<String> all() {
        List<String> all = new ArrayList<>(complete);
        if (!rest.isEmpty()) {
            all.add(rest);
        }
        return all;
    }
}
