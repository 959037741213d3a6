package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The money of a project, or of a part of one, as of a date.
 *
 * @param total its total investment, where the list states it
 * @param annualPlan the year's planned investment, where the list states it
 * @param yearToDate the year's investment so far, as the latest report of the year gives it, where there is one
 */
record Figures(Optional<Amount> total, Optional<Amount> annualPlan, Optional<Amount> yearToDate) {

    /** The reports are the project's own, in the order of their months. */
    static Figures of(Listing listing, List<MonthReport> reports) {
        LocalDate date = listing.date();
        Optional<Amount> yearToDate = reports.stream()
                .filter(report -> report.month().getYear() == date.getYear())
                .filter(report -> !report.month().atEndOfMonth().isAfter(date))
                .map(MonthReport::yearToDate)
                .reduce((earlier, later) -> later);
        return new Figures(listing.total(), listing.annualPlan(), yearToDate);
    }

    /** The part of each member; what is not stated is not stated of any part. */
    Map<String, Figures> divided(SortedMap<String, Integer> percents) {
        Map<String, Amount> totals = divided(total, percents);
        Map<String, Amount> plans = divided(annualPlan, percents);
        Map<String, Amount> spent = divided(yearToDate, percents);
        Map<String, Figures> parts = new TreeMap<>();
        for (String member : percents.keySet()) {
            Figures part = new Figures(
                    Optional.ofNullable(totals.get(member)),
                    Optional.ofNullable(plans.get(member)),
                    Optional.ofNullable(spent.get(member)));
            parts.put(member, part);
        }
        return parts;
    }

    private static Map<String, Amount> divided(Optional<Amount> amount, SortedMap<String, Integer> percents) {
        return amount.map(whole -> LargestRemainder.divide(whole, percents)).orElse(Map.of());
    }
}
