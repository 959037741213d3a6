package dev.taizhang.sample;

import java.time.LocalDate;

/** Draws projects: all properties that fate, place and size leave open. */
final class Projects {
    private static final long STREAMS_OF_KNOWLEDGE = 1L << 42;

    private final long seed;

    Projects(long seed) {
        this.seed = seed;
    }

    /**
     * The properties that are dealt to a project before it is drawn, because the totals of the whole city must match.
     *
     * @param serial its number
     * @param district its county or zone
     * @param cluster its cluster
     * @param level its level
     * @param ownership its ownership
     * @param size its total investment
     * @param withdrawn the day the lists cease to state it; {@link LocalDate#MAX} if they never do
     */
    record Lot(
            int serial,
            District district,
            Cluster cluster,
            Choice level,
            Choice ownership,
            Amount size,
            LocalDate withdrawn) {}

    Dice diceOf(int serial) {
        return new Dice(seed, serial);
    }

    /**
     * Draws a project. The dice must be those of the lot's serial number; they may already have been used for the life.
     */
    Project draw(Lot lot, Life life, Dice dice) {
        Cluster.Product product = dice.pick(lot.cluster().products());
        Project.Plan plan = Plans.draw(life, dice);
        return new Project(
                lot.serial(),
                ExampleNames.code(life, lot.district(), lot.serial()),
                ExampleNames.project(product, lot.serial(), dice),
                lot.district(),
                lot.cluster(),
                product,
                lot.level(),
                lot.ownership(),
                ExampleNames.owner(lot.cluster(), lot.serial(), dice),
                ExampleNames.leader(dice),
                dice.happens(250) ? "是" : "否",
                life,
                cost(lot, dice),
                plan,
                pace(dice));
    }

    /** One total in five was changed, three of ten of those within the months of the lists. */
    private Project.Cost cost(Lot lot, Dice dice) {
        Amount size = lot.size();
        LocalDate known = known(lot.serial());
        Project.Stated annual = stated(20, dice);
        if (!dice.happens(200)) {
            Project.Stated original = stated(30, dice);
            return new Project.Cost(size, size, LocalDate.MIN, known, lot.withdrawn(), original, annual);
        }
        Amount original = size.percent(dice.happens(700) ? dice.between(80, 96) : dice.between(104, 120))
                .roundedToMillions();
        LocalDate changed =
                dice.happens(300) ? dice.day(LocalDate.of(2024, 1, 15), LocalDate.of(2025, 3, 25)) : LocalDate.MIN;
        return new Project.Cost(size, original, changed, known, lot.withdrawn(), Project.Stated.STATED, annual);
    }

    /** One total in fifty became known only while the project was listed, half of these recently. */
    private LocalDate known(int serial) {
        Dice dice = new Dice(seed, STREAMS_OF_KNOWLEDGE + serial);
        if (!dice.happens(20)) {
            return LocalDate.MIN;
        }
        LocalDate march = LocalDate.of(2025, 3, 1);
        return dice.happens(500)
                ? dice.day(LocalDate.of(2024, 4, 1), march.minusDays(1))
                : dice.day(march, march.plusDays(24));
    }

    private static Project.Stated stated(int blankPerThousand, Dice dice) {
        return dice.happens(blankPerThousand) ? Project.Stated.BLANK : Project.Stated.STATED;
    }

    /** Half of the projects follow their plan. One in ten has hardly begun. */
    private static int pace(Dice dice) {
        int turn = dice.between(1, 100);
        if (turn <= 10) {
            return dice.between(10, 50);
        }
        if (turn <= 30) {
            return dice.between(70, 94);
        }
        return turn <= 80 ? dice.between(95, 112) : dice.between(113, 140);
    }
}
