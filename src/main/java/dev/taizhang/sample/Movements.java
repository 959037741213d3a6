package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The projects that joined, left or changed between two lists.
 *
 * @param base the date of the earlier list
 * @param date the date of the later list
 */
record Movements(LocalDate base, LocalDate date) {

    /** The kinds of change between two lists. A project's status and cost can both change. */
    private enum Kind {
        JOINED,
        LEFT,
        STATUS_CHANGED,
        COST_CHANGED,
        COST_BECAME_KNOWN,
        COST_BECAME_BLANK;

        private String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The projects of one or several districts with the same change; {@code none} means no status. */
    private record Line(String district, Kind kind, String from, String to) {
        private static final Comparator<Line> ORDER = Comparator.comparing(Line::district)
                .thenComparing(Line::kind)
                .thenComparing(Line::from)
                .thenComparing(Line::to);
    }

    /**
     * Returns the movements from each list to the next, and to the last one from the list of the same month of the
     * previous year.
     */
    static List<Movements> of(Timeline timeline) {
        List<LocalDate> dates = timeline.listDates();
        List<Movements> all = new ArrayList<>();
        for (int index = 1; index < dates.size(); index++) {
            all.add(new Movements(dates.get(index - 1), dates.get(index)));
        }
        LocalDate yearBefore = Timeline.END.minusYears(1);
        if (dates.contains(yearBefore)) {
            all.add(new Movements(yearBefore, Timeline.END));
        }
        return all;
    }

    /** Writes the codes of the projects for each kind, and the counts of a table by district, kind and status. */
    void writeTo(ObjectNode node, City city, List<ShareSet> sets) {
        node.put("base", base.toString());
        node.put("date", date.toString());
        for (Kind kind : Kind.values()) {
            ArrayNode codes = node.putArray(kind.code());
            city.projects().stream()
                    .filter(project -> kinds(project).contains(kind))
                    .map(Project::code)
                    .sorted()
                    .forEach(codes::add);
        }
        Map<Line, List<Project>> lines = new TreeMap<>(Line.ORDER);
        city.projects()
                .forEach(project -> kinds(project)
                        .forEach(kind -> lines.computeIfAbsent(line(project, kind, sets), line -> new ArrayList<>())
                                .add(project)));
        ArrayNode counts = node.putArray("counts");
        lines.forEach((line, projects) -> write(counts.addObject(), line, projects));
    }

    private Set<Kind> kinds(Project project) {
        boolean before = project.life().listedOn(base);
        boolean now = project.life().listedOn(date);
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (before && now) {
            if (project.life().statusOn(base) != project.life().statusOn(date)) {
                kinds.add(Kind.STATUS_CHANGED);
            }
            costChange(project.cost()).ifPresent(kinds::add);
        } else if (before || now) {
            kinds.add(now ? Kind.JOINED : Kind.LEFT);
        }
        return kinds;
    }

    private Optional<Kind> costChange(Project.Cost cost) {
        Optional<Amount> before = cost.on(base);
        Optional<Amount> now = cost.on(date);
        if (before.equals(now)) {
            return Optional.empty();
        }
        Kind known = before.isEmpty() ? Kind.COST_BECAME_KNOWN : Kind.COST_CHANGED;
        return Optional.of(now.isEmpty() ? Kind.COST_BECAME_BLANK : known);
    }

    /**
     * Returns the line of a project. A project of several districts is on their common line; one that has left is on
     * its previous line.
     */
    private Line line(Project project, Kind kind, List<ShareSet> sets) {
        LocalDate seen = kind == Kind.LEFT ? base : date;
        boolean crosses = ShareSets.inForce(project, sets, seen).stream()
                .anyMatch(set -> set.dimension() == ShareSet.Dimension.DISTRICT);
        return new Line(
                crosses
                        ? ShareSet.Dimension.DISTRICT.ownLine()
                        : project.district().code(),
                kind,
                kind == Kind.JOINED ? "none" : project.life().statusOn(base).code(),
                kind == Kind.LEFT ? "none" : project.life().statusOn(date).code());
    }

    private void write(ObjectNode node, Line line, List<Project> projects) {
        node.put("district_code", line.district());
        node.put("kind", line.kind().code());
        node.put("from_status_code", line.from());
        node.put("to_status_code", line.to());
        node.put("projects", projects.size());
        node.put("total_investment_before", line.kind() == Kind.JOINED ? null : total(projects, base));
        node.put("total_investment_now", line.kind() == Kind.LEFT ? null : total(projects, date));
    }

    /** Returns the sum of the stated totals; null if none is stated. */
    private static String total(List<Project> projects, LocalDate date) {
        return projects.stream()
                .flatMap(project -> project.cost().on(date).stream())
                .reduce(Amount::plus)
                .map(Amount::yuan)
                .orElse(null);
    }
}
