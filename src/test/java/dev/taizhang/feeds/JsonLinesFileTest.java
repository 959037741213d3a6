package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of JSON Lines: what becomes text, which keys are columns, and that a broken line is named and refuses the file. */
class JsonLinesFileTest {
    private static final String FIRST = "{\"项目代码\":\"P-1\",\"报告月份\":\"2025-03\"}";

    @TempDir
    private Path folder;

    private ProgressFeed feed;

    @BeforeEach
    void openTheFeed() throws Exception {
        feed = new ProgressFeed(folder);
    }

    @Test
    void aRowIsNumberedByItsLineAndBlankLinesAreNone() throws Exception {
        assertThat(feed.rows("a.jsonl", "\uFEFF" + FIRST, "", "  \r", "{\"项目代码\":\"P-2\"}", "{ }", ""))
                .containsExactly("1 P-1 2025-03 . . .", "4 P-2 . . . .", "5 . . . . .");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "汉\\u5b57\\n" | `汉字
            `
            1.2e8 | 1.2e8
            12345678901234567890.123456789 | 12345678901234567890.123456789
            0.10 | 0.10
            true | true
            false | false
            null | .
            """)
    void aValueIsTakenAsItIsWritten(String value, String text) throws Exception {
        assertThat(feed.rows("a.ndjson", "{\"项目代码\":\"P-1\",\"报告月份\":\"2025-03\",\"备注\":" + value + "}"))
                .containsExactly("1 P-1 2025-03 . . " + text);
    }

    @Test
    void theKeysOfAllLinesTogetherAreTheHeader() throws Exception {
        assertThat(feed.rows(
                        "a.jsonl",
                        "{\"项目代码\":\"P-1\",\"状态\":\"在建\"}",
                        "{\"项目状态\":\"开工\",\"报告月份\":\"2025-03\",\"状态\":\"在建\",\"别的\":{\"a\":[1]}}"))
                .containsExactly("1 P-1 . . . .", "2 . 2025-03 . 开工 .");
        byte[] withUnit = "{\"项目代码\":\"P-1\",\"报告月份\":1,\"本月完成投资（亿元）\":2}".getBytes(StandardCharsets.UTF_8);
        assertThat(feed.read("a.jsonl", withUnit).get(0).units()[2]).isEqualTo("亿元");
    }

    @ParameterizedTest(name = "{0} on line 3 is refused by {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"项目代码":"P-3","报告月份":"202            | json_line_broken | 第 3 行
            {"项目代码":"P-3","报告月份":                | json_line_broken | 第 3 行
            {"项目代码":"P-3"                            | json_line_broken | 第 3 行
            "项目代码":"P-3"}                            | json_line_broken | 第 3 行
            {"项目代码":"P-3"} {"项目代码":"P-4"}        | json_line_broken | 第 3 行
            {"项目代码":"P-3"},                          | json_line_broken | 第 3 行
            ["P-3", "2025-03"]                           | json_line_broken | 第 3 行
            {"项目代码":"P-3","备注":{"a":[1}            | json_line_broken | 第 3 行
            {"项目代码":"P-3","项目代码":"P-4"}          | duplicate_header | 第 3 行
            {"项目代码":"P-3","备注":["a","b"]}          | column_type      | 第 3 行
            {"项目代码":"P-3","备注":{"a":1}}            | column_type      | 第 3 行
            {"项目代码":"P-3","（新）项目代码":"P-4"}    | duplicate_header | 项目代码
            """)
    void aWrongLineRefusesTheFile(String line, String rule, String zh) {
        assertRefused(String.join("\n", FIRST, "", line, FIRST).getBytes(StandardCharsets.UTF_8), rule, zh);
    }

    @Test
    void aFileCutAtAnyByteOfALineIsBrokenThere() {
        byte[] file = (FIRST + "\n{\"项目代码\":\"P-2\",\"备注\":\"汉字\"}").getBytes(StandardCharsets.UTF_8);
        int secondLine = FIRST.getBytes(StandardCharsets.UTF_8).length + 1;
        for (int length = secondLine + 1; length < file.length; length++) {
            assertRefused(Arrays.copyOf(file, length), "json_line_broken", "第 2 行");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "ISO-8859-1"})
    void whatIsNotUtf8IsRefused(String charset) {
        String line = charset.equals("GB18030") ? FIRST : "{\"remark\":\"café\"}";
        assertRefused(line.getBytes(Charset.forName(charset)), "charset_unknown", "第 1 行不是 UTF-8");
    }

    @Test
    void aColumnThatNoLineHasIsMissing() {
        assertRefused("{\"项目代码\":\"P-1\"}\n{\"备注\":1}".getBytes(StandardCharsets.UTF_8), "column_missing", "报告月份");
    }

    @Test
    void aLineOfHostileLengthIsRefused() {
        byte[] file = new byte[JsonObjects.MAX_LINE_BYTES + 2];
        Arrays.fill(file, (byte) ' ');
        file[0] = '{';
        file[1] = '"';
        assertRefused(file, "line_too_long", "第 1 行超过 16 MiB");
    }

    @Test
    void keysWithoutEndAreRefused() {
        String keys = IntStream.rangeClosed(0, JsonLinesFile.MAX_KEYS)
                .mapToObj(key -> "{\"k" + key + "\":1}")
                .collect(Collectors.joining("\n"));
        assertRefused(keys.getBytes(StandardCharsets.UTF_8), "too_many_columns", "第 16385 行");
    }

    private void assertRefused(byte[] file, String rule, String zh) {
        assertThatThrownBy(() -> feed.rows("a.jsonl", file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.sentence().zh()).contains(zh);
        });
    }
}
