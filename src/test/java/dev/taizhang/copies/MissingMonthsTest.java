package dev.taizhang.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.taizhang.definition.PlanYear;
import dev.taizhang.facts.AsOf;
import java.time.LocalDate;
import java.time.Month;
import java.util.Optional;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader is told if the progress of months is missing. */
class MissingMonthsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2025-07-31 | JANUARY | 6  | 进度报至 6 月，缺 7 月，投资完成率与 6 月的时间进度对照    | progress is reported to June, July is missing
            2025-09-15 | JANUARY | 6  | 进度报至 6 月，缺 7–8 月，投资完成率与 6 月的时间进度对照  | progress is reported to June, July to August are missing
            2025-07-30 | JANUARY | 6  | none | none
            2025-01-15 | JANUARY | 0  | none | none
            2025-03-31 | APRIL   | 9  | 进度报至 12 月，缺 1–3 月，投资完成率与 12 月的时间进度对照 | progress is reported to December, January to March are missing
            2025-03-31 | APRIL   | 12 | none | none
            """)
    void saysWhichMonthsAreMissing(LocalDate asOf, Month begins, int reported, String sentence, String clause) {
        GenericRowWithSchema overview = new GenericRowWithSchema(
                new Object[] {reported}, new StructType().add("months_elapsed", DataTypes.IntegerType));
        Optional<MissingMonths> missing = MissingMonths.of(new AsOf(asOf, new PlanYear(begins)), overview);
        assertThat(missing.map(months -> months.compared().zh())).isEqualTo(Optional.ofNullable(sentence));
        assertThat(missing.map(months -> months.clause().en())).isEqualTo(Optional.ofNullable(clause));
    }
}
