package dev.taizhang.cube;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Mistakes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The measures of the program make sense to Spark, and each way of saying one gives the formula that it promises. */
class MeasuresTest {
    private static Measure measure(String definition, String name) {
        ConfigurationFile file = ConfigurationFile.of(
                ConfigFactory.parseString("measures = [{ title { zh = 例, en = example }, " + definition + " }]"),
                "own.conf",
                Measures.FILE);
        return Measures.builtIn()
                .with(List.of(file), new Mistakes())
                .named(Fact.PROJECTS, name)
                .orElseThrow();
    }

    @Test
    void everyMeasureOfTheProgramCanBeComputedOfItsFact() {
        Measures checked = Measures.checked();
        assertThat(Fact.ALL).allSatisfy(fact -> assertThat(checked.names(fact)).isNotEmpty());
    }

    @Test
    void aConditionCountsProjectsByTheirWeight() {
        assertThat(measure("name = large_count, count_where = \"total_investment > 100\"", "large_count"))
                .extracting(Measure::unit, Measure::formula)
                .containsExactly(Unit.COUNT, "coalesce(sum(times) FILTER (WHERE total_investment > 100), 0)");
    }

    @Test
    void aRatioIsOfSumsAndNamesItsDenominator() {
        Measure ratio =
                measure("name = paid_rate, numerator = financing_paid_in, denominator = financing_wanted", "paid_rate");
        assertThat(ratio)
                .extracting(Measure::unit, Measure::formula)
                .containsExactly(Unit.FRACTION, "try_divide(financing_paid_in, financing_wanted)");
        assertThat(ratio.sentence().zh()).isEqualTo("= financing_paid_in / financing_wanted，分母为 financing_wanted");
    }

    @Test
    void anAmountOfSomeRowsIsZeroIfNoneMeetsTheConditionAndUnknownIfNoneIsKnown() {
        assertThat(measure(
                                "name = big_total, sum_of = total_investment, where = \"total_investment > 5\","
                                        + " among = \"total_investment IS NOT NULL\"",
                                "big_total")
                        .formula())
                .isEqualTo(
                        "coalesce(sum(total_investment) FILTER (WHERE total_investment > 5), IF(count(1) FILTER (WHERE"
                                + " total_investment IS NOT NULL) > 0 AND count(1) FILTER (WHERE total_investment > 5) = 0, 0L, NULL))");
    }
}
