package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Assembles the mask of a section from its tokens. */
final class NumberMaskReader {
    private final StringBuilder prefix = new StringBuilder();
    private final List<FormatToken> whole = new ArrayList<>();
    private final List<FormatToken> decimals = new ArrayList<>();
    /** Literals since the last placeholder: they stand between two placeholders or behind the number. */
    private final List<FormatToken> pending = new ArrayList<>();

    private boolean started;
    private boolean point;
    private boolean general;
    private boolean notation;
    private boolean grouped;
    private boolean valid = true;
    private int percents;
    private int thousands;
    private int openCommas;
    private FormatToken previous;

    Optional<NumberMask> read(List<FormatToken> tokens) {
        for (FormatToken token : tokens) {
            accept(token);
            previous = token;
        }
        thousands += openCommas;
        // Programs differ in what they display for these together.
        valid &= (percents == 0 || thousands == 0) && (!general || (!point && percents == 0));
        valid &= !whole.isEmpty() || !decimals.isEmpty() || general;
        StringBuilder suffix = new StringBuilder();
        pending.forEach(literal -> suffix.append(literal.text()));
        return valid
                ? Optional.of(new NumberMask(
                        prefix.toString(),
                        suffix.toString(),
                        List.copyOf(whole),
                        List.copyOf(decimals),
                        point,
                        grouped,
                        general,
                        notation,
                        percents,
                        2 * percents - 3 * thousands))
                : Optional.empty();
    }

    private void accept(FormatToken token) {
        switch (token.role()) {
            case DIGIT -> digit(token);
            case POINT -> point();
            case COMMA -> comma();
            case GENERAL -> {
                general = true;
                notation = token.text().isEmpty();
                started = true;
            }
            case PERCENT -> {
                percents++;
                if (started) {
                    pending.add(token);
                } else {
                    prefix.append(token.text());
                }
            }
            case NUMERALS -> {
                // They change the script of digits, not the number.
            }
            default -> {
                if (started) {
                    pending.add(new FormatToken(Role.LITERAL, token.text()));
                } else {
                    prefix.append(token.text());
                }
            }
        }
    }

    private void digit(FormatToken token) {
        valid &= !general;
        if (openCommas > 0) {
            valid &= !point && previous.is(Role.COMMA);
            grouped = true;
            openCommas = 0;
        }
        flush();
        started = true;
        (point ? decimals : whole).add(token);
    }

    private void point() {
        valid &= !point && !general;
        flush();
        // Commas before the point scale the number: 0,.0
        thousands += openCommas;
        openCommas = 0;
        started = true;
        point = true;
    }

    private void comma() {
        valid &= started && (previous.is(Role.DIGIT) || previous.is(Role.COMMA));
        openCommas++;
    }

    /** Puts literals between placeholders into the part that they stand in. */
    private void flush() {
        for (FormatToken literal : pending) {
            valid &= !literal.is(Role.PERCENT);
            (point ? decimals : whole).add(literal);
        }
        pending.clear();
    }
}
