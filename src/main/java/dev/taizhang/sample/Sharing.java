package dev.taizhang.sample;

import dev.taizhang.sample.ShareSet.Dimension;
import dev.taizhang.sample.ShareSet.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws the allocation of a project. The first part belongs to its own member; the members of the other parts are
 * random.
 */
final class Sharing {
    private static final long STREAMS_BEYOND_REPORTS = 1L << 41;

    private final Project project;
    private final LocalDate date;
    private final Dice dice;

    Sharing(Project project, LocalDate date, long seed) {
        this.project = project;
        this.date = date;
        this.dice = new Dice(seed, STREAMS_BEYOND_REPORTS + project.serial());
    }

    /** Returns the most common kind of set: the smaller part lies in one or two other districts. */
    ShareSet ordinary() {
        int elsewhere = dice.between(10, 45);
        return dice.happens(700)
                ? set(Dimension.DISTRICT, 100 - elsewhere, elsewhere)
                : set(Dimension.DISTRICT, 95 - elsewhere, elsewhere, 5);
    }

    /** Returns the sets of a large project. It is random which projects have any: four of ten large ones. */
    List<ShareSet> ofLarge() {
        boolean shared = project.cost().current().compareTo(Sizes.LARGE) >= 0
                && project.life().listedOn(date)
                && dice.happens(400);
        return shared ? List.of(ordinary()) : List.of();
    }

    /** Returns a set with the given parts. A set without parts withdraws an earlier one. */
    ShareSet set(Dimension dimension, int... percents) {
        List<Line> others = new ArrayList<>(members(dimension).toList());
        Line own = own(dimension);
        others.remove(own);
        List<Line> lines = new ArrayList<>();
        for (int percent : percents) {
            Line member = lines.isEmpty() ? own : others.remove(dice.between(0, others.size() - 1));
            lines.add(new Line(member.member(), member.text(), percent));
        }
        return new ShareSet(project.code(), dimension, date, lines);
    }

    private Line own(Dimension dimension) {
        return switch (dimension) {
            case DISTRICT -> member(project.district());
            case CLUSTER -> member(project.cluster());
        };
    }

    private static Stream<Line> members(Dimension dimension) {
        return switch (dimension) {
            case DISTRICT -> District.ALL.stream().map(Sharing::member);
            case CLUSTER -> Cluster.ALL.stream().map(Sharing::member);
        };
    }

    private static Line member(District district) {
        return new Line(district.code(), district.name(), 0);
    }

    private static Line member(Cluster cluster) {
        return new Line(cluster.code(), cluster.name(), 0);
    }
}
