package dev.taizhang.commands;

import dev.taizhang.definition.AllowedSql;
import dev.taizhang.definition.Failure;
import dev.taizhang.ledger.Release;
import dev.taizhang.ledger.TableDefinition;
import dev.taizhang.night.UnexpectedFailure;
import dev.taizhang.query.QuerySession;
import dev.taizhang.query.Statements;
import dev.taizhang.terminal.AnswerFormat;
import dev.taizhang.terminal.TableListing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;

/**
 * A shell for questions to one release: statements that end with a semicolon, and a few commands after a backslash. A failed or
 * stopped question ends neither the shell nor its session.
 */
final class QueryShell {
    private static final String PROMPT = "taizhang> ";
    private static final String CONTINUED = "       -> ";

    /** Statements of other engines that ask for the same as {@code \\d}. */
    private static final Pattern SHOW_TABLES = Pattern.compile("(?i)show\\s+tables");

    private static final Pattern DESCRIBE = Pattern.compile("(?i)desc(?:ribe)?\\s+(?:table\\s+)?`?([^\\s`]+)`?");

    private static final List<String> COMMANDS = List.of("\\d", "\\timing", "\\format", "\\i", "\\?", "\\q");

    private static final List<String> KEYWORDS = List.of(
            ("SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT JOIN LEFT RIGHT FULL CROSS ON USING WITH AS DISTINCT CASE WHEN THEN ELSE"
                            + " END AND OR NOT IN IS NULL LIKE BETWEEN UNION ALL EXCEPT INTERSECT DESC ASC OVER PARTITION FILTER"
                            + " VALUES EXISTS")
                    .split(" ", -1));

    private final Terminal terminal;
    private final PrintStream out;
    private final QuerySession session;
    private final TableListing tables;
    private final Release release;
    private final SortedSet<String> words;
    private final Duration limit;
    private AnswerFormat format;
    private boolean timing;

    /**
     * What can be named.
     *
     * @param known the definitions of all tables
     * @param relations the names that a query may read
     */
    record Names(Release release, List<TableDefinition> known, List<String> relations) {}

    /** The form of answers, and how long each may take. */
    record Form(AnswerFormat format, Duration limit) {}

    QueryShell(Terminal terminal, QuerySession session, Names names, Form form) {
        this.terminal = terminal;
        this.out = new PrintStream(terminal.output(), true, StandardCharsets.UTF_8);
        this.session = session;
        this.tables = new TableListing(names.known());
        this.release = names.release();
        this.words = words(names);
        this.format = form.format();
        this.limit = form.limit();
    }

    private static SortedSet<String> words(Names names) {
        SortedSet<String> words = new TreeSet<>(KEYWORDS);
        words.addAll(names.relations());
        words.addAll(AllowedSql.functions());
        names.known().forEach(table -> words.addAll(List.of(table.schema().fieldNames())));
        return words;
    }

    /** Reads and answers until the user leaves. */
    void run(Path history) {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .parser(new StatementParser())
                .completer((reader, line, candidates) -> complete(line, candidates))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED);
        if (Files.isWritable(history.toAbsolutePath().getParent())) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        LineReader reader = builder.build();
        Thread asking = Thread.currentThread();
        terminal.handle(Terminal.Signal.INT, signal -> asking.interrupt());
        out.println(CommandMessages.shellBegins(release.number(), release.asOfDate())
                .zh());
        out.println(CommandMessages.shellBegins(release.number(), release.asOfDate())
                .en());
        boolean goesOn = true;
        while (goesOn) {
            try {
                goesOn = take(reader.readLine(PROMPT));
            } catch (UserInterruptException cleared) {
                // Ctrl-C at the prompt only discards what was typed.
            } catch (EndOfFileException left) {
                goesOn = false;
            }
        }
    }

    /** Does what a text says, and returns whether the shell goes on. */
    private boolean take(String text) {
        try {
            if (text.strip().startsWith("\\")) {
                return command(text.strip().split("\\s+", 2));
            }
            Statements.of(text).all().forEach(this::answer);
        } catch (IOException | RuntimeException failed) {
            Failure failure = UnexpectedFailure.of(failed);
            out.println(failure.message().zh());
            out.println(failure.message().en());
        }
        // An interruption that came too late for its question is not one of the next.
        Thread.interrupted();
        return true;
    }

    private boolean command(String[] words) throws IOException {
        String argument =
                words.length == 1 ? "" : words[1].replaceFirst(";\\s*$", "").strip();
        switch (words[0]) {
            case "\\q" -> {
                return false;
            }
            case "\\d" -> out.print(argument.isEmpty() ? tables.of(release) : tables.columns(argument));
            case "\\timing" -> timing = !timing;
            case "\\format" ->
                format = Stream.of(AnswerFormat.values())
                        .filter(known -> known.name().equals(argument.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> CommandMessages.unknownFormat(argument));
            case "\\i" ->
                Statements.of(QueryCommand.text(Path.of(argument))).all().forEach(this::answer);
            default -> out.print(CommandMessages.shellHelp());
        }
        return true;
    }

    private void answer(String sql) {
        Matcher describe = DESCRIBE.matcher(sql);
        if (SHOW_TABLES.matcher(sql).matches()) {
            out.print(tables.of(release));
        } else if (describe.matches()) {
            out.print(tables.columns(describe.group(1)));
        } else {
            long begun = System.nanoTime();
            session.answer(sql, limit, rows -> format.print(rows, out));
            if (timing) {
                out.printf(Locale.ROOT, "%.3f s%n", (System.nanoTime() - begun) / 1e9);
            }
        }
        out.println();
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        String begun = line.word().substring(0, line.wordCursor());
        Stream<String> all = begun.startsWith("\\") ? COMMANDS.stream() : words.stream();
        all.filter(word -> word.regionMatches(true, 0, begun, 0, begun.length()))
                .forEach(word -> candidates.add(new Candidate(word)));
    }

    /** Reads lines until the last statement has its semicolon; a word ends where a name ends. */
    private static final class StatementParser extends DefaultParser {
        StatementParser() {
            setEscapeChars(new char[0]);
            setQuoteChars(new char[0]);
        }

        @Override
        public boolean isDelimiterChar(CharSequence buffer, int place) {
            char letter = buffer.charAt(place);
            return !Character.isLetterOrDigit(letter) && letter != '_' && letter != '.' && letter != '\\';
        }

        @Override
        public ParsedLine parse(String text, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE
                    && !text.strip().startsWith("\\")
                    && !Statements.of(text).rest().isEmpty()) {
                throw new EOFError(-1, cursor, "no semicolon");
            }
            return super.parse(text, cursor, context);
        }
    }
}
