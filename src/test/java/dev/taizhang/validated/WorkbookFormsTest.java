package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workbooks in the forms that programs other than Excel write and Excel opens: every cell is read as Excel shows it. */
class WorkbookFormsTest {
    private static final String LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String HEADER_ROW = row("r=\"1\"", ProjectOffice.HEADER.split("\\|"));
    private static final String[] CELLS = {"P-1", "东", "榆次区", "开工", "1百万", "2025-03-31"};

    @TempDir
    private Path folder;

    private ProjectOffice.Reading read(RawWorkbook workbook) throws Exception {
        return new ProjectOffice(folder, "").read("a.xlsx", workbook.bytes());
    }

    private ProjectOffice.Reading read(String data) throws Exception {
        return read(new RawWorkbook().rawSheet("清单", "", data, ""));
    }

    private static String row(String attributes, String... texts) {
        StringBuilder cells = new StringBuilder("<row " + attributes + ">");
        for (String text : texts) {
            cells.append("<c t=\"inlineStr\"><is><t>").append(text).append("</t></is></c>");
        }
        return cells.append("</row>").toString();
    }

    /** A row whose name is the given cell and whose other cells are plain. */
    private static String named(String cell) {
        return row("r=\"2\"", CELLS).replace("<c t=\"inlineStr\"><is><t>东</t></is></c>", cell);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rows and cells without places | <row>  | <c t=\"inlineStr\">
            a place for the row alone     | <row r=\" 2 \"> | <c t=\"inlineStr\">
            blanks around attributes      | <row r=\"2\"> | <c t=\" inlineStr \" s=\" 0 \">
            further attributes            | <row r=\"2\" spans=\"1:6\" x14ac:dyDescent=\"0.2\" xmlns:x14ac=\"x\"> | <c t=\"inlineStr\" cm=\"1\">
            """)
    void aRowIsReadHoweverItIsMarked(String about, String row, String cell) throws Exception {
        String data = row("r=\"2\"", CELLS)
                .replace("<row r=\"2\">", row)
                .replace("<c t=\"inlineStr\">", cell)
                .replace("1百万", "100百万");
        assertThat(read(HEADER_ROW + data).accepted()).as(about).containsExactly("2 P-1 东 榆次区 10000000000 2025-03-31");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            as Excel writes it         | x                  | x
            a prefix for every element | <(/?)([rcv])       | <$1x:$2
            cells out of order         | (<c .*?</c>)(.*)(</row>) | $2$1$3
            blanks around its place    | r=\"F2             | r=\" f2
            a comment before each text | <v>                | <v><!-- x -->
            an extension in each cell  | </v>               | </v><extLst><ext><v>9</v></ext></extLst>
            an empty style behind it   | </row>             | <c r=\"H2\" s=\"9\"/></row>
            """)
    void aCellIsReadHoweverItIsMarked(String about, String part, String instead) throws Exception {
        StringBuilder row = new StringBuilder("<row r=\"2\" xmlns:x=\"x\">");
        for (int column = 0; column < CELLS.length; column++) {
            row.append("<c r=\"").append((char) ('A' + column)).append("2\" t=\"str\"><v>");
            row.append(CELLS[column]).append("</v></c>");
        }
        String data = row.append("</row>").toString().replaceAll(part, instead);
        assertThat(read(HEADER_ROW + data).accepted()).as(about).containsExactly("2 P-1 东 榆次区 100000000 2025-03-31");
    }

    @Test
    void aRowWithoutItsNumberHasThatOfItsCellsOrFollowsTheLast() throws Exception {
        String far = row("r=\"2\"", CELLS).replace("<row r=\"2\"><c", "<row><c r=\"a7\"");
        String next = row("", CELLS).replace("P-1", "P-2");
        assertThat(read(HEADER_ROW + far + next).accepted())
                .containsExactly("7 P-1 东 榆次区 100000000 2025-03-31", "8 P-2 东 榆次区 100000000 2025-03-31");
    }

    @Test
    void rowsOutOfOrderAreSortedByTheirNumbers() throws Exception {
        String third = row("r=\"3\"", CELLS).replace("P-1", "P-2");
        assertThat(read(third + row("r=\"2\"", CELLS) + HEADER_ROW).accepted())
                .containsExactly("2 P-1 东 榆次区 100000000 2025-03-31", "3 P-2 东 榆次区 100000000 2025-03-31");
    }

