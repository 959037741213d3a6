package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every project that was ever listed: first those that are still listed, then those that left. Properties that must
 * match totals of the whole city are dealt beforehand. Everything else about a project is drawn on request, and is the
 * same every time.
 */
final class Population {
    /** The day on which one project's total is removed from the lists. It is not in the sum of all projects. */
    private static final LocalDate WITHDRAWAL = LocalDate.of(2025, 3, 10);

    private static final List<Fate> FATES = List.of(Fate.values());

    private final long seed;
    private final Timeline timeline;
    private final Projects drawer;
    private final int staying;
    private final int[] districts;
    private final int[] clusters;
    private final int[] levels;
    private final int[] ownerships;
    private final int[] fates;
    private final int withdrawn;
    private final Amount[] sizes;

    /** The serial number of the first of the projects that left, by the date of the last list that contained them. */
    private final NavigableMap<Integer, LocalDate> lastListed = new TreeMap<>();

    private final int size;

    Population(int staying, Timeline timeline, long seed) {
        this.seed = seed;
        this.timeline = timeline;
        this.drawer = new Projects(seed);
        this.staying = staying;
        Dice dice = new Dice(seed, -1);
        this.districts = deal(District.ALL.stream().map(District::weight), dice);
        this.clusters = deal(Cluster.ALL.stream().map(Cluster::weight), dice);
        this.levels = deal(Choice.LEVELS.stream().map(Choice::weight), dice);
        this.ownerships = deal(Choice.OWNERSHIPS.stream().map(Choice::weight), dice);
        this.fates = deal(FATES.stream().map(Fate::weight), dice);
        this.withdrawn = IntStream.range(0, staying)
                .filter(serial -> FATES.get(fates[serial]) == Fate.SUSPENDED)
                .findFirst()
                .orElseThrow();
        this.sizes = Sizes.draw(staying, withdrawn, dice);
        int next = staying;
        List<LocalDate> dates = timeline.listDates();
        for (LocalDate date : dates.subList(0, dates.size() - 1)) {
            lastListed.put(next, date);
            next += Math.max(1, (int) (staying * leaversPerThousand(date) / 1000));
        }
        this.size = next;
    }

    private int[] deal(Stream<Integer> weights, Dice dice) {
        return Quotas.deal(staying, weights.toList(), dice);
    }

    /** Most projects leave at the end of a year, when completed ones are removed. */
    private static long leaversPerThousand(LocalDate lastListed) {
        return switch (lastListed.getMonth()) {
            case DECEMBER -> 40;
            case MARCH -> 30;
            default -> 10;
        };
    }

    long seed() {
        return seed;
    }

    Timeline timeline() {
        return timeline;
    }

    /** Returns all projects in the order of their serial numbers, drawn one after the other. */
    Stream<Project> projects() {
        return IntStream.range(0, size).mapToObj(serial -> serial < staying ? stayer(serial) : leaver(serial));
    }

    private Project stayer(int serial) {
        Projects.Lot lot = new Projects.Lot(
                serial,
                District.ALL.get(districts[serial]),
                Cluster.ALL.get(clusters[serial]),
                Choice.LEVELS.get(levels[serial]),
                Choice.OWNERSHIPS.get(ownerships[serial]),
                sizes[serial],
                serial == withdrawn ? WITHDRAWAL : LocalDate.MAX);
        Dice dice = drawer.diceOf(serial);
        Life life = Lives.staying(FATES.get(fates[serial]), dice);
        return drawer.draw(lot, life, dice);
    }

    private Project leaver(int serial) {
        Dice dice = drawer.diceOf(serial);
        Life life = Lives.leaving(lastListed.floorEntry(serial).getValue(), dice);
        return drawer.draw(lotIn(dice.pick(District.ALL), serial, dice), life, dice);
    }

    /**
     * Returns a project that no list contains, for wrong rows that are not counted. Its serial number is beyond all
     * others.
     */
    Project decoy(District district, int number) {
        int serial = size + number;
        Dice dice = drawer.diceOf(serial);
        return drawer.draw(lotIn(district, serial, dice), Lives.landedOnly(), dice);
    }

    private static Projects.Lot lotIn(District district, int serial, Dice dice) {
        return new Projects.Lot(
                serial,
                district,
                dice.pick(Cluster.ALL),
                dice.pick(Choice.LEVELS),
                dice.pick(Choice.OWNERSHIPS),
                Amount.ofTenThousands(dice.between(30, 800) * 100L),
                LocalDate.MAX);
    }
}
