package dev.taizhang.validated;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The definitions by which deliveries are read and validated.
 *
 * @param configuration contains the reference tables, the currency and the zone that give text its meaning
 * @param feeds the feeds by name, in name order
 * @param rules the rules for rows of all datasets
 * @param checks the checks of whole deliveries
 */
public record DeliveryDefinitions(
        Configuration configuration, Map<String, Feed> feeds, List<Rule> rules, List<DeliveryCheck> checks) {
    /** Reads the definitions. The first mistake is a failure that names its place. */
    public static DeliveryDefinitions of(Configuration configuration) {
        Map<String, Feed> feeds = new LinkedHashMap<>();
        FeedFiles.read(configuration).forEach(feed -> feeds.put(feed.name(), feed));
        return new DeliveryDefinitions(
                configuration, feeds, RuleFiles.rules(configuration), RuleFiles.checks(configuration));
    }

    /** Returns the hash of the configuration, which is recorded with each delivery that is read. */
    public String hash() {
        return configuration.hash();
    }

    /** Returns the units in which files may state their numbers. */
    public ReferenceTable units() {
        return configuration.reference("units");
    }

    /** Selects the deliveries of a dataset. */
    public List<Delivery> ofDataset(DatasetDefinition dataset, List<Delivery> deliveries) {
        return deliveries.stream()
                .filter(delivery -> feeds.get(delivery.feed()).dataset().equals(dataset))
                .toList();
    }

    /** Returns the validation of deliveries of one dataset by all rules. */
    public Validation validation(DatasetDefinition dataset, List<Delivery> deliveries) {
        return validation(dataset, deliveries, rules);
    }

    /** Returns the validation without the rules that a run evaluates on the records in force. */
    public Validation ingestion(DatasetDefinition dataset, List<Delivery> deliveries) {
        return validation(
                dataset,
                deliveries,
                rules.stream().filter(rule -> !rule.isOnRecords()).toList());
    }

    private Validation validation(DatasetDefinition dataset, List<Delivery> deliveries, List<Rule> applied) {
        Map<String, Feed> reading = deliveries.stream()
                .map(delivery -> feeds.get(delivery.feed()))
                .distinct()
                .collect(Collectors.toMap(Feed::name, Function.identity()));
        return new Validation(dataset, reading, applied, configuration);
    }
}
