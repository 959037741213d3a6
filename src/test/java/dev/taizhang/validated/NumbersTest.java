package dev.taizhang.validated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.taizhang.definition.Configuration;
import dev.taizhang.definition.UnitKind;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
            1'234'567     | 元   | 1234567
            1 234 567 | 元 | 1234567
            3,250         | 元   | 3250
            1,234,567     | 元   | 1234567
            ١٢٣٤٫٥        | 元   | 1234.5
            𝟑𝟖𝟒𝟔          | 元   | 3846
            −5            | 元   | -5
            (123)万元     | 元   | -1230000
            3846 万 元    | 元   | 38460000
            3846（万元）  | 元   | 38460000
            人民币3846万元 | 元  | 38460000
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
            3,25          | 元   | number_form
            0,250         | 元   | number_form
            1,23,456      | 元   | number_form
            123,4567      | 元   | number_form
            1.234.567     | 元   | number_form
            1.234.567,89  | 元   | number_form
            1,234 567     | 元   | number_form
            3-5           | 元   | number_form
            3846+         | 元   | number_form
            ≥3846         | 元   | number_form
            ⑳             | 元   | number_form
            ⒈5            | 元   | number_form
            ①3846         | 元   | number_form
            Ⅻ             | 元   | number_form
            38१           | 元   | number_form
            ٣８           | 元   | number_form
            3⃝       | 元   | number_form
            1½            | 元   | unit_unknown
            3846⅒         | 元   | unit_unknown
            3846O         | 元   | unit_unknown
            5k            | 元   | unit_unknown
            5 m           | 元   | unit_unknown
            3846/4000     | 元   | unit_unknown
            3846亿 400万  | 元   | unit_unknown
            3846左右      | 元   | unit_unknown
            """)
    void whatIsUnclearIsNotGuessed(String text, String unit, String rule) {
        assertThatThrownBy(() -> read(text, unit))
                .isInstanceOfSatisfying(
                        Unreadable.class,
                        unreadable -> assertThat(unreadable.rule()).isEqualTo(rule));
    }

    @ParameterizedTest(name = "{0} is {1} with a note")
    @CsvSource(delimiter = '|', textBlock = """
            3846①       | 3846
            3846❶       | 3846
            3846⑴       | 3846
            3846⒈       | 3846
            3846¹        | 3846
            3846₁        | 3846
            3846Ⅰ        | 3846
            3846[1]      | 3846
            3846 [12]    | 3846
            3846(1)      | 3846
            3846（注1）  | 3846
            3846*        | 3846
            3846†        | 3846
            3846万元①   | 38460000
            (3846)①     | -3846
            """)
    void theMarkOfANoteIsDroppedAndSaid(String text, String value) throws Exception {
        Numbers.Quantity quantity = numbers.read(text, "元", Set.of(UnitKind.MONEY), DecimalMark.ASSUMED_POINT);
        assertThat(quantity.value()).isEqualByComparingTo(value);
        assertThat(quantity.withoutNote()).isNotNull();
    }

    @ParameterizedTest(name = "{0} is no amount")
    @ValueSource(strings = {"45%", "45‰", "3846小数", "5㎡", "5m²", "3亩", "3个", "3吨", "3846(4000)", "[1]", "①", "3千瓦"})
    void anAmountHasAUnitOfMoney(String text) {
        assertThatThrownBy(() -> numbers.read(text, "元", Set.of(UnitKind.MONEY), DecimalMark.ASSUMED_POINT))
                .isInstanceOf(Unreadable.class);
    }

    @ParameterizedTest(name = "{0} with the mark {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            3,250         | COMMA         | 3.250
            850.000       | COMMA         | 850000
            1.234.567,89  | COMMA         | 1234567.89
            1 234,5       | COMMA         | 1234.5
            850.5         | COMMA         | number_form
            1,234.5       | COMMA         | number_form
            3,250         | COMMA_IN_TEXT | 3.250
            850.5         | COMMA_IN_TEXT | 850.5
            850.000       | COMMA_IN_TEXT | 850000
            850.125       | COMMA_IN_TEXT | number_form
            0.125         | COMMA_IN_TEXT | 0.125
            850.125       | DOUBTFUL      | number_form
            3,250         | DOUBTFUL      | number_form
            850.5         | DOUBTFUL      | 850.5
            1,234,567     | DOUBTFUL      | 1234567
            850.125       | POINT         | 850.125
            """)
    void theDecimalMarkOfTheColumnDecides(String text, DecimalMark mark, String outcome) throws Exception {
        if (outcome.equals("number_form")) {
            assertThatThrownBy(() -> numbers.read(text, "元", Set.of(UnitKind.MONEY), mark))
                    .isInstanceOf(Unreadable.class);
        } else {
            assertThat(numbers.read(text, "元", Set.of(UnitKind.MONEY), mark).value())
                    .isEqualByComparingTo(outcome);
        }
    }

    @Test
    void finerIsWhatHasMoreDigitsThanTheCurrencyThatCount() {
        assertThat(Numbers.finer(new BigDecimal("1.230"), 2)).isFalse();
        assertThat(Numbers.finer(new BigDecimal("1.231"), 2)).isTrue();
        assertThat(Numbers.finer(new BigDecimal("1E+3"), 0)).isFalse();
    }
}
