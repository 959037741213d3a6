package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.taizhang.TestParquet;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Parquet files: what becomes text and how, what is refused, and that damage to one file is damage to no other. */
class ParquetFileTest {
    private static final String CODE_AND_MONTH = "required binary 项目代码 (STRING); required binary 报告月份 (STRING);";

    @TempDir
    private Path folder;

    private ProgressFeed feed;

    @BeforeEach
    void openTheFeed() throws Exception {
        feed = new ProgressFeed(folder);
    }

    @Test
    void rowsAreCountedFromOneAndOnlyTheFeedsColumnsAreRead() throws Exception {
        byte[] file = TestParquet.of(
                "optional group 附件 (LIST) { repeated group list { optional binary element; } } optional binary 原文;"
                        + " optional int64 本月完成投资（万元） (DECIMAL(18, 2));" + CODE_AND_MONTH,
                new Object[] {null, null, 120050L, "P-1", "2025-03"},
                new Object[] {null, Binary.fromString("x"), null, "P-2", "2025-03"});
        assertThat(feed.rows("a.parquet", file)).containsExactly("1 P-1 2025-03 1200.50 . .", "2 P-2 2025-03 . . .");
        assertThat(feed.read("a.parquet", file).get(0).units()[2]).isEqualTo("万元");
    }

