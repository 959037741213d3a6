package dev.taizhang.validated;

import dev.taizhang.RawWorkbook;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A file of each kind of damage and of each attack that readers of such files have met, and what has to become of it. */
final class Fixtures {
    static final String HEADER = ProjectOffice.HEADER;
    static final String ROW = "P-1|东一|榆次区|开工|100|2025-03-31";
    private static final String[] LIST = {HEADER, ROW, "P-2|东二|榆次区|开工|20|"};

    private static final String HIDDEN = " state=\"hidden\"";

    private Fixtures() {}

    /**
     * One file.
     *
     * @param group what it is about
     * @param name its name
     * @param about what it is, in English
     * @param outcome what has to become of it, in the words of {@link ProjectOffice.Reading#outcome}
     */
    record Fixture(String group, String name, String about, String outcome, Supplier<byte[]> bytes) {
        @Override
        public String toString() {
            return name + ": " + about;
        }
    }

    static List<Fixture> all() {
        return Stream.of(kinds(), layouts(), texts(), bounds(), bombs(), entities(), archives(), active(), others())
                .flatMap(List::stream)
                .toList();
    }

    private static Fixture of(String group, String name, String about, String outcome, Supplier<byte[]> bytes) {
        return new Fixture(group, name, about, outcome, bytes);
    }

    private static RawWorkbook list(String... more) {
        return new RawWorkbook()
                .sheet("清单", Stream.concat(Stream.of(LIST), Stream.of(more)).toArray(String[]::new));
    }

    private static byte[] csv(Charset charset, String lineEnd, String... lines) {
        return String.join(lineEnd, lines).replace('|', ',').getBytes(charset);
    }

