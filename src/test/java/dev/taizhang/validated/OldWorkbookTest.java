package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFCell;
import org.apache.poi.hssf.usermodel.HSSFCellStyle;
import org.apache.poi.hssf.usermodel.HSSFFont;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks of the form {@code .xls}, read by the same rules as {@code .xlsx}. */
class OldWorkbookTest {
    @TempDir
    private Path folder;

    private HSSFWorkbook workbook;
    private HSSFSheet sheet;

    @BeforeEach
    void makeTheWorkbook() {
        workbook = new HSSFWorkbook();
        sheet = workbook.createSheet("清单");
        row(0, ProjectOffice.HEADER);
    }

    private HSSFRow row(int number, String line) {
        HSSFRow row = sheet.createRow(number);
        String[] cells = line.split("\\|", -1);
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                row.createCell(column).setCellValue(cells[column]);
            }
        }
        return row;
    }

    private HSSFCell shown(HSSFCell cell, String format) {
        HSSFCellStyle style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        cell.setCellStyle(style);
        return cell;
    }

    private ProjectOffice.Reading read(String name) throws Exception {
        return new ProjectOffice(folder, "").read(name, OldWorkbooks.bytes(workbook));
    }

    private ProjectOffice.Reading read() throws Exception {
        return read("a.xls");
    }

    @Test
    void numbersTextsAndDatesAreRead() throws Exception {
        HSSFRow row = row(1, "P-1|东|榆次区|开工");
        row.createCell(4).setCellValue(0.1 + 0.2);
        shown(row.createCell(5), "yyyy-mm-dd").setCellValue(45_747.5);
        row(3, "P-2|谷|太谷区|开工|３亿元|2025年3月31日").setZeroHeight(true);
        assertThat(read().accepted())
                .containsExactly("2 P-1 东 榆次区 300000 2025-03-31", "4 P-2 谷 太谷区 30000000000 2025-03-31");
    }

    @Test
    void manyTextsAndRowsAreRead() throws Exception {
        for (int number = 1; number <= 5000; number++) {
            row(number, "P-" + number + "|" + "名".repeat(number % 200 + 1) + "|榆次区|开工")
                    .createCell(4)
                    .setCellValue(number);
        }
        ProjectOffice.Reading reading = read();
        assertThat(reading.outcome()).isEqualTo("5000 accepted");
        assertThat(reading.accepted().get(4999)).isEqualTo("5001 P-5000 名 榆次区 5000000000 null");
    }

    @Test
    void formulasAreReadByTheirValues() throws Exception {
        HSSFRow row = row(1, "P-1||榆次区|开工");
        row.createCell(1).setCellFormula("CONCATENATE(\"东\",\"一\")");
        row.createCell(4).setCellFormula("40+2");
        row.createCell(5).setCellFormula("IF(1=1,\"\",1)");
        workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        assertThat(read().accepted()).containsExactly("2 P-1 东一 榆次区 42000000 null");
    }

    /** POI writes zero, marked to be computed on opening. */
    @Test
    void aFormulaThatWasNeverComputedIsNoZero() throws Exception {
        HSSFRow row = row(1, "P-1|东|榆次区|开工");
        row.createCell(4).setCellFormula("40+2");
        assertThat(read().rejected()).containsExactly("2 formula_without_value");
    }

    /** Other programs write the empty text, which is the result of some formulas but never of arithmetic. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            IF(TRUE,"","a")       | 2 P-1 null 榆次区 1000000 null |
            ""                    | 2 P-1 null 榆次区 1000000 null |
            D2&""                 | 2 P-1 null 榆次区 1000000 null |
            E2*2                  | 2 P-1 null 榆次区 1000000 null | 2 formula_without_value
            ( E2 + 1 )            | 2 P-1 null 榆次区 1000000 null | 2 formula_without_value
            SUM(E2:E3)            | 2 P-1 null 榆次区 1000000 null | 2 formula_without_value
            SUM(E2,E3)            | 2 P-1 null 榆次区 1000000 null | 2 formula_without_value
            -E2                   | 2 P-1 null 榆次区 1000000 null | 2 formula_without_value
            """)
    void anEmptyTextIsNoResultOfArithmetic(String formula, String accepted, String warning) throws Exception {
        HSSFRow row = row(1, "P-1||榆次区|开工|1");
        row.createCell(1).setCellFormula(formula);
        row.getCell(1).setCellValue("");
        assertThat(read().accepted()).containsExactly(accepted);
        assertThat(read().warnings()).containsExactlyElementsOf(warning == null ? List.of() : List.of(warning));
    }

    @Test
    void errorsAreNoTexts() throws Exception {
        HSSFRow row = row(1, "P-1|东||开工");
        row.createCell(2).setCellErrorValue(FormulaError.REF);
        assertThat(read().rejected()).containsExactly("2 cell_error");
    }

    @Test
    void aRaisedRunIsAFootnoteMark() throws Exception {
        HSSFFont raised = workbook.createFont();
        raised.setTypeOffset(HSSFFont.SS_SUPER);
        HSSFRichTextString amount = new HSSFRichTextString("38461");
        amount.applyFont(4, 5, raised);
        HSSFRichTextString name = new HSSFRichTextString("100 m2厂");
        name.applyFont(5, 6, raised);
        HSSFRow row = row(1, "P-1||榆次区|开工");
        row.createCell(1).setCellValue(name);
        row.createCell(4).setCellValue(amount);
        assertThat(read().accepted()).allMatch(line -> line.contains(" 3846000000 "));
        row.getCell(4).setCellValue(1);
        assertThat(read().accepted()).containsExactly("2 P-1 100 m²厂 榆次区 1000000 null");
    }

    @Test
    void headersOfTwoRowsAndHiddenSheetsAreKnown() throws Exception {
        workbook.removeSheetAt(0);
        sheet = workbook.createSheet("清单 ");
        row(0, "项目代码|项目名称|所属县区|项目状态|投资（万元）|");
        row(1, "||||计划总投资|年度计划投资");
        row(2, "P-1|东|榆次区|开工|1|1");
        sheet.addMergedRegion(new CellRangeAddress(0, 1, 0, 0));
        sheet.addMergedRegion(new CellRangeAddress(0, 0, 4, 5));
        sheet = workbook.createSheet("旧表");
        row(0, ProjectOffice.HEADER);
        workbook.setSheetHidden(1, true);
        assertThat(read().outcome()).isEqualTo("1 accepted; 1 left out: hidden_sheet");
    }

    @Test
    void daysMayBeCountedFrom1904() throws Exception {
        workbook.getInternalWorkbook().getRecords().forEach(record -> {
            if (record instanceof org.apache.poi.hssf.record.DateWindow1904Record window) {
                window.setWindowing((short) 1);
            }
        });
        shown(row(1, "P-1|东|榆次区|开工").createCell(5), "m/d/yy").setCellValue(44_285);
        assertThat(read().accepted()).containsExactly("2 P-1 东 榆次区 null 2025-03-31");
    }

    @Test
    void theContentCountsNotTheName() throws Exception {
        row(1, "P-1|东|榆次区|开工|1|");
        for (String name : new String[] {"a.xls", "a.XLS", "a.et", "a.xlt", "a.xlsx"}) {
            assertThat(read(name).outcome()).as(name).isEqualTo("1 accepted");
        }
        assertThat(read("a.csv").refused()).isEqualTo("misnamed_file");
    }

    @Test
    void aTextUnderTheNameOfAWorkbookIsText() throws Exception {
        String text = ProjectOffice.HEADER.replace('|', ',') + "\nP-1,东,榆次区,开工,1,\n";
        assertThat(new ProjectOffice(folder, "")
                        .read("a.xls", text.getBytes(StandardCharsets.UTF_8))
                        .outcome())
                .isEqualTo("1 accepted");
    }

    @Test
    void aPasswordIsNamed() throws Exception {
        row(1, "P-1|东|榆次区|开工|1|");
        Biff8EncryptionKey.setCurrentUserPassword("secret");
        try {
            byte[] bytes = OldWorkbooks.bytes(workbook);
            Biff8EncryptionKey.setCurrentUserPassword(null);
            assertThat(new ProjectOffice(folder, "").read("a.xls", bytes).refused())
                    .isEqualTo("password_protected");
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    @Test
    void aFileThatIsTooLargeIsRefused() throws Exception {
        byte[] bytes = Arrays.copyOf(OldWorkbooks.bytes(workbook), (32 << 20) + 1);
        assertThat(new ProjectOffice(folder, "").read("a.xls", bytes).refused()).isEqualTo("old_workbook_too_large");
    }

    @Test
    void aDamagedFileIsReadOrRefused() throws Exception {
        row(1, "P-1|东|榆次区|开工|1|").createCell(5).setCellValue(45_747);
        byte[] whole = OldWorkbooks.bytes(workbook);
        ProjectOffice office = new ProjectOffice(folder, "");
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged =
                    Arrays.copyOf(whole, random.nextInt(4) == 0 ? random.nextInt(8, whole.length) : whole.length);
            for (int nth = random.nextInt(5); nth >= 0; nth--) {
                damaged[random.nextInt(8, damaged.length)] = (byte) random.nextInt(256);
            }
            ProjectOffice.Reading reading = office.read("a.xls", damaged);
            assertThat(reading.refused() != null || reading.rows() >= 0).isTrue();
            assertThat(reading.seconds()).as("seconds of seed " + seed).isLessThan(5);
        }
    }
}
