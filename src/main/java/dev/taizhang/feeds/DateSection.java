package dev.taizhang.feeds;

import dev.taizhang.feeds.FormatToken.Role;
import dev.taizhang.feeds.Shown.Precision;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The meaning of a number in a section that displays a date or a time. */
final class DateSection {
    private static final BigDecimal MILLISECONDS = BigDecimal.valueOf(86_400_000L);

    /** Excel counts a 29 February 1900, and other programs count differently before it. */
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);

    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private static final String TOO_WIDE = "########";

    private static final Pattern SAME_LETTERS = Pattern.compile("(\\p{L})\\1*");

    /** The precision that is displayed. */
    private final Precision precision;

    private final boolean elapsed;

    private DateSection(Precision precision, boolean elapsed) {
        this.precision = precision;
        this.elapsed = elapsed;
    }

    static DateSection of(FormatSection section) {
        List<String> letters = letters(section.tokens());
        boolean year = false;
        boolean month = false;
        boolean day = false;
        boolean time = false;
        for (int index = 0; index < letters.size(); index++) {
            String group = letters.get(index);
            switch (group.charAt(0)) {
                case 'y', 'e', 'b', 'g' -> year = true;
                case 'd', 'a' -> day = true;
                case 'h', 's', '[' -> time = true;
                case 'm' -> {
                    boolean minutes = isMinutes(letters, index);
                    time |= minutes;
                    month |= !minutes;
                }
                default -> {
                    // The separators of ISO 8601.
                }
            }
        }
        boolean elapsed = section.has(Role.ELAPSED);
        boolean date = year || month || day;
        if (date && time) {
            return new DateSection(Precision.DAY_AND_TIME, false);
        }
        Precision precision = day ? Precision.DAY : month ? Precision.MONTH : year ? Precision.YEAR : Precision.TIME;
        return new DateSection(precision, elapsed);
    }

    /**
     * The meaning of a number of days.
     *
     * @param dayZero the day that the workbook counts from
     */
    Shown show(BigDecimal stored, LocalDate dayZero) {
        String plain = Quantity.plain(stored);
        if (stored.signum() < 0 || stored.compareTo(BigDecimal.valueOf(LAST_DAY.toEpochDay() * 2)) > 0) {
            return Shown.doubt(TOO_WIDE, plain);
        }
        // Binary fractions of a day are exact to some microseconds only.
        long milliseconds =
                stored.multiply(MILLISECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
        long days = milliseconds / MILLISECONDS.longValue();
        long rest = milliseconds % MILLISECONDS.longValue();
        if (precision == Precision.TIME) {
            return Shown.date(time(elapsed ? milliseconds : rest), plain, precision);
        }
        LocalDate date = dayZero.plusDays(days);
        boolean from1900 = dayZero.getYear() < 1900;
        if (from1900 && date.isBefore(FIRST_DAY)) {
            return Shown.doubt(displayedEarly(days), plain);
        }
        return date.isAfter(LAST_DAY) ? Shown.doubt(TOO_WIDE, plain) : Shown.date(text(date, rest), plain, precision);
    }

    private String text(LocalDate date, long milliseconds) {
        return switch (precision) {
            case YEAR -> date.toString().substring(0, 4);
            case MONTH -> date.toString().substring(0, 7);
            case DAY, TIME -> date.toString();
            case DAY_AND_TIME -> date + " " + time(milliseconds);
        };
    }

    /** What Excel displays for the first days of its calendar, in which the day zero and 29 February 1900 exist. */
    private static String displayedEarly(long days) {
        return days == 0
                ? "1900-01-00"
                : days == 60
                        ? "1900-02-29"
                        : LocalDate.of(1899, 12, 31).plusDays(days).toString();
    }

    private static String time(long milliseconds) {
        long seconds = milliseconds / 1000;
        String fraction = milliseconds % 1000 == 0 ? "" : ".%03d".formatted(milliseconds % 1000);
        return "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60) + fraction;
    }

    /** The groups of equal letters, in lower case; elapsed ones in brackets. */
    private static List<String> letters(List<FormatToken> tokens) {
        List<String> groups = new ArrayList<>();
        for (FormatToken token : tokens) {
            String text = token.text().toLowerCase(Locale.ROOT);
            if (token.is(Role.ELAPSED)) {
                groups.add("[" + text + "]");
            } else if (token.is(Role.HALF_OF_DAY)) {
                groups.add("[half]");
            } else if (token.is(Role.WORD)) {
                Matcher matcher = SAME_LETTERS.matcher(text);
                while (matcher.find()) {
                    groups.add(matcher.group());
                }
            }
        }
        return groups;
    }

    /** Whether an m stands for minutes: behind hours or before seconds. */
    private static boolean isMinutes(List<String> letters, int index) {
        boolean afterHours = index > 0
                && (letters.get(index - 1).startsWith("h")
                        || letters.get(index - 1).startsWith("[h"));
        boolean beforeSeconds = index + 1 < letters.size()
                && (letters.get(index + 1).startsWith("s")
                        || letters.get(index + 1).startsWith("[s"));
        return letters.get(index).length() < 3 && (afterHours || beforeSeconds);
    }
}
