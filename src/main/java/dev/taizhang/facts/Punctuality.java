package dev.taizhang.facts;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.DueDelivery;
import dev.taizhang.definition.ReferenceTable;
import dev.taizhang.ledger.EffectiveDeliveries;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * How punctually one sender delivers one dataset, as of a date. Runs are identified by their as-of dates, so that the
 * same deliveries in the same runs always give the same result.
 *
 * @param dataset the name of the dataset
 * @param sender the sender as configured, or else its district or the name in its deliveries; empty if none of these is
 *     known
 * @param dueMonth the latest month that is due; null if nothing is due
 * @param dueDate the day by which that month was due; null if nothing is due
 * @param required whether nothing is published without it
 * @param arrived the as-of date of the run that ingested the first delivery covering that month or a later one; null if
 *     there is none
 * @param lastDelivery the as-of date of the run that ingested the last delivery; null if there has been none
 * @param lastDate the latest date that any delivery covers; null if there is none
 * @param daysLate the days from the due date to the arrival, or to the as-of date while the delivery is missing; null
 *     if nothing is due
 */
public record Punctuality(
        String dataset,
        String sender,
        YearMonth dueMonth,
        LocalDate dueDate,
        boolean required,
        LocalDate arrived,
        LocalDate lastDelivery,
        LocalDate lastDate,
        Long daysLate,
        State state) {
    /** Whether the due delivery has arrived. */
    public enum State {
        ON_TIME,
        LATE,
        MISSING,
        /** The configuration expects nothing of this sender. */
        NOT_DUE
    }

    /** A delivery of one dataset by one sender. */
    private record Sent(String sender, LocalDate ingested, LocalDate covers) {}

    /**
     * Returns every sender that is due or has ever delivered, dataset by dataset. Due senders come in the order of the
     * configuration.
     *
     * @param allDue the deliveries that are due
     * @param deliveries result of {@link dev.taizhang.ledger.Ledger#deliveries}
     * @param effective decides which of them count
     */
    public static List<Punctuality> of(
            AsOf asOf,
            List<DueDelivery> allDue,
            ReferenceTable districts,
            List<Row> deliveries,
            EffectiveDeliveries effective) {
        List<Punctuality> all = new ArrayList<>();
        for (DatasetDefinition dataset : Datasets.ALL) {
            Map<String, List<Sent>> sent = sent(dataset, districts, deliveries, effective);
            allDue.stream().filter(due -> due.dataset().equals(dataset.name())).forEach(due -> {
                List<Sent> own = sent.remove(DueDelivery.identity(due.sender(), districts));
                all.add(of(asOf, due, own == null ? List.of() : own));
            });
            sent.forEach((identity, own) -> all.add(notDue(dataset, name(identity, own, districts), own)));
        }
        return List.copyOf(all);
    }

    /**
     * Groups the effective deliveries of a dataset by the identity of their sender. A delivery that was read again
     * keeps the arrival of its first reading.
     */
    private static Map<String, List<Sent>> sent(
            DatasetDefinition dataset, ReferenceTable districts, List<Row> deliveries, EffectiveDeliveries effective) {
        Map<Long, LocalDate> ingested = deliveries.stream()
                .collect(Collectors.toMap(row -> row.<Long>getAs("delivery_number"), row -> row.getAs("night")));
        Map<String, List<Sent>> sent = new TreeMap<>();
        deliveries.stream()
                .filter(row -> row.getAs("dataset").equals(dataset.name())
                        && row.getAs("state").equals("accepted")
                        && row.<Long>getAs("rows_accepted") > 0)
                .forEach(row -> effective
                        .place(row.<Long>getAs("delivery_number"))
                        .ifPresent(place -> {
                            String sender = row.getAs("sender");
                            sent.computeIfAbsent(DueDelivery.identity(sender, districts), identity -> new ArrayList<>())
                                    .add(new Sent(sender, ingested.get(place), row.getAs("speaks_of")));
                        }));
        return sent;
    }

    /**
     * Returns the name of a sender that the configuration does not list: the name of its district, or else its name as
     * written.
     */
    private static String name(String identity, List<Sent> sent, ReferenceTable districts) {
        return districts
                .member(identity)
                .map(ReferenceTable.Member::nameZh)
                .orElseGet(() -> sent.stream()
                        .map(Sent::sender)
                        .min(Comparator.naturalOrder())
                        .orElseThrow());
    }

    private static Punctuality of(AsOf asOf, DueDelivery due, List<Sent> sent) {
        YearMonth month = due.dueMonth(asOf.date());
        LocalDate dueDate = due.dueDate(month);
        LocalDate arrived = sent.stream()
                .filter(one ->
                        one.covers() != null && !YearMonth.from(one.covers()).isBefore(month))
                .map(Sent::ingested)
                .min(Comparator.naturalOrder())
                .orElse(null);
        LocalDate until = arrived == null ? asOf.date() : arrived;
        State state = arrived == null ? State.MISSING : arrived.isAfter(dueDate) ? State.LATE : State.ON_TIME;
        return new Punctuality(
                due.dataset(),
                due.sender(),
                month,
                dueDate,
                due.required(),
                arrived,
                latest(sent, Sent::ingested),
                latest(sent, Sent::covers),
                Math.max(0, ChronoUnit.DAYS.between(dueDate, until)),
                state);
    }

    private static Punctuality notDue(DatasetDefinition dataset, String sender, List<Sent> sent) {
        return new Punctuality(
                dataset.name(),
                sender,
                null,
                null,
                false,
                null,
                latest(sent, Sent::ingested),
                latest(sent, Sent::covers),
                null,
                State.NOT_DUE);
    }

    private static LocalDate latest(List<Sent> sent, Function<Sent, LocalDate> date) {
        return sent.stream()
                .map(date)
                .flatMap(Stream::ofNullable)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /** Describes an overdue delivery: dataset, sender, month, due date and latest data, without a full stop. */
    public Bilingual sentence() {
        Bilingual title = Datasets.named(dataset).orElseThrow().title();
        Bilingual latest = lastDate == null
                ? new Bilingual("从未报送", "never delivered")
                : new Bilingual("最新数据日期为 " + lastDate, "latest data: " + lastDate);
        return new Bilingual(
                "%s的“%s”（%s，应于 %s 前报送，%s）".formatted(sender, title.zh(), dueMonth, dueDate, latest.zh()),
                "%s of %s (%s, due by %s; %s)".formatted(title.en(), sender, dueMonth, dueDate, latest.en()));
    }
}
