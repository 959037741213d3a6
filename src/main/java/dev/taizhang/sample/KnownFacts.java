package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Collects what a reader of the sample must find, from the city and from what was laid out, never from the files. */
final class KnownFacts {
    private final City city;
    private final Map<Delivery.Dataset, Long> rows = new EnumMap<>(Delivery.Dataset.class);
    private final Map<Delivery.Dataset, Long> files = new EnumMap<>(Delivery.Dataset.class);
    private final Map<Delivery.Dataset, List<Place>> places = new EnumMap<>(Delivery.Dataset.class);

    KnownFacts(City city) {
        this.city = city;
    }

    /** Notes a delivery that was written with so many rows. */
    void add(Delivery delivery, long written) {
        rows.merge(delivery.dataset(), written, Long::sum);
        files.merge(delivery.dataset(), 1L, Long::sum);
        places.computeIfAbsent(delivery.dataset(), dataset -> new ArrayList<>()).addAll(delivery.places());
    }

    /** Everything as one tree; amounts are yuan as text with two decimals, so that no reader rounds them. */
    ObjectNode tree() {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("note", "Synthetic data for demonstration: no company, person, project or figure in it is real.");
        tree.put("seed", city.seed());
        tree.put("first_month", city.timeline().firstMonth().toString());
        tree.put("as_of_date", Timeline.END.toString());
        Tally.of(listingsAtEnd()).writeTo(tree);
        addDimensions(tree);
        addResumption(tree.putObject("resumption"));
        addYearToDate(tree.putObject("year_to_date_investment"));
        addLists(tree.putArray("lists"));
        Movements.writeTo(tree.putArray("movements"), city);
        addDatasets(tree.putObject("datasets"));
        addPlaces(tree.putArray("rejected"), Place.Outcome.REJECTED);
        addPlaces(tree.putArray("identical_rows"), Place.Outcome.LEFT_OUT);
        addPlaces(tree.putArray("warnings"), Place.Outcome.WARNED);
        return tree;
    }

    /** The listings of the last date; the one project whose cluster nobody knows is without one. */
    private Stream<Listing> listingsAtEnd() {
        Project hidden = city.listed(unknownClustersDistrict(), Timeline.END).get(0);
        return city.listed(Timeline.END).stream()
                .map(project -> project.equals(hidden)
                        ? new Listing(project, Timeline.END, Flaw.UNKNOWN_CLUSTER)
                        : Listing.of(project, Timeline.END));
    }

    private static District unknownClustersDistrict() {
        return District.ALL.stream()
                .filter(district -> district.code().equals(Flaw.UNKNOWN_CLUSTER_IN))
                .findFirst()
                .orElseThrow();
    }

    private void addDimensions(ObjectNode tree) {
        addDimension(
                tree, "by_district", listing -> listing.project().district().code());
        addDimension(tree, "by_cluster", KnownFacts::cluster);
        addDimension(tree, "by_status", listing -> listing.status().code());
        addDimension(tree, "by_nature", listing -> listing.nature().code());
        addDimension(tree, "by_level", listing -> listing.project().level().code());
        addDimension(
                tree, "by_ownership", listing -> listing.project().ownership().code());
    }

    private static String cluster(Listing listing) {
        boolean unknown = listing.clusterText().equals(Flaw.UNKNOWN_CLUSTER);
        return unknown ? "unassigned" : listing.project().cluster().code();
    }

    private void addDimension(ObjectNode tree, String name, Function<Listing, String> member) {
        ObjectNode dimension = tree.putObject(name);
        Tally.by(listingsAtEnd(), member).forEach((code, tally) -> tally.writeTo(dimension.putObject(code)));
    }

    private void addResumption(ObjectNode node) {
        Predicate<Listing> continuing = listing -> listing.nature().equals(Choice.CONTINUING);
        node.put("continuing", listingsAtEnd().filter(continuing).count());
        node.put(
                "resumed",
                listingsAtEnd().filter(listing -> listing.resumed().isPresent()).count());
    }

    /** The year to date of every project that the last lists name, as its latest report of the year gives it. */
    private void addYearToDate(ObjectNode node) {
        node.put("report_month", Timeline.LAST_MONTH.toString());
        Map<String, Amount> byDistrict = new TreeMap<>();
        Amount whole = Amount.NOTHING;
        for (Project project : city.listed(Timeline.END)) {
            Amount yearToDate = yearToDate(project);
            byDistrict.merge(project.district().code(), yearToDate, Amount::plus);
            whole = whole.plus(yearToDate);
        }
        node.put("city", whole.yuan());
        ObjectNode districts = node.putObject("by_district");
        byDistrict.forEach((code, amount) -> districts.put(code, amount.yuan()));
    }

    private Amount yearToDate(Project project) {
        List<MonthReport> reports = ProgressReports.reported(city, project.district(), project, Timeline.END.getYear());
        return reports.isEmpty()
                ? Amount.NOTHING
                : reports.get(reports.size() - 1).yearToDate();
    }

    private void addLists(ArrayNode lists) {
        for (LocalDate date : city.timeline().listDates()) {
            ObjectNode list = lists.addObject();
            list.put("date", date.toString());
            Tally.of(city.listed(date).stream().map(project -> Listing.of(project, date)))
                    .writeTo(list);
        }
    }

    private void addDatasets(ObjectNode datasets) {
        rows.forEach((dataset, read) -> {
            ObjectNode node = datasets.putObject(dataset.key());
            long rejected = count(dataset, Place.Outcome.REJECTED);
            long leftOut = count(dataset, Place.Outcome.LEFT_OUT);
            node.put("files", files.get(dataset));
            node.put("read", read);
            node.put("accepted", read - rejected - leftOut);
            node.put("rejected", rejected);
            node.put("left_out", leftOut);
            node.put("warned", count(dataset, Place.Outcome.WARNED));
        });
    }

    private long count(Delivery.Dataset dataset, Place.Outcome outcome) {
        return places.get(dataset).stream()
                .filter(place -> place.outcome() == outcome)
                .count();
    }

    private void addPlaces(ArrayNode nodes, Place.Outcome outcome) {
        places.forEach((dataset, all) -> all.stream()
                .filter(place -> place.outcome() == outcome)
                .forEach(place -> add(nodes.addObject(), dataset, place)));
    }

    private static void add(ObjectNode node, Delivery.Dataset dataset, Place place) {
        node.put("dataset", dataset.key());
        node.put("file", place.file());
        node.put("sheet", place.sheet());
        node.put("row", place.row());
        node.put("column", place.column());
        node.put("header", place.header());
        node.put("name", place.name());
        node.put("value", place.value());
        node.put("rule", place.rule());
    }
}
