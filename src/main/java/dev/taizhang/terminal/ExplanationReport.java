package dev.taizhang.terminal;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.taizhang.cube.Measure;
import dev.taizhang.ledger.Release;
import dev.taizhang.publication.CanonicalCsv;
import dev.taizhang.query.ExplainedFigure;
import dev.taizhang.query.Explanation;
import java.io.IOException;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A broken-down figure in print: its totals and items in a release, or the changes since another one.
 *
 * @param rows the rows of the table that are asked for
 * @param before the release to compare with; empty if the items are listed
 */
public record ExplanationReport(ExplainedFigure figure, Explanation.Rows rows, Side now, Optional<Side> before) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The figure in one release. */
    public record Side(Release release, LocalDate asOf, Explanation explanation) {
        private String line() {
            return "发布 release " + release.number() + "（" + release.runId() + "） 截止 as of " + asOf;
        }
    }

    /** Prints the report in a form. */
    public void print(ReportFormat format, PrintStream out) throws IOException {
        switch (format) {
            case table -> print(out);
            case json -> printJson(out);
        }
    }

    private void print(PrintStream out) {
        out.print(figure.table().name() + " · " + figure.table().title().line() + " · "
                + figure.column().name() + " " + figure.title().line() + "\n" + now.line() + "  " + rows.where()
                + rows.project().map(code -> "  project_code = " + code).orElse("") + "\n");
        List<String> former = now.explanation().formerCodes();
        if (!former.isEmpty()) {
            out.print("原代码 former codes: " + String.join(", ", former) + "\n");
        }
        now.explanation().compared().ifPresent(compared -> {
            out.print("排序依据 ordered by: " + figure.measure().name() + " "
                    + figure.measure().title().line() + "\n");
            AnswerTable.print(compared, out);
            out.print("\n");
        });
        if (!figure.isStated()) {
            out.print("公式 formula: " + figure.measure().formula() + "\n" + total(now));
        }
        before.ifPresent(side -> out.print("对比 against: " + side.line() + "\n" + total(side)));
        AnswerTable.print(items(), out);
    }

    private Dataset<Row> items() {
        return before.map(this::moves)
                .orElseGet(() -> now.explanation().things().orderBy(largestFirst()));
    }

    /** Returns the parts with their numbers, one line per currency. */
    private String total(Side side) {
        List<Row> lines = side.explanation().total();
        return lines.stream()
                .map(row -> "  " + (lines.size() > 1 ? row.getAs("currency") + ": " : "")
                        + figure.parts().stream().map(part -> part(part, row)).collect(Collectors.joining(", "))
                        + "\n")
                .collect(Collectors.joining());
    }

    /** Returns a part with its number, and with the unit that its definition names. */
    private static String part(Measure part, Row line) {
        String unit = switch (part.unit()) {
            case AMOUNT -> " " + line.<String>getAs("currency");
            case COUNT -> " 个";
            case MONTHS -> " 月 months";
            case DAYS -> " 天 days";
            case POINTS -> " 个百分点 points";
            case FRACTION, MEAN, QUANTITY, DATE, TEXT -> "";
        };
        String number = CanonicalCsv.cell(line.getAs(part.name()));
        return part.name() + " = " + number + (number.isEmpty() ? "" : unit);
    }

    private Column[] largestFirst() {
        return Stream.concat(
                        Stream.of(col(figure.parts().get(0).name()).desc_nulls_last()),
                        now.explanation().thing().stream().map(name -> col(name)))
                .toArray(Column[]::new);
    }

    /**
     * Returns the differences: each thing that joined, left or was corrected, and the change of each number. These sum to
     * the total difference.
     */
    private Dataset<Row> moves(Side side) {
        List<String> thing = now.explanation().thing();
        List<String> keys = new ArrayList<>(thing);
        keys.add("currency");
        List<Column> shown =
                new ArrayList<>(keys.stream().map(name -> col(name)).toList());
        Dataset<Row> after = now.explanation().things().withColumn("is_now", lit(true));
        Optional<String> named = Stream.of(after.columns())
                .filter(name -> name.endsWith("_name") && !name.endsWith("file_name"))
                .findFirst();
        named.ifPresent(name ->
                shown.add(1, coalesce(col(name), col("before_" + name)).as(name)));
        shown.add(expr("CASE WHEN was IS NULL THEN 'joined' WHEN is_now IS NULL THEN 'left' ELSE 'corrected' END")
                .as("kind"));
        List<String> differences = new ArrayList<>();
        List<Column> earlier =
                new ArrayList<>(keys.stream().map(name -> col(name)).toList());
        earlier.add(lit(true).as("was"));
        named.ifPresent(name -> earlier.add(col(name).as("before_" + name)));
        for (Measure part : figure.parts()) {
            String name = part.name();
            earlier.add(col(name).as("before_" + name));
            shown.add(col("before_" + name));
            shown.add(col(name));
            if (part.unit().isNumber()) {
                shown.add(expr("coalesce(" + name + ", 0) - coalesce(before_" + name + ", 0)")
                        .as("difference_" + name));
                differences.add("coalesce(" + name + ", 0) <> coalesce(before_" + name + ", 0)");
            } else {
                differences.add("NOT " + name + " <=> before_" + name);
            }
        }
        Stream.of(after.columns())
                .filter(name -> name.endsWith("file_name") || name.endsWith("row_number"))
                .forEach(name -> shown.add(col(name)));
        return after.join(
                        side.explanation().things().select(earlier.toArray(Column[]::new)),
                        keys.toArray(String[]::new),
                        "full_outer")
                .where(String.join(" OR ", differences))
                .select(shown.toArray(Column[]::new))
                .orderBy(thing.stream().map(name -> col(name)).toArray(Column[]::new));
    }

    private void printJson(PrintStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("table", figure.table().name());
            json.writeStringField("measure", figure.column().name());
            json.writeStringField("where", rows.where());
            if (rows.project().isPresent()) {
                json.writeStringField("project_code", rows.project().get());
                json.writePOJOField("former_codes", now.explanation().formerCodes());
            }
            write(json, now);
            if (!figure.isStated()) {
                json.writeStringField("formula", figure.measure().formula());
                array(
                        json,
                        "totals",
                        now.explanation().total().stream().map(Row::json).iterator());
            }
            if (now.explanation().compared().isPresent()) {
                json.writeStringField("ordered_by", figure.measure().name());
                array(json, "compared", lines(now.explanation().compared().get()));
            }
            if (before.isPresent()) {
                json.writeObjectFieldStart("against");
                write(json, before.get());
                if (!figure.isStated()) {
                    array(
                            json,
                            "totals",
                            before.get().explanation().total().stream()
                                    .map(Row::json)
                                    .iterator());
                }
                json.writeEndObject();
            }
            array(json, before.isPresent() ? "changes" : "items", lines(items()));
            json.writeEndObject();
        }
        out.print("\n");
    }

    private static void write(JsonGenerator json, Side side) throws IOException {
        json.writeNumberField("release", side.release().number());
        json.writeStringField("run", side.release().runId());
        json.writeStringField("as_of", side.asOf().toString());
    }

    private static Iterator<String> lines(Dataset<Row> rows) {
        return rows.toJSON().toLocalIterator();
    }

    private static void array(JsonGenerator json, String name, Iterator<String> objects) throws IOException {
        json.writeArrayFieldStart(name);
        while (objects.hasNext()) {
            json.writeRawValue(objects.next());
        }
        json.writeEndArray();
    }
}
