package dev.taizhang.validated;

import dev.taizhang.definition.ColumnType;
import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.DatasetDefinition;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** Reads the file of one {@link KindCase} without Spark, and writes its outcome in the form of the case. */
final class KindOffice {
    /** The feed of a list of projects. The lines of a case follow it and go before it. */
    private static final String PROJECTS = """
            dataset = projects
            files = "*"
            list = changes
            unit = "万元"
            columns {
              snapshot_date { constant = "2025-06-30" }
              project_code = "项目编号"
              project_name = "工程名称"
              district { constant = "祁县" }
              status { constant = "开工" }
              total_investment = "总投资"
              planned_start_date = "拟开工日期"
            }
            """;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Mn}]");

    private final Configuration configuration;
    private final Feed feed;
    private final DatasetDefinition dataset;
    private final Path folder;

    KindOffice(Path folder, KindCase kind) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("feeds"));
        Files.createDirectories(folder.resolve("reference"));
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        Files.writeString(folder.resolve("reference/districts.csv"), """
                code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
                140727,祁县,Qixian County,,,1,,
                """);
        Files.writeString(folder.resolve("reference/clusters.csv"), """
                code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
                glass,玻璃器皿,Glassware,,,1,,
                """);
        Files.writeString(folder.resolve("feeds/kind.conf"), feed(kind));
        configuration = Configuration.read(folder);
        feed = FeedFiles.read(configuration).get(0);
        dataset = feed.dataset();
    }

    static String feed(KindCase kind) {
        String own = kind.find("feed").map(KindCase.Section::text).orElse("");
        return own.contains("dataset =") ? "files = \"*\"\nlist = changes\n" + own : PROJECTS + own;
    }

    /**
     * What became of a file.
     *
     * @param lines a line for each accepted, rejected or left out row, for each warning, and for a refusal
     * @param sentences every sentence, in Chinese and English
     */
    record Outcome(List<String> lines, List<String> sentences) {}

    Outcome read(KindCase kind) throws Exception {
        return read(kind, KindFile.of(kind), kind.fileName());
    }

    /** Reads other bytes under another name by the feed of a case. */
    Outcome read(KindCase kind, byte[] bytes, String name) throws Exception {
        Path file = Files.write(folder.resolve("delivery"), bytes);
        Delivery delivery =
                new Delivery(1, "id", "hash", name, feed.name(), "", Files.size(file), file.toString(), null);
        List<AutoCloseable> opened = new ArrayList<>();
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        try {
            Iterator<Row> rows = new DeliveryRows(dataset, configuration, DeliveryRows.OwnText.OF_UNREADABLE_ROWS)
                    .of(delivery, feed, file, opened::add);
            while (rows.hasNext()) {
                add(outcome, rows.next(), kind.columns());
            }
        } finally {
            for (AutoCloseable reader : opened) {
                reader.close();
            }
        }
        return outcome;
    }

    private void add(Outcome outcome, Row row, List<String> columns) {
        if (value(row, "refusal") != null) {
            outcome.lines().add("refused " + rule(outcome, value(row, "refusal")));
            return;
        }
        Row[] problems = (Row[]) value(row, "problems");
        String number = value(row, "row_number") + " ";
        if (value(row, "no_row") != null) {
            outcome.lines().add(number + "left out: " + value(row, "no_row"));
        } else if (problems.length > 0) {
            outcome.lines().add(number + "rejected: " + rule(outcome, problems[0]));
        } else {
            Row typed = (Row) value(row, "typed");
            outcome.lines()
                    .add(number
                            + columns.stream().map(name -> shown(typed, name)).collect(Collectors.joining(" | ")));
            if ((Boolean) value(row, "key_repeated")) {
                outcome.lines().add(number + "repeats the key of an earlier row");
            }
        }
        for (Row warning : problems.length > 0 ? new Row[0] : (Row[]) value(row, "warnings")) {
            outcome.lines().add(number + "warned: " + rule(outcome, warning));
        }
    }

    private Object value(Row row, String name) {
        return row.get(DeliveryRows.schema(dataset).fieldIndex(name));
    }

    /**
     * A typed value, with amounts in whole units of their currency and invisible characters by their number;
     * {@code -} if there is none.
     */
    private String shown(Row typed, String name) {
        int place = dataset.indexOf(name);
        Object value = typed.get(place);
        if (value == null) {
            return "-";
        }
        ColumnType type = dataset.columns().get(place).type();
        return type == ColumnType.AMOUNT
                ? BigDecimal.valueOf((Long) value, 2).toPlainString()
                : INVISIBLE.matcher(String.valueOf(value)).replaceAll(found -> escaped(found.group()));
    }

    private static String escaped(String invisible) {
        return String.format(Locale.ROOT, "\\\\u{%X}", invisible.codePointAt(0));
    }

    private static String rule(Outcome outcome, Object finding) {
        Row row = (Row) finding;
        outcome.sentences().add(row.getString(3) + " " + row.getString(4));
        return row.getString(2);
    }
}
