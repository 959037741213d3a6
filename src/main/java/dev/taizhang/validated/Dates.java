package dev.taizhang.validated;

import dev.taizhang.definition.Spelling;
import dev.taizhang.feeds.SentRow;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates and months as offices write them. Two-digit years and impossible days are rejected. Results are cached.
 */
final class Dates {
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})[-/.](\\d{1,2})|\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日?"
                    + "|(\\d{2})(\\d{2})(?:\\.0+)?)"
                    + "(?:[T ]\\s*(?<time>\\d{1,2}:\\d{2}(?::\\d{2})?)(?:[.,]\\d+)?\\s*"
                    + "(?<offset>[Zz]|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?(?:\\[.*])?)?");
    private static final Pattern MONTH =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})|\\s*年\\s*(\\d{1,2})\\s*月(?:份)?|(\\d{2})(?:\\.0+)?)");
    private static final String NUMERALS = "一二三四五六七八九";
    private static final Pattern CHINESE = Pattern.compile(
            "([〇零一二三四五六七八九]{4}|\\d{4})年(\\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|(\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?)?");

    /** The number that a spreadsheet keeps of 2025.10, unless the cell shows two decimals; also the text of January. */
    private static final Pattern JANUARY_OR_OCTOBER = Pattern.compile("\\d{4}\\.1");

    /** What programs show for a date that is not there: day zero of a spreadsheet or of a database. */
    private static final Pattern ZERO = Pattern.compile("(?:0+(?:\\.0*)?|1900[-/.年]0?1[-/.月]0{1,2}日?|0{4}-0{2}-0{2})"
            + "(?:[T ]0?0:00(?::00)?(?:\\.0+)?)?|0?0:00(?::00)?");

    private static final Pattern DAY_AND_MONTH = Pattern.compile("\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{4}(?: .*)?");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    /** The size of the cache. Files repeat a few dates many times; further ones are parsed every time. */
    private static final int MAX_CACHED = 10_000;

    private final List<DateTimeFormatter> forms;
    private final ZoneId zone;
    private final Map<String, Reading> readings = new HashMap<>();

    /** How exactly a text states a date. */
    enum Precision {
        DAY,
        /** A moment with an offset, whose day is another one in the zone of the portfolio, where it is not midnight. */
        MOMENT_OF_OTHER_DAY,
        MONTH,
        /** A month that is January or October. */
        JANUARY_OR_OCTOBER,
        /** A day of which a cell shows the month alone. */
        DAY_BEHIND_MONTH,
        /** A day of which a cell shows the year alone. */
        DAY_BEHIND_YEAR
    }

    /** A day, or the first day of a month, also in the form of SQL. */
    record Reading(LocalDate day, Date date, Precision precision) {
        Reading(LocalDate day, Precision precision) {
            this(day, Date.valueOf(day), precision);
        }

        boolean isMonth() {
            return precision == Precision.MONTH
                    || precision == Precision.JANUARY_OR_OCTOBER
                    || precision == Precision.DAY_BEHIND_MONTH;
        }
    }

    /**
     * Reads dates in the built-in forms and in those of a feed.
     *
     * @param forms the patterns of the feed, strict
     * @param zone the zone whose days count for moments with an offset
     */
    Dates(List<DateTimeFormatter> forms, ZoneId zone) {
        this.forms = forms;
        this.zone = zone;
    }

    /**
     * A day or a month. Days are 2025-03-31, 2025/3/31, 2025.3.31, 2025年3月31日, 20250331, with or without a time, or
     * in one of the feed's forms; months are 2025-03, 2025.3, 2025/3, 2025年3月, 202503; days that a cell does not show
     * are 2025-03 (2025-03-15).
     */
    Reading read(String text) throws Unreadable {
        Reading known = readings.get(text);
        if (known != null) {
            return known;
        }
        Reading reading = parsed(text);
        if (readings.size() < MAX_CACHED) {
            readings.put(text, reading);
        }
        return reading;
    }

    private Reading parsed(String text) throws Unreadable {
        Matcher hidden = SentRow.HIDDEN_DAY.matcher(text.strip());
        if (hidden.matches()) {
            boolean month = hidden.group(1).indexOf('-') > 0;
            return new Reading(
                    parsed(hidden.group(2)).day(), month ? Precision.DAY_BEHIND_MONTH : Precision.DAY_BEHIND_YEAR);
        }
        String normal = inDigits(Spelling.withPlainDashes(Spelling.plain(text)));
        if (ZERO.matcher(normal).matches()) {
            throw DateMessages.zeroDate(text);
        }
        Matcher month = MONTH.matcher(normal);
        if (month.matches()) {
            boolean unclear = JANUARY_OR_OCTOBER.matcher(normal).matches();
            return new Reading(
                    day(text, month.group(1), first(month, 2, 3, 4), "1"),
                    unclear ? Precision.JANUARY_OR_OCTOBER : Precision.MONTH);
        }
        Matcher date = DATE.matcher(normal);
        if (date.matches()) {
            LocalDate day = day(text, date.group(1), first(date, 2, 4, 6), first(date, 3, 5, 7));
            return date.group("time") == null
                    ? new Reading(day, Precision.DAY)
                    : atTime(text, day, date.group("time"), date.group("offset"));
        }
        return inForms(text, normal);
    }

    /** The day of a time: the next one for 24:00, and the one in the zone of the portfolio if it has an offset. */
    private Reading atTime(String text, LocalDate day, String time, String offset) throws Unreadable {
        boolean endOfDay = time.matches("24:00(?::00)?");
        LocalDateTime written;
        ZoneOffset from;
        try {
            String padded = time.indexOf(':') == 1 ? "0" + time : time;
            written = endOfDay ? day.plusDays(1).atStartOfDay() : day.atTime(LocalTime.parse(padded));
            from = offset == null || !offset.matches("[+-].*") ? ZoneOffset.UTC : ZoneOffset.of(offset);
        } catch (DateTimeException impossible) {
            throw DateMessages.impossibleTime(text);
        }
        return offset == null ? bounded(text, written) : inZone(text, written.atOffset(from));
    }

    /**
     * The day of a moment: where it is midnight, in the zone of the portfolio or else in its own offset, it is a day
     * that a program wrote as a moment. Any other moment counts for the day in the zone of the portfolio.
     */
    private Reading inZone(String text, OffsetDateTime moment) throws Unreadable {
        ZonedDateTime here = moment.atZoneSameInstant(zone);
        if (here.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return bounded(text, here.toLocalDateTime());
        }
        if (moment.toLocalTime().equals(LocalTime.MIDNIGHT)) {
            return bounded(text, moment.toLocalDateTime());
        }
        Reading reading = bounded(text, here.toLocalDateTime());
        return here.toLocalDate().equals(moment.toLocalDate())
                ? reading
                : new Reading(reading.day(), Precision.MOMENT_OF_OTHER_DAY);
    }

    /** Reads a text in the forms of the feed. Two forms that give two different days make it unreadable. */
    private Reading inForms(String text, String normal) throws Unreadable {
        Reading found = null;
        for (DateTimeFormatter form : forms) {
            TemporalAccessor parsed;
            try {
                parsed = form.parseBest(normal, ZonedDateTime::from, LocalDate::from);
            } catch (DateTimeException otherForm) {
                continue;
            }
            Reading reading = parsed instanceof ZonedDateTime moment
                    ? inZone(text, moment.toOffsetDateTime())
                    : bounded(text, LocalDate.from(parsed).atStartOfDay());
            if (found != null && !found.day().equals(reading.day())) {
                throw DateMessages.severalDates(text, found.day(), reading.day());
            }
            found = reading;
        }
        if (found != null) {
            return found;
        }
        if (normal.matches("\\d{5}(?:\\.\\d+)?")) {
            throw DateMessages.numberInsteadOfDate(text);
        }
        if (SentRow.MONTH_ALONE.matcher(normal).matches()) {
            throw DateMessages.monthWithoutYear(text);
        }
        throw DAY_AND_MONTH.matcher(normal).matches() ? DateMessages.unclearOrder(text) : DateMessages.notADate(text);
    }

    /** Replaces the Chinese numerals of a date, as in 二〇二五年三月, by digits. Other texts are returned unchanged. */
    private static String inDigits(String text) {
        Matcher matcher = CHINESE.matcher(text);
        if (!matcher.matches()) {
            return text;
        }
        StringBuilder digits = new StringBuilder();
        matcher.group(1).chars().forEach(digit -> digits.append(value((char) digit)));
        digits.append('年').append(number(matcher.group(2))).append('月');
        return matcher.group(3) == null
                ? digits.toString()
                : digits.append(number(matcher.group(3))).append('日').toString();
    }

    /** A number up to 99, in digits or in numerals as in 二十三. */
    private static int number(String text) {
        if (Character.isDigit(text.charAt(0))) {
            return Integer.parseInt(text);
        }
        int ten = text.indexOf('十');
        if (ten < 0) {
            return text.length() == 1 ? value(text.charAt(0)) : 0;
        }
        int tens = ten == 0 ? 1 : value(text.charAt(0));
        return tens * 10 + (ten == text.length() - 1 ? 0 : value(text.charAt(ten + 1)));
    }

    private static int value(char digit) {
        return digit == '零' || digit == '〇' ? 0 : digit <= '9' ? digit - '0' : NUMERALS.indexOf(digit) + 1;
    }

    private static String first(Matcher matcher, int... groups) {
        for (int group : groups) {
            if (matcher.group(group) != null) {
                return matcher.group(group);
            }
        }
        throw new IllegalStateException("One of the alternatives matched.");
    }

    private static LocalDate day(String text, String year, String month, String day) throws Unreadable {
        try {
            LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
            return bounded(text, date.atStartOfDay()).day();
        } catch (DateTimeException impossible) {
            throw DateMessages.impossibleDate(text);
        }
    }

    private static Reading bounded(String text, LocalDateTime moment) throws Unreadable {
        if (moment.getYear() < FIRST_YEAR || moment.getYear() > LAST_YEAR) {
            throw DateMessages.yearOutOfRange(text, FIRST_YEAR, LAST_YEAR);
        }
        return new Reading(moment.toLocalDate(), Precision.DAY);
    }
}
