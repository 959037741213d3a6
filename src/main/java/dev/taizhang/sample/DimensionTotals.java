package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums the listed projects of the last date: the whole, by each dimension, and those that are allocated. */
final class DimensionTotals {
    static final String UNASSIGNED = "unassigned";

    private static final Map<String, Function<Listing, String>> DIMENSIONS = dimensions();

    private final Tally whole = new Tally();
    private final Map<String, Map<String, Tally>> members = new LinkedHashMap<>();
    private final WaysOfCounting districts = new WaysOfCounting(ShareSet.Dimension.DISTRICT);
    private final WaysOfCounting clusters = new WaysOfCounting(ShareSet.Dimension.CLUSTER);
    private long continuing;
    private long resumed;

    DimensionTotals() {
        DIMENSIONS.keySet().forEach(dimension -> members.put(dimension, new TreeMap<>()));
    }

    private static Map<String, Function<Listing, String>> dimensions() {
        Map<String, Function<Listing, String>> dimensions = new LinkedHashMap<>();
        dimensions.put("by_district", DimensionTotals::district);
        dimensions.put("by_cluster", DimensionTotals::cluster);
        dimensions.put("by_status", listing -> listing.status().code());
        dimensions.put("by_nature", listing -> listing.nature().code());
        dimensions.put("by_level", listing -> listing.project().level().code());
        dimensions.put("by_ownership", listing -> listing.project().ownership().code());
        return dimensions;
    }

    private static String district(Listing listing) {
        return listing.project().district().code();
    }

    private static String cluster(Listing listing) {
        boolean unknown = listing.clusterText().equals(Flaw.UNKNOWN_CLUSTER);
        return unknown ? UNASSIGNED : listing.project().cluster().code();
    }

    /** Adds a listing. The sets are those in force for the project. */
    void add(Listing listing, Figures figures, List<ShareSet> sets) {
        whole.add(figures);
        DIMENSIONS.forEach((dimension, member) ->
                Tally.of(member.apply(listing), members.get(dimension)).add(figures));
        districts.add(district(listing), sets, figures);
        clusters.add(cluster(listing), sets, figures);
        continuing += listing.nature().equals(Choice.CONTINUING) ? 1 : 0;
        resumed += listing.resumed().stream().count();
    }

    void writeTo(ObjectNode tree) {
        whole.writeTo(tree);
        members.forEach((dimension, tallies) -> Tally.write(tallies, tree.putObject(dimension)));
        ObjectNode resumption = tree.putObject("resumption");
        resumption.put("continuing", continuing);
        resumption.put("resumed", resumed);
        ObjectNode yearToDate = tree.putObject("year_to_date_investment");
        yearToDate.put("report_month", Timeline.LAST_MONTH.toString());
        yearToDate.put("city", whole.yearToDate().yuan());
        ObjectNode byDistrict = yearToDate.putObject("by_district");
        members.get("by_district")
                .forEach(
                        (code, tally) -> byDistrict.put(code, tally.yearToDate().yuan()));
        ObjectNode crossCounty = tree.putObject("cross_county");
        districts.writeTo(crossCounty.putObject("by_district"));
        clusters.writeTo(crossCounty.putObject("by_cluster"));
    }
}
