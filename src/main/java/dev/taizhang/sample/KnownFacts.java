package dev.taizhang.sample;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects what a reader of the sample must find, from the city and from what was laid out, never from the files. */
final class KnownFacts {
    private final City city;
    private final List<ShareSet> sets;
    private final Map<Delivery.Dataset, Long> rows = new EnumMap<>(Delivery.Dataset.class);
    private final Map<Delivery.Dataset, Long> files = new EnumMap<>(Delivery.Dataset.class);
    private final Map<Delivery.Dataset, List<Place>> places = new EnumMap<>(Delivery.Dataset.class);

    KnownFacts(City city, List<ShareSet> sets) {
        this.city = city;
        this.sets = sets;
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
        addTotals(tree);
        addSets(tree.putArray("share_sets"));
        addLists(tree.putArray("lists"));
        ArrayNode movements = tree.putArray("movements");
        Movements.of(city.timeline()).forEach(movement -> movement.writeTo(movements.addObject(), city, sets));
        addDatasets(tree.putObject("datasets"));
        addPlaces(tree.putArray("rejected"), Place.Outcome.REJECTED);
        addPlaces(tree.putArray("identical_rows"), Place.Outcome.LEFT_OUT);
        addPlaces(tree.putArray("warnings"), Place.Outcome.WARNED);
        return tree;
    }

    /** The one project whose cluster nobody knows is without one. */
    private void addTotals(ObjectNode tree) {
        Project hidden = city.listed(District.coded(Flaw.UNKNOWN_CLUSTER_IN), Timeline.END)
                .get(0);
        Totals totals = new Totals();
        for (Project project : city.listed(Timeline.END)) {
            Listing listing = project.equals(hidden)
                    ? new Listing(project, Timeline.END, Flaw.UNKNOWN_CLUSTER)
                    : Listing.of(project, Timeline.END);
            totals.add(listing, figures(listing), ShareSets.inForce(project, sets, Timeline.END));
        }
        totals.writeTo(tree);
    }

    private Figures figures(Listing listing) {
        return Figures.of(listing, ProgressReports.reported(city, listing.project()));
    }

    private void addSets(ArrayNode nodes) {
        for (ShareSet set : sets) {
            ObjectNode node = nodes.addObject();
            node.put("project_code", set.project());
            node.put("dimension", set.dimension().code());
            node.put("snapshot_date", set.date().toString());
            node.put("file", Allocations.fileName(set.date()));
            ObjectNode percents = node.putObject("percents");
            set.percents().forEach(percents::put);
        }
    }

    private void addLists(ArrayNode lists) {
        for (LocalDate date : city.timeline().listDates()) {
            ObjectNode list = lists.addObject();
            list.put("date", date.toString());
            Tally tally = new Tally();
            city.listed(date).forEach(project -> tally.add(figures(Listing.of(project, date))));
            tally.writeTo(list);
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
