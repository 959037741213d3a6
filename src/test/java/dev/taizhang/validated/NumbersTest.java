package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.UnitKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers are read exactly, times their unit, or not at all. */
class NumbersTest {
    @TempDir
    private static Path folder;

    private static Numbers numbers;

    @BeforeAll
    static void readTheUnits() throws Exception {
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        numbers = new Numbers(Configuration.read(folder).reference("units"));
    }

    private static BigDecimal read(String text, String unit) throws Unreadable {
        return numbers.read(text, unit, EnumSet.allOf(UnitKind.class), DecimalMark.ASSUMED_POINT)
                .value();
    }

    @ParameterizedTest(name = "{0} in {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            1234.50       | 元   | 1234.50
            0             | 万元 | 0
            5.            | 元   | 5
            .5            | 万元 | 5000.0
            ３.５         | 万元 | 35000.0
            1,234.5       | 元   | 1234.5
            -12.5         | 元   | -12.5
            +3            | 元   | 3
            3亿元         | 元   | 300000000
            1.2e8         | 元   | 120000000
            1.2E-3        | 元   | 0.0012
            1E+08         | 万元 | 1000000000000
            45.5%         | 元   | 0.455
            12345678901234567890.12 | （万元） | 123456789012345678901200.00
            12            |  Ten  THOUSAND | 120000
            """)
    void aNumberIsReadExactly(String text, String unit, String value) throws Exception {
        assertThat(read(text, unit.replaceAll("[（）]", ""))).isEqualByComparingTo(value);
    }

    @ParameterizedTest(name = "{0} in {1} is refused by {2}")
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
            约3           | 元   | number_form
            007           | 元   | number_form
            00.5          | 元   | number_form
            .             | 元   | number_form
            1.2.3         | 元   | number_form
            12,34         | 元   | number_form
            NaN           | 元   | number_form
            3             | null | unit_unknown
            3             | 两   | unit_unknown
            3两           | 元   | unit_unknown
            -3            | null | unit_unknown
            """)
    void whatIsUnclearIsNotGuessed(String text, String unit, String rule) {
        assertThatThrownBy(() -> read(text, unit))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.rule()).isEqualTo(rule));
    }

    @Test
    void finerIsWhatHasMoreDigitsThanTheCurrencyThatCount() {
        assertThat(Numbers.finer(new BigDecimal("1.230"), 2)).isFalse();
        assertThat(Numbers.finer(new BigDecimal("1.231"), 2)).isTrue();
        assertThat(Numbers.finer(new BigDecimal("1E+3"), 0)).isFalse();
    }
}
