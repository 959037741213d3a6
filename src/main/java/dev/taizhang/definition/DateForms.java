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
        try {
            DateTimeFormatter form = formatter(pattern);
            if (EXAMPLES.stream().allMatch(day -> isReadBack(form, day))) {
                return Optional.empty();
            }
        } catch (IllegalArgumentException broken) {
            return Optional.of(new Bilingual("不是日期格式", "it is not a date pattern"));
        }
        return Optional.of(objectionToLetters(QUOTED.matcher(pattern).replaceAll("")));
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

    private static Bilingual objectionToLetters(String pattern) {
        if (pattern.contains("Y")) {
            return new Bilingual("Y 是按周计算的年份，年末几天会错，请写 yyyy", "Y is the year of the week, which differs at the turn of a year; write yyyy");
        }
        if (pattern.matches(".*(?<![yu])(?:yy|uu)(?![yu]).*")) {
            return new Bilingual("年份不足四位，无法确定世纪，请写 yyyy，并请报送单位写四位年份", "a year of two digits has no century; write yyyy, and ask the senders for years with four digits");
        }
        if (pattern.contains("D")) {
            return new Bilingual("D 是一年中的第几天，请写 dd 表示日", "D is the day of the year; write dd for the day of the month");
        }
        if (pattern.contains("w") || pattern.contains("W")) {
            return new Bilingual("周不能确定日期，请写 yyyy、MM、dd", "a week does not state a day; write yyyy, MM and dd");
        }
        if (pattern.contains("m") && !pattern.contains("M")) {
            return new Bilingual("m 是分钟，月份请写 MM", "m is the minute; write MM for the month");
        }
        return new Bilingual("须含年、月、日：yyyy、MM、dd", "it must have year, month and day: yyyy, MM and dd");
    }
}