    @ParameterizedTest(name = "the name {0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            <c t="inlineStr"><is><t>东京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></is></c> | 东京
            <c t="inlineStr"><is><r><t>东</t></r><rPh sb="0" eb="1"><t>ひがし</t></rPh><r><t>京</t></r></is></c>     | 东京
            <c t="inlineStr"><is><t><![CDATA[甲&乙]]></t></is></c>                      | 甲&乙
            <c t="str"><f>A1</f><v><![CDATA[甲<乙]]></v></c>                            | 甲<乙
            <c t="str"><v>甲_x0026_乙</v></c>                                           | 甲&乙
            <c t="b"><v>1</v></c>                                                       | TRUE
            <c t="b"><v> false </v></c>                                                 | FALSE
            <c t="d"><v>2025-03-31T00:00:00</v></c>                                     | 2025-03-31
            <c t="d"><v>2025-03-31T08:30:00</v></c>                                     | 2025-03-31T08:30:00
            <c t="inlineStr"><is><r><t>100 m</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></is></c> | 100 m²
            <c t="inlineStr"><is><r><t>CO</t></r><r><rPr><vertAlign val="subscript"/></rPr><t>2</t></r><r><t>厂</t></r></is></c> | CO₂厂
            <c t="inlineStr"><is><r><t>大桥</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>12</t></r></is></c>   | 大桥[12]
            <c t="inlineStr"><is><r><t>3</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1,2</t></r></is></c>     | 3[1,2]
            <c t="inlineStr"><is><r><t>1</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>st</t></r></is></c>      | 1st
            <c t="inlineStr"><is><r><rPr><b/><vertAlign val="baseline"/></rPr><t>1</t></r><r><t>2</t></r></is></c>      | 12
            <c><v> 12 </v></c>                                                          | 12
            """)
    void aTextIsWhatItsSenderSaw(String cell, String name) throws Exception {
        assertThat(read(HEADER_ROW + named(cell)).accepted())
                .containsExactly("2 P-1 " + name + " 榆次区 100000000 2025-03-31");
    }

    @ParameterizedTest(name = "the name {0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            <c t="e"><v>#CONNECT!</v></c>                       | cell_error
            <c t="e"><v>#N/A</v></c>                            | cell_error
            <c t="e"><f>X()</f><v>whatever an error says</v></c> | cell_error
            <c t="e"/>                                          | cell_error
            <c><f>A1</f></c>                                    | formula_without_value
            <c><f>A1</f><v/></c>                                | formula_without_value
            <c><f t="shared" si="0"/></c>                       | formula_without_value
            """)
    void aCellWithoutAValueIsNoText(String cell, String rule) throws Exception {
        ProjectOffice.Reading reading = read(HEADER_ROW + named(cell));
        assertThat(reading.accepted()).containsExactly("2 P-1 null 榆次区 100000000 2025-03-31");
        assertThat(reading.warnings()).containsExactly("2 " + rule);
    }

    @ParameterizedTest(name = "the index \"{0}\"")
    @CsvSource({"'0'", "' 0'", "'0 '", "'00'"})
    void anIndexOfASharedTextMayHaveBlanks(String index) throws Exception {
        RawWorkbook workbook = new RawWorkbook()
                .rawSheet("清单", "", HEADER_ROW + named("<c t=\"s\"><v>" + index + "</v></c>"), "")
                .part("xl/sharedStrings.xml", "<sst><si><t>东</t></si></sst>");
        assertThat(read(workbook).accepted()).containsExactly("2 P-1 东 榆次区 100000000 2025-03-31");
    }

    @Test
    void theStrictFormIsReadLikeTheUsualOne() throws Exception {
        String main = "xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"";
        String links = "http://purl.oclc.org/ooxml/officeDocument/relationships";
        String relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        RawWorkbook workbook = new RawWorkbook()
                .part(
                        "_rels/.rels",
                        relationships + "<Relationship Id=\"a\" Type=\"" + links
                                + "/officeDocument\" Target=\"book/list.xml\"/></Relationships>")
                .part(
                        "book/list.xml",
                        "<workbook conformance=\"strict\" " + main + " xmlns:r=\"" + links
                                + "\"><workbookPr date1904=\"true\"/>"
                                + "<sheets><sheet name=\"清单\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>")
                .part(
                        "book/_rels/list.xml.rels",
                        relationships + "<Relationship Id=\"s\" Type=\"" + links
                                + "/worksheet\" Target=\"s.xml\"/><Relationship Id=\"t\" Type=\"" + links
                                + "/styles\" Target=\"/t.xml\"/></Relationships>")
                .part("t.xml", "<styleSheet " + main + "><cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs></styleSheet>")
                .part(
                        "book/s.xml",
                        "<worksheet " + main + "><sheetData>" + HEADER_ROW
                                + row("r=\"2\"", "P-1", "东", "榆次区", "开工", "1百万")
                                        .replace("</row>", "<c s=\"1\"><v>44285</v></c></row>")
                                + "</sheetData></worksheet>");
        assertThat(read(workbook).accepted()).containsExactly("2 P-1 东 榆次区 100000000 2025-03-31");
    }

