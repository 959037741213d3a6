package dev.taizhang.terminal;

import dev.taizhang.definition.Bilingual;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.definition.Datasets;
import dev.taizhang.ledger.Ledger;
import dev.taizhang.night.Preview;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The problems of deliveries, as a table for users. */
public final class Problems {
    /** More than anyone corrects at one time; further problems are only counted. */
    private static final int MOST_LISTED = 1000;

    private static final String REFUSED = "拒收 refused";
    private static final String STOPS = "停止发布 fail";
    private static final String REJECTED = "退回 reject";
    private static final String WARNED = "提示 warn";

    private final TextTable problems = new TextTable(
            List.of("文件 file", "工作表 sheet", "行 row", "列 column", "轻重 severity", "说明 problem"),
            List.of(false, false, true, false, false, false));
    private long found;
    private boolean needCorrection;

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

    /** Adds a file that is not ingested at all. */
    public void refused(String file, Bilingual reason) {
        add(List.of(file, "", "", "", REFUSED), reason);
    }

    /** Adds the problems of the deliveries of a preview: refused ones, rejected rows, then warnings. */
    public void addAll(Preview preview) {
        for (Ledger.Entry entry : preview.entries()) {
            if (entry.refused() != null) {
                refused(entry.delivery().fileName(), entry.refused().sentence());
            }
        }
        Map<Long, String> files = preview.entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.delivery().number(),
                        entry -> entry.delivery().fileName()));
        Set<String> stopping = preview.stopping();
        rows(files, preview.rejections(), rule -> REJECTED);
        rows(files, preview.warnings(), rule -> stopping.contains(rule) ? STOPS : WARNED);
    }

    private void rows(Map<Long, String> files, Dataset<Row> findings, Function<String, String> severity) {
        findings.toLocalIterator().forEachRemaining(row -> {
            int number = row.<Integer>getAs("row_number");
            add(
                    List.of(
                            files.get(row.<Long>getAs("delivery_number")),
                            row.getAs("sheet"),
                            number == 0 ? "" : Integer.toString(number),
                            title(row.getAs("dataset"), row.getAs("column")),
                            severity.apply(row.getAs("rule"))),
                    new Bilingual(row.getAs("sentence_zh"), row.getAs("sentence_en")));
        });
    }

    /**
     * Returns the column's title; empty if a finding concerns a whole row or delivery, for example a row with more
     * cells than the header.
     */
    private static String title(String dataset, String column) {
        DatasetDefinition definition = Datasets.named(dataset).orElseThrow();
        return column == null || !definition.has(column)
                ? ""
                : definition.column(column).title().zh();
    }

    /** Adds a problem: its file, sheet, row, column and severity, and the sentence. */
    private void add(List<String> place, Bilingual sentence) {
        if (found < MOST_LISTED) {
            problems.add(
                    Stream.concat(place.stream(), Stream.of(sentence.line())).toList());
        }
        found++;
        needCorrection |= !place.get(4).equals(WARNED);
    }
}
