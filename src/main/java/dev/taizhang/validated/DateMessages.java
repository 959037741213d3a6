package dev.taizhang.validated;

import dev.taizhang.definition.Column;
import java.time.LocalDate;

/** The messages about dates, months and years for senders. */
final class DateMessages {
    private DateMessages() {}

    // Unreadable

    static Unreadable notADate(String text) {
        return new Unreadable(
                "date_form",
                "“" + text + "”不是日期，请写成 2025-03-31 这样的形式。",
                "\"" + text + "\" is not a date; write it like 2025-03-31.");
    }

    static Unreadable monthWithoutYear(String text) {
        return new Unreadable(
                "date_form",
                "“" + text + "”没有写明年份，请写成 2025-03 这样的形式，或由项目办在报表配置中写明年份（year）。",
                "\"" + text
                        + "\" does not state the year; write it like 2025-03, or state the year in the feed (year).");
    }

    static Unreadable monthInsteadOfDate(String text) {
        return new Unreadable(
                "date_form",
                "“" + text + "”是月份，没有写明是哪一天，请写成 2025-03-31 这样的形式。",
                "\"" + text + "\" is a month without a day; write it like 2025-03-31.");
    }

    static Unreadable numberInsteadOfDate(String text) {
        return new Unreadable(
                "date_form",
                "“" + text + "”是数字，单元格不是日期格式。请写成 2025-03-31 这样的形式；若是表格软件的天数，请把该列设为日期格式，或由项目办在报表配置中写"
                        + " date_forms = [serial]。",
                "\"" + text + "\" is a number, and its cell is not formatted as a date. Write it like 2025-03-31; if it"
                        + " counts days as spreadsheets do, format the column as dates, or state date_forms = [serial]"
                        + " in the feed.");
    }

    static Unreadable unclearOrder(String text) {
        return new Unreadable(
                "date_form",
                "“" + text + "”中哪个是月、哪个是日不明确，请写成 2025-03-31 这样的形式，或由项目办在报表配置的 date_forms 中写明。",
                "\"" + text + "\" does not say which number is the month; write it like 2025-03-31, or state the form"
                        + " under date_forms in the feed.");
    }

    static Unreadable severalDates(String text, LocalDate one, LocalDate other) {
        return new Unreadable(
                "date_ambiguous",
                "“" + text + "”既可读作 " + one + "，也可读作 " + other + "，请写成 2025-03-31 这样的形式。",
                "\"" + text + "\" may be " + one + " or " + other + "; write it like 2025-03-31.");
    }

    static Unreadable januaryOrOctober(String text) {
        String year = text.strip().substring(0, 4);
        return new Unreadable(
                "month_ambiguous",
                "“" + text + "”可能是 1 月，也可能是末尾的 0 被表格软件省去的 10 月，请写成 " + year + "-01 或 " + year + "-10。",
                "\"" + text + "\" may be January, or October without the zero that a spreadsheet drops; write " + year
                        + "-01 or " + year + "-10.");
    }

    static Unreadable zeroDate(String text) {
        return new Unreadable(
                "date_zero",
                "“" + text + "”不是日期，是引用空白单元格的结果。没有日期请留空。",
                "\"" + text + "\" is not a date but the result of a link to a blank cell. Leave the cell blank if there"
                        + " is no date.");
    }

    static Unreadable impossibleDate(String text) {
        return new Unreadable(
                "date_impossible", "“" + text + "”不是存在的日期，请核对。", "The date \"" + text + "\" does not exist; check it.");
    }

    static Unreadable impossibleTime(String text) {
        return new Unreadable(
                "date_impossible",
                "“" + text + "”中的时间不存在，请核对。",
                "The time of day in \"" + text + "\" does not exist; check it.");
    }

    static Unreadable yearOutOfRange(String text, int first, int last) {
        return new Unreadable(
                "date_impossible",
                "“" + text + "”的年份不在 " + first + "—" + last + " 之间，请核对。",
                "The year of \"" + text + "\" is not between " + first + " and " + last + "; check it.");
    }

    static Unreadable notAYear(String text) {
        return new Unreadable("year_form", "“" + text + "”不是四位年份。", "\"" + text + "\" is not a year with four digits.");
    }

    // Warnings

    static Finding monthAsDate(Column column, String text, LocalDate day) {
        return Finding.of(
                column.name(),
                text,
                "date_by_month",
                "“" + text + "”只写到月，按 " + day + " 计。请尽量写明日期。",
                "\"" + text + "\" states a month only and counts as " + day + ". State the day if it is known.");
    }

    static Finding dayNotShown(Column column, String text, LocalDate day) {
        return Finding.of(
                column.name(),
                text,
                "day_not_shown",
                "“" + text + "”：单元格没有显示到日，按其中存的 " + day + " 计。请核对，并把单元格设为显示年月日的格式。",
                "\"" + text + "\": the cell does not show the day that it stores, and counts as " + day
                        + ". Check it, and format the cell so that it shows year, month and day.");
    }

    static Finding monthByColumn(Column column, String text, LocalDate month) {
        String read = month.toString().substring(0, 7);
        return Finding.of(
                column.name(),
                text,
                "month_by_column",
                "“" + text + "”可能是 1 月或 10 月，参照本列其他单元格的写法按 " + read + " 计，请核对。",
                "\"" + text + "\" may be January or October; by the other cells of its column it counts as " + read
                        + ". Check it.");
    }

    static Finding dayInZone(Column column, String text, LocalDate day) {
        return Finding.of(
                column.name(),
                text,
                "date_in_zone",
                "“" + text + "”带有时区，换算为本地时间后是 " + day + "，请核对。",
                "\"" + text + "\" has a time zone; in the zone of the portfolio its day is " + day + ". Check it.");
    }
}
