package dev.taizhang.sample;

import java.time.LocalDate;

/** Draws the plans of a project, consistent with its history. */
final class Plans {
    private Plans() {}

    static Project.Plan draw(Life life, Dice dice) {
        LocalDate never = LocalDate.MAX;
        LocalDate started = life.reached().get(Status.STARTED);
        LocalDate start = started == null ? unstarted(life, dice) : plannedStart(started, dice);
        LocalDate completed = life.reached().get(Status.COMPLETED);
        LocalDate entry = started != null && dice.happens(880) ? started.plusDays(dice.between(10, 100)) : never;
        if (completed != null) {
            LocalDate latest = completed.plusDays(dice.between(-60, 60));
            LocalDate original = dice.happens(700) ? latest : latest.minusMonths(dice.between(1, 12));
            return new Project.Plan(start, latest, original, entry);
        }
        LocalDate original = originalCompletion(start, dice);
        return new Project.Plan(start, latestCompletion(original, start, dice), original, entry);
    }

    /** Three of four are planned for the coming months. The others are due, a few of them for a long time. */
    private static LocalDate unstarted(Life life, Dice dice) {
        LocalDate possible = life.reached().get(Status.SIGNED).plusDays(20);
        LocalDate due = dice.day(LocalDate.of(2024, 11, 1), LocalDate.of(2025, 3, 20));
        if (dice.happens(250) && due.isAfter(possible)) {
            return due;
        }
        return dice.day(LocalDate.of(2025, 4, 1), LocalDate.of(2025, 9, 30));
    }

    /** Works begin some days before or after the planned date, but in the planned year. */
    private static LocalDate plannedStart(LocalDate started, Dice dice) {
        LocalDate planned = started.plusDays(dice.between(-45, 45));
        return planned.getYear() == started.getYear() ? planned : started;
    }

    private static LocalDate originalCompletion(LocalDate start, Dice dice) {
        LocalDate first = start.plusMonths(dice.between(12, 36));
        LocalDate stillAhead = LocalDate.of(2025, 5, 31).plusDays(dice.between(0, 500));
        return dice.happens(800) && first.isBefore(stillAhead) ? stillAhead : first;
    }

    /** Completion dates that have passed were postponed, except for a few projects that are late. */
    private static LocalDate latestCompletion(LocalDate original, LocalDate start, Dice dice) {
        LocalDate end = Timeline.END;
        boolean late = original.isAfter(start.plusMonths(11)) && original.isBefore(end);
        if (late && dice.happens(120)) {
            return original;
        }
        if (late) {
            return end.plusMonths(dice.between(3, 30));
        }
        return dice.happens(150) ? original.plusMonths(dice.between(1, 18)) : original;
    }
}
