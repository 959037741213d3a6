package dev.taizhang.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/** Reads the sample's files back, with nothing of the generator but the names of its files. */
final class SampleReader {
    private static final Map<String, String> DATASETS = Map.of(
            "重大项目清单", "projects",
            "项目进度", "progress",
            "目标任务", "targets",
            "跨县项目分摊表", "allocations",
            "招商签约台账", "contracts",
            "堵点难点台账", "bottlenecks",
            "联审联批台账", "approvals",
            "规上工业产值", "industrial_output");

    /** What the columns of typed progress reports are called elsewhere. */
    private static final Map<String, String> TYPED_HEADERS = Map.of(
            "project_no", "项目代码",
            "month", "报告月份",
            "invested_in_month", "本月完成投资",
            "invested_in_year", "本年累计完成投资",
            "invested_in_all", "自开工累计完成投资");

    private SampleReader() {}

    /** Every regular file below a directory, by its path from there. */
    static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .map(directory::relativize)
                    .sorted()
                    .toList();
        }
    }

    /** The dataset of a file, by its name; what stands there in parentheses says what kind of file it is. */
    static String dataset(Path file) {
        return DATASETS.get(file.toString().replaceAll("（.*）|\\..*|.*[ _]", ""));
    }

    /** All rows of a file as text, the title and the header among them. */
    static List<List<String>> rows(Path file) throws IOException {
        return switch (ending(file)) {
            case "csv" -> csvRows(file);
            case "parquet" -> OlderFiles.parquetRows(file);
            case "jsonl" -> OlderFiles.jsonRows(file);
            default -> workbookRows(file);
        };
    }

    private static String ending(Path file) {
        return file.toString().replaceAll(".*\\.", "");
    }

    /** The header row: the second of a workbook, the first of all else. */
    static int headerRow(Path file) {
        return ending(file).equals("xlsx") ? 1 : 0;
    }

    /** The rows below the header, with the positions of the columns by the part of the header before a unit. */
    static Table table(Path file) throws IOException {
        List<List<String>> rows = rows(file);
        List<String> header = rows.get(headerRow(file)).stream()
                .map(name -> TYPED_HEADERS.getOrDefault(name, name))
                .toList();
        return new Table(
                file,
                header,
                rows.subList(headerRow(file) + 1, rows.size()),
                rows.get(0).get(0));
    }

    private static List<List<String>> workbookRows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> stream = workbook.getFirstSheet().openStream()) {
            int width = 0;
            for (Row row : stream.toList()) {
                width = Math.max(width, row.getCellCount());
                rows.add(IntStream.range(0, width)
                        .mapToObj(column -> row.getCellRawValue(column).orElse(""))
                        .toList());
            }
        }
        return rows;
    }

    private static List<List<String>> csvRows(Path file) throws IOException {
        try (Reader text = Files.newBufferedReader(file, Charset.forName("GB18030"));
                CSVParser parser = CSVFormat.RFC4180.parse(text)) {
            return parser.getRecords().stream().map(row -> row.toList()).toList();
        }
    }

    /** A table as read: every value is text. */
    record Table(Path file, List<String> header, List<List<String>> rows, String firstCell) {

        /** The rows that are neither rejected nor left out. */
        List<List<String>> rightRows(JsonNode known) {
            Set<Integer> wrong = new HashSet<>();
            for (String kind : List.of("rejected", "identical_rows")) {
                for (JsonNode place : known.get(kind)) {
                    if (place.get("file").asText().equals(file.getFileName().toString())) {
                        wrong.add(place.get("row").asInt() - 2 - headerRow(file));
                    }
                }
            }
            return IntStream.range(0, rows.size())
                    .filter(index -> !wrong.contains(index))
                    .mapToObj(rows::get)
                    .toList();
        }

        int indexOf(String column) {
            return header.stream().map(Table::withoutUnit).toList().indexOf(column);
        }

        String value(List<String> row, String column) {
            return row.get(indexOf(column));
        }

        /** An amount in yuan, by the unit that the header or else the title states. */
        BigDecimal yuan(List<String> row, String column) {
            if (ending(file).equals("parquet")) {
                return new BigDecimal(value(row, column));
            }
            String stated = header.get(indexOf(column)) + firstCell;
            assertThat(stated).containsAnyOf("亿元", "万元");
            int power = stated.contains("亿元") ? 8 : 4;
            return new BigDecimal(value(row, column)).scaleByPowerOfTen(power).setScale(2);
        }

        private static String withoutUnit(String header) {
            return header.replaceAll("（.*）", "");
        }
    }
}
