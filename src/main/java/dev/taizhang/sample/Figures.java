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
 * @param yearToDate the year's investment so far, as the latest report of the year gives it
 */
record Figures(Optional<Amount> total, Optional<Amount> annualPlan, Amount yearToDate) {

    /** The reports are the project's own, in the order of their months. */
    static Figures of(Listing listing, List<MonthReport> reports) {
        LocalDate date = listing.date();
        Amount yearToDate = reports.stream()
                .filter(report -> report.month().getYear() == date.getYear())
                .filter(report -> !report.month().atEndOfMonth().isAfter(date))
                .map(MonthReport::yearToDate)
                .reduce(Amount.NOTHING, (earlier, later) -> later);
        return new Figures(Optional.of(listing.total()), listing.annualPlan(), yearToDate);
    }

    /** The part of each member; what is not stated is not stated of any part. */
    Map<String, Figures> divided(SortedMap<String, Integer> percents) {
        Optional<Map<String, Amount>> totals = total.map(amount -> LargestRemainder.divide(amount, percents));
        Optional<Map<String, Amount>> plans = annualPlan.map(amount -> LargestRemainder.divide(amount, percents));
        Map<String, Amount> spent = LargestRemainder.divide(yearToDate, percents);
        Map<String, Figures> parts = new TreeMap<>();
        percents.keySet()
                .forEach(member -> parts.put(
                        member,
                        new Figures(
                                totals.map(amounts -> amounts.get(member)),
                                plans.map(amounts -> amounts.get(member)),
                                spent.get(member))));
        return parts;
    }
}
