package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import dev.taizhang.definition.NamedRow;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.validated.Validated;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which rejected rows are still open. One that a return answers is open no longer: if the answer was rejected again, then that
 * is open in its turn.
 */
public final class OpenRejections {
    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");
    private static final StructType PLACE_SCHEMA = new StructType()
            .add("delivery_number", DataTypes.LongType)
            .add("sheet", DataTypes.StringType)
            .add("row_number", DataTypes.IntegerType);

    private final Tables tables;
    private final Ledger ledger;

    OpenRejections(Tables tables, Ledger ledger) {
        this.tables = tables;
        this.ledger = ledger;
    }

    /** The delivery, by its id, that a return workbook answers; empty where none of the id is believed. */
    public Optional<Delivery.AnsweredDelivery> delivered(String id) {
        return Optional.ofNullable(believed().get(id)).map(this::answered);
    }

    /** The delivery that one of the rows of {@code ledger.deliveries} answers; null where it is no return. */
    public Delivery.AnsweredDelivery answeredBy(Row delivery) {
        Long answers = delivery.getAs("answers");
        return answers == null ? null : answered(byNumber().get(answers));
    }

    private Delivery.AnsweredDelivery answered(Row delivery) {
        return new Delivery.AnsweredDelivery(
                delivery.getAs("delivery_number"),
                delivery.getAs("delivery_id"),
                firstName(delivery, byNumber()),
                delivery.getAs("feed"),
                delivery.getAs("sender"));
    }

    /** The name under which the rows of a delivery first came: a return may answer a return. */
    private static String firstName(Row delivery, Map<Long, Row> deliveries) {
        Long answers = delivery.getAs("answers");
        return answers == null ? delivery.getAs("file_name") : firstName(deliveries.get(answers), deliveries);
    }

    private Map<Long, Row> byNumber() {
        return ledger.deliveries().stream()
                .collect(Collectors.toMap(row -> row.<Long>getAs("delivery_number"), row -> row));
    }

    /** The reading of each delivery that is believed, by the delivery's id. */
    private Map<String, Row> believed() {
        return ledger.deliveries().stream()
                .filter(row ->
                        row.<String>getAs("state").equals("accepted") && isBelieved(row.getAs("delivery_number")))
                .collect(Collectors.toMap(row -> row.<String>getAs("delivery_id"), row -> row));
    }

    private boolean isBelieved(long number) {
        return ledger.belief().place(number).isPresent();
    }

    /** How many rejected rows of each believed delivery are open; deliveries without any are not named. */
    public SortedMap<Long, Long> open() {
        SortedMap<Long, Long> open = new TreeMap<>();
        believed().values().forEach(row -> open.put(row.getAs("delivery_number"), row.getAs("rows_rejected")));
        answeredPlaces().forEach(place -> open.merge((Long) place.get(0), -1L, Long::sum));
        open.values().removeIf(rows -> rows <= 0);
        return open;
    }

    /** The places that believed answers name, in the reading of their delivery that is believed. */
    private Set<List<Object>> answeredPlaces() {
        Map<Long, Row> byNumber = byNumber();
        Map<String, Row> believed = believed();
        return tables.rows(LedgerTables.ANSWERS.name()).stream()
                .filter(row -> isBelieved(row.getAs("answer_delivery_number")))
                .flatMap(row -> Optional.ofNullable(believed.get(
                                byNumber.get(row.<Long>getAs("delivery_number")).<String>getAs("delivery_id")))
                        .map(reading -> List.<Object>of(
                                reading.getAs("delivery_number"), row.getAs("sheet"), row.getAs("row_number")))
                        .stream())
                .collect(Collectors.toSet());
    }

    /**
     * The open rows of all deliveries, with the {@code sender}, {@code feed}, {@code delivery_id} and {@code file_name} of each;
     * those of one sender beside each other, in the order in which they were delivered.
     */
    public Dataset<Row> openRows() {
        Dataset<Row> rejected = tables.read(LedgerTables.REJECTED.name());
        Dataset<Row> answered = rejected.sparkSession()
                .createDataFrame(
                        answeredPlaces().stream()
                                .map(place -> RowFactory.create(place.toArray()))
                                .toList(),
                        PLACE_SCHEMA);
        Dataset<Row> deliveries = tables.read(LedgerTables.DELIVERIES.name())
                .select("delivery_number", "sender", "feed", "delivery_id", "file_name");
        return rejected.where(col("delivery_number").isInCollection(open().keySet()))
                .join(broadcast(answered), PLACE.toArray(String[]::new), "left_anti")
                .join(broadcast(deliveries), new String[] {"delivery_number"})
                .orderBy("sender", "feed", "delivery_number", "sheet", "row_number");
    }

    private static List<Object> place(Row row) {
        return PLACE.stream().<Object>map(row::getAs).toList();
    }

    /** Notes which rejected rows the new returns answer; a row that was never rejected is answered by nothing. */
    void append(Validated validated, List<Delivery> deliveries) {
        Map<Long, Long> answered = deliveries.stream()
                .filter(delivery -> delivery.answers() != null)
                .collect(Collectors.toMap(
                        Delivery::number, delivery -> delivery.answers().number()));
        if (answered.isEmpty()) {
            return;
        }
        Set<List<Object>> rejected = tables
                .read(LedgerTables.REJECTED.name())
                .where(col("delivery_number").isInCollection(answered.values()))
                .select("delivery_number", "sheet", "row_number")
                .collectAsList()
                .stream()
                .map(OpenRejections::place)
                .collect(Collectors.toSet());
        List<Row> rows = new ArrayList<>();
        for (Row answer : validated.answers().collectAsList()) {
            long number = answer.getAs("delivery_number");
            List<Object> place =
                    List.of(answered.get(number), answer.getAs("answered_sheet"), answer.getAs("answered_row_number"));
            if (rejected.remove(place)) {
                rows.add(NamedRow.of(LedgerTables.ANSWERS.schema())
                        .with("delivery_number", place.get(0))
                        .with("dataset", validated.dataset().name())
                        .with("sheet", place.get(1))
                        .with("row_number", place.get(2))
                        .with("answer_delivery_number", number)
                        .with("answer_sheet", answer.getAs("sheet"))
                        .with("answer_row_number", answer.getAs("row_number"))
                        .with("outcome", answer.getAs("outcome"))
                        .row());
            }
        }
        tables.append(LedgerTables.ANSWERS.name(), rows);
    }
}
