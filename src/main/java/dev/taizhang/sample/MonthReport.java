package dev.taizhang.sample;

import java.time.YearMonth;

/**
 * What a project has to report of one month.
 *
 * @param month the month
 * @param spent the investment of the month
 * @param yearToDate the investment of the year up to the month
 * @param plannedToDate what the year's plan had for it
 * @param sinceStart the investment since the works began
 * @param progress the physical progress in thousandths
 * @param status the status at the month's end
 */
record MonthReport(
        YearMonth month,
        Amount spent,
        Amount yearToDate,
        Amount plannedToDate,
        Amount sinceStart,
        int progress,
        Status status) {

    /** The progress as offices write it, such as {@code 45.5%}. */
    String progressText() {
        return progress / 10 + "." + progress % 10 + "%";
    }

    /** The month as offices write it, such as {@code 2025年3月}. */
    String monthText() {
        return month.getYear() + "年" + month.getMonthValue() + "月";
    }
}