    @ParameterizedTest(name = "styles: {0}")
    @CsvSource(delimiter = '|', textBlock = """
            <cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs><dxfs><dxf><numFmt numFmtId="10" formatCode="yyyy"/></dxf></dxfs> | 45.00%
            <cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs><dxfs><dxf><numFmt numFmtId="170" formatCode="0%"/></dxf></dxfs> | 0.45
            <dxfs><dxf><numFmt numFmtId="9" formatCode="0"/></dxf></dxfs><cellXfs><xf/><xf numFmtId="9"/></cellXfs>                  | 45%
            <cellStyleXfs><xf numFmtId="9"/><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf/></cellXfs>                           | 0.45
            <cellXfs><xf numFmtId="0"/></cellXfs>                                                                                      | 0.45
            <numFmts><numFmt numFmtId="9" formatCode="0.00"/></numFmts><cellXfs><xf/><xf numFmtId="9"/></cellXfs>                    | 0.45
            """)
    void onlyTheFormatsOfCellsDecide(String styles, String shown) throws Exception {
        RawWorkbook workbook = new RawWorkbook()
                .rawSheet("清单", "", HEADER_ROW + named("<c s=\"1\"><v>0.45</v></c>"), "")
                .part("xl/styles.xml", "<styleSheet>" + styles + "</styleSheet>");
        assertThat(read(workbook).accepted()).containsExactly("2 P-1 " + shown + " 榆次区 100000000 2025-03-31");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "45747.9999999999, 2025-04-01",
        "45747.99999, 2025-03-31",
        "45747, 2025-03-31",
        "45747.5, 2025-03-31",
        "45746.999999999996, 2025-03-31"
    })
    void aDayJustBelowMidnightIsTheNextOne(String stored, String date) throws Exception {
        RawWorkbook workbook = new RawWorkbook().sheet("清单", ProjectOffice.HEADER, "P-1|东|榆次区|开工||d:" + stored);
        assertThat(read(workbook).accepted()).containsExactly("2 P-1 东 榆次区 null " + date);
    }

    @Test
    void whatStandsBesideTheRowsIsNoRow() throws Exception {
        String controls = "<conditionalFormatting sqref=\"A1\"><cfRule><formula>" + "A1+".repeat(20_000)
                + "1</formula></cfRule></conditionalFormatting><controls><control><row>1</row><c r=\"A9\"><v>1</v></c>"
                + "</control></controls>";
        ProjectOffice.Reading reading =
                read(new RawWorkbook().rawSheet("清单", "", HEADER_ROW + row("r=\"2\"", CELLS), controls));
        assertThat(reading.outcome()).isEqualTo("1 accepted");
    }

    @ParameterizedTest
    @CsvSource({"chartsheet", "dialogsheet", "xlMacrosheet"})
    void aChartBesideTheListIsNoSheetOfRows(String kind) throws Exception {
        String links = "<Relationships><Relationship Id=\"rId1\" Type=\"" + LINKS
                + "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" + LINKS + "/"
                + kind
                + "\" Target=\"worksheets/sheet2.xml\"/></Relationships>";
        RawWorkbook workbook = new RawWorkbook()
                .rawSheet("清单", "", HEADER_ROW + row("r=\"2\"", CELLS), "")
                .rawSheet("图", "", "", "")
                .part("xl/worksheets/sheet2.xml", "<" + kind + "/>")
                .part("xl/_rels/workbook.xml.rels", links);
        assertThat(read(workbook).outcome()).isEqualTo("1 accepted");
    }

    @ParameterizedTest
    @CsvSource({"' 清单'", "'清单 '", "'清单\u3000'", "'清单\u00A0'", "清单"})
    void aSheetIsFoundWithBlanksAtTheEndsOfItsName(String name) throws Exception {
        RawWorkbook workbook = new RawWorkbook()
                .rawSheet(name, "", HEADER_ROW + row("r=\"2\"", CELLS), "")
                .sheet("说明", "填报说明");
        assertThat(new ProjectOffice(folder, "sheets = \"清单\"")
                        .read("a.xlsx", workbook.bytes())
                        .outcome())
                .isEqualTo("1 accepted");
    }

    /** Merged cells follow the rows, of which only the first are read ahead. */
    @Test
    void mergedCellsOfALongSheetAreKnownAtItsHeader() throws Exception {
        StringBuilder data = new StringBuilder(
                row("r=\"1\"", "项目代码", "项目名称", "所属县区", "项目状态", "投资（万元）").replace("</row>", "<c/></row>"));
        data.append(row("r=\"2\"", "", "", "", "", "计划总投资", "年度计划投资"));
        for (int number = 3; number < 40_003; number++) {
            data.append("<row r=\"")
                    .append(number)
                    .append("\"><c t=\"str\"><v>P-")
                    .append(number)
                    .append("</v></c><c t=\"str\"><v>东</v></c><c t=\"str\"><v>榆次区</v></c><c t=\"str\"><v>开工</v></c>")
                    .append("<c><v>1</v></c><c><v>1</v></c></row>");
        }
        String merges = "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"E1:F1\"/></mergeCells>";
        ProjectOffice.Reading reading = read(new RawWorkbook().rawSheet("清单", "", data.toString(), merges));
        assertThat(reading.outcome()).isEqualTo("40000 accepted");
    }
}
