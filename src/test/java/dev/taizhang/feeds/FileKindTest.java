package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Name and content of a file must agree, whichever of them is wrong. */
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

    private Path file(String content) throws Exception {
        return Files.write(folder.resolve("file"), content.getBytes(StandardCharsets.UTF_8));
    }
}
