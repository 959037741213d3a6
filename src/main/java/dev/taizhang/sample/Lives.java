package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Draws the histories of projects: dates in a possible order that lead to a given fate. */
final class Lives {
    private static final LocalDate NEW_YEAR = LocalDate.of(2025, 1, 1);
    private static final LocalDate LAST_EARLY_SIGNING = LocalDate.of(2024, 3, 25);

    private Lives() {}

    /** Returns the history of a project that the city lists at the end. */
    static Life staying(Fate fate, Dice dice) {
        Map<Status, LocalDate> reached = switch (fate) {
            case SIGNED, LANDED, STARTED_THIS_YEAR -> newcomer(fate, dice);
            case CONTINUING, SUSPENDED, TERMINATED -> stopped(fate, underWay(LocalDate.of(2024, 11, 30), dice), dice);
            case COMPLETED, IN_PRODUCTION, AT_CAPACITY -> finished(fate, underWay(LAST_EARLY_SIGNING, dice), dice);
        };
        return new Life(reached, LocalDate.MAX, resumptionDay(fate, dice));
    }

    /**
     * Returns the history of a project that is listed at a date for the last time.
     *
     * <p>It leaves before the end of the next month, so that it never reports a month that no list covers. Projects
     * that leave after February 2025 never began, because works of this year that no March list contains would distort
     * the year's sums.
     */
    static Life leaving(LocalDate lastListed, Dice dice) {
        LocalDate left = lastListed.plusDays(dice.between(1, 27));
        boolean began = lastListed.isBefore(NEW_YEAR);
        Map<Status, LocalDate> reached = began ? leaverOfAge(lastListed, dice) : leaverUnbegun(lastListed, dice);
        return new Life(reached, left, dice.between(37, 85));
    }

    private static Map<Status, LocalDate> leaverUnbegun(LocalDate lastListed, Dice dice) {
        Map<Status, LocalDate> reached = new EnumMap<>(Status.class);
        reached.put(Status.SIGNED, lastListed.minusDays(dice.between(100, 400)));
        reached.put(Status.LANDED, lastListed.minusDays(dice.between(20, 90)));
        if (dice.happens(500)) {
            reached.put(Status.TERMINATED, lastListed.minusDays(dice.between(1, 15)));
        }
        return reached;
    }

    private static Map<Status, LocalDate> leaverOfAge(LocalDate lastListed, Dice dice) {
        Map<Status, LocalDate> reached = new EnumMap<>(Status.class);
        LocalDate started = lastListed.minusDays(dice.between(500, 1100));
        beginning(started, started.minusDays(dice.between(60, 200)), dice, reached);
        int end = dice.between(1, 10);
        if (end <= 6) {
            LocalDate completed = lastListed.minusDays(dice.between(30, 90));
            reached.put(Status.COMPLETED, completed);
            reached.put(Status.IN_PRODUCTION, completed.plusDays(dice.between(5, 60)));
        } else if (end <= 8) {
            reached.put(Status.TERMINATED, lastListed.minusDays(dice.between(5, 60)));
        }
        return reached;
    }

    /** Returns a history without a start of works, for wrong rows that are not counted. */
    static Life landedOnly() {
        Map<Status, LocalDate> reached = new EnumMap<>(Status.class);
        reached.put(Status.SIGNED, LocalDate.of(2025, 3, 3));
        reached.put(Status.LANDED, LocalDate.of(2025, 3, 20));
        return new Life(reached, LocalDate.MAX, 50);
    }

    private static Map<Status, LocalDate> newcomer(Fate fate, Dice dice) {
        Map<Status, LocalDate> reached = new EnumMap<>(Status.class);
        LocalDate signed = newcomersSigning(dice);
        reached.put(Status.SIGNED, signed);
        if (fate == Fate.SIGNED) {
            return reached;
        }
        LocalDate latestLanding = LocalDate.of(2025, 3, 24);
        LocalDate fourMonthsOn = signed.plusDays(120);
        LocalDate landed =
                dice.day(signed.plusDays(3), fourMonthsOn.isBefore(latestLanding) ? fourMonthsOn : latestLanding);
        reached.put(Status.LANDED, landed);
        if (fate == Fate.STARTED_THIS_YEAR) {
            LocalDate earliest = landed.isBefore(NEW_YEAR) ? NEW_YEAR.plusDays(2) : landed.plusDays(2);
            reached.put(Status.STARTED, dice.day(earliest, LocalDate.of(2025, 3, 30)));
        }
        return reached;
    }

