package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Name and content of a file must agree, whichever of them is wrong, and a file that is never read is named for what it is. */
class FileKindTest {
    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0} that holds {1} is {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.XLSX    | `PK\u0003\u0004` | WORKBOOK
            a.csv     | 项目代码,        | CSV
            a.csv     | PARENT,{"a":1}   | CSV
            a.csv     | {甲} 项目代码    | CSV
            a         | 项目代码         | CSV
            a.parquet | PAR1             | PARQUET
            a.jsonl   | {"a":1}          | JSON_LINES
            a.ndjson  | `\uFEFF\n\n { }` | JSON_LINES
            a.jsonl   | {                | JSON_LINES
            """)
    void nameAndContentAgree(String name, String content, FileKind kind) throws Exception {
        assertThat(FileKind.of(name, file(content))).isEqualTo(kind);
    }

    @ParameterizedTest(name = "{0} that holds {1} is misnamed")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.xlsx    | 项目代码        | 文件名是 .xlsx，内容却不是工作簿。             | ends in .xlsx, but the content is not a workbook.
            a.parquet | 项目代码        | 文件名是 .parquet，内容却不是 Parquet 文件。   | ends in .parquet, but the content is not a Parquet file.
            a.ndjson  | 项目代码        | 文件名是 .ndjson，内容却不是每行一个对象的 JSON 文件。 | ends in .ndjson, but the content is not a JSON Lines file.
            a.jsonl   | [{"a":1}]       | 文件名是 .jsonl，内容却不是每行一个对象的 JSON 文件。  | ends in .jsonl, but the content is not a JSON Lines file.
            a.csv     | `PK\u0003\u0004` | 文件名不是 .xlsx，内容却是工作簿。             | does not end in .xlsx, but the content is a workbook.
            a.jsonl   | `PK\u0003\u0004` | 文件名不是 .xlsx，内容却是工作簿。             | does not end in .xlsx, but the content is a workbook.
            a.csv     | PAR1            | 文件名不是 .parquet，内容却是 Parquet 文件。   | does not end in .parquet, but the content is a Parquet file.
            a.xlsx    | PAR1            | 文件名不是 .parquet，内容却是 Parquet 文件。   | does not end in .parquet, but the content is a Parquet file.
            a.csv     | {"a":1}         | 文件名不是 .jsonl，内容却是每行一个对象的 JSON 文件。  | does not end in .jsonl, but the content is a JSON Lines file.
            a.parquet | {"a":1}         | 文件名不是 .jsonl，内容却是每行一个对象的 JSON 文件。  | does not end in .jsonl, but the content is a JSON Lines file.
            """)
    void nameAndContentDisagree(String name, String content, String zh, String en) {
        assertThatThrownBy(() -> FileKind.of(name, file(content))).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo("misnamed_file");
            assertThat(refusal.sentence().zh()).startsWith(zh);
            assertThat(refusal.sentence().en()).contains(en);
        });
    }

    @ParameterizedTest(name = "{0} that holds {1} is refused by {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.xls   | <html><body><table>                    | misnamed_file    | 网页   | web page
            a.xlsx  | <!DOCTYPE html>                        | misnamed_file    | 网页   | web page
            a.et    | <table border="1">                     | misnamed_file    | 网页   | web page
            a.xls   | `<?xml version="1.0"?><html>`          | misnamed_file    | 网页   | web page
            a.csv   | `\uFEFF\n<HTML>`                       | unsupported_file | 网页   | web page
            a.xls   | `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>` | misnamed_file | XML 电子表格 2003 | XML spreadsheet
            a.xml   | `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">` | unsupported_file | XML 电子表格 2003 | XML spreadsheet
            a.fods  | `<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">` | unsupported_file | OpenDocument | OpenDocument
            a.xml   | `<?xml version="1.0"?><rows/>`         | unsupported_file | XML 文件 | XML file
            a.xls   | MIME-Version: 1.0                      | misnamed_file    | MHT    | web archive
            a.pdf   | %PDF-1.7                               | unsupported_file | PDF    | PDF
            a.xlsx  | %PDF-1.7                               | misnamed_file    | PDF    | PDF
            a.doc   | {\\rtf1                                | unsupported_file | RTF    | rich text
            a.rar   | `Rar!\u001A`                           | unsupported_file | 压缩包 | archive
            """)
    void anotherKindIsNamed(String name, String content, String rule, String zh, String en) {
        refuses(() -> FileKind.of(name, file(content)), rule, zh, en);
    }

    @ParameterizedTest(name = "{0} with a part {1} is refused by {2}")
    @CsvSource(delimiter = '|', textBlock = """
            a.ods  | content.xml          | unsupported_file | .ods   | OpenDocument
            a.xlsx | mimetype             | misnamed_file    | .ods   | OpenDocument
            a.xlsb | xl/workbook.bin      | unsupported_file | .xlsb  | .xlsb
            a.xlsx | xl/workbook.bin      | misnamed_file    | .xlsb  | .xlsb
            a.docx | word/document.xml    | unsupported_file | Word   | Word
            a.pptx | ppt/presentation.xml | unsupported_file | PowerPoint | PowerPoint
            a.zip  | 榆次区.xlsx          | unsupported_file | zip    | zip
            a.xlsx | 县区/榆次区.xlsx     | misnamed_file    | zip    | zip
            a.et   | a.et                 | misnamed_file    | zip    | zip
            """)
    void anotherKindOfArchiveIsNamed(String name, String part, String rule, String zh, String en) throws Exception {
        refuses(() -> FileKind.of(name, archive(part)), rule, zh, en);
    }

    @ParameterizedTest(name = "{0} with a stream {1} is refused by {2}")
    @CsvSource(delimiter = '|', textBlock = """
            a.xls  | Book                | misnamed_file      | Excel 95   | Excel 95
            a.doc  | WordDocument        | unsupported_file   | Word       | Word
            a.xls  | WordDocument        | misnamed_file      | Word       | Word
            a.ppt  | PowerPoint Document | unsupported_file   | PowerPoint | PowerPoint
            a.xlsx | EncryptedPackage    | password_protected | 密码       | password
            a.et   | EncryptedPackage    | password_protected | 密码       | password
            """)
    void anotherKindOfOldFileIsNamed(String name, String stream, String rule, String zh, String en) throws Exception {
        Path file = folder.resolve("file");
        try (POIFSFileSystem office = new POIFSFileSystem();
                OutputStream out = Files.newOutputStream(file)) {
            office.createDocument(new ByteArrayInputStream(new byte[5000]), stream);
            office.writeFilesystem(out);
        }
        refuses(() -> FileKind.of(name, file), rule, zh, en);
    }

    @ParameterizedTest
    @CsvSource({"a.xlsx", "a.xlsm", "a.XLSX", "a.et", "a.ett", "a.xls", "a.xltx"})
    void aWorkbookIsReadUnderAnyOfItsNames(String name) throws Exception {
        assertThat(FileKind.of(name, archive("xl/workbook.xml"))).isEqualTo(FileKind.WORKBOOK);
    }

    @ParameterizedTest
    @CsvSource({"a.xls", "a.et", "a.csv", "a.txt"})
    void aTextMayHaveTheNameThatOldProgramsGiveIt(String name) throws Exception {
        assertThat(FileKind.of(name, file("项目代码\t项目名称"))).isEqualTo(FileKind.CSV);
    }

    private static void refuses(ThrowingCallable reading, String rule, String zh, String en) {
        assertThatThrownBy(reading).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.sentence().zh()).contains(zh).endsWith("。");
            assertThat(refusal.sentence().en()).contains(en).endsWith(".");
        });
    }

    private Path archive(String part) throws Exception {
        Path file = folder.resolve("file");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(part));
            zip.write(1);
        }
        return file;
    }

    private Path file(String content) throws Exception {
        return Files.write(folder.resolve("file"), content.getBytes(StandardCharsets.UTF_8));
    }
}
