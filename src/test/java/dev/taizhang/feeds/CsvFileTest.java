package dev.taizhang.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The cells of a CSV as programs write them, and the charset in which they are. */
class CsvFileTest {
    private static final String CHINESE = "项目代码,项目名称,计划总投资\nP-1,榆次工业园,100\n";

    @TempDir
    private Path folder;

    private List<String> read(byte[] bytes, String charset) throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), bytes);
        List<String> rows = new ArrayList<>();
        try (CsvFile csv = new CsvFile(file, ',', charset)) {
            csv.rows().rows().forEach(line -> rows.add(line.number() + " " + String.join("|", line.cells())));
        }
        return rows;
    }

    private List<String> read(String text) throws IOException {
        return read(text.getBytes(StandardCharsets.UTF_8), null);
    }

    @Test
    void marksOfByteOrderAreRemovedAtTheStartOfEveryLine() throws IOException {
        assertThat(read("\uFEFFa,b\r\n1,x\r\n\uFEFFa,b\n\uFEFF\"2,5\",y\r\uFEFF\uFEFF3,z"))
                .containsExactly("1 a|b", "2 1|x", "3 a|b", "4 2,5|y", "5 3|z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "sep=;\r\n", "SEP=;\r", "\"sep=;\"\r\n", "\uFEFFsep=;\n"})
    void theSeparatorThatTheFirstLineStatesApplies(String line) throws IOException {
        assertThat(read(line + "a;b\n1,5;2\n")).containsExactly("2 a|b", "3 1,5|2");
    }

    @Test
    void tabsAreFoundAndSemicolonsAreNamed() throws IOException {
        assertThat(read("a\tb\tc\n1,5\t2\t3\n")).containsExactly("1 a|b|c", "2 1,5|2|3");
        assertThat(read("a;b;c;,x,y,z\n1,2,3,4\n")).containsExactly("1 a;b;c;|x|y|z", "2 1|2|3|4");
        assertThatThrownBy(() -> read("a;b;c\n3.846;2;3\n")).hasMessageContaining("semicolons");
    }

    @Test
    void anotherFirstLineStatesNoSeparator() throws IOException {
        assertThat(read("sep=;x\n1,2")).containsExactly("1 sep=;x", "2 1|2");
        assertThat(read("")).isEmpty();
    }

    @Test
    void aQuoteBehindBlanksBeginsAQuotedCell() throws IOException {
        assertThat(read("1, \"a, b\",2\n2,\t\"x\"\"y\" ,3\n3,5\" pipe,4\n 4 , b c ,\n   \n"))
                .containsExactly("1 1|a, b|2", "2 2|x\"y|3", "3 3|5\" pipe|4", "4 4|b c|", "5 ");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
            ="00726"             | 00726
            "=""00726\"""         | 00726
            ="say ""x\"""         | say "x"
            '00726               | 00726
            '-5                  | -5
            '榆次区              | 榆次区
            't Hoogt             | 't Hoogt
            'a' and 'b'          | 'a' and 'b'
            O'Brien              | O'Brien
            a="b"                | a="b"
            """)
    void guardsOfTextAreTakenOff(String cell, String text) throws IOException {
        assertThat(read("x," + cell)).containsExactly("1 x|" + text);
    }

    @Test
    void lineEndsMayBeMixed() throws IOException {
        assertThat(read("a,b\r1,\"x\r\ny\"\n2,z\r\n3,w")).containsExactly("1 a|b", "2 1|x\r\ny", "3 2|z", "4 3|w");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GB18030", "GBK", "UTF-16", "UTF-16LE", "UTF-16BE"})
    void chineseTextIsReadInEveryCharsetOfTheCountry(String charset) throws IOException {
        assertThat(read(CHINESE.getBytes(Charset.forName(charset)), null))
                .containsExactly("1 项目代码|项目名称|计划总投资", "2 P-1|榆次工业园|100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-1,北京,1", "P-1,榆次,1", "P-1,郏县,1", "P-1,晟喆𠮷祥新能源有限公司,1", "价格（万元），…，“甲”"})
    void aFewChineseCharactersAreEnough(String line) throws IOException {
        assertThat(read(line.getBytes(Charset.forName("GB18030")), null)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            windows-1252 | S\u00E3o Gon\u00E7alo                    | windows-1252
            windows-1252 | Stra\u00DFenausbau K\u00F6ln-M\u00FClheim f\u00FCr Fu\u00DFg\u00E4nger | windows-1252
            Big5         | 項目代碼 項目名稱 計劃總投資 台中工業園區新建工程 | Big5
            Big5         | 台北                                     |
            Shift_JIS    | プロジェクトコード 事業名 総事業費 新潟工業団地の整備 | Shift_JIS
            EUC-JP       | プロジェクトコード 事業名 総事業費 新潟工業団地の整備 | EUC-JP
            EUC-KR       | 사업코드 사업명 총사업비 수원 산업단지 조성사업 | EUC-KR
            windows-1251 | Код Название Строительство школы в городе | windows-1251
            """)
    void textInAnotherCharsetIsRefusedWithItsLikelyNameOrReadAsTheFeedSays(String charset, String text, String name)
            throws IOException {
        byte[] bytes = ("code,name\n1," + text + "\n").getBytes(Charset.forName(charset));
        assertThatThrownBy(() -> read(bytes, null)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).startsWith("charset_");
            assertThat(refusal.sentence().zh()).contains(name == null ? "" : name, "charset");
            assertThat(refusal.sentence().en()).contains(name == null ? "" : name, "charset");
        });
        assertThat(read(bytes, charset)).containsExactly("1 code|name", "2 1|" + text);
    }

    @Test
    void aByteThatIsNotInTheCharsetOfTheFeedIsNamedWithItsPlace() {
        byte[] bytes = {'a', ',', 'b', '\n', '1', ',', (byte) 0x9D, '\n'};
        assertThatThrownBy(() -> read(bytes, "windows-1252")).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.rule()).isEqualTo("charset_unknown");
            assertThat(refusal.sentence().en()).contains("byte 0x9D on line 2, position 7, is not windows-1252");
            assertThat(refusal.sentence().zh()).contains("第 2 行、第 7 字节起的 0x9D 不是 windows-1252");
        });
    }

    @Test
    void aLetterThatIsCutOffIsNamedWithItsPlace() {
        byte[] whole = CHINESE.getBytes(StandardCharsets.UTF_8);
        byte[] cut = whole.clone();
        cut[whole.length - 1] = (byte) 0xE6;
        assertThatThrownBy(() -> read(cut, null))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.sentence().en())
                                .contains("byte 0xE6 on line 2", "is not UTF-8")
                                .doesNotContain("it may be"));
        assertThatThrownBy(() -> read(cut, "UTF-8"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.sentence().en()).contains("0xE6", "UTF-8"));
    }

    @Test
    void aMisfitBehindTheFirstChunkIsPlacedToo() {
        byte[] bytes = ("甲".repeat(50_000) + "\n").repeat(2).getBytes(StandardCharsets.UTF_8);
        bytes[200_000] = 'x';
        assertThatThrownBy(() -> read(bytes, "UTF-8"))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.sentence().en()).contains("on line 2, position 200"));
    }
}
