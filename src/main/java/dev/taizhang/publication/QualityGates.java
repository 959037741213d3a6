package dev.taizhang.publication;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.Names;
import dev.taizhang.facts.Punctuality;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Inbox;
import dev.taizhang.ledger.DeliveryChecks;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.summaries.SummaryTable;
import dev.taizhang.validated.Validated;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;

/** The conditions that must be met before a run publishes. */
public final class QualityGates {
    private QualityGates() {}

    /**
     * Requires that this run or an earlier one ingested a file, because otherwise no data can be published. The failure
     * names the files that were skipped.
     */
    public static void requireData(Ledger ledger, Path inbox, Inbox.Intake intake, List<Ledger.Entry> entries) {
        boolean anything = ledger.deliveries().stream()
                .anyMatch(row -> row.<String>getAs("state").equals("accepted"));
        if (!anything) {
            List<Bilingual> reasons = Stream.of(
                            entries.stream()
                                    .filter(entry -> entry.refused() != null)
                                    .map(entry -> GateMessages.refused(
                                            entry.delivery().fileName(), entry.refused())),
                            intake.skipped().stream(),
                            intake.unmatched().stream().map(GateMessages::noFeedMatches))
                    .flatMap(reason -> reason)
                    .limit(Names.MOST_LISTED)
                    .toList();
            throw GateMessages.noFileIngested(inbox, reasons);
        }
    }

    /**
     * Requires that deliveries meet all rules and checks of the severity {@code fail}. The failure names the place of
     * each row that does not.
     */
    public static void requireRules(
            Validated validated, List<Delivery> deliveries, List<DeliveryChecks.Deviation> found) {
        Map<Long, String> names = deliveries.stream().collect(Collectors.toMap(Delivery::number, Delivery::fileName));
        List<Bilingual> reasons = Stream.concat(
                        validated.failing().stream()
                                .map(row -> GateMessages.rowBreaksRule(row, names.get(row.deliveryNumber()))),
                        found.stream().filter(DeliveryChecks.Deviation::fails).map(GateMessages::checkNotMet))
                .toList();
        if (!reasons.isEmpty()) {
            throw GateMessages.rulesBroken(reasons);
        }
    }

    /**
     * Requires every delivery that is mandatory by its due date. Figures without it would present last month's data as
     * this month's. Only nightly runs check this, because it must remain possible to withdraw wrong deliveries and to
     * backfill missed dates while a sender is missing.
     */
    public static void requireDeliveries(List<Punctuality> punctualities) {
        List<Bilingual> missing = punctualities.stream()
                .filter(one -> one.required() && one.state() == Punctuality.State.MISSING)
                .map(Punctuality::sentence)
                .toList();
        if (!missing.isEmpty()) {
            throw GateMessages.deliveriesMissing(missing);
        }
    }

    /** Requires that the rows of the ledger reconcile with its deliveries. A difference is a defect of the program. */
    public static void requireReconciled(Map<SummaryTable, List<Row>> summaries) {
        summaries.forEach((table, rows) -> {
            if (table.schema().getFieldIndex("reconciled").isDefined()
                    && rows.stream().anyMatch(row -> Boolean.FALSE.equals(row.getAs("reconciled")))) {
                throw GateMessages.notReconciled();
            }
        });
    }

    /**
     * Requires that no two rows of a table have the same grain, because otherwise every sum over it is wrong. Large
     * tables, which are never loaded, are checked by the tests only.
     */
    public static void requireUniqueRows(Map<SummaryTable, List<Row>> summaries) {
        summaries.forEach((table, rows) -> {
            Set<List<Object>> seen = new HashSet<>();
            for (Row row : rows) {
                List<Object> values = table.grain().stream().map(row::getAs).toList();
                if (!seen.add(values)) {
                    throw GateMessages.duplicateGrain(table.definition().name(), table.title(), table.grain(), values);
                }
            }
        });
    }
}
