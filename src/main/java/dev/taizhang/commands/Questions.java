package dev.taizhang.commands;

import dev.taizhang.definition.Bilingual;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.UserInterruptException;

/** Takes answers from options. On a terminal it asks for those that are missing or wrong, until they are right. */
final class Questions {
    private final Optional<LineReader> terminal;
    private final List<Bilingual> objections = new ArrayList<>();

    /**
     * A question.
     *
     * @param option the option that answers it
     * @param text its text on a terminal
     * @param otherwise the answer if nothing else is given; blank if there must be one
     * @param check returns what is wrong with an answer; empty if nothing is
     */
    record Question(String option, Bilingual text, String otherwise, Function<String, Optional<Bilingual>> check) {}

    Questions(Optional<LineReader> terminal) {
        this.terminal = terminal;
    }

    /**
     * Returns the answer to a question. Without a terminal, a wrong or missing one is noted for {@link #complete}.
     *
     * @param given the value of the option; null if it is not given
     */
    String answer(Question question, String given) {
        String answer = given == null ? next(question) : given;
        while (true) {
            answer = answer.strip();
            Optional<Bilingual> objection = answer.isEmpty()
                    ? Optional.of(InitMessages.noAnswer())
                    : question.check().apply(answer);
            if (objection.isEmpty()) {
                return answer;
            }
            if (terminal.isEmpty()) {
                objections.add(InitMessages.wrongOption(question.option(), objection.get()));
                return answer;
            }
            terminal.get().getTerminal().writer().println(objection.get().line());
            answer = next(question);
        }
    }

    /** Returns what is wrong with a name; empty if nothing is. */
    static Optional<Bilingual> objectionToText(String text) {
        return text.chars().anyMatch(Character::isISOControl)
                ? Optional.of(InitMessages.controlCharacter())
                : Optional.empty();
    }

    private String next(Question question) {
        if (terminal.isEmpty()) {
            return question.otherwise();
        }
        String shown = question.otherwise().isEmpty() ? "" : " [" + question.otherwise() + "]";
        try {
            String typed = terminal.get().readLine(question.text().line() + shown + ": ");
            return typed.isBlank() ? question.otherwise() : typed;
        } catch (EndOfFileException | UserInterruptException left) {
            throw InitMessages.notAnswered();
        }
    }

    /** Throws a failure that names all wrong and missing answers, if there are any. */
    void complete() {
        if (!objections.isEmpty()) {
            throw InitMessages.wrongOptions(objections);
        }
    }
}
