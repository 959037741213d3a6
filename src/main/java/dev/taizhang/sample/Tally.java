package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts and sums of listed projects, once for all of them or once for each member of a dimension. */
final class Tally {
    private long projects;
    private Amount total = Amount.NOTHING;
    private Amount annualPlan = Amount.NOTHING;
    private long annualPlanStated;

    private void add(Listing listing) {
        projects++;
        total = total.plus(listing.total());
        listing.annualPlan().ifPresent(plan -> {
            annualPlan = annualPlan.plus(plan);
            annualPlanStated++;
        });
    }

    static Tally of(Stream<Listing> listings) {
        Tally tally = new Tally();
        listings.forEach(tally::add);
        return tally;
    }

    /** A tally for each member, by its code. */
    static Map<String, Tally> by(Stream<Listing> listings, Function<Listing, String> member) {
        Map<String, Tally> tallies = new TreeMap<>();
        listings.forEach(listing -> tallies.computeIfAbsent(member.apply(listing), code -> new Tally())
                .add(listing));
        return tallies;
    }

    void writeTo(ObjectNode node) {
        node.put("projects", projects);
        node.put("total_investment", total.yuan());
        node.put("annual_plan_investment", annualPlan.yuan());
        node.put("annual_plan_investment_stated", annualPlanStated);
    }
}
