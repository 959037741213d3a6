package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The whole synthetic city.
 *
 * @param seed the seed that it was drawn from
 * @param timeline the months that it covers
 * @param projects every project that is listed at the end, then those that left before
 * @param decoys projects that exist nowhere but in rows that are wrong
 * @param stranger a project that exists nowhere but in a set of shares
 */
record City(long seed, Timeline timeline, List<Project> projects, List<Project> decoys, Project stranger) {
    /** @throws IllegalArgumentException for fewer than 60 projects, or months that are not 1 to 60 */
    static City draw(int projects, int months, long seed) {
        if (projects < 60) {
            throw new IllegalArgumentException(
                    "The sample city needs 60 projects or more, so that every district and status has some, not "
                            + projects + ".");
        }
        Timeline timeline = Timeline.ofMonths(months);
        Projects drawer = new Projects(seed);
        List<Project> all = new ArrayList<>(staying(projects, seed, drawer));
        all.addAll(leaving(projects, timeline, drawer));
        List<Project> decoys = decoys(all.size(), drawer);
        Project stranger = decoy(District.ALL.get(0), all.size() + decoys.size(), drawer);
        return new City(seed, timeline, List.copyOf(all), decoys, stranger);
    }

    private static List<Project> staying(int count, long seed, Projects drawer) {
        Dice dice = new Dice(seed, -1);
        int[] districts =
                Quotas.deal(count, District.ALL.stream().map(District::weight).toList(), dice);
        int[] clusters =
                Quotas.deal(count, Cluster.ALL.stream().map(Cluster::weight).toList(), dice);
        int[] levels =
                Quotas.deal(count, Choice.LEVELS.stream().map(Choice::weight).toList(), dice);
        int[] ownerships = Quotas.deal(
                count, Choice.OWNERSHIPS.stream().map(Choice::weight).toList(), dice);
        List<Fate> every = List.of(Fate.values());
        int[] fates = Quotas.deal(count, every.stream().map(Fate::weight).toList(), dice);
        Amount[] sizes = Sizes.draw(count, dice);
        List<Project> drawn = new ArrayList<>(count);
        for (int serial = 0; serial < count; serial++) {
            Projects.Lot lot = new Projects.Lot(
                    serial,
                    District.ALL.get(districts[serial]),
                    Cluster.ALL.get(clusters[serial]),
                    Choice.LEVELS.get(levels[serial]),
                    Choice.OWNERSHIPS.get(ownerships[serial]),
                    sizes[serial]);
            Dice own = drawer.diceOf(serial);
            Life life = Lives.staying(every.get(fates[serial]), own);
            drawn.add(drawer.draw(lot, life, own));
        }
        return drawn;
    }

    /** Those who left between one list and the next: most at the end of a year, when what is done is taken off. */
    private static List<Project> leaving(int count, Timeline timeline, Projects drawer) {
        List<LocalDate> dates = timeline.listDates();
        List<Project> drawn = new ArrayList<>();
        for (LocalDate lastListed : dates.subList(0, dates.size() - 1)) {
            int leavers = Math.max(1, count * leaversPerThousand(lastListed) / 1000);
            for (int number = 0; number < leavers; number++) {
                int serial = count + drawn.size();
                Dice dice = drawer.diceOf(serial);
                Life life = Lives.leaving(lastListed, dice);
                drawn.add(drawer.draw(anyLot(serial, dice), life, dice));
            }
        }
        return drawn;
    }

    private static int leaversPerThousand(LocalDate lastListed) {
        return switch (lastListed.getMonth()) {
            case DECEMBER -> 40;
            case MARCH -> 30;
            default -> 10;
        };
    }

    private static Projects.Lot anyLot(int serial, Dice dice) {
        return lotIn(dice.pick(District.ALL), serial, dice);
    }

    private static Projects.Lot lotIn(District district, int serial, Dice dice) {
        return new Projects.Lot(
                serial,
                district,
                dice.pick(Cluster.ALL),
                dice.pick(Choice.LEVELS),
                dice.pick(Choice.OWNERSHIPS),
                Amount.ofTenThousands(dice.between(30, 800) * 100L));
    }

    private static List<Project> decoys(int firstSerial, Projects drawer) {
        List<Project> drawn = new ArrayList<>();
        for (Flaw flaw : Flaw.IN_LISTS) {
            drawn.add(decoy(flaw.district(), firstSerial + drawn.size(), drawer));
        }
        return List.copyOf(drawn);
    }

    private static Project decoy(District district, int serial, Projects drawer) {
        Dice dice = drawer.diceOf(serial);
        return drawer.draw(lotIn(district, serial, dice), Lives.landedOnly(), dice);
    }

    /** The projects of a district that its list names at a date, in the order of their numbers. */
    List<Project> listed(District district, LocalDate date) {
        return projects.stream()
                .filter(project -> project.district().equals(district))
                .filter(project -> project.life().listedOn(date))
                .toList();
    }

    /** All projects that the lists of a date name. */
    List<Project> listed(LocalDate date) {
        return projects.stream()
                .filter(project -> project.life().listedOn(date))
                .toList();
    }

    /** Every project of a district that was ever listed, in the order of codes, as progress reports keep it. */
    List<Project> everListed(District district) {
        return projects.stream()
                .filter(project -> project.district().equals(district))
                .sorted(Comparator.comparing(Project::code))
                .toList();
    }
}
