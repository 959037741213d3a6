package dev.taizhang.night;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Progress;
import dev.taizhang.facts.AsOf;
import dev.taizhang.facts.Punctuality;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.DeliveryChecks;
import dev.taizhang.ledger.DeliveryWarning;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.ledger.MissingColumns;
import dev.taizhang.publication.QualityGates;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.RuleHistory;
import dev.taizhang.validated.Validated;
import dev.taizhang.validated.Validation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * The way of deliveries into the ledger, which a run and its preview share: everything that decides about a row or a
 * file is done here.
 *
 * @param definitions the definitions by which deliveries are read
 * @param validations returns the validation of the deliveries of one dataset by the rules that apply
 * @param extent whether the ledger contains everything that was ever delivered
 */
record Ingestion(
        Supplier<SparkSession> spark,
        DeliveryDefinitions definitions,
        BiFunction<DatasetDefinition, List<Delivery>, Validation> validations,
        RuleHistory.Extent extent) {
    /** Receives the validated rows of a dataset before they are added to the ledger. */
    interface Verdicts {
        void of(Validated validated, List<Delivery> deliveries, List<DeliveryChecks.Deviation> deviations);
    }

    /**
     * The run that ingests.
     *
     * @param asOf its as-of date
     * @param at its start
     */
    record Occasion(String runId, LocalDate asOf, Instant at) {}

    /** Validates the rows of deliveries and adds them to a ledger, one dataset after the other. */
    List<Ledger.Entry> into(Ledger ledger, List<Delivery> deliveries, Occasion occasion, Verdicts verdicts) {
        List<Ledger.Entry> entries = new ArrayList<>();
        for (DatasetDefinition dataset : Datasets.ALL) {
            List<Delivery> ofDataset = definitions.ofDataset(dataset, deliveries);
            if (!ofDataset.isEmpty()) {
                Progress progress = Progress.begin("ledger." + dataset.name());
                try (progress;
                        Validated validated = validations
                                .apply(dataset, ofDataset)
                                .of(
                                        spark.get(),
                                        ofDataset,
                                        ledger.ruleHistory(dataset).within(extent))) {
                    List<DeliveryChecks.Deviation> deviations = new DeliveryChecks(
                                    ledger,
                                    definitions.checks(),
                                    definitions.configuration().settings().currency())
                            .of(validated, ofDataset);
                    verdicts.of(validated, ofDataset, deviations);
                    List<DeliveryWarning> warnings = new ArrayList<>(deviations);
                    warnings.addAll(new MissingColumns(ledger).of(validated, ofDataset));
                    entries.addAll(ledger.append(
                            validated, ofDataset, warnings, occasion.runId(), occasion.asOf(), occasion.at()));
                }
            }
        }
        return entries;
    }

    /** Requires what a run needs from its inbox before it computes figures. */
    static void requireInbox(
            Arrival.FromInbox arrival,
            Ledger ledger,
            Inbox.Intake intake,
            List<Ledger.Entry> entries,
            AsOf asOf,
            Configuration configuration) {
        QualityGates.requireData(ledger, arrival.inbox(), intake, entries);
        QualityGates.requireDeliveries(Punctuality.of(
                asOf,
                configuration.due(),
                configuration.reference("districts"),
                ledger.deliveries(),
                ledger.effective()));
    }
}
