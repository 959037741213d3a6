package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.Steps;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.validated.DeliveryCheck;
import dev.taizhang.validated.Rule.Severity;
import dev.taizhang.validated.Validated;
import java.math.BigDecimal;
import java.sql.Date;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Compares each new delivery with the previous one of the same feed, sender and scope. */
public final class DeliveryChecks {
    private static final LocalDate NO_DATE = LocalDate.MIN;

    private final Ledger ledger;
    private final List<DeliveryCheck> checks;
    private final Currency currency;

    /** Compares sums of the rows in the portfolio's currency; amounts in other currencies are never added to them. */
    public DeliveryChecks(Ledger ledger, List<DeliveryCheck> checks, Currency currency) {
        this.ledger = ledger;
        this.checks = checks;
        this.currency = currency;
    }

    /** A delivery that differs too much from the previous one. */
    public record Deviation(long delivery, DeliveryCheck check, String value, Bilingual sentence)
            implements DeliveryWarning {
        @Override
        public Row row() {
            return NamedRow.of(LedgerTables.WARNINGS.schema())
                    .with("delivery_number", delivery)
                    .with("dataset", check.dataset().name())
                    .with("sheet", "")
                    .with("row_number", 0)
                    .with("column", check.measure())
                    .with("value", value)
                    .with("rule", check.name())
                    .with("sentence_zh", sentence.zh())
                    .with("sentence_en", sentence.en())
                    .row();
        }

        /** Returns whether it prevents publication. */
        public boolean fails() {
            return check.severity() == Severity.FAIL;
        }
    }

    /** A delivery that can be compared. */
    private record Measured(long number, List<Object> series, LocalDate date, long rows, String fileName) {
        static final Comparator<Measured> AGE =
                Comparator.comparing(Measured::date).thenComparing(Measured::number);
    }

    /** Returns the deviations of the new deliveries, in their order. */
    public List<Deviation> of(Validated validated, List<Delivery> deliveries) {
        List<DeliveryCheck> applicable = checks.stream()
                .filter(check -> check.dataset().equals(validated.dataset()))
                .toList();
        if (applicable.isEmpty()) {
            return List.of();
        }
        // A return is not compared: it contains what was missing from another delivery.
        List<Measured> now = deliveries.stream()
                .filter(delivery ->
                        delivery.answers() == null && !validated.refusals().containsKey(delivery.number()))
                .map(delivery -> comparable(delivery, validated))
                .toList();
        List<Measured> all = Stream.concat(
                        now.stream(),
                        ledger.deliveries().stream()
                                .filter(row -> row.<String>getAs("state").equals("accepted")
                                        && row.getAs("answers") == null
                                        && ledger.effective()
                                                .place(row.getAs("delivery_number"))
                                                .isPresent())
                                .map(DeliveryChecks::comparable))
                .toList();
        Map<Measured, Measured> pairs = new HashMap<>();
        for (Measured one : now) {
            before(one, all).ifPresent(earlier -> pairs.put(one, earlier));
        }
        Map<String, Map<Long, BigDecimal>> sums = sums(validated, applicable, pairs);
        List<Deviation> found = new ArrayList<>();
        for (Measured one : now) {
            if (pairs.containsKey(one)) {
                applicable.forEach(
                        check -> compare(check, pairs.get(one), one, sums).ifPresent(found::add));
            }
        }
        return found;
    }

    private Measured comparable(Delivery delivery, Validated validated) {
        long number = delivery.number();
        Date date = validated.lastDates().get(number);
        return new Measured(
                number,
                series(delivery.feed(), delivery.sender(), ledger.scope(delivery, validated)),
                date == null ? NO_DATE : date.toLocalDate(),
                validated.rows(number, "accepted") + validated.rows(number, "rejected"),
                delivery.bareName());
    }

    private static Measured comparable(Row row) {
        LocalDate date = row.getAs("speaks_of");
        List<String> scope = List.copyOf(CollectionConverters.asJava(row.<Seq<String>>getAs("scope")));
        return new Measured(
                row.getAs("delivery_number"),
                series(row.getAs("feed"), row.getAs("sender"), scope),
                date == null ? NO_DATE : date,
                row.<Long>getAs("rows_accepted") + row.<Long>getAs("rows_rejected"),
                row.getAs("file_name"));
    }

    /** Returns what identifies a series of lists: the sender if the feed names it, otherwise the districts. */
    private static List<Object> series(String feed, String sender, List<String> scope) {
        return List.of(feed, sender, sender.isEmpty() ? scope : List.of());
    }

    private static Optional<Measured> before(Measured one, Collection<Measured> all) {
        return all.stream()
                .filter(other -> other.series().equals(one.series()) && Measured.AGE.compare(other, one) < 0)
                .filter(other -> other.date().isBefore(one.date()) || one.date().equals(NO_DATE))
                .max(Measured.AGE);
    }

    private Map<String, Map<Long, BigDecimal>> sums(
            Validated validated, List<DeliveryCheck> applicable, Map<Measured, Measured> pairs) {
        List<String> amounts = applicable.stream()
                .map(DeliveryCheck::measure)
                .filter(measure -> !measure.equals(DeliveryCheck.ROWS))
                .distinct()
                .toList();
        if (amounts.isEmpty() || pairs.isEmpty()) {
            return Map.of();
        }
        List<Long> numbers = Stream.concat(pairs.keySet().stream(), pairs.values().stream())
                .map(Measured::number)
                .distinct()
                .toList();
        DatasetDefinition dataset = validated.dataset();
        Steps rows = ledger.hasRows(dataset)
                ? validated.accepted().union(Steps.from(ledger.accepted(dataset)))
                : validated.accepted();
        Column[] sums = amounts.stream()
                .map(amount -> expr(Money.sum(amount)).as(amount))
                .toArray(Column[]::new);
        Map<String, Map<Long, BigDecimal>> result = new HashMap<>();
        rows.where(col("delivery_number").isInCollection(numbers))
                .where(col("currency").equalTo(currency.getCurrencyCode()))
                .group(Steps.columns("delivery_number"), sums)
                .collect()
                .forEach(row -> amounts.forEach(amount -> result.computeIfAbsent(amount, key -> new HashMap<>())
                        .put(row.getAs("delivery_number"), row.getAs(amount))));
        return result;
    }

    private Optional<Deviation> compare(
            DeliveryCheck check, Measured before, Measured now, Map<String, Map<Long, BigDecimal>> sums) {
        boolean rows = check.measure().equals(DeliveryCheck.ROWS);
        Map<Long, BigDecimal> sum = sums.getOrDefault(check.measure(), Map.of());
        BigDecimal earlier = rows ? BigDecimal.valueOf(before.rows()) : wholeUnits(sum.get(before.number()));
        BigDecimal later = rows ? BigDecimal.valueOf(now.rows()) : wholeUnits(sum.get(now.number()));
        // A value that only one of them states is a matter of coverage, not of change.
        if (earlier == null || later == null || check.allows(earlier, later)) {
            return Optional.empty();
        }
        Bilingual sentence = rows
                ? LedgerMessages.rowsChanged(now.fileName(), text(earlier), text(later))
                : LedgerMessages.sumChanged(
                        now.fileName(), check.dataset().column(check.measure()).title(), text(earlier), text(later));
        return Optional.of(new Deviation(now.number(), check, text(later), sentence));
    }

    private BigDecimal wholeUnits(BigDecimal smallest) {
        return smallest == null ? null : smallest.movePointLeft(currency.getDefaultFractionDigits());
    }

    private static String text(BigDecimal number) {
        return new DecimalFormat("#,##0.##", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }
}
