package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The merged cells of a sheet whose rows are not parsed to find them. */
class SheetWithoutRowsTest {
    private static final SheetRows.Merge FIRST_TWO = new SheetRows.Merge(1, 1, 0, 1);

    @TempDir
    private Path folder;

    private List<SheetRows.Merge> merges(String sheet) throws Exception {
        Path file = folder.resolve("a.xlsx");
        Files.write(
                file,
                new RawWorkbook()
                        .sheet("清单", "甲")
                        .part("xl/worksheets/sheet1.xml", sheet)
                        .bytes());
        try (XmlWorkbook workbook = XmlWorkbook.of(file, new ReadDeadline())) {
            return workbook.sheets().get(0).merging().call();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>MERGED</worksheet>
            <worksheet><sheetData >text < &broken; </sheetData >MERGED</worksheet>
            <x:worksheet xmlns:x="urn:x"><x:cols/><x:sheetData><x:row/></x:sheetData>MERGED</x:worksheet>
            <worksheet><sheetData/>MERGED</worksheet>
            <worksheet><sheetData />MERGED</worksheet>
            <worksheet><sheetData></sheetData>MERGED</worksheet>
            <worksheet>MERGED</worksheet>
            <worksheet><!-- <sheetData> --><sheetData><row/></sheetData>MERGED</worksheet>
            <worksheet><sheetData><row><c><v><![CDATA[</sheetData>]]></v></c></row></sheetData>MERGED</worksheet>
            <worksheet><sheetDataPr/><sheetData><row/></sheetData>MERGED</worksheet>
            """)
    void areFoundWhateverSurroundsTheRows(String sheet) throws Exception {
        String merged = "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>";
        String prefixed = merged.replace("<m", "<x:m").replace("</m", "</x:m");
        assertThat(merges(sheet.replace("MERGED", sheet.startsWith("<x:") ? prefixed : merged)))
                .containsExactly(FIRST_TWO);
    }

    @Test
    void areFoundInASheetThatIsTooLargeToReadAhead() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < SheetLines.CELLS_AHEAD / 2; row++) {
            // Equal rows would be compressed so well that the workbook is refused.
            rows.append("<row><c><v>").append(row * 7919 % 100_003).append("</v></c><c><v>2</v></c></row>");
        }
        try (WorkbookFile workbook =
                workbook("<sheetData>" + rows + "</sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")) {
            SheetRows sheet = workbook.sheets("*").findFirst().orElseThrow();
            assertThat(sheet.merges()).containsExactly(FIRST_TWO);
            int read = 0;
            for (SheetRows.Line line : sheet.rows()) {
                read++;
                assertThat(line.number()).isEqualTo(read);
            }
            assertThat(read).isEqualTo(SheetLines.CELLS_AHEAD / 2);
        }
    }

    @Test
    void rowsOutOfOrderAreSorted() throws Exception {
        try (WorkbookFile workbook =
                workbook("<sheetData><row r=\"4\"/><row r=\"2\"/><row r=\"7\"/><row r=\"3\"/><row r=\"1\"/>"
                        + "<row r=\"9\"/></sheetData>")) {
            assertThat(workbook.sheets("*").findFirst().orElseThrow().rows())
                    .extracting(SheetRows.Line::number)
                    .containsExactly(1, 2, 3, 4, 7, 9);
        }
    }

    /** A workbook of one sheet, whose part has this content. */
    private WorkbookFile workbook(String content) throws Exception {
        Path file = folder.resolve("a.xlsx");
        Files.write(
                file,
                new RawWorkbook()
                        .sheet("清单", "甲")
                        .part("xl/worksheets/sheet1.xml", "<worksheet>" + content + "</worksheet>")
                        .bytes());
        return new WorkbookFile(file);
    }
}
