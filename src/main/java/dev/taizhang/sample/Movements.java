package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;

/** Says who joined, who left and who changed between one list and the next. */
final class Movements {
    private Movements() {}

    static void writeTo(ArrayNode movements, City city) {
        List<LocalDate> dates = city.timeline().listDates();
        for (int index = 1; index < dates.size(); index++) {
            write(movements.addObject(), city, dates.get(index - 1), dates.get(index));
        }
    }

    private static void write(ObjectNode node, City city, LocalDate base, LocalDate date) {
        node.put("base", base.toString());
        node.put("date", date.toString());
        Predicate<Project> before = project -> project.life().listedOn(base);
        Predicate<Project> now = project -> project.life().listedOn(date);
        Predicate<Project> status =
                project -> project.life().statusOn(base) != project.life().statusOn(date);
        Predicate<Project> cost =
                project -> !project.cost().on(base).equals(project.cost().on(date));
        add(node.putArray("joined"), city, now.and(before.negate()));
        add(node.putArray("left"), city, before.and(now.negate()));
        add(node.putArray("status_changed"), city, before.and(now).and(status));
        add(node.putArray("cost_changed"), city, before.and(now).and(cost));
    }

    private static void add(ArrayNode codes, City city, Predicate<Project> wanted) {
        city.projects().stream().filter(wanted).map(Project::code).sorted().forEach(codes::add);
    }
}
