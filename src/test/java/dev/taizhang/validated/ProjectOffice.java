package dev.taizhang.validated;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.Datasets;
import dev.taizhang.feeds.Delivery;
import dev.taizhang.feeds.Feed;
import dev.taizhang.feeds.FeedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** An office of three districts that reads single files of projects without Spark, and tells what became of their rows. */
final class ProjectOffice {
    /** The header of its files; amounts are in 万元. */
    static final String HEADER = "项目代码|项目名称|所属县区|项目状态|计划总投资（万元）|计划开工日期";

    private final Path folder;
    private final Configuration configuration;
    private final Feed feed;

    /**
     * Makes an office.
     *
     * @param layout further lines of its feed
     */
    ProjectOffice(Path folder, String layout) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("feeds"));
        Files.createDirectories(folder.resolve("reference"));
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        Files.writeString(folder.resolve("reference/districts.csv"), """
                code,name_zh,name_en,aliases,parent,sort_order,valid_from,valid_to
                140702,榆次区,Yuci District,榆次,,1,,
                140703,太谷区,Taigu District,太谷,,2,,
                140727,祁县,Qixian County,,,3,,
                """);
        Files.writeString(folder.resolve("feeds/projects.conf"), """
                dataset = projects
                files = "*"
                columns {
                  snapshot_date { constant = "2025-03-31" }
                  project_code = "项目代码"
                  project_name = "项目名称"
                  district = "所属县区"
                  status = "项目状态"
                  total_investment = "计划总投资"
                  annual_plan_investment = "年度计划投资"
                  planned_start_date = "计划开工日期"
                }
                """ + layout);
        configuration = Configuration.read(folder);
        feed = FeedFiles.read(configuration).get(0);
    }

    /**
     * What became of a file.
     *
     * @param accepted row, code, name, district, total investment in fen and planned start of each accepted row
     * @param rejected row and rule of each rejected row
     * @param leftOut row and reason of each row that was left out
     * @param warnings row and rule of each warning
     * @param places sheet and row of every row
     * @param findings every sentence, in Chinese and English
     * @param refused the rule by which the file was refused; null where it was not
     * @param seconds how long it took
     */
    record Reading(
            List<String> accepted,
            List<String> rejected,
            List<String> leftOut,
            List<String> warnings,
            List<String> places,
            List<Finding> findings,
            String refused,
            double seconds) {
        /** The same in few words. */
        String outcome() {
            if (refused != null) {
                return "refused: " + refused;
            }
            String text = accepted.size() + " accepted";
            text += rejected.isEmpty() ? "" : "; " + rejected.size() + " rejected: " + rules(rejected);
            text += leftOut.isEmpty() ? "" : "; " + leftOut.size() + " left out: " + rules(leftOut);
            return text + (warnings.isEmpty() ? "" : "; warned: " + rules(warnings));
        }

        private static String rules(List<String> found) {
            return found.stream()
                    .map(finding -> finding.substring(finding.indexOf(' ') + 1))
                    .distinct()
                    .collect(Collectors.joining(", "));
        }

        int rows() {
            return accepted.size() + rejected.size() + leftOut.size();
        }
    }

    Configuration configuration() {
        return configuration;
    }

    Feed feed() {
        return feed;
    }

    Reading read(String name, String... lines) throws Exception {
        return read(name, String.join("\n", lines).replace('|', ',').getBytes(StandardCharsets.UTF_8));
    }

    Reading read(String name, byte[] bytes) throws Exception {
        Path file = Files.write(folder.resolve("delivery"), bytes);
        Delivery delivery = new Delivery(1, "id", "hash", name, feed.name(), "", bytes.length, file.toString(), null);
        List<AutoCloseable> opened = new ArrayList<>();
        long start = System.nanoTime();
        Reading reading = new Reading(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                null,
                0);
        String refused = null;
        try {
            Iterator<Row> rows = new DeliveryRows(
                            Datasets.PROJECTS, configuration, DeliveryRows.OwnText.OF_UNREADABLE_ROWS)
                    .of(delivery, feed, file, opened::add);
            while (rows.hasNext()) {
                Map<String, Object> row = named(rows.next());
                if (row.get("refusal") != null) {
                    refused = finding(reading, row.get("refusal"));
                } else {
                    take(reading, row);
                }
            }
        } finally {
            for (AutoCloseable reader : opened) {
                reader.close();
            }
        }
        return new Reading(
                reading.accepted(),
                reading.rejected(),
                reading.leftOut(),
                reading.warnings(),
                reading.places(),
                reading.findings(),
                refused,
                (System.nanoTime() - start) / 1e9);
    }

    private static Map<String, Object> named(Row row) {
        String[] names = DeliveryRows.schema(Datasets.PROJECTS).fieldNames();
        Map<String, Object> named = new TreeMap<>();
        for (int index = 0; index < names.length; index++) {
            named.put(names[index], row.get(index));
        }
        return named;
    }

    private static void take(Reading reading, Map<String, Object> row) {
        Row[] problems = (Row[]) row.get("problems");
        reading.places().add(row.get("sheet") + "!" + row.get("row_number"));
        for (Row warning : (Row[]) row.get("warnings")) {
            if (problems.length == 0) {
                reading.warnings().add(row.get("row_number") + " " + finding(reading, warning));
            }
        }
        if (row.get("no_row") != null) {
            reading.leftOut().add(row.get("row_number") + " " + row.get("no_row"));
        } else if (problems.length > 0) {
            reading.rejected().add(row.get("row_number") + " " + finding(reading, problems[0]));
        } else {
            Row typed = (Row) row.get("typed");
            String cells = java.util.stream.Stream.of(
                            "project_code", "project_name", "district", "total_investment", "planned_start_date")
                    .map(name -> String.valueOf(typed.get(Datasets.PROJECTS.indexOf(name))))
                    .collect(Collectors.joining(" "));
            reading.accepted().add(row.get("row_number") + " " + cells);
        }
    }

    /** Keeps a finding and gives its rule. */
    private static String finding(Reading reading, Object finding) {
        Row row = (Row) finding;
        reading.findings()
                .add(Finding.of(
                        row.getString(0), row.getString(1), row.getString(2), row.getString(3), row.getString(4)));
        return row.getString(2);
    }
}
