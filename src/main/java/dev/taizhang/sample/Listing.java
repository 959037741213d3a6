package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A project as shown in a list of a certain date, without any later events.
 *
 * @param project the project
 * @param date the date of the list
 * @param clusterText the cluster as the list writes it
 */
record Listing(Project project, LocalDate date, String clusterText) {

    static Listing of(Project project, LocalDate date) {
        return new Listing(project, date, project.cluster().name());
    }

    /** Returns the project as shown in the lists of the dates, for those lists that contain it. */
    static List<Listing> of(Project project, List<LocalDate> dates) {
        return dates.stream()
                .filter(date -> project.life().listedOn(date))
                .map(date -> of(project, date))
                .toList();
    }

    Status status() {
        return project.life().statusOn(date);
    }

    Choice nature() {
        return project.life().continuingIn(date.getYear()) ? Choice.CONTINUING : Choice.NEW;
    }

    Optional<Amount> total() {
        return project.cost().on(date);
    }

    Optional<Amount> originalTotal() {
        return project.cost().originalStated().of(project.cost().original());
    }

    Optional<Amount> annualPlan() {
        return project.cost().annualStated().of(new Spending(project).annualPlan(date.getYear()));
    }

    Optional<LocalDate> reached(Status status) {
        return project.life().reached(status, date);
    }

    Optional<LocalDate> resumed() {
        return project.life().resumedIn(date.getYear()).filter(day -> !day.isAfter(date));
    }

    Optional<LocalDate> enteredStatistics() {
        return Optional.of(project.plan().statisticsEntry()).filter(day -> !day.isAfter(date));
    }

    String responsibleUnit() {
        return project.district().name() + project.cluster().bureau() + "（示例）";
    }
}
