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
        Status status) {}
