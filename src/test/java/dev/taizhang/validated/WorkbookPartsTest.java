package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.RawWorkbook;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That the bounds of a workbook hold for every part that its reader opens, whatever the part's name, folder and case. */
class WorkbookPartsTest {
    private static final String LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    @TempDir
    private Path folder;

    private ProjectOffice office;

    @BeforeEach
    void makeTheOffice() throws IOException {
        office = new ProjectOffice(folder, "");
    }

    private static RawWorkbook list() {
        return new RawWorkbook().sheet("清单", ProjectOffice.HEADER, Fixtures.ROW);
    }

    private static String sheet(String cells) {
        return "<worksheet><sheetData>" + cells + "</sheetData></worksheet>";
    }

    /** A cell far beyond its bound, in an archive of a few kilobytes. */
    private static String bomb() {
        return sheet("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>" + "A".repeat(2 << 20) + "</t></is></c></row>");
    }

    private static String links(String target) {
        return "<Relationships><Relationship Id=\"rId1\" Type=\"" + LINKS + "/worksheet\" Target=\"" + target
                + "\"/></Relationships>";
    }

    private static String types(String workbook, String strings, String styles) {
        return "<Types>" + override(workbook, "sheet.main") + override(strings, "sharedStrings")
                + override(styles, "styles") + "</Types>";
    }

    private static String override(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + TYPE + type + "+xml\"/>";
    }

    @ParameterizedTest
    @CsvSource({
        "worksheets/sheet1.dat, xl/worksheets/sheet1.dat",
        "/xl/worksheets/sheet1.dat, xl/worksheets/sheet1.dat",
        "WORKSHEETS/SHEET1.DAT, xl/worksheets/sheet1.dat",
        "/other/folder/data, other/folder/data",
        "media/image1.png, xl/media/image1.png",
        "worksheets/sheet%31.dat, xl/worksheets/sheet%31.dat",
        "../sheet1.dat, xl/../sheet1.dat",
        "//strange, /strange",
        "ı.dat, xl/i.dat"
    })
    void aSheetUnderAnyNameIsBounded(String target, String part) throws Exception {
        RawWorkbook hostile =
                list().part("xl/_rels/workbook.xml.rels", links(target)).part(part, bomb());
        assertThat(office.read("炸弹.xlsx", hostile.bytes()).refused()).isIn("cell_too_long", "inflates_too_much");
        RawWorkbook wide = list().part("xl/_rels/workbook.xml.rels", links(target))
                .part(part, sheet("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"));
        assertThat(office.read("列号.xlsx", wide.bytes()).refused()).isEqualTo("too_many_columns");
    }

    @Test
    void anHonestSheetUnderAnotherNameIsRead() throws Exception {
        RawWorkbook honest = list().part("xl/_rels/workbook.xml.rels", links("data/sheet.dat"))
                .part(
                        "xl/data/sheet.dat",
                        sheet("<row r=\"1\">" + cells(1, ProjectOffice.HEADER) + "</row><row r=\"2\">"
                                + cells(2, Fixtures.ROW) + "</row>"))
                .part("xl/media/image1.png", "\u0089PNG is no XML");
        assertThat(office.read("诚实.xlsx", honest.bytes()).outcome()).isEqualTo("1 accepted");
    }

    private static String cells(int row, String line) {
        StringBuilder cells = new StringBuilder();
        String[] texts = line.split("\\|", -1);
        for (int column = 0; column < texts.length; column++) {
            cells.append("<c r=\"")
                    .append((char) ('A' + column))
                    .append(row)
                    .append("\" t=\"inlineStr\"><is><t>")
                    .append(texts[column])
                    .append("</t></is></c>");
        }
        return cells.toString();
    }

    @Test
    void sharedTextsStylesAndTheWorkbookItselfAreBoundedUnderAnyName() throws Exception {
        String texts = "<sst><si><t>" + "A".repeat(2 << 20) + "</t></si></sst>";
        assertThat(office.read(
                                "文字.xlsx",
                                list().part(
                                                "[Content_Types].xml",
                                                types("/xl/workbook.xml", "/t.bin", "/xl/styles.xml"))
                                        .part("t.bin", texts)
                                        .bytes())
                        .refused())
                .isIn("cell_too_long", "inflates_too_much");
        String styles = "<styleSheet><cellXfs>" + "<xf numFmtId=\"0\"/>".repeat(500_000) + "</cellXfs></styleSheet>";
        assertThat(office.read(
                                "样式.xlsx",
                                list().part(
                                                "[Content_Types].xml",
                                                types("/xl/workbook.xml", "/xl/sharedStrings.xml", "/s.bin"))
                                        .part("s.bin", styles)
                                        .bytes())
                        .refused())
                .isEqualTo("inflates_too_much");
        assertThat(office.read(
                                "目录.xlsx",
                                list().part(
                                                "[Content_Types].xml",
                                                types("/w/book", "/xl/sharedStrings.xml", "/xl/styles.xml"))
                                        .part(
                                                "w/book",
                                                "<workbook><sheets><sheet name=\"清单\" sheetId=\"1\" r:id=\"rId1\" xmlns:r=\""
                                                        + LINKS + "\"/></sheets></workbook>")
                                        .part("w/_rels/book.rels", links("s.dat"))
                                        .part("w/s.dat", bomb())
                                        .bytes())
                        .refused())
                .isIn("cell_too_long", "inflates_too_much");
    }

    /** With another root the bounds of its kind would not be looked at, while the reader looks for rows all the same. */
    @Test
    void aPartThatIsNotWhatTheWorkbookSaysIsRefused() throws Exception {
        assertThat(office.read(
                                "根.xlsx",
                                list().part(
                                                "xl/worksheets/sheet1.xml",
                                                "<x><sheetData><row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row></sheetData></x>")
                                        .bytes())
                        .refused())
                .isEqualTo("workbook_unreadable");
        assertThat(office.read(
                                "样式根.xlsx",
                                list().part("xl/styles.xml", "<x><cellXfs/></x>")
                                        .bytes())
                        .refused())
                .isEqualTo("workbook_unreadable");
    }
}
