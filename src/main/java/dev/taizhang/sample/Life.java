package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The history of a project with its dates.
 *
 * @param reached the day on which it reached each status; statuses it never reached are missing
 * @param left the first day on which the city no longer lists it; {@link LocalDate#MAX} while it is listed
 * @param resumptionDay the day of every year on which work on its site resumes, counted from the first of January
 */
record Life(Map<Status, LocalDate> reached, LocalDate left, int resumptionDay) {
    Life {
        reached = Collections.unmodifiableMap(new EnumMap<>(reached));
    }

    /** Returns the day on which a status was reached, as known at a date. */
    Optional<LocalDate> reached(Status status, LocalDate asOf) {
        return Optional.ofNullable(reached.get(status)).filter(day -> !day.isAfter(asOf));
    }

    /** Returns the highest status reached by a date. */
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

    /** Whether the project is a continuing one, whose works began before the year. */
    boolean continuingIn(int year) {
        return reached(Status.STARTED, LocalDate.of(year - 1, 12, 31)).isPresent();
    }

    /** Returns the day on which a continuing project resumes work in a year, if it was not stopped before. */
    Optional<LocalDate> resumedIn(int year) {
        LocalDate day = LocalDate.ofYearDay(year, resumptionDay);
        boolean atWork = continuingIn(year) && statusOn(day) == Status.STARTED && day.isBefore(left);
        return atWork ? Optional.of(day) : Optional.empty();
    }
}
