package dev.taizhang.validated;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.definition.Money;
import dev.taizhang.definition.ReferenceLookup;
import dev.taizhang.definition.ReferenceTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns that the conditions and sentences of the rules of a dataset can name: those of the row, of its previous
 * record ({@code previous}), of its project ({@code project}) and of its sender ({@code sender}), and the medians of
 * the amounts of its delivery ({@code median}). Amounts are in whole units. A column of a reference table has its code
 * in a second column, {@code <column>_code}. Sentences can also name the texts that the sender saw ({@code shown}).
 */
final class RuleScope {
    static final String PREVIOUS = "previous";
    static final String PROJECT = "project";
    static final String SENDER = "sender";
    static final String MEDIAN = "median";
    static final String SHOWN = "shown";

    /** The date columns, by which the records of one subject are ordered. */
    private static final List<String> DATES = List.of("snapshot_date", "report_month");

    private static final DataType WHOLE_UNITS = DataTypes.createDecimalType(20, 2);
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_.]+)}");

    private final DatasetDefinition dataset;
    private final Map<String, ColumnType> types = new TreeMap<>();
    private StructType schema;

    RuleScope(DatasetDefinition dataset) {
        this.dataset = dataset;
        this.schema = record("", dataset);
        if (dataset.rows() == DatasetDefinition.Rows.ONE_PER_KEY) {
            schema = schema.add(PREVIOUS, record(PREVIOUS + ".", dataset));
        }
        if (dataset.has("project_code") && !dataset.equals(Datasets.PROJECTS)) {
            schema = schema.add(PROJECT, record(PROJECT + ".", Datasets.PROJECTS));
        }
        schema = schema.add(
                SENDER, new StructType().add("name", DataTypes.StringType).add("district_code", DataTypes.StringType));
        types.put(SENDER + ".name", ColumnType.TEXT);
        types.put(SENDER + ".district_code", ColumnType.TEXT);
        if (!dataset.amounts().isEmpty()) {
            schema = schema.add(MEDIAN, medians());
        }
        dataset.columnNames().forEach(name -> types.put(SHOWN + "." + name, ColumnType.TEXT));
    }

    private StructType medians() {
        StructType medians = new StructType();
        for (String amount : new TreeSet<>(dataset.amounts())) {
            medians = medians.add(amount, WHOLE_UNITS);
            types.put(MEDIAN + "." + amount, ColumnType.AMOUNT);
        }
        return medians;
    }

    /** The columns of which the sentences of rules show the text that the sender saw, in alphabetical order. */
    static List<String> shownTexts(List<Rule> rules) {
        return rules.stream()
                .flatMap(rule -> Stream.of(rule.message().zh(), rule.message().en()))
                .flatMap(RuleScope::names)
                .filter(name -> name.startsWith(SHOWN + "."))
                .map(name -> name.substring(SHOWN.length() + 1))
                .distinct()
                .sorted()
                .toList();
    }

    private StructType record(String prefix, DatasetDefinition of) {
        StructType record = new StructType();
        for (dev.taizhang.definition.Column column : of.columns()) {
            boolean amount = column.type() == ColumnType.AMOUNT;
            record = record.add(
                    column.name(), amount ? WHOLE_UNITS : column.type().sparkType());
            types.put(prefix + column.name(), column.type());
            if (column.type() == ColumnType.REFERENCE) {
                record = record.add(code(column), DataTypes.StringType);
                types.put(prefix + code(column), ColumnType.TEXT);
            }
        }
        return record;
    }

    private static String code(dev.taizhang.definition.Column column) {
        return column.name() + "_code";
    }

    /** All columns that a condition can name. The records other than the row are structs. */
    StructType schema() {
        return schema;
    }

    /** The first placeholder in a sentence that is not the name of a column. */
    Optional<String> unknownIn(String sentence) {
        return names(sentence).filter(name -> !types.containsKey(name)).findFirst();
    }

    /** The placeholders in a sentence. */
    static Stream<String> names(String sentence) {
        return PLACEHOLDER.matcher(sentence).results().map(found -> found.group(1));
    }

    /** The column by which the records of one subject are ordered; null if only their deliveries are. */
    String date() {
        return DATES.stream().filter(dataset.key()::contains).findFirst().orElse(null);
    }

    /** The key without the date: the columns that identify the subject of a record. */
    List<String> subject() {
        return dataset.key().stream().filter(name -> !DATES.contains(name)).toList();
    }

    /** The columns of a record, computed from the columns of the ledger. */
    static Column[] shown(List<String> names, DatasetDefinition of, Map<String, ReferenceTable> references) {
        return names.stream().map(name -> shown(name, of, references)).toArray(Column[]::new);
    }

    private static Column shown(String name, DatasetDefinition of, Map<String, ReferenceTable> references) {
        if (!of.has(name)) {
            dev.taizhang.definition.Column column = of.column(name.replaceFirst("_code$", ""));
            return ReferenceLookup.code(references.get(column.reference()), col(column.name()))
                    .as(name);
        }
        return of.column(name).type() == ColumnType.AMOUNT ? Money.inWholeUnits(name) : col(name);
    }

    /** A sentence with the values of the row in place of the placeholders. */
    Column sentence(String template) {
        List<Column> parts = new ArrayList<>();
        Matcher placeholder = PLACEHOLDER.matcher(template);
        int end = 0;
        while (placeholder.find()) {
            parts.add(lit(template.substring(end, placeholder.start())));
            parts.add(value(placeholder.group(1)));
            end = placeholder.end();
        }
        parts.add(lit(template.substring(end)));
        return concat(parts.toArray(Column[]::new));
    }

    /** A value as text for people; a dash if there is none. */
    Column value(String name) {
        String number = "format_number(%s, '#,##0.##')";
        String text = switch (types.get(name)) {
            case AMOUNT, NUMBER, TARGET -> number.formatted(name);
            case FRACTION, SHARE -> "concat(" + number.formatted(name + " * 100") + ", '%')";
            case MONTH -> "date_format(" + name + ", 'yyyy-MM')";
            case FLAG -> "IF(" + name + ", '是', '否')";
            case TEXT, REFERENCE, MEMBER, DATE, YEAR -> "CAST(" + name + " AS STRING)";
        };
        return coalesce(expr(text), lit("—"));
    }
}
