package dev.taizhang.sample;

import java.time.YearMonth;

/**
 * A project's report on one month.
 *
 * @param month the month
 * @param spent the investment of the month
 * @param yearToDate the investment of the year up to the month
 * @param plannedToDate the amount that the year's plan contains up to the month
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
