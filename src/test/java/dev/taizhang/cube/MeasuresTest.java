package dev.taizhang.cube;

import static org.apache.spark.sql.functions.expr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.taizhang.TestSpark;
import dev.taizhang.definition.ConfigurationFile;
import dev.taizhang.definition.Mistakes;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void aNumeratorIsOfTheRowsThatStateTheDenominator() {
        assertThat(measure(
                                "name = paid_of_wanted, sum_of = financing_paid_in, where_stated = financing_wanted",
                                "paid_of_wanted")
                        .formula())
                .isEqualTo("sum(financing_paid_in) FILTER (WHERE financing_wanted IS NOT NULL)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", where = \"times > 1\", where_stated = financing_wanted"})
    void aSumOfSomeRowsSaysWhichOnce(String selection) {
        Mistakes mistakes = new Mistakes();
        ConfigurationFile file = ConfigurationFile.of(
                ConfigFactory.parseString("measures = [{ title { zh = 例, en = example }, name = some_paid,"
                        + " sum_of = financing_paid_in" + selection + " }]"),
                "own.conf",
                Measures.FILE);
        Measures.builtIn().with(List.of(file), mistakes);
        assertThatThrownBy(mistakes::requireNone).hasMessageContaining("where_stated");
    }

    /** The amounts of one row are equal, so that every ratio of amounts is the same for any rows that state both of its sides. */
    private static Row row(Fact fact, long amount, Set<String> blank) {
        return new GenericRowWithSchema(
                Stream.of(fact.lines().fields())
                        .map(field -> blank.contains(field.name()) ? null : value(field, amount))
                        .toArray(),
                fact.lines());
    }

    private static Object value(StructField field, long amount) {
        if (field.name().equals("times") || field.name().equals("year")) {
            return field.name().equals("times") ? 1 : 2025;
        }
        if (field.dataType() instanceof LongType) {
            return amount;
        }
        if (field.dataType() instanceof DecimalType) {
            return BigDecimal.ONE;
        }
        if (field.dataType() instanceof DateType) {
            return Date.valueOf("2025-03-01");
        }
        return field.name().equals("ownership_code") ? "private" : null;
    }

    static Stream<Arguments> ratiosOfAmounts() {
        Pattern quotient = Pattern.compile("try_divide\\(.*, (\\w+)\\)");
        return Fact.ALL.stream()
                .flatMap(fact -> Measures.builtIn().names(fact).stream()
                        .map(fact::measure)
                        .filter(measure -> measure.kind() == Measure.Kind.DERIVED)
                        .flatMap(measure -> quotient.matcher(measure.formula().replace(" - time_elapsed", ""))
                                .results()
                                .flatMap(found -> fact.summed().stream()
                                        .filter(sum -> sum.name().equals(found.group(1)) && sum.unit() != Unit.COUNT)
                                        .map(sum -> Arguments.of(fact.name(), measure.name(), sum.name())))));
    }

    /** A row that states every amount but one of the denominator must not change a ratio, whatever its numerator has. */
    @ParameterizedTest
    @MethodSource("ratiosOfAmounts")
    void aRowWithoutTheDenominatorChangesNoRatio(String of, String name, String denominator) {
        Fact fact = Fact.named(of).orElseThrow();
        String needed = fact.measure(denominator).formula();
        List<String> stated = Stream.of(fact.lines().fields())
                .filter(field -> field.dataType() instanceof LongType || field.dataType() instanceof DecimalType)
                .map(StructField::name)
                .filter(column -> needed.matches("(?s).*\\b" + column + "\\b.*"))
                .toList();
        assertThat(stated).isNotEmpty();
        String alone = ratio(fact, name, List.of(row(fact, 2, Set.of())));
        assertThat(alone).as("ratio of one complete row").isNotEqualTo("null");
        for (String column : stated) {
            assertThat(ratio(fact, name, List.of(row(fact, 2, Set.of()), row(fact, 5, Set.of(column)))))
                    .as("beside a row without " + column)
                    .isEqualTo(alone);
        }
    }

    private static String ratio(Fact fact, String name, List<Row> rows) {
        Column[] sums = fact.summed().stream()
                .filter(sum -> fact.measure(name).formula().matches("(?s).*\\b" + sum.name() + "\\b.*"))
                .map(sum ->
                        expr("CAST(" + sum.formula() + " AS DECIMAL(20, 0))").as(sum.name()))
                .toArray(Column[]::new);
        return String.valueOf(TestSpark.session()
                .createDataFrame(rows, fact.lines())
                .agg(expr("count(1)").as("rows"), sums)
                .selectExpr("CAST(" + fact.measure(name).formula().replace("time_elapsed", "0") + " AS DECIMAL(20, 6))")
                .head()
                .get(0));
    }
}
