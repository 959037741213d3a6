package dev.taizhang.ledger;

import static org.apache.spark.sql.functions.col;

import dev.taizhang.definition.NamedRow;
import dev.taizhang.definition.Steps;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.validated.Validated;
import java.time.LocalDate;
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
 * The rejected rows that are still open. A row that a return answers is no longer open; if the answer was rejected,
 * then the answer is open.
 */
public final class OpenRejections {
    private static final List<String> PLACE = List.of("delivery_number", "sheet", "row_number");
    private static final StructType PLACE_SCHEMA = new StructType()
            .add("delivery_number", DataTypes.LongType)
            .add("sheet", DataTypes.StringType)
            .add("row_number", DataTypes.IntegerType);

    private final LedgerStore tables;
    private final Ledger ledger;

    OpenRejections(LedgerStore tables, Ledger ledger) {
        this.tables = tables;
        this.ledger = ledger;
    }

    /** Returns the delivery, by its id, that a return workbook answers; empty if no effective delivery has the id. */
    public Optional<Delivery.AnsweredDelivery> delivered(String id) {
        return Optional.ofNullable(effective().get(id)).map(this::answered);
    }

    /** Returns the delivery that a row of {@code ledger.deliveries} answers; null if the row is not a return. */
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

    /**
     * Returns the name under which the rows of a delivery first arrived, because a return may answer another return.
     */
    private static String firstName(Row delivery, Map<Long, Row> deliveries) {
        Long answers = delivery.getAs("answers");
        return answers == null ? delivery.getAs("file_name") : firstName(deliveries.get(answers), deliveries);
    }

    private Map<Long, Row> byNumber() {
        return ledger.deliveries().stream()
                .collect(Collectors.toMap(row -> row.<Long>getAs("delivery_number"), row -> row));
    }

    /** Returns the effective reading of each delivery by the id of the delivery. */
    private Map<String, Row> effective() {
        return ledger.deliveries().stream()
                .filter(row ->
                        row.<String>getAs("state").equals("accepted") && isEffective(row.getAs("delivery_number")))
                .collect(Collectors.toMap(row -> row.<String>getAs("delivery_id"), row -> row));
    }

    private boolean isEffective(long number) {
        return ledger.effective().place(number).isPresent();
    }

    /**
     * Returns the number of open rejected rows of each effective delivery; deliveries without open rows are not
     * included.
     */
    public SortedMap<Long, Long> open() {
        SortedMap<Long, Long> open = new TreeMap<>();
        effective().values().forEach(row -> open.put(row.getAs("delivery_number"), row.getAs("rows_rejected")));
        answeredPlaces().forEach(place -> open.merge((Long) place.get(0), -1L, Long::sum));
        open.values().removeIf(rows -> rows <= 0);
        return open;
    }

    /** Returns the places that effective answers refer to, in the effective reading of their delivery. */
    private Set<List<Object>> answeredPlaces() {
        Map<Long, Row> byNumber = byNumber();
        Map<String, Row> effective = effective();
        return tables.rows(LedgerTables.ANSWERS.name()).stream()
                .filter(row -> isEffective(row.getAs("answer_delivery_number")))
                .flatMap(row -> Optional.ofNullable(effective.get(
                                byNumber.get(row.<Long>getAs("delivery_number")).<String>getAs("delivery_id")))
                        .map(reading -> List.<Object>of(
                                reading.getAs("delivery_number"), row.getAs("sheet"), row.getAs("row_number")))
                        .stream())
                .collect(Collectors.toSet());
    }

    /**
     * Returns the open rows of all deliveries, each with {@code sender}, {@code feed}, {@code delivery_id} and {@code
     * file_name}. They are grouped by sender, in the order of their delivery.
     */
    public Dataset<Row> openRows() {
        Dataset<Row> rejected = tables.read(LedgerTables.REJECTED.name());
        List<Row> places = answeredPlaces().stream()
                .map(place -> RowFactory.create(place.toArray()))
                .toList();
        Steps answered = Steps.from(rejected.sparkSession(), places, PLACE_SCHEMA);
        Steps deliveries = Steps.from(tables.read(LedgerTables.DELIVERIES.name()))
                .select("delivery_number", "sender", "feed", "delivery_id", "file_name");
        return Steps.from(rejected)
                .where(col("delivery_number").isInCollection(open().keySet()))
                .join(answered.broadcast(), PLACE, "left_anti")
                .join(deliveries.broadcast(), List.of("delivery_number"), "inner")
                .sort("sender", "feed", "delivery_number", "sheet", "row_number")
                .rows();
    }

    /** Returns the columns that the latest deliveries lack as of a date, by the number of the delivery. */
    public SortedMap<Long, List<MissingColumn>> missingColumns(LocalDate asOf) {
        return new MissingColumns(ledger)
                .asOf(asOf).stream()
                        .collect(Collectors.groupingBy(MissingColumn::delivery, TreeMap::new, Collectors.toList()));
    }

    /** Returns the row of {@code ledger.deliveries} of a delivery. */
    public Row delivery(long number) {
        return byNumber().get(number);
    }

    private static List<Object> place(Row row) {
        return PLACE.stream().<Object>map(row::getAs).toList();
    }

    /** Records which rejected rows the new returns answer; rows that were never rejected are ignored. */
    void append(Validated validated, List<Delivery> deliveries) {
        Map<Long, Long> answered = deliveries.stream()
                .filter(delivery -> delivery.answers() != null)
                .collect(Collectors.toMap(
                        Delivery::number, delivery -> delivery.answers().number()));
        if (answered.isEmpty()) {
            return;
        }
        Set<List<Object>> rejected = Steps.from(tables.read(LedgerTables.REJECTED.name()))
                .where(col("delivery_number").isInCollection(answered.values()))
                .select("delivery_number", "sheet", "row_number")
                .collect()
                .stream()
                .map(OpenRejections::place)
                .collect(Collectors.toSet());
        List<Row> rows = new ArrayList<>();
        for (Row answer : validated.answers().collect()) {
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
