package dev.taizhang.feeds;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/** Reads the text of a cell, which may consist of runs with different fonts. Phonetic guides are left out. */
final class RichText {
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final String LOWERED = "₀₁₂₃₄₅₆₇₈₉";

    /** The position of a run beside the line of writing. */
    enum Position {
        ON_THE_LINE,
        RAISED,
        LOWERED
    }

    private final StringBuilder text = new StringBuilder();

    /** Reads the element of a shared string or of an inline string, up to its end. */
    static String read(WorkbookPart part) throws XMLStreamException {
        int entered = part.depth();
        RichText rich = null;
        String only = null;
        Position position = Position.ON_THE_LINE;
        while (part.nextWithin(entered)) {
            if (!part.atStart()) {
                continue;
            }
            switch (part.name()) {
                case "rPh" -> part.skip();
                case "r" -> position = Position.ON_THE_LINE;
                case "vertAlign" -> position = position(part.attribute("val"));
                case "t" -> {
                    if (only == null && position == Position.ON_THE_LINE) {
                        only = unescaped(part.text());
                    } else {
                        rich = rich == null ? new RichText().add(only, Position.ON_THE_LINE) : rich;
                        rich.add(unescaped(part.text()), position);
                    }
                }
                default -> {
                    // Fonts and colours carry no meaning.
                }
            }
        }
        String text = rich == null ? only : rich.toString();
        return text == null ? "" : withinLimit(text);
    }

    private static Position position(String vertical) {
        if (vertical == null || vertical.equals("baseline")) {
            return Position.ON_THE_LINE;
        }
        return vertical.equals("superscript") ? Position.RAISED : Position.LOWERED;
    }

    /**
     * Adds a run. Digits beside the line must not join the digits on it: after a Latin letter, as in m², they become
     * raised or lowered characters; anywhere else they are footnote marks and are put in brackets.
     */
    RichText add(String run, Position position) {
        if (run == null) {
            return this;
        }
        String mark = run.strip();
        if (position == Position.ON_THE_LINE || mark.isEmpty() || !isDigit(mark.charAt(0))) {
            text.append(run);
        } else if (endsInLatinLetter() && mark.chars().allMatch(letter -> letter >= '0' && letter <= '9')) {
            String digits = position == Position.RAISED ? RAISED : LOWERED;
            mark.chars().forEach(digit -> text.append(digits.charAt(digit - '0')));
        } else {
            text.append('[').append(mark).append(']');
        }
        return this;
    }

    private static boolean isDigit(char letter) {
        return Character.isDigit(letter);
    }

    private boolean endsInLatinLetter() {
        char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
        return (last >= 'a' && last <= 'z') || (last >= 'A' && last <= 'Z');
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Decodes characters that XML cannot contain and that a workbook writes by their numbers. */
    static String unescaped(String text) {
        return text.contains("_x")
                ? ESCAPED.matcher(text)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                : text;
    }

    /** Returns a text that a cell can have, and refuses a longer one. */
    static String withinLimit(String text) {
        if (text.length() > WorkbookPart.MAX_CELL_LENGTH) {
            throw RefusalMessages.cellTooLong(WorkbookPart.MAX_CELL_LENGTH);
        }
        return text;
    }
}
