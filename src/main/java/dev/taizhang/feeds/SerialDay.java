package dev.taizhang.feeds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/** The day of a spreadsheet's number of days, whose fraction is the time of day. */
final class SerialDay {
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);

    private SerialDay() {}

    /** The day as shown: spreadsheets round the time to seconds, so that a hair below midnight is the next day. */
    static LocalDate of(BigDecimal serial, LocalDate dayZero) {
        long seconds =
                serial.multiply(SECONDS).setScale(0, RoundingMode.HALF_UP).longValueExact();
        return dayZero.plusDays(Math.floorDiv(seconds, SECONDS.longValue()));
    }
}
