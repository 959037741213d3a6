package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;

/** Sums the listings of every date one by one: all listings of a date, and those of each district. */
final class ListTotals {
    private final Map<LocalDate, Tally> wholes = new TreeMap<>();
    private final Map<LocalDate, Map<String, Tally>> districts = new TreeMap<>();

    void add(Listing listing, Figures figures) {
        wholes.computeIfAbsent(listing.date(), date -> new Tally()).add(figures);
        Tally.of(
                        listing.project().district().code(),
                        districts.computeIfAbsent(listing.date(), date -> new TreeMap<>()))
                .add(figures);
    }

    /** Returns the annual plan in a district's list of a date. */
    Amount annualPlan(District district, LocalDate date) {
        return Tally.of(district.code(), districts.get(date)).annualPlan();
    }

    void writeTo(ArrayNode lists) {
        wholes.forEach((date, tally) -> {
            ObjectNode list = lists.addObject();
            list.put("date", date.toString());
            tally.writeTo(list);
        });
    }
}
