package dev.taizhang.commands;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * The cells of a CSV or workbook, changed as clerks change them by accident: blanks, other units, repeated and ragged rows,
 * wrong dates, renamed headers.
 */
final class MutatedGrid {
    private static final List<String> ODD = List.of(
            "约三百",
            "1,234.5.6",
            "１２０",
            "(5)",
            "-3",
            "12①",
            "1e3",
            "-",
            "#REF!",
            "3亿元",
            "45万元",
            "120%",
            "nan",
            "=1+1",
            "\"引\"号",
            "2025-02-30",
            "20250230",
            "2025.1",
            "昨天",
            "45747",
            "2025年3月",
            "合计",
            "是",
            "榆次",
            "没有的县",
            "X-1");

    /** How the text of a numeric cell begins. */
    private static final String NUMBER = "n:";

    private final Map<String, List<List<String>>> sheets = new LinkedHashMap<>();
    private final SplittableRandom random;

    private MutatedGrid(SplittableRandom random) {
        this.random = random;
    }

    /** A file with some of its cells changed. */
    static byte[] of(Path file, SplittableRandom random) throws IOException {
        MutatedGrid grid = new MutatedGrid(random);
        boolean workbook = file.toString().endsWith(".xlsx");
        if (workbook) {
            grid.readWorkbook(Files.readAllBytes(file));
        } else {
            grid.readCsv(Files.readString(file));
        }
        grid.mutate();
        return workbook ? grid.workbook() : grid.csv();
    }

    private void readCsv(String text) throws IOException {
        try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
            sheets.put(
                    "",
                    parser.stream()
                            .map(record -> (List<String>) new ArrayList<>(List.of(record.values())))
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
    }

    private void readWorkbook(byte[] bytes) throws IOException {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(bytes))) {
            workbook.getSheets().forEach(sheet -> sheets.put(sheet.getName(), rows(sheet)));
        }
    }

    private static List<List<String>> rows(Sheet sheet) {
        try {
            return sheet.read().stream()
                    .map(row -> row.stream().map(MutatedGrid::text).collect(Collectors.toCollection(ArrayList::new)))
                    .collect(Collectors.toCollection(ArrayList::new));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String text(Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        return cell.getType() == CellType.NUMBER ? NUMBER + cell.getRawValue() : String.valueOf(cell.getText());
    }

    private void mutate() {
        for (int nth = random.nextInt(4); nth >= 0; nth--) {
            List<List<String>> rows = List.copyOf(sheets.values()).get(random.nextInt(sheets.size()));
            if (!rows.isEmpty()) {
                mutate(rows);
            }
        }
    }

    private void mutate(List<List<String>> rows) {
        int place = random.nextInt(Math.min(rows.size(), 12));
        List<String> row = rows.get(place);
        int column = row.isEmpty() ? 0 : random.nextInt(row.size());
        switch (random.nextInt(12)) {
            case 0 -> set(row, column, "");
            case 1, 2, 3 -> set(row, column, ODD.get(random.nextInt(ODD.size())));
            case 4 -> rows.add(place, new ArrayList<>(row));
            case 5 -> rows.add(new ArrayList<>(row));
            case 6 -> row.add("多余的格");
            case 7 -> row.subList(column, row.size()).clear();
            case 8 -> Collections.swap(rows, place, random.nextInt(Math.min(rows.size(), 12)));
            case 9 -> rows.forEach(each -> each.replaceAll(cell -> cell.replace("万元", "亿元")));
            case 10 -> set(rows.get(0), Math.min(column, rows.get(0).size() - 1), "另一列（元）");
            default -> rows.remove(place);
        }
    }

    private static void set(List<String> row, int column, String text) {
        if (column >= 0 && column < row.size()) {
            row.set(column, text);
        }
    }

    private byte[] csv() {
        return sheets.get("").stream()
                .map(row -> row.stream().map(MutatedGrid::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String cell) {
        return cell.matches("(?s).*[,\"\r\n].*") ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private byte[] workbook() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "A clerk", null)) {
            sheets.forEach((name, rows) -> {
                Worksheet sheet = workbook.newWorksheet(name);
                for (int row = 0; row < rows.size(); row++) {
                    for (int column = 0; column < rows.get(row).size(); column++) {
                        write(sheet, row, column, rows.get(row).get(column));
                    }
                }
            });
        }
        return bytes.toByteArray();
    }

    private static void write(Worksheet sheet, int row, int column, String cell) {
        if (cell.startsWith(NUMBER)) {
            sheet.value(row, column, new BigDecimal(cell.substring(NUMBER.length())));
        } else if (!cell.isEmpty()) {
            sheet.value(row, column, cell);
        }
    }
}
