package dev.taizhang.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stated unit is understood in every form, or recognised as one that is not understood. */
class UnitsTest {
    private static final Set<UnitKind> MONEY = Set.of(UnitKind.MONEY);

    @TempDir
    private static Path folder;

    private static Units units;

    @BeforeAll
    static void readTheUnits() throws Exception {
        Files.writeString(folder.resolve("taizhang.conf"), "programme { code = test, name_zh = 测试, name_en = Test }");
        units = new Units(Configuration.read(folder).reference("units"));
    }

    private static String text(StatedUnit unit) {
        String kind = unit.kind() == null ? "number" : unit.kind().name();
        return kind + " " + unit.multiplier().stripTrailingZeros().toPlainString() + " "
                + unit.currencies().stream().sorted().collect(Collectors.joining("|"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = ';', textBlock = """
            元;              MONEY 1
            万元;            MONEY 10000
            万 元;           MONEY 10000
            （ 万 元 ）;     MONEY 10000
            萬元;            MONEY 10000
            億圓;            MONEY 100000000
            千万元;          MONEY 10000000
            万亿元;          MONEY 1000000000000
            亿元人民币;      MONEY 100000000 CNY
            人民币亿元;      MONEY 100000000 CNY
            万美元;          MONEY 10000 USD
            百万港币;        MONEY 1000000 HKD
            US$;             MONEY 1 USD
            US$ million;     MONEY 1000000 USD
            million US$;     MONEY 1000000 USD
            USDm;            MONEY 1000000 USD
            £m;              MONEY 1000000 GBP
            €k;              MONEY 1000 EUR
            millions of US dollars; MONEY 1000000 USD
            millones de pesos argentinos; MONEY 1000000 ARS
            ten thousand yuan; MONEY 10000 CNY
            ￥;              MONEY 1 CNY|JPY
            CN￥;            MONEY 1 CNY
            万;              number 10000
            %;               FRACTION 0.01
            万亩;            AREA 10000
            公顷;            AREA 15
            ㎡;              AREA 0.0015
            万吨标准煤;      MASS 10000
            家;              COUNT 1
            个工作日;        TIME 1
            单位：万元;      MONEY 10000
            """)
    void aUnitIsUnderstoodInEveryForm(String phrase, String meaning) {
        assertThat(units.unit(phrase).map(UnitsTest::text).map(String::strip)).contains(meaning);
    }

    @ParameterizedTest(name = "{0} is no unit")
    @ValueSource(
            strings = {
                "两",
                "万两",
                "越元",
                "亿万元",
                "万元亿元",
                "k",
                "m",
                "b",
                "左右",
                "以上",
                "US",
                "million thousand",
                "元/亩",
                "kg m",
                "%个",
                ""
            })
    void whatIsNotOneUnitIsNotUnderstood(String phrase) {
        assertThat(units.unit(phrase)).isEmpty();
    }

    @ParameterizedTest(name = "（{0}） of an amount states {1}")
    @CsvSource(delimiter = ';', nullValues = "nothing", textBlock = """
            亿元，含税;            亿元
            含税，亿元;            亿元
            亿元含税;              亿元
            折合万美元;            万美元
            亿元，保留两位小数;    亿元
            个、亿元;              亿元
            亿元，%;               亿元
            人民币，万元;          人民币 万元
            £m, 2012 prices;       £m
            以万元计;              万元
            金额：亿元;            亿元
            含设备;                nothing
            5000万元以上;          nothing
            including Non-Government Costs; nothing
            亿元以上;              ?
            亿元、万元;            ?
            美元、万元;            ?
            万元/亩;               ?
            每亩万元;              ?
            亿越元;                ?
            万两;                  ?
            KWD;                   ?
            k;                     ?
            %;                     ?
            亩;                    ?
            千瓦时;                ?
            """)
    void aStatementIsUnderstoodOrSaidToBeUnclear(String statement, String outcome) {
        Units.Choice choice = units.choice(statement, MONEY, true);
        assertThat(choice.unclear() ? "?" : choice.phrase()).isEqualTo(outcome);
    }

    @Test
    void eachColumnTakesTheUnitOfItsKind() {
        String title = "个、亿元、亩、%";
        assertThat(Stream.of(UnitKind.COUNT, UnitKind.MONEY, UnitKind.AREA, UnitKind.FRACTION)
                        .map(kind -> units.choice(title, Set.of(kind), false).phrase()))
                .containsExactly("个", "亿元", "亩", "%");
        assertThat(units.choice(title, Set.of(UnitKind.MASS), false).decides()).isFalse();
        assertThat(units.choice("万", Set.of(UnitKind.COUNT), true).phrase()).isEqualTo("万");
        assertThat(units.choice("万", Set.of(UnitKind.FRACTION), true).unclear()).isTrue();
    }

    @ParameterizedTest(name = "{0} within {1} is {2}")
    @CsvSource(delimiter = ';', nullValues = "nothing", textBlock = """
            亿元;    万元;     亿元
            美元;    万元;     美元
            ￥;      万元;     ￥ 万元
            人民币;  万元;     人民币 万元
            £;       million;  £ million
            USD;     nothing;  USD
            USD;     元;       USD
            USD;     万美元;   万美元
            USD;     万元;     nothing
            EUR;     万美元;   nothing
            """)
    void aCurrencyAloneLeavesTheNumberToTheFartherPlace(String nearer, String farther, String phrase) {
        assertThat(units.within(nearer, farther).map(Spelling::normal))
                .isEqualTo(Optional.ofNullable(phrase).map(Spelling::normal));
    }
}
