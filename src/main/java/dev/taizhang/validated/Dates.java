package dev.taizhang.validated;

import dev.taizhang.definition.Spelling;
import java.sql.Date;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dates and months as offices write them. Two-digit years and impossible days are rejected. Results are cached.
 */
final class Dates {
    private static final Pattern DATE = Pattern.compile(
            "(\\d{4})(?:[-/.](\\d{1,2})[-/.](\\d{1,2})|\\s*年\\s*(\\d{1,2})\\s*月\\s*(\\d{1,2})\\s*日?|(\\d{2})(\\d{2}))(?:[T ]\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?Z?)?");
    private static final Pattern MONTH =
            Pattern.compile("(\\d{4})(?:[-/.](\\d{1,2})|\\s*年\\s*(\\d{1,2})\\s*月(?:份)?|(\\d{2}))");
    private static final String NUMERALS = "一二三四五六七八九";
    private static final Pattern CHINESE = Pattern.compile(
            "([〇零一二三四五六七八九]{4}|\\d{4})年(\\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|(\\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])[日号]?)?");
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2199;

    /** The size of the cache. Files repeat a few dates many times; further ones are parsed every time. */
    private static final int MAX_CACHED = 10_000;

    private final List<DateTimeFormatter> forms;
    private final Map<String, Date> days = new HashMap<>();
    private final Map<String, Date> months = new HashMap<>();

    /** Reads dates in the built-in forms and in those of a feed, which are patterns of java.time. */
    Dates(List<String> forms) {
        this.forms = forms.stream()
                .map(form -> DateTimeFormatter.ofPattern(form.replace("yyyy", "uuuu"), Locale.ENGLISH)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /**
     * A day: 2025-03-31, 2025/3/31, 2025.3.31, 2025年3月31日, 20250331, with or without a time, or one of the feed's
     * forms.
     */
    Date date(String text) throws Unreadable {
        Date known = days.get(text);
        return known == null ? cached(days, text, readDay(text)) : known;
    }

    /** A month as its first day: 2025-03, 2025.3, 2025/3, 2025年3月, 202503, or any day in it. */
    Date month(String text) throws Unreadable {
        Date known = months.get(text);
        return known == null ? cached(months, text, readMonth(text)) : known;
    }

    private static Date cached(Map<String, Date> dates, String text, LocalDate read) {
        Date date = Date.valueOf(read);
        if (dates.size() < MAX_CACHED) {
            dates.put(text, date);
        }
        return date;
    }

    private LocalDate readDay(String text) throws Unreadable {
        String normal = inDigits(Spelling.plain(text));
        Matcher matcher = DATE.matcher(normal);
        if (matcher.matches()) {
            return day(text, matcher.group(1), first(matcher, 2, 4, 6), first(matcher, 3, 5, 7));
        }
        for (DateTimeFormatter form : forms) {
            try {
                return bounded(text, LocalDate.from(form.parse(normal)));
            } catch (DateTimeException otherForm) {
                // The next form may fit.
            }
        }
        throw ValidationMessages.notADate(text);
    }

    private LocalDate readMonth(String text) throws Unreadable {
        Matcher matcher = MONTH.matcher(inDigits(Spelling.plain(text)));
        if (matcher.matches()) {
            return day(text, matcher.group(1), first(matcher, 2, 3, 4), "1");
        }
        return readDay(text).with(ChronoField.DAY_OF_MONTH, 1);
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
            return bounded(text, LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException impossible) {
            throw ValidationMessages.impossibleDate(text);
        }
    }

    private static LocalDate bounded(String text, LocalDate date) throws Unreadable {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw ValidationMessages.yearOutOfRange(text, FIRST_YEAR, LAST_YEAR);
        }
        return date;
    }
}