    @Test
    void aFileOfManyRowGroupsIsReadToItsEnd() throws Exception {
        Object[][] rows = Stream.iterate(0, row -> row + 1)
                .limit(20_000)
                .map(row -> new Object[] {"P-" + row, "2025-03"})
                .toArray(Object[][]::new);
        assertThat(feed.rows("a.parquet", TestParquet.of(CODE_AND_MONTH, rows)))
                .hasSize(20_000)
                .endsWith("20000 P-19999 2025-03 . . .");
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @MethodSource("valuesOfEachType")
    void aValueBecomesTextAsASenderWouldTypeIt(String type, Object value, String text) throws Exception {
        String[] declared = type.split(" ", 2);
        String column = "optional " + declared[0] + " 备注 " + (declared.length > 1 ? declared[1] : "") + ";";
        byte[] file = TestParquet.of(
                column + CODE_AND_MONTH,
                new Object[] {value, "P-1", "2025-03"},
                new Object[] {null, "P-2", "2025-03"},
                new Object[] {value, "P-3", "2025-03"});
        assertThat(feed.rows("a.parquet", file))
                .containsExactly("1 P-1 2025-03 . . " + text, "2 P-2 2025-03 . . .", "3 P-3 2025-03 . . " + text);
    }

    static Stream<Arguments> valuesOfEachType() {
        long moment = Instant.parse("2025-03-30T16:30:00Z").getEpochSecond();
        return Stream.of(
                arguments("binary (STRING)", "汉字𠮷", "汉字𠮷"),
                arguments("binary (ENUM)", "在建", "在建"),
                arguments("int32", -7, "-7"),
                arguments("int64", Long.MAX_VALUE, "9223372036854775807"),
                arguments("int32 (INTEGER(32,false))", -1, "4294967295"),
                arguments("int64 (INTEGER(64,false))", -1L, "18446744073709551615"),
                arguments("boolean", true, "true"),
                arguments("float", 0.1f, "0.1"),
                arguments("double", 0.1, "0.1"),
                arguments("double", 3000.0, "3000"),
                arguments("double", 1.2e10, "12000000000"),
                arguments("double", Double.NaN, "NaN"),
                arguments("double", Double.NEGATIVE_INFINITY, "-Infinity"),
                arguments("int32 (DECIMAL(9,3))", -1, "-0.001"),
                arguments("int64 (DECIMAL(18,0))", 5L, "5"),
                arguments("binary (DECIMAL(30,2))", unscaled("1234567890123456789012.34"), "1234567890123456789012.34"),
                arguments("fixed_len_byte_array(2) (DECIMAL(4,2))", unscaled("-12.34"), "-12.34"),
                arguments("int32 (DATE)", (int) LocalDate.of(2025, 3, 31).toEpochDay(), "2025-03-31"),
                // Half past midnight in Shanghai, the portfolio's zone, is still the day before in UTC.
                arguments("int64 (TIMESTAMP(MILLIS,true))", moment * 1000, "2025-03-31T00:30"),
                arguments("int64 (TIMESTAMP(MICROS,true))", moment * 1_000_000, "2025-03-31T00:30"),
                arguments(
                        "int64 (TIMESTAMP(NANOS,false))", moment * 1_000_000_000 + 1, "2025-03-30T16:30:00.000000001"),
                arguments("int96", new NanoTime(2_460_765, 59_400_000_000_000L), "2025-03-31T00:30"));
    }

    private static Binary unscaled(String decimal) {
        return Binary.fromConstantByteArray(
                new BigDecimal(decimal).unscaledValue().toByteArray());
    }

    @ParameterizedTest(name = "{0} {1} cannot be {2}")
    @CsvSource(delimiter = '|', textBlock = """
            optional boolean 本月完成投资;                    | BOOLEAN                      | 须是数字
            optional int32 本月完成投资 (DATE);               | INT32 DATE                   | 须是数字
            optional int64 本月完成投资 (TIMESTAMP(MILLIS,true)); | INT64 TIMESTAMP(MILLIS,true) | 须是数字
            optional binary 本月完成投资;                     | BINARY                       | 须是数字
            repeated int32 本月完成投资;                      | INT32                        | 须是数字
            optional group 本月完成投资 { optional int32 值; } | GROUP                        | 须是数字
            optional group 备注 (LIST) { repeated group list { optional int32 element; } } | GROUP LIST | 须是文字
            optional group 单位 { optional int32 值; }         | GROUP                        | 须是文字
            optional int32 备注 (TIME(MILLIS,true));          | INT32 TIME(MILLIS,true)      | 须是文字
            """)
    void aColumnThatCanNeverBeTheCanonicalOneRefusesTheFile(String column, String type, String wanted) {
        assertThatThrownBy(() -> feed.rows("a.parquet", TestParquet.of(column + CODE_AND_MONTH)))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.rule()).isEqualTo("column_type");
                    assertThat(refusal.sentence().zh())
                            .contains("的类型是 " + type + "，")
                            .contains(wanted);
                    assertThat(refusal.sentence().en()).contains(" has the type " + type + ", but ");
                });
    }

    @ParameterizedTest
    @CsvSource({"optional int32 本月完成投资 (UNKNOWN);, .", "optional binary 本月完成投资 (STRING);, ."})
    void aColumnWithoutAnyValueMayHaveAnyType(String column, String text) throws Exception {
        assertThat(feed.rows(
                        "a.parquet", TestParquet.of(column + CODE_AND_MONTH, new Object[] {null, "P-1", "2025-03"})))
                .containsExactly("1 P-1 2025-03 " + text + " . .");
    }

    @Test
    void aMissingColumnIsNamed() {
        assertRefused(TestParquet.of("required binary 项目代码 (STRING); optional double 报告月;"), "column_missing", "报告月份");
    }

    @Test
    void textThatIsNoUtf8IsRefusedAndTheReplacementLetterItselfIsNot() throws Exception {
        String column = "optional binary 备注 (STRING);" + CODE_AND_MONTH;
        Binary gbk = Binary.fromConstantByteArray(new byte[] {(byte) 0xD4, (byte) 0xDA});
        assertRefused(TestParquet.of(column, new Object[] {gbk, "P-1", "2025-03"}), "charset_unknown", "备注");
        assertThat(feed.rows("a.parquet", TestParquet.of(column, new Object[] {"\uFFFD", "P-1", "2025-03"})))
                .containsExactly("1 P-1 2025-03 . . \uFFFD");
    }

    @Test
    void aFileCutAtAnyPlaceIsRefused() {
        byte[] file = TestParquet.of(CODE_AND_MONTH, new Object[] {"P-1", "2025-03"}, new Object[] {"P-2", "2025-03"});
        for (int length = 5; length < file.length; length++) {
            assertRefused(Arrays.copyOf(file, length), "parquet_unreadable", "已损坏");
        }
    }

    @Test
    void aFlippedDigitIsTold() {
        byte[] file =
                TestParquet.of("required double 本月完成投资;" + CODE_AND_MONTH, new Object[] {1234.5, "P-1", "2025-03"});
        // The first page follows the magic number; behind its header stand the eight bytes of the number.
        int page = new String(file, StandardCharsets.ISO_8859_1).indexOf("J\u0093@");
        file[page] ^= 1;
        assertRefused(file, "parquet_unreadable", "已损坏");
    }

    @Test
    void anEncryptedFileIsRefusedAsSuch() {
        assertRefused(
                TestParquet.encrypted(CODE_AND_MONTH, new Object[] {"P-1", "2025-03"}), "parquet_encrypted", "已加密");
    }

    @Test
    void damageInOneFileDoesNotReachTheNext() throws Exception {
        byte[] sound = TestParquet.of(
                CompressionCodecName.LZ4, CODE_AND_MONTH, new Object[] {"P-1-P-1-P-1-P-1-P-1", "2025-03"});
        byte[] damaged = sound.clone();
        // The last byte of the compressed page's length, which its decompressor runs beyond and never recovers from.
        damaged[new String(sound, StandardCharsets.ISO_8859_1).indexOf("P-1") - 6] ^= 1;
        assertRefused(damaged, "parquet_unreadable", "已损坏");
        assertThat(feed.rows("a.parquet", sound)).containsExactly("1 P-1-P-1-P-1-P-1-P-1 2025-03 . . .");
    }

    private void assertRefused(byte[] file, String rule, String zh) {
        assertThatThrownBy(() -> feed.rows("a.parquet", file)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo(rule);
            assertThat(refusal.sentence().zh()).contains(zh);
        });
    }
}