    /** Most newcomers have been in the lists since before March 2024. A few dozen join between the later lists. */
    private static LocalDate newcomersSigning(Dice dice) {
        int turn = dice.between(1, 100);
        if (turn <= 70) {
            return dice.day(LocalDate.of(2023, 1, 1), LAST_EARLY_SIGNING);
        }
        if (turn <= 78) {
            return dice.day(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 12, 20));
        }
        if (turn <= 93) {
            return dice.day(NEW_YEAR.plusDays(1), LocalDate.of(2025, 2, 20));
        }
        return dice.day(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 3, 20));
    }

    private static Map<Status, LocalDate> underWay(LocalDate latestStart, Dice dice) {
        Map<Status, LocalDate> reached = new EnumMap<>(Status.class);
        if (latestStart.isAfter(LAST_EARLY_SIGNING) && dice.happens(45)) {
            LocalDate signed = dice.day(LocalDate.of(2024, 4, 1), LocalDate.of(2024, 7, 31));
            beginning(dice.day(signed.plusDays(40), latestStart), signed, dice, reached);
            return reached;
        }
        // The later of two draws, so that more of the works in progress are recent ones.
        LocalDate first = LocalDate.of(2020, 6, 1);
        LocalDate one = dice.day(first, latestStart);
        LocalDate other = dice.day(first, latestStart);
        LocalDate started = one.isAfter(other) ? one : other;
        LocalDate signed = started.minusDays(dice.between(60, 240));
        beginning(
                started,
                signed.isBefore(LAST_EARLY_SIGNING) ? signed : LAST_EARLY_SIGNING.minusDays(40),
                dice,
                reached);
        return reached;
    }

    private static void beginning(LocalDate started, LocalDate signed, Dice dice, Map<Status, LocalDate> reached) {
        reached.put(Status.SIGNED, signed);
        reached.put(Status.LANDED, signed.plusDays(dice.between(5, 35)));
        reached.put(Status.STARTED, started);
    }

    private static Map<Status, LocalDate> stopped(Fate fate, Map<Status, LocalDate> reached, Dice dice) {
        if (fate == Fate.SUSPENDED) {
            reached.put(Status.SUSPENDED, dice.day(LocalDate.of(2024, 12, 15), LocalDate.of(2025, 3, 25)));
        } else if (fate == Fate.TERMINATED) {
            reached.put(Status.TERMINATED, dice.day(LocalDate.of(2025, 1, 6), LocalDate.of(2025, 3, 25)));
        }
        return reached;
    }

    /**
     * Returns a history in which everything completed at the end was completed this year, because projects completed
     * earlier have left the list.
     */
    private static Map<Status, LocalDate> finished(Fate fate, Map<Status, LocalDate> reached, Dice dice) {
        if (fate == Fate.COMPLETED) {
            reached.put(Status.COMPLETED, dice.day(LocalDate.of(2025, 2, 25), LocalDate.of(2025, 3, 28)));
            return reached;
        }
        reached.put(Status.COMPLETED, dice.day(LocalDate.of(2025, 2, 20), LocalDate.of(2025, 2, 26)));
        if (fate == Fate.IN_PRODUCTION) {
            reached.put(Status.IN_PRODUCTION, dice.day(LocalDate.of(2025, 3, 1), LocalDate.of(2025, 3, 28)));
        } else {
            reached.put(Status.IN_PRODUCTION, dice.day(LocalDate.of(2025, 2, 27), LocalDate.of(2025, 3, 8)));
            reached.put(Status.AT_CAPACITY, dice.day(LocalDate.of(2025, 3, 15), LocalDate.of(2025, 3, 30)));
        }
        return reached;
    }

    /** Work on sites resumes in February or March. A very few sites are late, in every year alike. */
    private static int resumptionDay(Fate fate, Dice dice) {
        return switch (fate) {
            case COMPLETED, IN_PRODUCTION, AT_CAPACITY -> dice.between(37, 49);
            case CONTINUING -> dice.happens(12) ? dice.between(100, 120) : dice.between(37, 85);
            case SIGNED, LANDED, STARTED_THIS_YEAR, SUSPENDED, TERMINATED -> dice.between(37, 85);
        };
    }
}