    private static byte[] csv(String... lines) {
        return csv(StandardCharsets.UTF_8, "\n", lines);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] joined(byte[]... parts) {
        int length = Stream.of(parts).mapToInt(part -> part.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        Stream.of(parts).forEach(joined::put);
        return joined.array();
    }

    private static byte[] compound(String stream) {
        return ByteBuffer.allocate(2048)
                .put(ascii("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1"))
                .put(1024, stream.getBytes(StandardCharsets.UTF_16LE))
                .array();
    }

    private static List<Fixture> kinds() {
        return List.of(
                of("kind", "截断.xlsx", "a workbook that was cut off", "refused: workbook_unreadable", () -> {
                    byte[] whole = list().bytes();
                    return Arrays.copyOf(whole, whole.length / 2);
                }),
                of("kind", "空.xlsx", "no bytes", "refused: empty_file", () -> new byte[0]),
                of(
                        "kind",
                        "网页.xlsx",
                        "a web page under the name of a workbook",
                        "refused: misnamed_file",
                        () -> ascii("<html><table/></html>")),
                of("kind", "旧式.xls", "a workbook of Excel 97", "2 accepted", () -> OldWorkbooks.of(LIST)),
                of(
                        "kind",
                        "坏旧式.xls",
                        "a damaged workbook of Excel 97",
                        "refused: workbook_unreadable",
                        () -> compound("Workbook")),
                of(
                        "kind",
                        "更旧.xls",
                        "a workbook of Excel 95",
                        "refused: misnamed_file",
                        () -> OldWorkbooks.stream("Book")),
                of(
                        "kind",
                        "开放.ods",
                        "an OpenDocument spreadsheet",
                        "refused: unsupported_file",
                        () -> Zips.of("content.xml", ascii("<office/>"))),
                of(
                        "kind",
                        "加密.xlsx",
                        "a workbook with a password",
                        "refused: password_protected",
                        () -> compound("EncryptedPackage")));
    }

    private static List<Fixture> layouts() {
        return List.of(
                of(
                        "layout",
                        "表头下移.xlsx",
                        "three lines of title above the header",
                        "1 accepted",
                        () -> new RawWorkbook()
                                .mergedSheet("清单", "A1:F1", "2025年", "重大项目", "截至三月底", HEADER, ROW)
                                .bytes()),
                of(
                        "layout",
                        "两行表头.xlsx",
                        "a header of two rows with merged cells",
                        "1 accepted",
                        () -> new RawWorkbook()
                                .mergedSheet(
                                        "清单",
                                        "A1:A2 B1:B2 C1:C2 D1:D2 E1:F1",
                                        "项目代码|项目名称|所属县区|项目状态|投资（万元）|",
                                        "||||计划总投资|年度计划投资",
                                        "P-1|东一|榆次区|开工|n:100|n:20")
                                .bytes()),
                of(
                        "layout",
                        "隐藏表.xlsx",
                        "a hidden sheet beside the list",
                        "2 accepted; 2 left out: hidden_sheet",
                        () -> list().hiddenSheet("旧表", LIST[0], LIST[1]).bytes()),
                of(
                        "layout",
                        "合计.xlsx",
                        "a subtotal, a total and a note",
                        "2 accepted; 3 left out: note, subtotal, total",
                        () -> list("|小计|||120|", "合计||||n:120|", "注：金额单位为万元。").bytes()),
                of(
                        "layout",
                        "合计不符.xlsx",
                        "a total that is not the sum of its rows",
                        "2 accepted; 1 left out: total; warned: total_differs",
                        () -> list("合计||||n:121|").bytes()),
                of(
                        "layout",
                        "重复表头.xlsx",
                        "two columns of one name",
                        "refused: duplicate_header",
                        () -> new RawWorkbook()
                                .sheet("清单", HEADER + "|计划总投资（亿元）", ROW + "|1")
                                .bytes()),
                of(
                        "layout",
                        "一表两段.xlsx",
                        "the header again after a title, in another unit",
                        "3 accepted; 1 left out: heading",
                        () -> list("", "太谷区", HEADER.replace("万元", "亿元"), "P-3|谷|太谷区|开工|1|")
                                .bytes()),
                of(
                        "layout",
                        "1904.xlsx",
                        "days counted from 1904",
                        "1 accepted",
                        () -> new RawWorkbook()
                                .from1904()
                                .sheet("清单", HEADER, "P-1|东一|榆次区|开工|n:1|d:44000")
                                .bytes()));
    }

    private static List<Fixture> texts() {
        return List.of(
                of(
                        "text",
                        "引号未闭合.csv",
                        "a quote that swallows the rows after it",
                        "refused: unclosed_quote",
                        () -> csv(HEADER, ROW, "\"P-2|东二|榆次区|开工|1|")),
                of(
                        "text",
                        "格内换行.csv",
                        "line breaks inside quotes",
                        "2 accepted",
                        () -> csv(HEADER, "P-1|\"东\n一\"|榆次区|开工|1|", "P-2|\"东\r\n\"\"二\"\"\"|榆次区|开工|1|")),
                of(
                        "text",
                        "多一格.csv",
                        "a separator inside a text without quotes",
                        "1 accepted; 1 rejected: ragged_row",
                        () -> csv(HEADER, ROW, "P-2|东|二|榆次区|开工|1|")),
                of(
                        "text",
                        "少一格.csv",
                        "a row with too few cells",
                        "1 accepted; 1 rejected: ragged_row",
                        () -> csv(HEADER, ROW, "P-2|东二|开工|1")),
                of(
                        "text",
                        "零字符.csv",
                        "a zero in a name",
                        "2 accepted; warned: character_impossible",
                        () -> csv(HEADER, ROW, "P-2|东\u0000二|榆次区|开工|1|")),
                of(
                        "text",
                        "混合编码.csv",
                        "UTF-8 and GBK in one file",
                        "refused: charset_unknown",
                        () -> joined(
                                csv(HEADER, ROW, ""),
                                csv(Charset.forName("GBK"), "\n", "P-2|东二|榆次区|开工|1|"),
                                new byte[] {(byte) 0xFF})),
                of(
                        "text",
                        "双字节序标记.csv",
                        "two byte order marks",
                        "2 accepted",
                        () -> csv("\uFEFF\uFEFF" + HEADER, ROW, LIST[2])),
                of(
                        "text",
                        "GB18030.csv",
                        "GB18030 with a letter of four bytes",
                        "2 accepted",
                        () -> csv(Charset.forName("GB18030"), "\r\n", HEADER, ROW, "P-2|东𠮷|榆次区|开工|1|")),
                of("text", "GBK.csv", "GBK", "2 accepted", () -> csv(Charset.forName("GBK"), "\r\n", LIST)),
                of(
                        "text",
                        "UTF-16.csv",
                        "UTF-16 with a byte order mark",
                        "2 accepted",
                        () -> csv(StandardCharsets.UTF_16, "\r\n", LIST)),
                of(
                        "text",
                        "UTF-16LE.csv",
                        "UTF-16 without one",
                        "2 accepted",
                        () -> csv(StandardCharsets.UTF_16LE, "\r\n", LIST)),
                of(
                        "text",
                        "回车.csv",
                        "lines that end in a return alone",
                        "2 accepted",
                        () -> csv(StandardCharsets.UTF_8, "\r", LIST)),
                of(
                        "text",
                        "零宽.csv",
                        "a code with a zero-width blank",
                        "2 accepted; warned: character_invisible",
                        () -> csv(HEADER, ROW, "P\u200B-2|东二|榆次区|开工|20|")),
                of(
                        "text",
                        "双向.csv",
                        "a name with an override of direction",
                        "1 accepted; warned: character_invisible",
                        () -> csv(HEADER, "P-1|东\u202E一|榆次区|开工|1|")));
    }

    private static RawWorkbook raw(String data) {
        return new RawWorkbook().rawSheet("清单", "", data, "");
    }

    private static List<Fixture> bounds() {
        return List.of(
                of(
                        "bounds",
                        "行号.xlsx",
                        "a row 2,000,000,000",
                        "refused: too_many_rows",
                        () -> raw("<row r=\"2000000000\"><c r=\"A2000000000\"><v>1</v></c></row>")
                                .bytes()),
                of(
                        "bounds",
                        "列号.xlsx",
                        "a column ZZZZZZ",
                        "refused: too_many_columns",
                        () -> raw("<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>")
                                .bytes()),
                of(
                        "bounds",
                        "空行.xlsx",
                        "2,000,000 empty rows",
                        "refused: too_many_rows",
                        () -> list().rawSheet(
                                        "附",
                                        HIDDEN,
                                        IntStream.rangeClosed(1, 2_000_000)
                                                .mapToObj(row -> "<row r=\"" + row + "\"/>")
                                                .collect(Collectors.joining()),
                                        "")
                                .bytes()),
                of(
                        "bounds",
                        "行号倒退.xlsx",
                        "two rows of one number",
                        "refused: workbook_unreadable",
                        () -> raw("<row r=\"2\"/><row r=\"2\"/>").bytes()),
                of(
                        "bounds",
                        "缺共享文字.xlsx",
                        "a cell whose shared text is not there",
                        "refused: shared_string_missing",
                        () -> list().withSharedStrings()
                                .rawSheet("附", "", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>", "")
                                .bytes()),
                of(
                        "bounds",
                        "长单元格.xlsx",
                        "a cell of ten million letters",
                        "refused: cell_too_long",
                        () -> list("P-3|" + letters(10_000_000)).bytes()),
                of(
                        "bounds",
                        "长文字.xlsx",
                        "the same as a shared text",
                        "refused: cell_too_long",
                        () -> new RawWorkbook()
                                .withSharedStrings()
                                .sheet("清单", HEADER, ROW, "P-2|" + letters(10_000_000))
                                .bytes()),
                of(
                        "bounds",
                        "长行.csv",
                        "a line of 17 million letters",
                        "refused: line_too_long",
                        () -> csv(HEADER, ROW, letters(17 << 20))),
                of(
                        "bounds",
                        "括号.csv",
                        "an amount of 30,000 parentheses",
                        "1 accepted; 1 rejected: number_form",
                        () -> csv(HEADER, ROW, "P-2|东二|榆次区|开工|" + "(".repeat(30_000) + "|")),
                of(
                        "bounds",
                        "十万样式.xlsx",
                        "100,000 styles",
                        "2 accepted",
                        () -> list().part(
                                        "xl/styles.xml",
                                        "<styleSheet><cellXfs>"
                                                + IntStream.range(0, 100_000)
                                                        .mapToObj(style ->
                                                                "<xf numFmtId=\"" + style * 7919L % 100_003 + "\"/>")
                                                        .collect(Collectors.joining())
                                                + "</cellXfs></styleSheet>")
                                .bytes()),
                of(
                        "bounds",
                        "深层.xlsx",
                        "100,000 tags inside one another",
                        "refused: workbook_unreadable",
                        () -> raw("<a>".repeat(100_000) + "</a>".repeat(100_000))
                                .bytes()));
    }

    /** Text that does not compress away. */
    private static String letters(int count) {
        StringBuilder text = new StringBuilder(count);
        long state = 1;
        while (text.length() < count) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            text.append((char) ('a' + (state >>> 60)));
        }
        return text.toString();
    }

    private static List<Fixture> bombs() {
        String zeros = "<row r=\"1\"/>" + " ".repeat(64 << 20);
        return List.of(
                of(
                        "bomb",
                        "大部分.xlsx",
                        "one part of 64 MiB in 64 KiB",
                        "refused: inflates_too_much",
                        () -> raw(zeros).bytes()),
                of("bomb", "多部分.xlsx", "a hundred such parts", "refused: inflates_too_much", () -> {
                    RawWorkbook workbook = list();
                    String spaces = " ".repeat(900_000);
                    IntStream.range(0, 100).forEach(nth -> workbook.rawSheet("附" + nth, HIDDEN, spaces, ""));
                    return workbook.bytes();
                }),
                of(
                        "bomb",
                        "假大小.xlsx",
                        "a directory that states another size than the part has",
                        "refused: inflates_too_much",
                        () -> Zips.withStatedSize(raw(zeros).bytes(), "xl/worksheets/sheet1.xml", 10)),
                of(
                        "bomb",
                        "套娃.xlsx",
                        "an archive in an archive, and no workbook",
                        "refused: misnamed_file",
                        () -> Zips.of("inner.zip", list().bytes())));
    }

    private static List<Fixture> entities() {
        String laughs =
                "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]><sst><si><t>&lol2;</t></si></sst>";
        String file = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        String socket = "<!DOCTYPE a SYSTEM \"http://127.0.0.1:" + FixturesTest.PORT + "/a.dtd\">";
        return List.of(
                of(
                        "entity",
                        "亿笑.xlsx",
                        "an entity that multiplies itself",
                        "refused: workbook_with_dtd",
                        () -> list().part("xl/sharedStrings.xml", laughs).bytes()),
                of(
                        "entity",
                        "外部实体.xlsx",
                        "an entity that is a file of this machine",
                        "refused: workbook_with_dtd",
                        () -> list().part(
                                        "xl/worksheets/sheet1.xml",
                                        file
                                                + "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>&x;</t>"
                                                + "</is></c></row></sheetData></worksheet>")
                                .bytes()),
                of(
                        "entity",
                        "外部声明.xlsx",
                        "a DTD from the network",
                        "refused: workbook_with_dtd",
                        () -> list().part("xl/workbook.xml", socket + "<workbook/>")
                                .bytes()),
                of(
                        "entity",
                        "关系声明.xlsx",
                        "a DTD in the relationships",
                        "refused: workbook_with_dtd",
                        () -> list().part("xl/_rels/workbook.xml.rels", socket + "<Relationships/>")
                                .bytes()),
                of(
                        "entity",
                        "类型声明.xlsx",
                        "a DTD in the content types",
                        "refused: workbook_with_dtd",
                        () -> list().part("[Content_Types].xml", socket + "<Types/>")
                                .bytes()),
                of(
                        "entity",
                        "外部链接.xlsx",
                        "a link to a workbook on the network",
                        "2 accepted",
                        () -> list().part(
                                        "xl/externalLinks/_rels/externalLink1.xml.rels",
                                        "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" Target=\"http://127.0.0.1:"
                                                + FixturesTest.PORT + "/a.xlsx\"/></Relationships>")
                                .bytes()),
                of(
                        "entity",
                        "包含.xlsx",
                        "an XInclude of a file of this machine",
                        "2 accepted",
                        () -> list().part(
                                        "xl/comments1.xml",
                                        "<comments xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"file:///etc/passwd\"/></comments>")
                                .bytes()));
    }

    private static List<Fixture> archives() {
        return List.of(
                of(
                        "archive",
                        "上级目录.xlsx",
                        "a part named ../../evil.xml",
                        "2 accepted",
                        () -> list().part("../../evil.xml", "<a/>").bytes()),
                of(
                        "archive",
                        "重复部分.xlsx",
                        "the sheet twice",
                        "refused: workbook_unreadable",
                        () -> Zips.renamed(
                                list().part("xl/worksheets/sheetX.xml", "<worksheet/>")
                                        .bytes(),
                                "xl/worksheets/sheetX.xml",
                                "xl/worksheets/sheet1.xml")),
                of(
                        "archive",
                        "前缀.xlsx",
                        "a PDF in front of the archive",
                        "refused: misnamed_file",
                        () -> joined(ascii("%PDF-1.7\n"), list().bytes())));
    }

    private static List<Fixture> active() {
        return List.of(
                of(
                        "active",
                        "宏.xlsm",
                        "macros",
                        "2 accepted",
                        () -> list().part("xl/vbaProject.bin", "Sub x()").bytes()),
                of(
                        "active",
                        "命令公式.xlsx",
                        "a formula that would start a program, with its stored value",
                        "3 accepted",
                        () -> list("P-3|f:cmd_'/C calc'!A0=1|榆次区|开工|n:1|").bytes()),
                of(
                        "active",
                        "未算公式.xlsx",
                        "a formula without a stored value",
                        "2 accepted; 1 rejected: formula_without_value",
                        () -> list("P-3|东三|榆次区|开工|f:A1+B1|").bytes()),
                of(
                        "active",
                        "错误值.xlsx",
                        "#REF! in a cell",
                        "2 accepted; 1 rejected: cell_error",
                        () -> list("P-3|东三|榆次区|开工|e:#REF!|").bytes()));
    }

    private static List<Fixture> others() {
        return List.of(
                of(
                        "other",
                        "坏尾.parquet",
                        "a footer of noise",
                        "refused: parquet_unreadable",
                        () -> joined(
                                ascii("PAR1"),
                                ascii(letters(1000)),
                                new byte[] {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F},
                                ascii("PAR1"))),
                of(
                        "other",
                        "深层.jsonl",
                        "100,000 objects inside one another",
                        "refused: json_line_broken",
                        () -> ascii("{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000))),
                of(
                        "other",
                        "大数.jsonl",
                        "a number of a million digits",
                        "refused: json_line_broken",
                        () -> ascii("{\"a\":" + "9".repeat(1_000_000) + "}")));
    }
}
