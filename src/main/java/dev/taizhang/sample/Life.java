package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What happens to a project, and when.
 *
 * @param reached the day on which it reached each status; one it never reached is missing
 * @param left the first day on which the city does not list it any more; {@link LocalDate#MAX} while it stays
 * @param resumptionDay the day of every year on which its site goes back to work, counted from the first of January
 */
record Life(Map<Status, LocalDate> reached, LocalDate left, int resumptionDay) {
    Life {
        reached = Collections.unmodifiableMap(new EnumMap<>(reached));
    }

    /** The day a status was reached, as it is known at a date. */
    Optional<LocalDate> reached(Status status, LocalDate asOf) {
        return Optional.ofNullable(reached.get(status)).filter(day -> !day.isAfter(asOf));
    }

    /** The highest step reached by a date. */
    Status statusOn(LocalDate asOf) {
        Status latest = Status.SIGNED;
        for (Map.Entry<Status, LocalDate> step : reached.entrySet()) {
            if (!step.getValue().isAfter(asOf)) {
                latest = step.getKey();
            }
        }
        return latest;
    }

    boolean listedOn(LocalDate date) {
        return !reached.get(Status.SIGNED).isAfter(date) && date.isBefore(left);
    }

    /** A continuing project is one whose works began before the year. */
    boolean continuingIn(int year) {
        return reached(Status.STARTED, LocalDate.of(year - 1, 12, 31)).isPresent();
    }

    /** The day a continuing project goes back to work in a year, if nothing stopped it before. */
    Optional<LocalDate> resumedIn(int year) {
        LocalDate day = LocalDate.ofYearDay(year, resumptionDay);
        boolean atWork = continuingIn(year) && statusOn(day) == Status.STARTED && day.isBefore(left);
        return atWork ? Optional.of(day) : Optional.empty();
    }
}
