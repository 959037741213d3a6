package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The amounts of a project, or of a part of one, as of a date.
 *
 * @param total its total investment; empty if the list does not state it
 * @param annualPlan the year's planned investment; empty if the list does not state it
 * @param yearToDate the year's investment so far, from the latest report of the year; empty if there is none
 */
record Figures(Optional<Amount> total, Optional<Amount> annualPlan, Optional<Amount> yearToDate) {

    /** Returns the figures of a listing. The reports are the project's own, in the order of their months. */
    static Figures of(Listing listing, List<MonthReport> reports) {
        LocalDate date = listing.date();
        Optional<Amount> yearToDate = reports.stream()
                .filter(report -> report.month().getYear() == date.getYear())
                .filter(report -> !report.month().atEndOfMonth().isAfter(date))
                .map(MonthReport::yearToDate)
                .reduce((earlier, later) -> later);
        return new Figures(listing.total(), listing.annualPlan(), yearToDate);
    }

    /** Returns the part of each member. An amount that is not stated is empty in every part. */
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
        return amount.map(whole -> ShareRounding.divide(whole, percents)).orElse(Map.of());
    }
}
