package dev.taizhang.terminal;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.ledger.DeliveryWarning;
import dev.taizhang.validated.DeliveryDefinitions;
import dev.taizhang.validated.RuleHistory;
import dev.taizhang.validated.Validated;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The problems of deliveries, as a table for users. The deliveries are read as in a nightly run, but are not stored.
 */
public final class Problems {
    /** More than anyone corrects at one time; further problems are only counted. */
    private static final int MOST_LISTED = 1000;

    private final TextTable problems = new TextTable(
            List.of("文件 file", "工作表 sheet", "行 row", "列 column", "轻重 severity", "说明 problem"),
            List.of(false, false, true, false, false, false));
    private final DeliveryDefinitions definitions;
    private final UnreadParts notes;
    private long found;
    private boolean needCorrection;

    public Problems(DeliveryDefinitions definitions) {
        this.definitions = definitions;
        this.notes = new UnreadParts(definitions);
    }

    public boolean isEmpty() {
        return found == 0;
    }

    /** Whether a row must be corrected or a file sent again. */
    public boolean needCorrection() {
        return needCorrection;
    }

    /** Returns the table of the problems. */
    public String text() {
        long more = found - MOST_LISTED;
        return problems.text() + (more > 0 ? TerminalMessages.moreProblems(more).line() + "\n" : "");
    }

    /** Returns what is not read of the files; empty if everything is. */
    public String notes() {
        return notes.text();
    }

    /** Adds the warnings about whole deliveries. */
    public void warned(List<Delivery> deliveries, List<? extends DeliveryWarning> warnings) {
        warnings.forEach(
                warning -> add(name(deliveries, warning.delivery()), "", 0, "", "提示 warn", warning.sentence()));
    }

    /** Adds a file that is not ingested at all. */
    public void refused(String file, Bilingual reason) {
        add(file, "", 0, "", "拒收 refused", reason);
    }

    /**
     * Reads deliveries and records their problems.
     *
     * @param history the earlier data of a dataset that its rules can use
     * @param reader receives the validated data of each dataset, with its deliveries
     */
    public void read(
            SparkSession spark,
            List<Delivery> all,
            Function<DatasetDefinition, RuleHistory> history,
            BiConsumer<Validated, List<Delivery>> reader) {
        for (DatasetDefinition dataset : Datasets.ALL) {
            List<Delivery> deliveries = definitions.ofDataset(dataset, all);
            if (!deliveries.isEmpty()) {
                try (Validated validated =
                        definitions.validation(dataset, deliveries).of(spark, deliveries, history.apply(dataset))) {
                    reader.accept(validated, deliveries);
                    notes.add(validated, deliveries);
                    addAll(validated, deliveries);
                }
            }
        }
    }

    private void addAll(Validated validated, List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) {
            Validated.Refused refused = validated.refusals().get(delivery.number());
            if (refused != null) {
                refused(delivery.bareName(), refused.sentence());
            }
        }
        validated
                .failing()
                .forEach(row -> add(
                        name(deliveries, row.deliveryNumber()),
                        row.sheet(),
                        row.rowNumber(),
                        "",
                        "停止发布 fail",
                        row.sentence()));
        rows(deliveries, validated.dataset(), validated.rejectedFindings(), "退回 reject");
        rows(deliveries, validated.dataset(), validated.warningRows(), "提示 warn");
    }

    private void rows(List<Delivery> deliveries, DatasetDefinition dataset, Dataset<Row> findings, String severity) {
        findings.orderBy("delivery_number", "sheet", "row_number", "column", "rule")
                .toLocalIterator()
                .forEachRemaining(row -> add(
                        name(deliveries, row.getAs("delivery_number")),
                        row.getAs("sheet"),
                        row.<Integer>getAs("row_number"),
                        title(dataset, row.getAs("column")),
                        severity,
                        new Bilingual(row.getAs("sentence_zh"), row.getAs("sentence_en"))));
    }

    private static String name(List<Delivery> deliveries, long number) {
        return deliveries.stream()
                .filter(delivery -> delivery.number() == number)
                .findFirst()
                .map(Delivery::bareName)
                .orElseThrow();
    }

    /**
     * Returns the column's title; empty if a finding concerns a whole row, for example a row with more cells than the
     * header.
     */
    private static String title(DatasetDefinition dataset, String column) {
        return column == null ? "" : dataset.column(column).title().zh();
    }

    /** Adds a problem. The row is zero if the whole file is concerned. */
    private void add(String file, String sheet, int row, String column, String severity, Bilingual sentence) {
        if (found < MOST_LISTED) {
            String place = row == 0 ? "" : Integer.toString(row);
            problems.add(List.of(file, sheet, place, column, severity, sentence.zh() + " " + sentence.en()));
        }
        found++;
        needCorrection |= !severity.startsWith("提示");
    }
}
