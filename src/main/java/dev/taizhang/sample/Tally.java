package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Counts and sums of listed projects, of all of them or of those of one member of a dimension. */
final class Tally {
    private long projects;
    private Amount total = Amount.NOTHING;
    private long totalStated;
    private Amount annualPlan = Amount.NOTHING;
    private long annualPlanStated;
    private Amount yearToDate = Amount.NOTHING;

    /** Takes a project, or the part of one that has a line here. */
    void add(Figures figures) {
        projects++;
        totalStated += figures.total().stream().count();
        annualPlanStated += figures.annualPlan().stream().count();
        total = total.plus(figures.total().orElse(Amount.NOTHING));
        annualPlan = annualPlan.plus(figures.annualPlan().orElse(Amount.NOTHING));
        yearToDate = yearToDate.plus(figures.yearToDate());
    }

    /** The tally of a member among those of its dimension. */
    static Tally of(String member, Map<String, Tally> tallies) {
        return tallies.computeIfAbsent(member, code -> new Tally());
    }

    Amount yearToDate() {
        return yearToDate;
    }

    void writeTo(ObjectNode node) {
        node.put("projects", projects);
        node.put("total_investment", total.yuan());
        node.put("total_investment_stated", totalStated);
        node.put("annual_plan_investment", annualPlan.yuan());
        node.put("annual_plan_investment_stated", annualPlanStated);
        node.put("year_to_date_investment", yearToDate.yuan());
    }

    static void write(Map<String, Tally> tallies, ObjectNode node) {
        tallies.forEach((member, tally) -> tally.writeTo(node.putObject(member)));
    }
}
