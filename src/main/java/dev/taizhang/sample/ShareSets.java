package dev.taizhang.sample;

import static dev.taizhang.sample.ShareSet.Dimension.CLUSTER;
import static dev.taizhang.sample.ShareSet.Dimension.DISTRICT;

import dev.taizhang.sample.ShareSet.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The allocation sets of the largest projects, which lie in several districts or clusters. Some are wrong on purpose.
 */
final class ShareSets {
    static final LocalDate EARLIER = LocalDate.of(2024, 12, 31);
    static final LocalDate LATEST = Timeline.END;

    private static final int FEWEST = 8;
    private static final int PROJECTS_FOR_ONE = 90;

    private final City city;
    private final List<Project> largest;
    private final List<ShareSet> sets = new ArrayList<>();

    private ShareSets(City city) {
        this.city = city;
        List<Project> listed = city.listed(LATEST);
        this.largest = listed.stream()
                .filter(project -> project.life().listedOn(EARLIER))
                .filter(project -> project.cost().on(LATEST).isPresent())
                .sorted(Comparator.comparing((Project project) -> project.cost().current())
                        .reversed()
                        .thenComparing(Project::serial))
                .limit(Math.max(FEWEST, listed.size() / PROJECTS_FOR_ONE))
                .toList();
    }

    /** Returns every set of both files, the earlier file first. */
    static List<ShareSet> of(City city) {
        ShareSets drawn = new ShareSets(city);
        drawn.addRight();
        drawn.addReplaced();
        drawn.addWrong();
        return drawn.sets.stream().sorted(Comparator.comparing(ShareSet::date)).toList();
    }

    /**
     * Returns a project's sets in force at a date: the latest one of each dimension, unless it withdraws the earlier
     * one.
     */
    static List<ShareSet> inForce(Project project, List<ShareSet> sets, LocalDate date) {
        List<ShareSet> own = sets.stream()
                .filter(set ->
                        set.project().equals(project.code()) && !set.date().isAfter(date))
                .toList();
        return Stream.of(ShareSet.Dimension.values())
                .flatMap(
                        dimension -> own.stream()
                                .filter(set -> set.dimension() == dimension)
                                .reduce((earlier, later) -> later)
                                .stream())
                .filter(set -> !set.lines().isEmpty())
                .toList();
    }

    private void addRight() {
        Sharing widest = sharing(largest.get(0), LATEST);
        sets.add(widest.set(DISTRICT, 34, 33, 33));
        sets.add(widest.set(CLUSTER, 60, 40));
        Sharing unchanged = sharing(largest.get(7), EARLIER);
        sets.add(unchanged.set(DISTRICT, 81, 19));
        sets.add(sameTwice(unchanged.set(CLUSTER, 70, 15)));
        largest.stream()
                .skip(FEWEST)
                .map(project -> sharing(project, LATEST).ordinary())
                .forEach(sets::add);
    }

    private void addReplaced() {
        sets.add(sharing(largest.get(5), EARLIER).set(DISTRICT, 70, 30));
        sets.add(sharing(largest.get(5), LATEST).set(DISTRICT));
        sets.add(sharing(largest.get(6), EARLIER).set(DISTRICT, 50, 50));
        sets.add(sharing(largest.get(6), LATEST).set(DISTRICT, 40, 35, 25));
        sets.add(sharing(largest.get(6), LATEST).set(CLUSTER, 75, 25, 0));
    }

    private void addWrong() {
        sets.add(sharing(largest.get(1), LATEST).set(DISTRICT, 50, 40));
        sets.add(sharing(largest.get(2), LATEST).set(DISTRICT, 60, 50));
        sets.add(withUnknownMember(sharing(largest.get(3), LATEST).set(DISTRICT, 55, 45)));
        sets.add(sharing(largest.get(4), LATEST).set(DISTRICT, 50, 30, 200));
        sets.add(sharing(city.stranger(), LATEST).set(DISTRICT, 50, 50));
    }

    private Sharing sharing(Project project, LocalDate date) {
        return new Sharing(project, date, city.seed());
    }

    /** Returns a set with two equal rows. Rows of a set have no key, so both of them count. */
    private static ShareSet sameTwice(ShareSet set) {
        List<Line> lines = new ArrayList<>(set.lines());
        lines.add(lines.get(lines.size() - 1));
        return new ShareSet(set.project(), set.dimension(), set.date(), lines);
    }

    private static ShareSet withUnknownMember(ShareSet set) {
        List<Line> lines = new ArrayList<>(set.lines());
        lines.set(
                1,
                new Line(
                        DimensionTotals.UNASSIGNED,
                        Flaw.UNKNOWN_DISTRICT,
                        lines.get(1).percent()));
        return new ShareSet(set.project(), set.dimension(), set.date(), lines);
    }
}
