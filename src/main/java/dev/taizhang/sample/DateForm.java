package dev.taizhang.sample;

import java.time.LocalDate;

/** The ways in which offices write a date; each office uses one of them. */
enum DateForm {
    /** {@code 2025年3月31日}. */
    CHINESE,
    /** {@code 2025-03-31}. */
    DASHED,
    /** {@code 2025.3.31}. */
    DOTTED,
    /** {@code 2025/3/31}. */
    SLASHED,
    /** A real date of the spreadsheet, with a date format. */
    NUMBER;

    Cell cell(LocalDate date) {
        return switch (this) {
            case CHINESE -> new Cell.Text(chinese(date));
            case DASHED -> new Cell.Text(date.toString());
            case DOTTED -> new Cell.Text(joined(date, "."));
            case SLASHED -> new Cell.Text(joined(date, "/"));
            case NUMBER -> new Cell.Day(date);
        };
    }

    static String chinese(LocalDate date) {
        return date.getYear() + "年" + date.getMonthValue() + "月" + date.getDayOfMonth() + "日";
    }

    private static String joined(LocalDate date, String separator) {
        return date.getYear() + separator + date.getMonthValue() + separator + date.getDayOfMonth();
    }
}
