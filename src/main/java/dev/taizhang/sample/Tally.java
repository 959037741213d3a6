package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Counts and sums of listed projects, either of all of them or of one member of a dimension. */
final class Tally {
    private long projects;
    private final Sum total = new Sum();
    private final Sum annualPlan = new Sum();
    private final Sum yearToDate = new Sum();

    /** The sum of an amount over the projects that state it. */
    private static final class Sum {
        private Amount amount = Amount.NOTHING;
        private long stated;

        private void add(Optional<Amount> one) {
            amount = amount.plus(one.orElse(Amount.NOTHING));
            stated += one.stream().count();
        }

        /** Writes the sum. It is null, which is not zero, if no project states the amount. */
        private void writeTo(ObjectNode node, String name) {
            node.put(name, stated == 0 ? null : amount.yuan());
            node.put(name + "_stated", stated);
        }
    }

    /** Adds a project, or the part of one that has a line here. */
    void add(Figures figures) {
        projects++;
        total.add(figures.total());
        annualPlan.add(figures.annualPlan());
        yearToDate.add(figures.yearToDate());
    }

    /** Returns the tally of a member among those of its dimension. */
    static Tally of(String member, Map<String, Tally> tallies) {
        return tallies.computeIfAbsent(member, code -> new Tally());
    }

    Amount annualPlan() {
        return annualPlan.amount;
    }

    Amount yearToDate() {
        return yearToDate.amount;
    }

    void writeTo(ObjectNode node) {
        node.put("projects", projects);
        total.writeTo(node, "total_investment");
        annualPlan.writeTo(node, "annual_plan_investment");
        yearToDate.writeTo(node, "year_to_date_investment");
    }

    static void write(Map<String, Tally> tallies, ObjectNode node) {
        tallies.forEach((member, tally) -> tally.writeTo(node.putObject(member)));
    }
}
