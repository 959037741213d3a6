package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Collects the facts that a reader of the sample must find. They come from the drawn and laid-out data, never from the
 * files. Amounts are yuan as text with two decimals, so that no reader rounds them.
 */
final class KnownFacts {
    private final long seed;
    private final Timeline timeline;
    private final DimensionTotals totals = new DimensionTotals();
    private final ListTotals lists = new ListTotals();

    KnownFacts(long seed, Timeline timeline) {
        this.seed = seed;
        this.timeline = timeline;
    }

    /** Adds a project as the lists of all dates show it, with its reports and the sets in force at the end. */
    void add(List<Listing> listings, List<MonthReport> reports, List<ShareSet> sets) {
        for (Listing listing : listings) {
            Figures figures = Figures.of(listing, reports);
            lists.add(listing, figures);
            if (listing.date().equals(Timeline.END)) {
                totals.add(listing, figures, sets);
            }
        }
    }

    /** Returns the annual plan in a district's last list of a year. */
    Amount annualPlan(District district, int year) {
        return lists.annualPlan(district, timeline.lastListOf(year));
    }

    void writeTo(ObjectNode tree) {
        tree.put("note", "Synthetic data for demonstration: no company, person, project or figure in it is real.");
        tree.put("seed", seed);
        tree.put("first_month", timeline.firstMonth().toString());
        tree.put("as_of_date", Timeline.END.toString());
        totals.writeTo(tree);
        lists.writeTo(tree.putArray("lists"));
    }
}
