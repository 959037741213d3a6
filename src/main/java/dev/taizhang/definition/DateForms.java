package dev.taizhang.definition;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The date patterns that feeds may use: those of java.time that state one day and nothing else. */
public final class DateForms {
    /** The word in a feed's {@code date_forms} that permits days counted as numbers, as spreadsheets do. */
    public static final String SERIAL = "serial";

    /** Days that differ in every part; a pattern that does not give all of them back does not state a day. */
    private static final List<LocalDate> EXAMPLES = List.of(
            LocalDate.of(2024, 12, 30),
            LocalDate.of(2025, 1, 1),
            LocalDate.of(1999, 10, 5),
            LocalDate.of(2024, 2, 29),
            LocalDate.of(2150, 11, 23));

    private static final Pattern QUOTED = Pattern.compile("'[^']*'");

    /** Weeks, and a day of the year beside a month or cut to two digits: they give wrong days without an error. */
    private static final Pattern MISTAKEN =
            Pattern.compile(".*[YwW].*|.*[ML].*D.*|.*D.*[ML].*|(?:.*[^D])?D{1,2}(?:[^D].*)?");

    /** A y outside quotes: the year of an era, which is a year only together with the era. */
    private static final Pattern YEAR_OF_ERA = Pattern.compile("y(?=(?:[^']*'[^']*')*[^']*$)");

    private DateForms() {}

    /** Returns the formatter of a pattern, which rejects days that do not exist. */
    public static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(YEAR_OF_ERA.matcher(pattern).replaceAll("u"), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** Returns why a pattern does not state a day, and the remedy; empty if it does. */
    public static Optional<Bilingual> objection(String pattern) {
        String letters = QUOTED.matcher(pattern).replaceAll("");
        try {
            DateTimeFormatter form = formatter(pattern);
            if (!MISTAKEN.matcher(letters).matches() && EXAMPLES.stream().allMatch(day -> isReadBack(form, day))) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException broken) {
            return Optional.of(ConfigurationMessages.notADatePattern());
        }
        return Optional.of(objectionToLetters(letters));
    }

    private static boolean isReadBack(DateTimeFormatter form, LocalDate day) {
        ZonedDateTime noon = day.atTime(12, 0).atZone(ZoneOffset.UTC);
        try {
            TemporalAccessor read = form.parseBest(form.format(noon), ZonedDateTime::from, LocalDate::from);
            return LocalDate.from(read).equals(day);
        } catch (DateTimeException otherDay) {
            return false;
        }
    }

    private static Bilingual objectionToLetters(String letters) {
        if (letters.contains("Y")) {
            return ConfigurationMessages.weekYear();
        }
        if (letters.matches(".*(?<![yu])(?:yy|uu)(?![yu]).*")) {
            return ConfigurationMessages.twoDigitYear();
        }
        if (letters.contains("D")) {
            return ConfigurationMessages.dayOfYear();
        }
        if (letters.contains("w") || letters.contains("W")) {
            return ConfigurationMessages.week();
        }
        if (letters.contains("m") && !letters.contains("M")) {
            return ConfigurationMessages.minuteAsMonth();
        }
        return ConfigurationMessages.incompleteDate();
    }
}
